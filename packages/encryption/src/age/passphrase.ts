/** The passphrase recipient of age (C2SP age, "The scrypt recipient type"). */
import { concatBytes, utf8 } from "@favorable/core";
import { open, scrypt, seal } from "#crypto";
import { ageError } from "./age-error.ts";
import { fromRawBase64, toRawBase64 } from "./base64.ts";
import type { Identity, Recipient } from "./ports.ts";

const TYPE = "scrypt";
const SALT = 16;
const WRAPPED = 32;
const LABEL = "age-encryption.org/v1/scrypt";
const ZERO_NONCE: Uint8Array = new Uint8Array(12);
/** What the age command line writes: about a second, 256 MiB. */
const DEFAULT_LOG_N = 18;
/** 1 GiB of memory; a file must not make its reader spend more. The age command line goes to 22 (4 GiB). */
const DEFAULT_MAX_LOG_N = 20;
const LIMIT_LOG_N = 22;

/**
 * Encrypts to a passphrase, as text or as UTF-8; it must be the only recipient of a file.
 *
 * @param options - `logN`: base-two logarithm of scrypt's N, 1 to 22, 18 unless told; memory is 2^(logN + 10) bytes
 * @throws `AGE_RECIPIENT` for an empty passphrase or a cost out of range
 */
export function passphraseRecipient(passphrase: string | Uint8Array, options: { readonly logN?: number } = {}): Recipient {
  const logN = options.logN ?? DEFAULT_LOG_N;
  if (!isPassphrase(passphrase)) throw ageError("AGE_RECIPIENT", "the passphrase is empty or no text");
  if (!inRange(logN)) throw ageError("AGE_RECIPIENT", "logN is a whole number from 1 to 22");
  return {
    async wrapFileKey(fileKey) {
      const salt = crypto.getRandomValues(new Uint8Array(SALT));
      const body = concatBytes(...seal(await wrapKey(passphrase, salt, logN), ZERO_NONCE, fileKey));
      return [{ args: [TYPE, toRawBase64(salt), String(logN)], body }];
    },
  };
}

/**
 * Opens files with a passphrase.
 *
 * @param options - `maxLogN`: the highest cost accepted, 1 to 22, 20 (1 GiB of memory) unless told
 * @throws `AGE_IDENTITY` for an empty passphrase or a cost out of range
 */
export function passphraseIdentity(passphrase: string | Uint8Array, options: { readonly maxLogN?: number } = {}): Identity {
  const maxLogN = options.maxLogN ?? DEFAULT_MAX_LOG_N;
  if (!isPassphrase(passphrase)) throw ageError("AGE_IDENTITY", "the passphrase is empty or no text");
  if (!inRange(maxLogN)) throw ageError("AGE_IDENTITY", "maxLogN is a whole number from 1 to 22");
  return {
    async unwrapFileKey(stanzas) {
      const stanza = stanzas.find(({ args }) => args[0] === TYPE);
      if (stanza === undefined) return undefined;
      const [, saltText = "", cost = ""] = stanza.args;
      const salt = stanza.args.length === 3 ? fromRawBase64(saltText) : undefined;
      if (salt?.length !== SALT || stanza.body.length !== WRAPPED || !/^[1-9][0-9]*$/.test(cost)) {
        throw ageError("AGE_HEADER", "a malformed scrypt stanza");
      }
      if (Number(cost) > maxLogN) throw ageError("AGE_HEADER", "the scrypt cost is above the accepted one", { maxLogN });
      return open(await wrapKey(passphrase, salt, Number(cost)), ZERO_NONCE, stanza.body);
    },
  };
}

function isPassphrase(passphrase: unknown): boolean {
  if (passphrase instanceof Uint8Array) return passphrase.length > 0;
  return typeof passphrase === "string" && passphrase !== "" && passphrase.isWellFormed();
}

function inRange(logN: number): boolean {
  return Number.isInteger(logN) && logN >= 1 && logN <= LIMIT_LOG_N;
}

function wrapKey(passphrase: string | Uint8Array, salt: Uint8Array, logN: number): Promise<Uint8Array> {
  return scrypt(typeof passphrase === "string" ? utf8(passphrase) : passphrase, concatBytes(utf8(LABEL), salt), logN);
}
