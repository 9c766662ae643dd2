/** Passwords hashed for storage: memory-hard, salted, verified in constant time, renewed when the costs rise. */
import { equalBytes, PrivacyError } from "@favorable/core";
import { argon2idAsync } from "@noble/hashes/argon2.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { assertCosts, type HashParameters, phcOf, readPhc, type StoredHash } from "./phc.ts";
import { type Secret, withSecretBytes } from "./secret.ts";

/**
 * Costs by default: the OWASP Password Storage Cheat Sheet's minimum for Argon2id (19 MiB, 2 passes, 1 lane). Deliberation 2022-100 names
 * scrypt and Argon2 as functions that fit.
 */
export const RECOMMENDED_HASH: HashParameters = Object.freeze({ algorithm: "argon2id", memory: 19_456, passes: 2, lanes: 1 });

/** Costs for scrypt: the same sheet's first choice (N = 2^17, r = 8, p = 1), which takes 128 MiB. */
export const RECOMMENDED_SCRYPT: HashParameters = Object.freeze({ algorithm: "scrypt", logN: 17, blockSize: 8, lanes: 1 });

/** Equal defences of the same sheet: memory and passes for Argon2id; cost and parallelization for scrypt with r = 8. */
const ARGON2ID_FLOORS: readonly (readonly [memory: number, passes: number])[] = [
  [47_104, 1],
  [19_456, 2],
  [12_288, 3],
  [9_216, 4],
  [7_168, 5],
];
const SCRYPT_FLOORS: readonly (readonly [logN: number, lanes: number])[] = [
  [17, 1],
  [16, 2],
  [15, 3],
  [14, 5],
  [13, 10],
];

/** Bytes of salt (RFC 9106 §3.1 recommends 16) and of the hash. */
const SALT = 16;
const HASH = 32;
/** Longest time the thread is held, in milliseconds, before others have their turn. */
const TURN = 10;

/** Whether costs stand below every one of the sheet's equal defences. */
export function isWeakHash(parameters: HashParameters): boolean {
  if (parameters.algorithm === "argon2id")
    return !ARGON2ID_FLOORS.some(([memory, passes]) => parameters.memory >= memory && parameters.passes >= passes);
  return !(parameters.blockSize >= 8 && SCRYPT_FLOORS.some(([logN, lanes]) => parameters.logN >= logN && parameters.lanes >= lanes));
}

/**
 * Hashes a password with a fresh salt, as a PHC string. Other work has its turn meanwhile; the memory is taken once for each call.
 *
 * @throws `SECRET_INVALID`; `HASH_WEAK` for costs below the OWASP sheet's, `HASH_INVALID` for costs that are none
 * @example
 * ```ts
 * import { hashPassword, verifyPassword } from "@favorable/access/credentials";
 *
 * const stored = await hashPassword("v7#Kq!2mZx(9Lp");
 * console.log(stored.startsWith("$argon2id$v=19$m=19456,t=2,p=1$")); // true
 * console.log((await verifyPassword("v7#Kq!2mZx(9Lp", stored)).matches); // true
 * ```
 */
export async function hashPassword(secret: Secret, parameters: HashParameters = RECOMMENDED_HASH): Promise<string> {
  assertCosts(parameters);
  if (isWeakHash(parameters)) throw new PrivacyError("HASH_WEAK", "the costs are below those that OWASP recommends");
  const salt = randomBytes(SALT);
  return withSecretBytes(secret, async (bytes) => phcOf({ parameters, salt, hash: await derive(bytes, parameters, salt, HASH) }));
}

/** What {@link verifyPassword} answers. */
export interface PasswordAnswer {
  readonly matches: boolean;
  /** It matches, and is to be hashed again: costs, salt or length are below the current ones, or the algorithm is another. */
  readonly stale: boolean;
}

/**
 * Holds a password against a stored hash. For an account that does not exist give `undefined`: it takes as long, and never matches.
 *
 * @throws `SECRET_INVALID`, `HASH_INVALID`
 */
export async function verifyPassword(
  secret: Secret,
  stored: string | undefined,
  current: HashParameters = RECOMMENDED_HASH,
): Promise<PasswordAnswer> {
  const known: StoredHash = stored === undefined ? nobody(current) : readPhc(stored);
  const { parameters, salt, hash } = known;
  const matches = await withSecretBytes(secret, async (bytes) => equalBytes(await derive(bytes, parameters, salt, hash.length), hash));
  if (stored === undefined || !matches) return { matches: false, stale: false };
  return { matches, stale: isStale(known, current) };
}

/** Whether a stored hash is below the current costs; a hash in an unknown form is. */
export function needsRehash(stored: string, current: HashParameters = RECOMMENDED_HASH): boolean {
  try {
    return isStale(readPhc(stored), current);
  } catch {
    return true;
  }
}

function isStale({ parameters, salt, hash }: StoredHash, current: HashParameters): boolean {
  if (salt.length < SALT || hash.length < HASH) return true;
  if (parameters.algorithm === "argon2id" && current.algorithm === "argon2id")
    return parameters.memory < current.memory || parameters.passes < current.passes || parameters.lanes < current.lanes;
  if (parameters.algorithm === "scrypt" && current.algorithm === "scrypt")
    return parameters.logN < current.logN || parameters.blockSize < current.blockSize || parameters.lanes < current.lanes;
  return true;
}

/** A hash that no password has: its bytes are drawn, not derived. */
function nobody(parameters: HashParameters): StoredHash {
  return { parameters, salt: randomBytes(SALT), hash: randomBytes(HASH) };
}

function derive(secret: Uint8Array, parameters: HashParameters, salt: Uint8Array, dkLen: number): Promise<Uint8Array> {
  if (parameters.algorithm === "argon2id") {
    const { memory: m, passes: t, lanes: p } = parameters;
    return argon2idAsync(secret, salt, { m, t, p, dkLen, asyncTick: TURN });
  }
  const { logN, blockSize: r, lanes: p } = parameters;
  // The library's own limit leaves out its working copies: 1 GiB was checked with the costs.
  return scryptAsync(secret, salt, { N: 2 ** logN, r, p, dkLen, asyncTick: TURN, maxmem: 2 ** 31 });
}
