/** The C2SP age test vectors (npm cctv-age): class of the refusal and hash of what was released before it. */
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { concatBytes, fromHex, isPrivacyError } from "@favorable/core";
import { type AgeDecryptOptions, armor, dearmor, decryptAge, type Identity, inspectAge, passphraseIdentity } from "@favorable/encryption";
import { postQuantumIdentity } from "@favorable/encryption/post-quantum";
import * as vectors from "cctv-age";
import { describe, expect, it } from "vitest";
import { HeaderReader, writeHeader } from "../src/age/header.ts";
import { NONCE, PayloadSealer, payloadKey } from "../src/age/payload.ts";
import { cut, decryptPieces, decryptSeeking, decryptStream, type Released } from "./pieces.ts";

interface Vector {
  readonly expect: string;
  readonly payload: string | undefined;
  readonly fileKey: Uint8Array;
  readonly options: AgeDecryptOptions;
  readonly armored: boolean;
  readonly file: Uint8Array;
}

const CODES: Readonly<Record<string, readonly string[]>> = {
  "header failure": ["AGE_HEADER"],
  "HMAC failure": ["AGE_HMAC"],
  "no match": ["AGE_NO_MATCH"],
  "armor failure": ["AGE_ARMOR"],
  "payload failure": ["AGE_PAYLOAD", "AGE_TRUNCATED"],
};
/** The post-quantum identities are opt-in. */
const identity = (text: string): string | Identity => (text.startsWith("AGE-SECRET-KEY-PQ-") ? postQuantumIdentity(text) : text);
const KNOWN = ["expect", "payload", "identity", "passphrase", "armored", "compressed", "file key", "comment"];

function read(bytes: Uint8Array): Vector {
  const file = Buffer.from(bytes);
  const end = file.indexOf("\n\n");
  const lines = file.subarray(0, end).toString("utf8").split("\n");
  const pairs = lines.map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)] as const);
  const get = (key: string) => pairs.filter(([name]) => name === key).map(([, value]) => value);
  expect(pairs.filter(([name]) => !KNOWN.includes(name))).toEqual([]);
  const body = file.subarray(end + 2);
  const armored = get("armored")[0] === "yes";
  const identities: (string | Identity)[] = [
    ...get("identity").map(identity),
    ...get("passphrase").map((text) => passphraseIdentity(text)),
  ];
  // The vectors of empty files name no identity.
  if (identities.length === 0) identities.push(passphraseIdentity("none"));
  return {
    expect: get("expect")[0] ?? "",
    payload: get("payload")[0],
    fileKey: fromHex(get("file key")[0] ?? ""),
    options: { identities, armor: armored },
    armored,
    file: Uint8Array.from(get("compressed")[0] === "zlib" ? inflateSync(body) : body),
  };
}

/** Single bytes; of the three vectors of 16 MiB the header and the last two chunks, the middle at once: all of it takes half a minute. */
function* byteByByte(file: Uint8Array): Generator<Uint8Array> {
  const [start, end] = file.length > 1_000_000 ? [4096, file.length - 140_000] : [0, 0];
  yield* cut(file.subarray(0, start), [1]);
  if (end > start) yield file.subarray(start, end);
  yield* cut(file.subarray(end), [1]);
}

function check(vector: Vector, { bytes, error }: Released): void {
  if (vector.expect === "success") expect(error).toBeUndefined();
  else expect(isPrivacyError(error) && CODES[vector.expect]?.includes(error.code) ? "as expected" : error).toBe("as expected");
  const released = createHash("sha256").update(bytes).digest("hex");
  if (vector.payload !== undefined) expect(released).toBe(vector.payload);
}

const all = Object.entries<Uint8Array>(vectors).map(([name, bytes]) => ({ name, vector: read(bytes) }));
const wellFormed = all.filter(({ vector }) => vector.expect === "success");

describe("the vectors", () => {
  it.each(all)("$name is decided as specified: whole, streamed, in slow pieces", async ({ vector }) => {
    check(vector, await decryptPieces([vector.file], vector.options));
    check(vector, await decryptStream(cut(vector.file, [4096]), vector.options));
    check(vector, await decryptStream([vector.file], vector.options));
    if (vector.file.length < 5000) check(vector, await decryptStream(cut(vector.file, [1]), vector.options));
    const whole = await decryptAge(vector.file, vector.options).then(
      (bytes) => ({ bytes, error: undefined }),
      (error: unknown) => ({ bytes: undefined, error }),
    );
    if (whole.bytes === undefined) expect(isPrivacyError(whole.error) && CODES[vector.expect]?.includes(whole.error.code)).toBe(true);
    else check(vector, { bytes: whole.bytes, error: undefined });
  });

  it.each(all)("$name is decided as specified byte by byte", async ({ vector }) => {
    check(vector, await decryptPieces(byteByByte(vector.file), vector.options));
  });

  it.each(all.filter(({ vector }) => !vector.armored))("$name is decided as specified when it is read at any place", async ({ vector }) => {
    const { bytes, error } = await decryptSeeking(vector.file, vector.options);
    // What is released before the refusal depends on the place: only the class is specified here.
    if (vector.expect === "success") check(vector, { bytes, error });
    else expect(isPrivacyError(error) && CODES[vector.expect]?.includes(error.code)).toBe(true);
  });

  it.each(wellFormed.filter(({ vector }) => !vector.armored))("$name has its header written again byte for byte", ({ vector }) => {
    const found = new HeaderReader().push(vector.file);
    expect(found && writeHeader(found.header.stanzas, vector.fileKey)).toEqual(vector.file.slice(0, found?.header.length));
    expect(inspectAge(vector.file, vector.file.length).plaintextLength).toBeTypeOf("number");
  });

  it.each(wellFormed.filter(({ vector }) => vector.armored))("$name has its armor written again byte for byte", ({ vector }) => {
    const text = Buffer.from(vector.file).toString("latin1");
    expect(armor(dearmor(vector.file))).toBe(`${text.replaceAll("\r\n", "\n").trim()}\n`);
  });

  const binary = all.filter(({ vector }) => vector.expect === "success" && !vector.armored);
  it.each(binary)("$name has its payload sealed again byte for byte", async ({ vector }) => {
    const { bytes: plaintext } = await decryptPieces([vector.file], vector.options);
    const at = new HeaderReader().push(vector.file)?.header.length ?? 0;
    const nonce = vector.file.slice(at, at + NONCE);
    const pieces: Uint8Array[] = [nonce];
    const sealer = new PayloadSealer(payloadKey(vector.fileKey, nonce));
    for (const piece of cut(plaintext, [70_000, 3, 65_536])) sealer.push(piece, (part) => pieces.push(part));
    sealer.end((part) => pieces.push(part));
    expect(Buffer.compare(concatBytes(...pieces), vector.file.subarray(at))).toBe(0);
  });
});

it("all 143 vectors are there", () => {
  expect(all).toHaveLength(143);
});
