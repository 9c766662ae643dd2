/** The MLKEM768-X25519 recipient of age (C2SP age, "The MLKEM768-X25519 (i.e. X-Wing) hybrid post-quantum recipient type"). */
import { concatBytes, utf8 } from "@favorable/core";
import { ml_kem768_x25519 as kem } from "@noble/post-quantum/hybrid.js";
import { open, seal } from "#crypto";
import { ageError } from "../age/age-error.ts";
import { fromRawBase64, toRawBase64 } from "../age/base64.ts";
import { bech32Decode, bech32Encode } from "../age/bech32.ts";
import type { Identity, Recipient } from "../age/ports.ts";
import type { AgeKeyPair } from "../age/x25519.ts";
import { baseSchedule } from "./hpke.ts";

const PUBLIC = "age1pq";
const SECRET = "AGE-SECRET-KEY-PQ-";
const TYPE = "mlkem768x25519";
/** MLKEM768-X25519 (draft-ietf-hpke-pq-03 §7.1). */
const KEM = 0x647a;
const INFO: Uint8Array = utf8("age-encryption.org/mlkem768x25519");
const SEED = 32;
const POINT = 1216;
const ENCAPSULATED = 1120;
const WRAPPED = 32;

/**
 * Makes a hybrid key pair from the platform's random source. The recipient has 1959 characters, and each adds 1.6 kB to a file.
 *
 * @example
 * ```ts
 * import { decryptAge, encryptAge } from "@favorable/encryption";
 * import { generatePostQuantumIdentity, postQuantumIdentity, postQuantumRecipient } from "@favorable/encryption/post-quantum";
 *
 * const { identity, recipient } = generatePostQuantumIdentity();
 * const file = await encryptAge(new Uint8Array(7), { recipients: [postQuantumRecipient(recipient)] });
 * console.log((await decryptAge(file, { identities: [postQuantumIdentity(identity)] })).length); // 7
 * ```
 */
export function generatePostQuantumIdentity(): AgeKeyPair {
  const seed = crypto.getRandomValues(new Uint8Array(SEED));
  const pair = { identity: bech32Encode(SECRET, seed), recipient: bech32Encode(PUBLIC, kem.getPublicKey(seed)) };
  seed.fill(0);
  return pair;
}

/** Tells the recipient of an identity, given as text or as the bytes of that text; throws `AGE_IDENTITY`. */
export function postQuantumIdentityToRecipient(identity: string | Uint8Array): string {
  const seed = readSeed(identity);
  const recipient = bech32Encode(PUBLIC, kem.getPublicKey(seed));
  seed.fill(0);
  return recipient;
}

/** Reads `age1pq1…`; throws `AGE_RECIPIENT`. It does not share a file with recipients that a quantum computer would open. */
export function postQuantumRecipient(text: string): Recipient {
  const point = bech32Decode(PUBLIC, text);
  if (point?.length !== POINT) throw refuseRecipient();
  return {
    labels: ["postquantum"],
    wrapFileKey(fileKey) {
      const { cipherText, sharedSecret } = encapsulate(point);
      const { key, nonce } = baseSchedule(KEM, sharedSecret, INFO);
      return [{ args: [TYPE, toRawBase64(cipherText)], body: concatBytes(...seal(key, nonce, fileKey)) }];
    },
  };
}

/** Reads `AGE-SECRET-KEY-PQ-1…`, or the bytes of that text; throws `AGE_IDENTITY`. */
export function postQuantumIdentity(text: string | Uint8Array): Identity {
  const seed = readSeed(text);
  return {
    unwrapFileKey(stanzas) {
      for (const { share, body } of stanzas.filter(({ args }) => args[0] === TYPE).map(readStanza)) {
        const { key, nonce } = baseSchedule(KEM, decapsulate(share, seed), INFO);
        const fileKey = open(key, nonce, body);
        if (fileKey !== undefined) return fileKey;
      }
      return undefined;
    },
  };
}

/** noble refuses a key that is not reduced, or a point of low order, by throwing. */
function encapsulate(point: Uint8Array): ReturnType<typeof kem.encapsulate> {
  try {
    return kem.encapsulate(point);
  } catch {
    throw refuseRecipient();
  }
}

function decapsulate(share: Uint8Array, seed: Uint8Array): Uint8Array {
  try {
    return kem.decapsulate(share, seed);
  } catch {
    throw ageError("AGE_HEADER", "a hybrid stanza whose share is refused");
  }
}

function readSeed(text: string | Uint8Array): Uint8Array {
  const seed = bech32Decode(SECRET, text);
  if (seed?.length !== SEED) throw ageError("AGE_IDENTITY", "not an age post-quantum identity (AGE-SECRET-KEY-PQ-1…)");
  return seed;
}

function refuseRecipient(): Error {
  return ageError("AGE_RECIPIENT", "not an age post-quantum recipient (age1pq1…)");
}

/** The checks that the format demands before anything is decrypted. */
function readStanza({ args, body }: { readonly args: readonly string[]; readonly body: Uint8Array }): {
  readonly share: Uint8Array;
  readonly body: Uint8Array;
} {
  const share = args.length === 2 ? fromRawBase64(args[1] ?? "") : undefined;
  if (share?.length !== ENCAPSULATED || body.length !== WRAPPED) throw ageError("AGE_HEADER", "a malformed hybrid stanza");
  return { share, body };
}
