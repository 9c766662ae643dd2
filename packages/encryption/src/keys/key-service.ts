/** The port to whatever keeps the keys that wrap other keys: a file, the environment, a cloud's key management service. */

/**
 * Wraps keys under key-encryption keys that it never gives out. Each of those is an *epoch*, named by printable ASCII without spaces.
 *
 * A cloud service fits in a few lines: `wrap` is its Encrypt call with the epoch as key id and the context as authenticated data (AWS KMS:
 * `EncryptionContext: { context: base64 }`; Google Cloud KMS: `additionalAuthenticatedData`; Vault transit: `associated_data`), `unwrap` is
 * Decrypt, `rotate` makes a *new key* (a new version of the same key is no epoch: versions of AWS KMS are never destroyed alone), and
 * `destroy` schedules its deletion. Deletion there takes days (AWS KMS: 7 to 30) and can be cancelled meanwhile: leave the epoch in
 * `epochs` until it has happened.
 */
export interface KeyService {
  /** The epoch that keys are wrapped under from now on. */
  current(): Promise<string> | string;
  /** Every epoch that still opens what it wrapped, oldest first. */
  epochs(): Promise<readonly string[]> | readonly string[];
  /** Wraps a key of up to 64 bytes, bound to a context of up to 512 bytes; throws `KEY_EPOCH_UNKNOWN`. */
  wrap(epoch: string, key: Uint8Array, context: Uint8Array): Promise<Uint8Array> | Uint8Array;
  /** The key that was wrapped; undefined when it is not authentic under this epoch and context. Throws `KEY_EPOCH_UNKNOWN`. */
  unwrap(epoch: string, wrapped: Uint8Array, context: Uint8Array): Promise<Uint8Array | undefined> | Uint8Array | undefined;
  /** Starts a new epoch and gives its name; the former ones go on opening. */
  rotate?(): Promise<string> | string;
  /** Destroys an epoch: what it wrapped never opens again. Throws `KEY_EPOCH_CURRENT`, `KEY_EPOCH_UNKNOWN`. */
  destroy?(epoch: string): Promise<void> | void;
}

const EPOCH = /^[\x21-\x7e]{1,200}$/;

/** Whether a text can name an epoch: printable ASCII without spaces, up to 200 characters. */
export function isEpoch(text: unknown): text is string {
  return typeof text === "string" && EPOCH.test(text);
}
