import { concatBytes, isPrivacyError } from "@favorable/core";
import {
  AgeDecryptStream,
  AgeEncryptStream,
  ageDecryptor,
  ageEncryptor,
  decryptAge,
  encryptAge,
  generateIdentity,
  identityFile,
  identityToRecipient,
  inspectAge,
  isRecipient,
  parseIdentityFile,
  parseRecipientsFile,
  passphraseIdentity,
  passphraseRecipient,
} from "@favorable/encryption";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { cut, decryptPieces, decryptStream, pattern, readAll, toStream } from "./pieces.ts";

const keys = await generateIdentity();
const stranger = await generateIdentity();
const mine = { identities: [keys.identity] };
describe("what is no recipient, no identity and no key", () => {
  it("is refused with a code, whatever it is, and never repeated", async () => {
    const file = await encryptAge(pattern(3), { recipients: [keys.recipient] });
    const odd = [null, undefined, 5, {}, [], true, "age1dupont", { wrapFileKey: 1, unwrapFileKey: 1 }, Symbol("dupont")];
    for (const one of [...odd, Object.create(null)]) {
      for (const recipients of [[one], [keys.recipient, one]] as never[]) {
        expect(await rejectionCode(() => encryptAge(pattern(3), { recipients }))).toBe("AGE_RECIPIENT");
        expect(await rejectionCode(() => new AgeEncryptStream({ recipients }))).toBe("AGE_RECIPIENT");
      }
      for (const identities of [[one], [one, keys.identity]] as never[]) {
        expect(await rejectionCode(() => decryptAge(file, { identities }))).toBe("AGE_IDENTITY");
        expect(await rejectionCode(() => new AgeDecryptStream({ identities }))).toBe("AGE_IDENTITY");
      }
      expect(await rejectionCode(() => identityToRecipient(one as never))).toBe("AGE_IDENTITY");
      expect(await rejectionCode(() => identityFile(one as never, new Date(0)))).toBe("AGE_IDENTITY");
      expect(await rejectionCode(() => parseIdentityFile(one as never))).toBe("AGE_IDENTITY");
      expect(await rejectionCode(() => parseRecipientsFile(one as never))).toBe("AGE_RECIPIENT");
      expect(isRecipient(one)).toBe(false);
    }
    for (const none of [null, undefined, 5, "age1x", {}]) {
      expect(await rejectionCode(() => encryptAge(pattern(3), { recipients: none as never }))).toBe("AGE_RECIPIENT");
      expect(await rejectionCode(() => encryptAge(pattern(3), none as never))).toBe("AGE_RECIPIENT");
      expect(await rejectionCode(() => decryptAge(file, { identities: none as never }))).toBe("AGE_IDENTITY");
      expect(await rejectionCode(() => decryptAge(file, none as never))).toBe("AGE_IDENTITY");
    }
    for (const none of [null, undefined, 5, "", "\ud800"]) {
      expect(await rejectionCode(() => passphraseRecipient(none as never))).toBe("AGE_RECIPIENT");
      expect(await rejectionCode(() => passphraseIdentity(none as never))).toBe("AGE_IDENTITY");
    }
  });
});

describe("encrypting and decrypting", () => {
  it.each([0, 1, 47, 48, 65_535, 65_536, 65_537, 131_072, 200_000])("gives %i bytes back", async (size) => {
    for (const armored of [false, true]) {
      const file = await encryptAge(pattern(size), { recipients: [keys.recipient], armor: armored });
      expect(Buffer.compare(await decryptAge(file, mine), pattern(size))).toBe(0);
    }
  });

  it("gives the same result however the input is cut", async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 140_000 }), sizes, sizes, fc.boolean(), async (size, writes, reads, armored) => {
        const encryptor = await ageEncryptor({ recipients: [keys.recipient], armor: armored });
        const pieces: Uint8Array[] = [];
        for (const piece of cut(pattern(size), writes)) encryptor.push(piece, (bytes) => pieces.push(bytes));
        encryptor.end((bytes) => pieces.push(bytes));
        const { bytes, error } = await decryptPieces(cut(concatBytes(...pieces), reads), mine);
        expect(error).toBeUndefined();
        expect(Buffer.compare(bytes, pattern(size))).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it("streams both ways", async () => {
    const file = encryptAge(toStream(cut(pattern(300_000), [1000, 100_000])), { recipients: [keys.recipient] });
    const plaintext = await readAll(file.pipeThrough(new AgeDecryptStream(mine)));
    expect(Buffer.compare(plaintext, pattern(300_000))).toBe(0);
  });

  it("opens with each of several recipients and with none else", async () => {
    const others = [await generateIdentity(), await generateIdentity()];
    const file = await encryptAge(pattern(10), { recipients: [keys, ...others].map(({ recipient }) => recipient) });
    for (const { identity } of [keys, ...others])
      expect(await decryptAge(file, { identities: [stranger.identity, identity] })).toEqual(pattern(10));
    expect(await rejectionCode(() => decryptAge(file, { identities: [stranger.identity] }))).toBe("AGE_NO_MATCH");
  });

  it("opens with the passphrase only", async () => {
    const file = await encryptAge(pattern(10), { recipients: [passphraseRecipient("correct horse", { logN: 10 })] });
    expect(await decryptAge(file, { identities: [keys.identity, passphraseIdentity("correct horse")] })).toEqual(pattern(10));
    expect(await rejectionCode(() => decryptAge(file, { identities: [passphraseIdentity("wrong")] }))).toBe("AGE_NO_MATCH");
    expect(await rejectionCode(() => decryptAge(file, { identities: [passphraseIdentity("correct horse", { maxLogN: 9 })] }))).toBe(
      "AGE_HEADER",
    );
  });

  it("never writes the same file twice", async () => {
    const [left, right] = [
      await encryptAge(pattern(10), { recipients: [keys.recipient] }),
      await encryptAge(pattern(10), { recipients: [keys.recipient] }),
    ];
    expect(left).not.toEqual(right);
  });

  it("takes recipient and identity types of others", async () => {
    const file = await encryptAge(pattern(3), {
      recipients: [{ wrapFileKey: (fileKey) => [{ args: ["example.org/plain", "x"], body: fileKey }] }, keys.recipient],
    });
    const identity = {
      unwrapFileKey: (stanzas: { args: string[]; body: Uint8Array }[]) =>
        stanzas.find(({ args }) => args[0] === "example.org/plain")?.body ?? null,
    };
    expect(await decryptAge(file, { identities: [identity] })).toEqual(pattern(3));
    expect(await decryptAge(file, mine)).toEqual(pattern(3));
    expect(inspectAge(file).recipients).toEqual(["example.org/plain", "X25519"]);
  });
});

