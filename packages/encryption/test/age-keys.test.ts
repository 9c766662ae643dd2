import {
  decryptAge,
  encryptAge,
  generateIdentity,
  identityFile,
  identityToRecipient,
  isRecipient,
  parseIdentityFile,
  parseRecipientsFile,
  passphraseIdentity,
  passphraseRecipient,
  x25519Identity,
} from "@favorable/encryption";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { bech32Decode, bech32Encode } from "../src/age/bech32.ts";
import { pattern } from "./pieces.ts";

const keys = await generateIdentity();
const stranger = await generateIdentity();
describe("recipients and identities", () => {
  it("are refused with their position when malformed, missing, repeated or mixed", async () => {
    const refuse = (recipients: Parameters<typeof encryptAge>[1]["recipients"]) =>
      rejectionCode(() => encryptAge(pattern(1), { recipients }));
    const pass = passphraseRecipient("x", { logN: 1 });
    expect(await refuse([])).toBe("AGE_RECIPIENT");
    expect(await refuse([keys.recipient, keys.recipient])).toBe("AGE_RECIPIENT");
    expect(await refuse([keys.recipient.toUpperCase()])).toBe("AGE_RECIPIENT");
    expect(await refuse([`${keys.recipient.slice(0, -1)}${keys.recipient.endsWith("x") ? "q" : "x"}`])).toBe("AGE_RECIPIENT");
    expect(await refuse([keys.identity])).toBe("AGE_RECIPIENT");
    expect(await refuse([pass, keys.recipient])).toBe("AGE_RECIPIENT");
    expect(await refuse([bech32Encode("age", new Uint8Array(32))])).toBe("AGE_RECIPIENT");
    expect(await refuse([bech32Encode("age", new Uint8Array(31))])).toBe("AGE_RECIPIENT");
    await expect(encryptAge(pattern(1), { recipients: [stranger.recipient, "age1oops"] })).rejects.toMatchObject({
      details: { position: 1 },
    });
    expect(await rejectionCode(() => decryptAge(pattern(1), { identities: [] }))).toBe("AGE_IDENTITY");
    expect(await rejectionCode(() => decryptAge(pattern(1), { identities: [keys.recipient] }))).toBe("AGE_IDENTITY");
    expect(await rejectionCode(() => decryptAge(pattern(1), { identities: [keys.identity.toLowerCase()] }))).toBe("AGE_IDENTITY");
    expect(await rejectionCode(() => passphraseRecipient(""))).toBe("AGE_RECIPIENT");
    expect(await rejectionCode(() => passphraseIdentity(""))).toBe("AGE_IDENTITY");
    expect(await rejectionCode(() => passphraseRecipient("x", { logN: 23 }))).toBe("AGE_RECIPIENT");
    expect(await rejectionCode(() => passphraseIdentity("x", { maxLogN: 0 }))).toBe("AGE_IDENTITY");
  });

  it("follow the example of the specification", async () => {
    const identity = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    expect(await identityToRecipient(identity)).toBe("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj");
  });

  it("are told apart from other text", () => {
    expect([keys.recipient, keys.identity, "age1", 7, undefined].map(isRecipient)).toEqual([true, false, false, false, false]);
  });

  it("are Bech32 that survives a round and notices any change of a character", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(), fc.constantFrom("age", "AGE-SECRET-KEY-"), (bytes, place, prefix) => {
        const text = bech32Encode(prefix, bytes);
        expect(bech32Decode(prefix, text)).toEqual(bytes);
        const at = prefix.length + 1 + (place % (text.length - prefix.length - 1));
        const other = text[at]?.toLowerCase() === "q" ? "p" : "q";
        const changed = text.slice(0, at) + (prefix === "age" ? other : other.toUpperCase()) + text.slice(at + 1);
        expect(bech32Decode(prefix, changed)).toBeUndefined();
      }),
    );
  });

  it("are written to and read from the files of the age command line", () => {
    const text = identityFile(keys, new Date("2021-10-30T08:00:00Z"));
    expect(text.split("\n")[0]).toBe("# created: 2021-10-30T08:00:00.000Z");
    expect(parseIdentityFile(text)).toEqual([keys.identity]);
    expect(parseRecipientsFile(`# staff\r\n\n${keys.recipient}\r\n  ${stranger.recipient}`)).toEqual([keys.recipient, stranger.recipient]);
    expect(() => parseIdentityFile("# nothing")).toThrow("no identity");
    expect(() => parseIdentityFile(`#\n${keys.recipient}`)).toThrow(
      expect.objectContaining({ code: "AGE_IDENTITY", details: { line: 2 } }),
    );
    expect(() => parseRecipientsFile(`#\n\nage1x`)).toThrow(expect.objectContaining({ code: "AGE_RECIPIENT", details: { line: 3 } }));
    expect(() => parseRecipientsFile("")).toThrow("at least one");
  });

  it("may be given as bytes, which their owner clears afterwards", async () => {
    const secret = new TextEncoder().encode(keys.identity);
    const file = await encryptAge(pattern(9), { recipients: [keys.recipient] });
    expect(await identityToRecipient(secret)).toBe(keys.recipient);
    expect(await decryptAge(file, { identities: [secret] })).toEqual(pattern(9));
    const identity = x25519Identity(secret);
    secret.fill(0);
    for (let turn = 0; turn < 3; turn++) expect(await decryptAge(file, { identities: [identity] })).toEqual(pattern(9));
    expect(await rejectionCode(() => decryptAge(file, { identities: [secret] }))).toBe("AGE_IDENTITY");

    const lines = new TextEncoder().encode(`# created\r\n\n \t${keys.identity} \r\n${stranger.identity}`);
    const found = parseIdentityFile(lines);
    expect(found.map((bytes) => new TextDecoder().decode(bytes))).toEqual([keys.identity, stranger.identity]);
    expect(() => parseIdentityFile(new TextEncoder().encode(`#\n\n${keys.recipient}\n`))).toThrow(
      expect.objectContaining({ code: "AGE_IDENTITY", details: { line: 3 } }),
    );
    expect(() => parseIdentityFile(new Uint8Array(0))).toThrow("no identity");
  });

  it("are told by their lines when one is there twice", () => {
    const text = `# staff\n${keys.recipient}\n${stranger.recipient}\n\n${keys.recipient}\n`;
    expect(() => parseRecipientsFile(text)).toThrow(expect.objectContaining({ code: "AGE_RECIPIENT", details: { line: 5, first: 2 } }));
  });
});
