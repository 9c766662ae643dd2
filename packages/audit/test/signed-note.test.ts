import { concatBytes, fromBase64, toBase64, utf8 } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatVerifierKey,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signCheckpoint,
  signNote,
} from "../src/index.ts";
import { createSigner, createVerifier, generateKey } from "../src/node/index.ts";
import { ORIGIN, signer } from "./fixtures.ts";
import example from "./vectors/note.json" with { type: "json" };

describe("signed notes", () => {
  it("open the example of the specification", async () => {
    const opened = await openNote(example.note, [createVerifier(example.vkey)]);
    expect(opened).toEqual({ text: example.text, signedBy: ["example.com/foo"], keys: ["example.com/foo+530d903a"], unknown: 0 });
  });

  it("are signed and opened as Go's sumdb/note does", async () => {
    // golang.org/x/mod, sumdb/note/note_test.go (BSD-3-Clause): keys, text and signatures of TestSign and TestOpen.
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const peter = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const enoch = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
    const secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    expect(await signNote(text, createSigner(secret))).toBe(`${text}\n${peter}`);
    const one = createVerifier("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    const two = createVerifier("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop");
    expect(await openNote(`${text}\n${peter}${enoch}`, [one])).toMatchObject({ text, signedBy: ["PeterNeumann"], unknown: 1 });
    expect(await openNote(`${text}\n${peter}${enoch}`, [one, two])).toMatchObject({ signedBy: ["PeterNeumann", "EnochRoot"], unknown: 0 });
    expect(await openNote(`${text}\n${peter}${peter}`, [one])).toMatchObject({ signedBy: ["PeterNeumann"] });
    const wrong = `${peter.slice(0, 60)}ABCD${peter.slice(60)}`;
    for (const [note, code] of [
      [`${text}\n${peter}`, "NOTE_UNSIGNED"],
      [`${text}\n${enoch}${wrong}`, "NOTE_SIGNATURE_INVALID"],
      [`${text}\n${peter.repeat(101)}`, "NOTE_MALFORMED"],
      [text, "NOTE_MALFORMED"],
      [`${text}\n`, "NOTE_MALFORMED"],
      [`${text}\n${peter.slice(0, -1)}`, "NOTE_MALFORMED"],
      [`\u0001${text}\n${peter}`, "NOTE_MALFORMED"],
      [`${text}\n${peter.replace("PeterNeumann", "Bad Name")}`, "NOTE_MALFORMED"],
      [`${text}\n${peter}Unexpected line.\n`, "NOTE_MALFORMED"],
    ] as const)
      await expect(openNote(note, code === "NOTE_UNSIGNED" ? [two] : [one]), code).rejects.toMatchObject({ code });
    await expect(openNote(Uint8Array.of(255, ...utf8(`${text}\n${peter}`)), [one])).rejects.toMatchObject({ code: "NOTE_MALFORMED" });
    // At least sixteen signatures must be read (C2SP signed-note, Format).
    expect(await openNote(`${text}\n${enoch.repeat(16)}${peter}`, [one])).toMatchObject({ unknown: 16 });
  });

  it("print a verifier key as they read it", () => {
    const { name, publicKey } = parseVerifierKey(example.vkey);
    expect(formatVerifierKey(name, publicKey)).toBe(example.vkey);
    expect(parseVerifierKey(`${example.vkey}\n`).name).toBe("example.com/foo");
  });

  it("refuse every verifier key with one character changed", () => {
    for (let at = 0; at < example.vkey.length; at++) {
      const changed = `${example.vkey.slice(0, at)}${example.vkey[at] === "A" ? "B" : "A"}${example.vkey.slice(at + 1)}`;
      expect(() => parseVerifierKey(changed), changed).toThrow("verifier key");
    }
    for (const text of ["", "a", "a+b", "+530d903a+AQ==", "a b+00000000+AQ==", `${example.vkey}+x`, example.vkey.slice(0, -4)])
      expect(() => parseVerifierKey(text), text).toThrow("verifier key");
  });

  it("are refused with any byte changed", async () => {
    const bytes = utf8(await signNote("a text\nof two lines\n", signer));
    const verifier = createVerifier(signer.vkey);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openNote(changed, [verifier]), `byte ${at}`).rejects.toMatchObject({ name: "PrivacyError" });
    }
  });

  it("count strangers' signatures, and need a known one", async () => {
    const note = await signNote("text\n", signer);
    const stranger = await signNote("text\n", createSigner(generateKey("witness.example").privateKey));
    const both = `${note}${stranger.split("\n\n")[1]}`;
    expect(await openNote(both, [createVerifier(signer.vkey)])).toMatchObject({ unknown: 1, signedBy: [ORIGIN] });
    await expect(openNote(stranger, [createVerifier(signer.vkey)])).rejects.toMatchObject({ code: "NOTE_UNSIGNED" });
  });

  it("may have a hundred signatures, and are opened by verifiers of which none is given twice", async () => {
    const note = await signNote("text\n", signer);
    const strangers = (count: number): string => Array.from({ length: count }, (_, at) => `— s${at}.example AAAAAAAA\n`).join("");
    const verifier = createVerifier(signer.vkey);
    expect(await openNote(note + strangers(99), [verifier])).toMatchObject({ unknown: 99 });
    await expect(openNote(note + strangers(100), [verifier])).rejects.toMatchObject({ code: "NOTE_MALFORMED" });
    await expect(openNote(note, [verifier, createVerifier(signer.vkey)])).rejects.toMatchObject({ code: "KEY_INVALID" });
  });

  it("refuse another key under the same name and id", async () => {
    const note = await signNote("text\n", signer);
    const parsed = parseNote(note).signatures[0];
    const forged = `text\n\n— ${ORIGIN} ${toBase64(concatBytes(parsed?.keyId ?? new Uint8Array(), new Uint8Array(64)))}\n`;
    await expect(openNote(forged, [createVerifier(signer.vkey)])).rejects.toMatchObject({ code: "NOTE_SIGNATURE_INVALID" });
  });

  it("never crash on noise", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await expect(openNote(bytes, [createVerifier(signer.vkey)])).rejects.toMatchObject({ name: "PrivacyError" });
      }),
    );
  });

  it("refuse private keys that are none", () => {
    const { privateKey } = generateKey("log.example");
    for (const text of ["", privateKey.slice(1), privateKey.replace("log", "other"), privateKey.slice(0, -4)])
      expect(() => createSigner(text)).toThrow("private key");
    expect(() => generateKey("two words")).toThrow("with a name");
    expect(() => generateKey("a+b")).toThrow("with a name");
  });
});

describe("checkpoints", () => {
  it("come back as they were signed", async () => {
    const root = fromBase64("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=");
    const note = await signCheckpoint({ origin: ORIGIN, size: 8, root }, signer);
    expect(note.split("\n").slice(0, 4)).toEqual([ORIGIN, "8", toBase64(root), ""]);
    expect(await openCheckpoint(note, createVerifier(signer.vkey))).toEqual({ origin: ORIGIN, size: 8, root, unknownSignatures: 0 });
  });

  it("are refused in any other form", () => {
    const root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=";
    for (const text of [
      "",
      `o\n08\n${root}\n`,
      `o\n-1\n${root}\n`,
      `o\n8\n${root}`,
      `o\n8\n${root}\n\n`,
      `\n8\n${root}\n`,
      "o\n8\nAAAA\n",
      `o\n9007199254740993\n${root}\n`,
      `o\n8\n${root.slice(0, -2)}h=\n`,
    ])
      expect(() => parseCheckpoint(text), text).toThrow("not a checkpoint");
    expect(parseCheckpoint(`o\n8\n${root}\nextension\n`).size).toBe(8);
  });
});
