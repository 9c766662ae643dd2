import { concatBytes } from "@favorable/core";
import {
  AgeRekeyStream,
  armor,
  decryptAge,
  encryptAge,
  generateIdentity,
  inspectAge,
  passphraseRecipient,
  rekeyAge,
} from "@favorable/encryption";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { cut, pattern, readAll, toStream } from "./pieces.ts";

const [former, next, third] = [await generateIdentity(), await generateIdentity(), await generateIdentity()];
const change = { identities: [former.identity], recipients: [next.recipient, third.recipient] };
const seal = (size: number): Promise<Uint8Array> => encryptAge(pattern(size), { recipients: [former.recipient] });
const payloadOf = (file: Uint8Array): Uint8Array => file.subarray(inspectAge(file).headerLength);

describe("giving a file other recipients", () => {
  it("opens for each of the new ones, no longer for the former, and leaves the payload as it was", async () => {
    for (const size of [0, 1, 65_536, 300_000]) {
      const file = await seal(size);
      const rekeyed = await rekeyAge(file, change);
      for (const { identity } of [next, third])
        expect(Buffer.compare(await decryptAge(rekeyed, { identities: [identity] }), pattern(size))).toBe(0);
      expect(await rejectionCode(decryptAge(rekeyed, { identities: [former.identity] }))).toBe("AGE_NO_MATCH");
      expect(Buffer.compare(payloadOf(rekeyed), payloadOf(file))).toBe(0);
    }
  });

  it("gives the same however the file comes, streamed, in pieces and in armor", async () => {
    const file = await seal(150_000);
    const text = new TextEncoder().encode(armor(file));
    for (const [input, sizes] of [
      [file, [1]],
      [file, [70_000, 3]],
      [text, [997]],
    ] as const) {
      const rekeyed = await readAll(rekeyAge(toStream(cut(input, sizes)), change));
      expect(Buffer.compare(payloadOf(rekeyed), payloadOf(file))).toBe(0);
      expect(Buffer.compare(await decryptAge(rekeyed, { identities: [third.identity] }), pattern(150_000))).toBe(0);
    }
    const armored = await rekeyAge(file, { ...change, armor: true });
    expect(inspectAge(armored)).toMatchObject({ armored: true, recipients: ["X25519", "X25519"] });
    expect(Buffer.compare(await decryptAge(armored, { identities: [next.identity] }), pattern(150_000))).toBe(0);
  });

  it("turns a file for a person into one for a passphrase", async () => {
    const rekeyed = await rekeyAge(await seal(10), { ...change, recipients: [passphraseRecipient("words", { logN: 2 })] });
    expect(inspectAge(rekeyed).recipients).toEqual(["scrypt"]);
  });

  it("does not decrypt: a damaged payload stays damaged and is refused by its reader", async () => {
    const file = await seal(100_000);
    file[file.length - 5] = (file.at(-5) ?? 0) ^ 1;
    const rekeyed = await rekeyAge(file, change);
    expect(await rejectionCode(decryptAge(rekeyed, { identities: [next.identity] }))).toBe("AGE_PAYLOAD");
  });

  it("refuses what is not opened, not whole or not for anybody", async () => {
    const file = await seal(10);
    expect(await rejectionCode(rekeyAge(file, { ...change, identities: [next.identity] }))).toBe("AGE_NO_MATCH");
    expect(await rejectionCode(rekeyAge(file.subarray(0, 60), change))).toBe("AGE_HEADER");
    const altered = concatBytes(file);
    const mac = inspectAge(file).headerLength - 10;
    altered[mac] = altered[mac] === 0x41 ? 0x42 : 0x41;
    expect(await rejectionCode(rekeyAge(altered, change))).toBe("AGE_HMAC");
    expect(() => new AgeRekeyStream({ ...change, recipients: [] })).toThrow("at least one");
    expect(() => new AgeRekeyStream({ ...change, identities: [] })).toThrow("at least one");
  });
});
