/** Private keys in files that only their owner can read; no string ever holds them. */
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { PrivacyError, toHex } from "@favorable/core";
import type { Cosigner } from "../cosignature.ts";
import type { NoteSigner } from "../signed-note.ts";
import { freshSeed, secretKey } from "./ed25519.ts";
import { decodeSecret, encodeSecret } from "./secret-base64.ts";
import { type KeyUse, keyInvalid, noteSigner, uses } from "./signer.ts";

const PREFIX = "PRIVATE+KEY+";
const PLUS = 0x2b;
const NEWLINE = 0x0a;

/** Most bytes of a key file: a name of 200 characters, and a key. */
const MAX_BYTES = 2048;

/**
 * Makes a new key and writes it into a new file of mode 0600, forced to the disk. The file holds the one line that `createSigner` reads.
 *
 * @param name - the origin of the log, or the name of the witness
 * @returns the verifier key, for everybody
 * @throws `KEY_INVALID` for a name that is none; `KEY_FILE_EXISTS`: a key is never overwritten; `KEY_FILE_INVALID` (details: `reason`)
 */
export async function createKeyFile(file: string, name: string, use: KeyUse = "log"): Promise<string> {
  const seed = freshSeed();
  const { type, format, parse } = uses[use];
  const material = Buffer.concat([Buffer.of(type), seed]);
  try {
    const vkey = format(name, secretKey(seed).publicKey);
    const secret = encodeSecret(material);
    const line = Buffer.concat([Buffer.from(`${PREFIX}${name}+${toHex(parse(vkey).keyId)}+`), secret, Buffer.of(NEWLINE)]);
    secret.fill(0);
    try {
      await onDisk(() => writeNew(file, line));
    } finally {
      line.fill(0);
    }
    return vkey;
  } finally {
    seed.fill(0);
    material.fill(0);
  }
}

/**
 * Makes the signer of a log's key file.
 *
 * @throws `KEY_FILE_EXPOSED` when others than its owner may read the file; `KEY_FILE_INVALID` (details: `reason`) when it cannot be read
 *   or is no plain file; `KEY_INVALID`
 */
export async function signerFromFile(file: string): Promise<NoteSigner> {
  return fromFile(file, "log");
}

/** Makes the cosigner of a witness's key file; errors as {@link signerFromFile}. */
export async function cosignerFromFile(file: string): Promise<Cosigner> {
  return { ...(await fromFile(file, "witness")), type: "cosignature/v1" };
}

async function fromFile(file: string, use: KeyUse): Promise<NoteSigner> {
  const bytes = await onDisk(() => readOwn(file));
  try {
    const end = bytes.length - (bytes.at(-1) === NEWLINE ? 1 : 0);
    const first = bytes.indexOf(PLUS, PREFIX.length);
    const second = bytes.indexOf(PLUS, first + 1);
    if (bytes.subarray(0, PREFIX.length).toString("latin1") !== PREFIX || first < 0 || second < first) throw keyInvalid();
    const material = decodeSecret(bytes.subarray(second + 1, end));
    const name = bytes.subarray(PREFIX.length, first).toString("utf8");
    const signer = material && noteSigner(use, name, bytes.subarray(first + 1, second).toString("latin1"), material);
    material?.fill(0);
    if (signer === undefined) throw keyInvalid();
    return signer;
  } finally {
    bytes.fill(0);
  }
}

async function readOwn(file: string): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const status = await handle.stat();
    if (!status.isFile() || status.size > MAX_BYTES) throw fileInvalid("not-a-key-file");
    // Windows has no such bits.
    if (process.platform !== "win32" && (status.mode & 0o077) !== 0)
      throw new PrivacyError("KEY_FILE_EXPOSED", "others may read the key file: chmod 600, and consider the key compromised");
    const bytes = Buffer.alloc(status.size);
    await handle.read(bytes, 0, bytes.length, 0);
    return bytes;
  } finally {
    await handle.close();
  }
}

async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const folder = await open(dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Errors of the file system name paths of the machine: only their code travels. */
async function onDisk<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error && "code" in error)) throw error;
    if (error.code === "EEXIST") throw new PrivacyError("KEY_FILE_EXISTS", "there is a file already: a key is never overwritten");
    throw fileInvalid(String(error.code));
  }
}

function fileInvalid(reason: string): PrivacyError {
  return new PrivacyError("KEY_FILE_INVALID", "the key file cannot be read or written", { reason });
}
