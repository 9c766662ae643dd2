import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { utf8 } from "@favorable/core";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { cosign, openNote, parseVerifierKey, signNote } from "../src/index.ts";
import {
  cosignerFromFile,
  createCosigner,
  createKeyFile,
  createSigner,
  createVerifier,
  generateKey,
  remoteSigner,
  signerFromFile,
  vkeyOf,
} from "../src/node/index.ts";
import { decodeSecret, encodeSecret } from "../src/node/secret-base64.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-keys-"));
const path = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("key files", () => {
  it("hold a key that signs, for their owner only", async () => {
    const vkey = await createKeyFile(path("log.key"), "log.example/audit");
    expect(statSync(path("log.key")).mode & 0o777).toBe(0o600);
    const signer = await signerFromFile(path("log.key"));
    expect(signer).toMatchObject({ name: "log.example/audit", vkey });
    expect((await openNote(await signNote("text\n", signer), [createVerifier(vkey)])).signedBy).toEqual(["log.example/audit"]);
    // The line is the one Go's sumdb/note reads, too.
    expect(createSigner(readFileSync(path("log.key"), "utf8")).vkey).toBe(vkey);
  });

  it("hold a witness's key, which is none of a log", async () => {
    const vkey = await createKeyFile(path("witness.key"), "witness.example", "witness");
    const cosigner = await cosignerFromFile(path("witness.key"));
    expect(cosigner.vkey).toBe(vkey);
    expect(await cosign("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— k AAAAAAAA\n", cosigner, 1)).toMatch(
      /^— witness\.example /,
    );
    expect(await rejectionCode(signerFromFile(path("witness.key")))).toBe("KEY_INVALID");
    expect(await rejectionCode(cosignerFromFile(path("log.key")))).toBe("KEY_INVALID");
    expect(createCosigner(readFileSync(path("witness.key"), "utf8")).vkey).toBe(vkey);
  });

  it("are never overwritten, and refused when others may read them", async () => {
    expect(await rejectionCode(createKeyFile(path("log.key"), "log.example"))).toBe("KEY_FILE_EXISTS");
    expect(await rejectionCode(createKeyFile(path("none/log.key"), "log.example"))).toBe("KEY_FILE_INVALID");
    expect(await rejectionCode(createKeyFile(path("two"), "two words"))).toBe("KEY_INVALID");
    writeFileSync(path("open.key"), readFileSync(path("log.key")));
    chmodSync(path("open.key"), 0o640);
    expect(await rejectionCode(signerFromFile(path("open.key")))).toBe("KEY_FILE_EXPOSED");
  });

  it("are refused when they are something else", async () => {
    symlinkSync(path("log.key"), path("link"));
    expect(await rejectionCode(signerFromFile(path("link")))).toBe("KEY_FILE_INVALID");
    expect(await rejectionCode(signerFromFile(folder))).toBe("KEY_FILE_INVALID");
    expect(await rejectionCode(signerFromFile(path("absent")))).toBe("KEY_FILE_INVALID");
    const text = readFileSync(path("log.key"), "utf8");
    const { privateKey } = generateKey("log.example/audit");
    for (const other of [
      "",
      text.slice(1),
      text.replace("log", "lag"),
      text.slice(0, -9),
      `${text.slice(0, -1)}x\n`,
      privateKey.replace(/\+[0-9a-f]{8}\+/, "+00000000+"),
      "PRIVATE+KEY+",
      "x".repeat(3000),
    ]) {
      writeFileSync(path("other.key"), other, { mode: 0o600 });
      expect(["KEY_INVALID", "KEY_FILE_INVALID"], other).toContain(await rejectionCode(signerFromFile(path("other.key"))));
    }
  });

  it("read and print base64 as everybody does, without strings", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (bytes) => {
        const encoded = encodeSecret(bytes);
        expect(encoded.toString("latin1")).toBe(Buffer.from(bytes).toString("base64"));
        expect(decodeSecret(encoded)?.equals(bytes)).toBe(true);
      }),
    );
    for (const text of ["", "A", "AA==AA==", "AB==", "A===", "====", "AA-_", "AAA"])
      expect(decodeSecret(Buffer.from(text)), text).toBeUndefined();
  });
});

describe("a key in a service", () => {
  const { vkey, privateKey } = generateKey("log.example/audit");
  const inside = createSigner(privateKey);

  it("signs as its verifier key says", async () => {
    const signer = remoteSigner(vkeyOf("log.example/audit", parseVerifierKey(vkey).publicKey), async (message) => inside.sign(message));
    expect(signer.vkey).toBe(vkey);
    expect((await openNote(await signNote("text\n", signer), [createVerifier(vkey)])).signedBy).toHaveLength(1);
  });

  it("is refused when it signs something else, with another key or form", async () => {
    const other = createSigner(generateKey("log.example/audit").privateKey);
    const answers: ((message: Uint8Array) => Promise<Uint8Array>)[] = [
      async (message) => other.sign(message),
      async () => new Uint8Array(64),
      async () => new Uint8Array(70),
      async () => "signature" as never,
      async (message) => inside.sign(utf8(`${message.length}`)),
    ];
    for (const answer of answers) expect(await rejectionCode(signNote("text\n", remoteSigner(vkey, answer)))).toBe("SIGNATURE_INVALID");
  });
});
