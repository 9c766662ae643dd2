/** What the verbs of `favorable audit` are given: keys, notes, policies, identities. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import { bodyOpener, type OpenBodies, parseCheckpoint, parseNote, type TlogPolicy } from "@favorable/audit";
import { policyOf } from "@favorable/audit/node";
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { decryptAge, encryptAge, parseIdentityFile, parseRecipientsFile } from "@favorable/encryption";
import { readText } from "../input.ts";

/** Gathers an option that may be repeated. */
export const collect = (value: string, all: readonly string[] | undefined): readonly string[] => [...(all ?? []), value];

/** What `--declared-type` is. */
export const DECLARED =
  "a type of entry that the database may make itself, as the application opens the log with it; entries of others that it made are set aside; may be repeated";

/** A verifier key as text, or the content of a file that holds one; throws `FILE_UNREADABLE` for what is neither. */
export function readVkey(textOrFile: string): string {
  const isKey = !existsSync(textOrFile) && /^[^+]+\+[0-9a-f]{8}\+/.test(textOrFile.trim());
  return (isKey ? textOrFile : readText(textOrFile, "verifier key")).trim();
}

/** The value of an option; throws `USAGE`, naming the option and what it takes. */
export function optionValue<T>(option: string, takes: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isPrivacyError(error)) throw new PrivacyError("USAGE", `${option} takes ${takes}`, { option });
    throw error;
  }
}

/** A checkpoint that was kept elsewhere. Another file is a mistake of who asks, and says nothing about the log: `USAGE`. */
export function readCheckpointNote(file: string): string {
  const note = readNote(file, "external checkpoint");
  return optionValue("--against", "a signed checkpoint, and the file holds none", () => {
    parseCheckpoint(parseNote(note).text);
    return note;
  });
}

/** A policy file; undefined when none was named. */
export function readPolicy(file: string | undefined): TlogPolicy | undefined {
  return file === undefined ? undefined : policyOf(readText(file, "policy"));
}

/** Opens sealed bodies with an identity file of age. */
export function openerOf(file: string | undefined): OpenBodies | undefined {
  if (file === undefined) return undefined;
  const identities = parseIdentityFile(readText(file, "identity file"));
  return bodyOpener((sealed) => decryptAge(sealed, { identities }));
}

/** Seals bodies to the recipients of a file. */
export function sealerOf(file: string): (bodies: Uint8Array) => Promise<Uint8Array> {
  const recipients = parseRecipientsFile(readText(file, "recipients file"));
  return (bodies) => encryptAge(bodies, { recipients });
}

/** Secret bytes out of a file that holds their hexadecimal digits, read as bytes: a text of them could not be wiped. Undefined when none was named. */
export function readSecret(file: string | undefined, role: string): Uint8Array | undefined {
  if (file === undefined) return undefined;
  const bytes = readBytes(file, role);
  let [from, to] = [0, bytes.length];
  while (from < to && isSpace(bytes[from])) from++;
  while (from < to && isSpace(bytes[to - 1])) to--;
  const digits = bytes.subarray(from, to);
  const secret = new Uint8Array(Math.floor(digits.length / 2));
  const whole = digits.length >= 64 && digits.length % 2 === 0 && digits.every((digit) => digitOf(digit) >= 0);
  if (whole) for (let at = 0; at < secret.length; at++) secret[at] = 16 * digitOf(digits[2 * at]) + digitOf(digits[2 * at + 1]);
  bytes.fill(0);
  if (!whole) throw new PrivacyError("SECRET_INVALID", `the ${role} is not at least 64 hexadecimal digits`);
  return secret;
}

function readBytes(file: string, role: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new PrivacyError("FILE_UNREADABLE", `the ${role} cannot be read`, { file });
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** What an ASCII digit is worth in base 16; -1 for what is none. */
function digitOf(byte = 0): number {
  const lower = byte | 0x20;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

/** A note out of a file, or of the standard input for `-`. */
function readNote(file: string, role: string): string {
  return file === "-" ? readFileSync(0, "utf8") : readText(file, role);
}

/** True for a file within a folder: a checkpoint out of the log's own folder was not kept elsewhere. */
export function isInside(path: string, folder: string): boolean {
  try {
    return realpathSync(path).startsWith(`${realpathSync(folder)}${sep}`);
  } catch {
    return false; // What is not there is reported by whoever reads it.
  }
}
