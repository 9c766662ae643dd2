/** Why a certificate is refused: codes only, for its text and its content are health data. */
import { isPrivacyError, PrivacyError } from "@favorable/core";

const REASONS = {
  CERTIFICATE_SIZE: "the text is longer than a certificate can be",
  CERTIFICATE_PREFIX: "the text does not start with HC1:",
  CERTIFICATE_BASE45: "the text is not base45",
  CERTIFICATE_COMPRESSION: "the bytes are not one bounded zlib stream",
  CERTIFICATE_CBOR: "the bytes are not one bounded CBOR item",
  CERTIFICATE_COSE: "the item is not a COSE_Sign1 message",
  CERTIFICATE_CLAIMS: "the payload does not carry the claims of a health certificate",
  CERTIFICATE_CONTENT: "the health certificate does not have the form of its schema",
  CERTIFICATE_KEY_ID: "the message names no key",
  CERTIFICATE_SIGNER_UNKNOWN: "no trusted signer has that key",
  CERTIFICATE_ALGORITHM: "only ES256 and PS256 are accepted, each with a key of its own type",
  CERTIFICATE_SIGNATURE: "the signature does not verify",
  CERTIFICATE_NOT_YET: "the certificate is not valid yet",
  CERTIFICATE_EXPIRED: "the certificate is no longer valid",
  CERTIFICATE_KEY_USAGE: "the signer may not sign this kind of certificate",
  CERTIFICATE_KIND: "this kind of certificate is not kept",
  CERTIFICATE_PERSON: "the certificate is not about this person",
  SIGNER_INVALID: "the signer's X.509 certificate cannot be read",
} as const;

/** The code of a refusal. */
export type CertificateCode = keyof typeof REASONS;

/**
 * Makes the error of a refusal. It has no details and no cause: the messages of the libraries below quote their input.
 *
 * @param code - why the certificate is refused; the message follows from it
 */
export function refusal(code: CertificateCode): PrivacyError {
  return new PrivacyError(code, REASONS[code]);
}

/**
 * Runs a step; whatever it throws becomes the refusal of that step.
 *
 * @param code - the code of an error that has none of its own
 */
export function step<T>(code: CertificateCode, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw isPrivacyError(error) && Object.hasOwn(REASONS, error.code) ? error : refusal(code);
  }
}
