/** Stored hashes as text: the PHC string format, for `argon2id` (RFC 9106) and `scrypt` (RFC 7914). */
import { fromBase64, PrivacyError, toBase64 } from "@favorable/core";

/** Cost of a hash. */
export type HashParameters =
  /** Memory in KiB, passes over it, lanes. */
  | { readonly algorithm: "argon2id"; readonly memory: number; readonly passes: number; readonly lanes: number }
  /** Cost as the power of two, block size, parallelization. */
  | { readonly algorithm: "scrypt"; readonly logN: number; readonly blockSize: number; readonly lanes: number };

/** A stored hash, read. */
export interface StoredHash {
  readonly parameters: HashParameters;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const ARGON2ID = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{5,86})\$([A-Za-z0-9+/]{16,86})$/;
const SCRYPT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{5,86})\$([A-Za-z0-9+/]{16,86})$/;
/** Most memory that a stored text may ask of the process that reads it. */
const MOST_BYTES = 2 ** 30;

/** Writes a hash. */
export function phcOf({ parameters, salt, hash }: StoredHash): string {
  const costs =
    parameters.algorithm === "argon2id"
      ? `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.lanes}`
      : `$scrypt$ln=${parameters.logN},r=${parameters.blockSize},p=${parameters.lanes}`;
  return `${costs}$${unpadded(salt)}$${unpadded(hash)}`;
}

/**
 * Reads a stored hash; costs beyond 1 GiB of memory, 64 passes or 16 lanes are refused, so that a stored text cannot stop the process.
 *
 * @throws `HASH_INVALID`, without a word of the text
 */
export function readPhc(text: string): StoredHash {
  const argon = ARGON2ID.exec(text);
  const parts = argon ?? SCRYPT.exec(text);
  if (parts === null) throw invalid();
  const [, first, second, third, salt = "", hash = ""] = parts;
  const costs = [Number(first), Number(second), Number(third)] as const;
  const parameters: HashParameters =
    argon === null
      ? { algorithm: "scrypt", logN: costs[0], blockSize: costs[1], lanes: costs[2] }
      : { algorithm: "argon2id", memory: costs[0], passes: costs[1], lanes: costs[2] };
  assertCosts(parameters);
  try {
    return { parameters, salt: fromBase64(padded(salt)), hash: fromBase64(padded(hash)) };
  } catch {
    throw invalid();
  }
}

/** @throws `HASH_INVALID` for costs that no hash may ask for */
export function assertCosts(parameters: HashParameters): void {
  const { lanes } = parameters;
  const whole = Object.values(parameters).every((value) => typeof value === "string" || (Number.isInteger(value) && value >= 1));
  const bearable =
    parameters.algorithm === "argon2id"
      ? parameters.memory >= 8 * lanes && parameters.memory * 1024 <= MOST_BYTES && parameters.passes <= 64
      : parameters.logN <= 20 && parameters.blockSize <= 32 && 128 * parameters.blockSize * 2 ** parameters.logN <= MOST_BYTES;
  if (!whole || !bearable || lanes > 16) throw invalid();
}

function unpadded(bytes: Uint8Array): string {
  return toBase64(bytes).replace(/=+$/, "");
}

function padded(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

function invalid(): PrivacyError {
  return new PrivacyError("HASH_INVALID", "no hash of a password in a known form");
}
