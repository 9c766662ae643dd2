import { ageEncryptor, armor, dearmor, decryptAge, encryptAge, generateIdentity, inspectAge } from "@favorable/encryption";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { plaintextSize } from "../src/age/payload.ts";
import { pattern } from "./pieces.ts";

const keys = await generateIdentity();
const mine = { identities: [keys.identity] };
const stranger = await generateIdentity();
describe("inspection and armor", () => {
  it("tells type of stanzas and size without a key", async () => {
    const file = await encryptAge(pattern(70_000), { recipients: [keys.recipient, stranger.recipient] });
    expect(inspectAge(file.subarray(0, 400), file.length)).toMatchObject({
      armored: false,
      recipients: ["X25519", "X25519"],
      plaintextLength: 70_000,
    });
    const armored = new TextEncoder().encode(armor(file));
    expect(inspectAge(armored)).toMatchObject({
      armored: true,
      recipients: ["X25519", "X25519"],
      headerLength: inspectAge(file).headerLength,
    });
    expect(() => inspectAge(file.subarray(0, 50))).toThrow("does not end");
  });

  it("knows which sizes a payload can have", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (size) => {
        expect(plaintextSize(16 + size + Math.max(1, Math.ceil(size / 65_536)) * 16)).toBe(size);
      }),
    );
    for (const impossible of [0, 16, 31, 16 + 65_552 + 1, 16 + 65_552 + 16]) expect(plaintextSize(impossible)).toBeUndefined();
  });

  it("survives armor in any pieces", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(dearmor(armor(bytes))).toEqual(bytes);
        expect(dearmor(`\n  \n${armor(bytes).replaceAll("\n", "\r\n")}\n`)).toEqual(bytes);
      }),
    );
  });

  it("refuses armor that says it is there and binary where armor is demanded", async () => {
    const file = await encryptAge(pattern(5), { recipients: [keys.recipient] });
    expect(await rejectionCode(() => decryptAge(file, { ...mine, armor: true }))).toBe("AGE_ARMOR");
    const armored = new TextEncoder().encode(armor(file));
    expect(await rejectionCode(() => decryptAge(armored, { ...mine, armor: false }))).toBe("AGE_HEADER");
    expect(await rejectionCode(() => dearmor("x".repeat(5000)))).toBe("AGE_ARMOR");
    expect(await rejectionCode(() => dearmor(`${" \n".repeat(600)}${armor(file)}`))).toBe("AGE_ARMOR");
  });

  it("refuses a second end", async () => {
    const encryptor = await ageEncryptor({ recipients: [keys.recipient] });
    encryptor.end(() => {});
    expect(await rejectionCode(() => encryptor.end(() => {}))).toBe("AGE_ENDED");
    expect(await rejectionCode(() => encryptor.push(pattern(1), () => {}))).toBe("AGE_ENDED");
  });
});
