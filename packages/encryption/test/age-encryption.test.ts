/** Both ways with npm age-encryption (typage). */
import { decryptAge, encryptAge, generateIdentity, passphraseIdentity, passphraseRecipient } from "@favorable/encryption";
import * as peer from "age-encryption";
import { describe, expect, it } from "vitest";
import { pattern } from "./pieces.ts";

const keys = await generateIdentity();

describe("age-encryption", () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 1024 * 1024 + 1])("reads our %i bytes, and we read its own", async (size) => {
    const decrypter = new peer.Decrypter();
    decrypter.addIdentity(keys.identity);
    const encrypter = new peer.Encrypter();
    encrypter.addRecipient(keys.recipient);
    for (const armored of [false, true]) {
      const ours = await encryptAge(pattern(size), { recipients: [keys.recipient], armor: armored });
      const read = await decrypter.decrypt(armored ? peer.armor.decode(new TextDecoder().decode(ours)) : ours);
      expect(Buffer.compare(read, pattern(size))).toBe(0);

      const written = await encrypter.encrypt(pattern(size));
      const theirs = armored ? new TextEncoder().encode(peer.armor.encode(written)) : written;
      expect(Buffer.compare(await decryptAge(theirs, { identities: [keys.identity] }), pattern(size))).toBe(0);
    }
  });

  it("shares passphrases with us, given as text or as bytes", async () => {
    const bytes = new TextEncoder().encode("twelve words");
    const encrypter = new peer.Encrypter();
    encrypter.setPassphrase("twelve words");
    encrypter.setScryptWorkFactor(10);
    expect(await decryptAge(await encrypter.encrypt(pattern(50)), { identities: [passphraseIdentity(bytes)] })).toEqual(pattern(50));

    const decrypter = new peer.Decrypter();
    decrypter.addPassphrase("twelve words");
    const ours = await encryptAge(pattern(50), { recipients: [passphraseRecipient(bytes, { logN: 10 })] });
    expect(await decrypter.decrypt(ours)).toEqual(pattern(50));
  });

  it("takes the same recipient and identity objects as we do", async () => {
    const decrypter = new peer.Decrypter();
    decrypter.addIdentity({
      unwrapFileKey: (stanzas: peer.Stanza[]) => stanzas.find(({ args }) => args[0] === "example.org/plain")?.body ?? null,
    });
    const ours = await encryptAge(pattern(3), {
      recipients: [{ wrapFileKey: (fileKey) => [{ args: ["example.org/plain"], body: fileKey }] }],
    });
    expect(await decrypter.decrypt(ours)).toEqual(pattern(3));
  });
});
