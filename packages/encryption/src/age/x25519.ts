/** The X25519 recipient of age (C2SP age, "The X25519 recipient type"). */
import { concatBytes, utf8 } from "@favorable/core";
import { hkdfSha256, open, seal, x25519 } from "#crypto";
import { ageError } from "./age-error.ts";
import { fromRawBase64, toRawBase64 } from "./base64.ts";
import { bech32Decode, bech32Encode } from "./bech32.ts";
import type { Identity, Recipient } from "./ports.ts";

const PUBLIC = "age";
const SECRET = "AGE-SECRET-KEY-";
const TYPE = "X25519";
const KEY = 32;
/** File key of 16 bytes and its tag. */
const WRAPPED = 32;
/** The wrap key is used once, so its nonce is fixed. */
const ZERO_NONCE: Uint8Array = new Uint8Array(12);

/** A new key pair in age's text form. */
export interface AgeKeyPair {
  /** `AGE-SECRET-KEY-1…`: opens files; keep it secret. */
  readonly identity: string;
  /** `age1…`: files are encrypted to it; may be published. */
  readonly recipient: string;
}

/**
 * Makes a key pair from the platform's random source.
 *
 * @example
 * ```ts
 * import { generateIdentity, identityToRecipient } from "@favorable/encryption";
 *
 * const { identity, recipient } = await generateIdentity();
 * console.log(recipient.startsWith("age1")); // true
 * console.log((await identityToRecipient(identity)) === recipient); // true
 * ```
 */
export async function generateIdentity(): Promise<AgeKeyPair> {
  const secret = crypto.getRandomValues(new Uint8Array(KEY));
  const { publicKey } = await x25519(secret);
  return { identity: bech32Encode(SECRET, secret), recipient: bech32Encode(PUBLIC, publicKey) };
}

/** Tells the recipient of an identity, given as text or as the bytes of that text; throws `AGE_IDENTITY`. */
export async function identityToRecipient(identity: string | Uint8Array): Promise<string> {
  const { publicKey } = await x25519(readSecret(identity));
  return bech32Encode(PUBLIC, publicKey);
}

/** Tells whether a text is a well-formed X25519 recipient, without throwing. */
export function isRecipient(text: unknown): text is string {
  return typeof text === "string" && bech32Decode(PUBLIC, text)?.length === KEY;
}

/** Reads `age1…`; throws `AGE_RECIPIENT`. */
export function x25519Recipient(text: string): Recipient {
  const point = bech32Decode(PUBLIC, text);
  if (point?.length !== KEY) throw ageError("AGE_RECIPIENT", "not an age X25519 recipient (age1…)");
  return {
    async wrapFileKey(fileKey) {
      const ephemeral = await x25519();
      const shared = await ephemeral.agree(point);
      if (shared === undefined) throw ageError("AGE_RECIPIENT", "the recipient is a point of low order");
      const body = concatBytes(...seal(wrapKey(shared, ephemeral.publicKey, point), ZERO_NONCE, fileKey));
      return [{ args: [TYPE, toRawBase64(ephemeral.publicKey)], body }];
    },
  };
}

/**
 * Reads `AGE-SECRET-KEY-1…`, or the bytes of that text; throws `AGE_IDENTITY`. Kept and used for many files it is faster than the text, and
 * it holds the key as the platform's own object. A text stays in memory for as long as JavaScript likes; bytes can be cleared by their owner.
 */
export function x25519Identity(text: string | Uint8Array): Identity {
  const secret = readSecret(text);
  let imported: ReturnType<typeof x25519> | undefined;
  const importOnce = async (): ReturnType<typeof x25519> => {
    const key = await x25519(secret);
    secret.fill(0);
    return key;
  };
  return {
    async unwrapFileKey(stanzas) {
      const mine = stanzas.filter(({ args }) => args[0] === TYPE).map(readStanza);
      imported ??= importOnce(); // The import is slow and done once for all files.
      const key = await imported;
      for (const { share, body } of mine) {
        const shared = await key.agree(share);
        if (shared === undefined) throw ageError("AGE_HEADER", "an X25519 stanza whose share is a point of low order");
        const fileKey = open(wrapKey(shared, share, key.publicKey), ZERO_NONCE, body);
        if (fileKey !== undefined) return fileKey;
      }
      return undefined;
    },
  };
}

function readSecret(text: string | Uint8Array): Uint8Array {
  const secret = bech32Decode(SECRET, text);
  if (secret?.length !== KEY) throw ageError("AGE_IDENTITY", "not an age X25519 identity (AGE-SECRET-KEY-1…)");
  return secret;
}

/** The checks that the format demands before anything is decrypted. */
function readStanza({ args, body }: { readonly args: readonly string[]; readonly body: Uint8Array }): {
  readonly share: Uint8Array;
  readonly body: Uint8Array;
} {
  const share = args.length === 2 ? fromRawBase64(args[1] ?? "") : undefined;
  if (share?.length !== KEY || body.length !== WRAPPED) throw ageError("AGE_HEADER", "a malformed X25519 stanza");
  return { share, body };
}

function wrapKey(shared: Uint8Array, share: Uint8Array, recipient: Uint8Array): Uint8Array {
  return hkdfSha256(shared, concatBytes(share, recipient), utf8("age-encryption.org/v1/X25519"));
}