describe("a damaged file", () => {
  const size = 3 * 65_536;

  it("is refused whichever byte changed, and gives out only its true beginning", async () => {
    const file = await encryptAge(pattern(size), { recipients: [keys.recipient] });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = file.slice();
        changed[at] = (changed[at] ?? 0) ^ change;
        const { bytes, error } = await decryptStream(cut(changed, [50_000]), mine);
        expect(isPrivacyError(error)).toBe(true);
        expect(Buffer.compare(bytes, pattern(size).subarray(0, bytes.length))).toBe(0);
        expect(bytes.length % 65_536).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it("says that it is cut off, and after which chunk", async () => {
    const file = await encryptAge(pattern(size), { recipients: [keys.recipient] });
    const { headerLength } = inspectAge(file);
    for (const chunk of [0, 1, 2]) {
      const { bytes, error } = await decryptPieces([file.subarray(0, headerLength + 16 + chunk * 65_552)], mine);
      expect(error).toMatchObject({ code: "AGE_TRUNCATED", details: { chunk } });
      expect(bytes).toHaveLength(chunk * 65_536);
    }
  });

  it("is refused wherever it is cut", async () => {
    const file = await encryptAge(pattern(100), { recipients: [keys.recipient] });
    for (let end = 0; end < file.length; end++) {
      expect(await rejectionCode(() => decryptAge(file.slice(0, end), mine))).toMatch(/^AGE_(HEADER|PAYLOAD|TRUNCATED)$/);
    }
  });

  it("names the chunk that changed", async () => {
    const file = await encryptAge(pattern(size), { recipients: [keys.recipient] });
    const at = inspectAge(file).headerLength + 16 + 65_552 + 5;
    file[at] = (file[at] ?? 0) ^ 1;
    expect((await decryptPieces([file], mine)).error).toMatchObject({ code: "AGE_PAYLOAD", details: { chunk: 1 } });
  });

  it("stays refused when more bytes are pushed", async () => {
    const decryptor = ageDecryptor(mine);
    const ignore = (): void => {};
    expect(await rejectionCode(() => decryptor.push(new TextEncoder().encode("not age\n"), ignore))).toBe("AGE_HEADER");
    expect(await rejectionCode(() => decryptor.push(new Uint8Array(1), ignore))).toBe("AGE_ENDED");
    expect(await rejectionCode(() => decryptor.end(ignore))).toBe("AGE_ENDED");
  });

  it("never puts keys or content into an error", async () => {
    const file = await encryptAge(new TextEncoder().encode("marker-8c1f"), { recipients: [keys.recipient] });
    for (let at = 0; at < file.length; at += 7) {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ 4;
      const { error } = await decryptPieces([changed], mine);
      const text = JSON.stringify(error) + String(error instanceof Error ? `${error.stack}${error.cause}` : "");
      for (const secret of ["marker", keys.identity, keys.recipient]) expect(text).not.toContain(secret);
    }
  });

  it("does not let a header grow without end", async () => {
    const endless = new Uint8Array(1024 * 1024 + 1).fill(0x41);
    expect(await rejectionCode(() => decryptAge(endless, mine))).toBe("AGE_HEADER");
  });
});

describe("the streams", () => {
  it("pass the error of their source on and leave no complete file", async () => {
    const source = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(pattern(70_000));
        controller.error(new Error("the source failed"));
      },
    });
    await expect(readAll(encryptAge(source, { recipients: [keys.recipient] }))).rejects.toThrow("the source failed");
  });

  it("wait for their reader", async () => {
    let pulled = 0;
    const source = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(pattern(65_536));
      },
    });
    const reader = encryptAge(source, { recipients: [keys.recipient] }).getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(pulled).toBeLessThan(8);
    await reader.cancel();
    await new Promise((resolve) => setTimeout(resolve, 10));
    const after = pulled;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(pulled).toBe(after);
  });

  it("end at once when the writer gives up although nobody reads", async () => {
    const { writable, readable } = new AgeEncryptStream({ recipients: [keys.recipient] });
    const writer = writable.getWriter();
    const written = writer.write(pattern(300_000)).catch(() => "refused");
    await new Promise((resolve) => setTimeout(resolve, 5));
    await writer.abort(new Error("given up"));
    await written;
    await expect(readAll(readable)).rejects.toThrow("given up");
  });

  it("fail when a recipient cannot be wrapped to", async () => {
    const broken = { wrapFileKey: () => Promise.reject(new Error("no key service")) };
    await expect(readAll(encryptAge(toStream([pattern(3)]), { recipients: [broken] }))).rejects.toThrow("no key service");
    expect(() => new AgeEncryptStream({ recipients: [] })).toThrow("at least one");
  });
});
