import {
  decryptAge,
  encryptAge,
  generateIdentity,
  inspectAge,
  kmsRecipient,
  memoryKeyService,
  parseIdentityFile,
  parseRecipientsFile,
} from "@favorable/encryption";
import {
  generatePostQuantumIdentity,
  postQuantumIdentity,
  postQuantumIdentityToRecipient,
  postQuantumRecipient,
} from "@favorable/encryption/post-quantum";
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { pattern } from "./pieces.ts";

const keys = generatePostQuantumIdentity();
const classic = await generateIdentity();

describe("post-quantum recipients", () => {
  it("have the recipient of the example of the specification", () => {
    const identity = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR";
    const recipient = postQuantumIdentityToRecipient(identity);
    expect(recipient).toHaveLength(1959);
    expect(recipient.startsWith("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrqtzdxz95paef6caq5")).toBe(true);
    expect(recipient.endsWith("yyzk3tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k")).toBe(true); // The checksum over all of it.
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 1024 * 1024 + 1])("open %i bytes of age-encryption, and it opens ours", async (size) => {
    const theirs = new Encrypter();
    theirs.addRecipient(keys.recipient);
    const written = await theirs.encrypt(pattern(size));
    const read = await decryptAge(written, { identities: [postQuantumIdentity(new TextEncoder().encode(keys.identity))] });
    expect(Buffer.compare(read, pattern(size))).toBe(0);

    const identity = await generateHybridIdentity();
    const file = await encryptAge(pattern(size), { recipients: [postQuantumRecipient(await identityToRecipient(identity))] });
    const reader = new Decrypter();
    reader.addIdentity(identity);
    expect(Buffer.compare(await reader.decrypt(file), pattern(size))).toBe(0);
    expect(postQuantumIdentityToRecipient(identity)).toBe(await identityToRecipient(identity));
  });

  it("do not share a file with a recipient that a quantum computer would open", async () => {
    const hybrid = postQuantumRecipient(keys.recipient);
    const refused = encryptAge(pattern(1), { recipients: [hybrid, classic.recipient] });
    await expect(refused).rejects.toMatchObject({ code: "AGE_RECIPIENT", details: { position: 1 } });
    const service = memoryKeyService();
    expect(await rejectionCode(encryptAge(pattern(1), { recipients: [kmsRecipient(service), hybrid] }))).toBe("AGE_RECIPIENT");
    const file = await encryptAge(pattern(1), { recipients: [hybrid, kmsRecipient(service, { labels: ["postquantum"] })] });
    expect(inspectAge(file).recipients).toEqual(["mlkem768x25519", "@favorable/kms"]);
  });

  it("are read from the files of recipients and identities when their reader is given", async () => {
    const text = `# both kinds\n${keys.recipient}\n`;
    expect(() => parseRecipientsFile(text)).toThrow(expect.objectContaining({ code: "AGE_RECIPIENT", details: { line: 2 } }));
    const recipients = parseRecipientsFile(text, postQuantumRecipient);
    const file = await encryptAge(pattern(4), { recipients });
    for (const secret of [`#\n${keys.identity}\n`, new TextEncoder().encode(`#\r\n ${keys.identity}\r\n`)]) {
      const identities =
        typeof secret === "string" ? parseIdentityFile(secret, postQuantumIdentity) : parseIdentityFile(secret, postQuantumIdentity);
      expect(await decryptAge(file, { identities })).toEqual(pattern(4));
    }
    expect(() => parseIdentityFile(`\n\n${keys.identity}`)).toThrow(expect.objectContaining({ details: { line: 3 } }));
  });

  it("are refused with a code when malformed, and never quoted", async () => {
    for (const odd of ["", "age1pq1x", classic.recipient, keys.recipient.toUpperCase(), keys.identity, null, 5])
      expect(() => postQuantumRecipient(odd as string)).toThrow(expect.objectContaining({ code: "AGE_RECIPIENT" }));
    for (const odd of ["", classic.identity, keys.identity.toLowerCase(), keys.recipient, null, new Uint8Array(4)])
      expect(() => postQuantumIdentity(odd as string)).toThrow(expect.objectContaining({ code: "AGE_IDENTITY" }));
    expect(await rejectionCode(encryptAge(pattern(1), { recipients: [keys.recipient] }))).toBe("AGE_RECIPIENT");
  });

  it("open nothing that is for another", async () => {
    const file = await encryptAge(pattern(3), { recipients: [postQuantumRecipient(generatePostQuantumIdentity().recipient)] });
    expect(await rejectionCode(decryptAge(file, { identities: [postQuantumIdentity(keys.identity), classic.identity] }))).toBe(
      "AGE_NO_MATCH",
    );
  });
});
