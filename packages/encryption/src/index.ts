/**
 * age v1 files (C2SP age), and fields sealed under a key of each data subject, on noble and node:crypto.
 *
 * Codes of files: `AGE_ARMOR` (malformed ASCII armor), `AGE_HEADER` (malformed header), `AGE_HMAC` (altered header), `AGE_NO_MATCH`
 * (no identity opens it), `AGE_PAYLOAD` (altered payload, with the chunk), `AGE_TRUNCATED` (the last chunk is missing, with
 * its number), `AGE_RECIPIENT` (no, malformed, repeated or mixed recipients), `AGE_IDENTITY` (no or malformed identities),
 * `AGE_RANGE` (no place in a file), `AGE_ENDED` (used after its end).
 *
 * Codes of fields: `SEALED_INVALID` (no place, or no cell), `SEALED_REFUSED` (altered, or sealed elsewhere), `SEALED_VALUE` (not what the
 * schema takes), `SEALED_SCHEMA` (a schema that cannot be sealed), `SUBJECT_INVALID`, `SUBJECT_ERASED`, `SUBJECT_KEY_MISSING`,
 * `INDEX_INVALID`, `KEY_INVALID`, `KEY_REFUSED` (a wrapped key that is not authentic), `KEY_TOO_YOUNG`, `KEY_UNSUPPORTED`,
 * `KEY_EPOCH_UNKNOWN`, `KEY_EPOCH_CURRENT`, `KEY_EPOCH_IN_USE`.
 * @packageDocumentation
 */
export { armor, dearmor } from "./age/armor.ts";
export { AgeDecryptStream, decryptAge } from "./age/decrypt.ts";
export { type AgeDecryptOptions, type AgeDecryptor, ageDecryptor } from "./age/decryptor.ts";
export { AgeEncryptStream, encryptAge } from "./age/encrypt.ts";
export { type AgeEncryptOptions, type AgeEncryptor, ageEncryptor } from "./age/encryptor.ts";
export { type AgeInspection, inspectAge } from "./age/inspect.ts";
export { identityFile, parseIdentityFile, parseRecipientsFile } from "./age/key-files.ts";
export { type KmsRecipientOptions, kmsIdentity, kmsRecipient } from "./age/kms.ts";
export { passphraseIdentity, passphraseRecipient } from "./age/passphrase.ts";
export type { Emit } from "./age/payload.ts";
export type { Identity, Recipient, Stanza } from "./age/ports.ts";
export { type AgeRekeyOptions, AgeRekeyStream, rekeyAge } from "./age/rekey.ts";
export { type AgeReader, type AgeSource, openAge } from "./age/seek.ts";
export { type AgeKeyPair, generateIdentity, identityToRecipient, isRecipient, x25519Identity } from "./age/x25519.ts";
export type { Hasher } from "./crypto/primitives.ts";
export { type BlindIndex, type BlindIndexOptions, blindIndex, type Normalisation } from "./fields/blind-index.ts";
export { isSealedCell } from "./fields/cell.ts";
export { type Erased, isErased } from "./fields/erased.ts";
export type { Place } from "./fields/place.ts";
export { type OpenedRow, openRow, type RowPlace, type SealedShape, type StoredRow, sealedCodec, sealRow } from "./fields/row.ts";
export { type SealedMark, type SealedOptions, sealed } from "./fields/sealed.ts";
export type { Erasure, Exposure, Reconciliation } from "./keys/erasure.ts";
export { type ErasureFence, type FenceEntry, memoryFence } from "./keys/erasure-fence.ts";
export { createKeyRing, type KeyRing, type KeyRingOptions } from "./keys/key-ring.ts";
export type { KeyService } from "./keys/key-service.ts";
export {
  type KeyPlace,
  type KeyStore,
  type MemoryKeyStore,
  type MemoryKeys,
  memoryKeyStore,
  type StoredKey,
  type StoredSubject,
} from "./keys/key-store.ts";
export { environmentKeyService, type LocalKey, memoryKeyService } from "./keys/local-keys.ts";
export type { RewrapStep } from "./keys/rotation.ts";
export { implementation, sha256, sha256Hasher } from "./primitives.ts";
