/** Is this certificate genuine, now, from a signer that may sign it? */
import { isPrivacyError } from "@favorable/core";
import { type CertificateFacts, type CertificatePerson, claimedKinds, readContent } from "./content.ts";
import { verifySign1 } from "./cose.ts";
import { type DecodedCertificate, decodeCertificate } from "./decode.ts";
import type { CertificateKind } from "./kind.ts";
import { refusal } from "./refusal.ts";
import type { Signer } from "./signer.ts";
import type { TrustList } from "./trust.ts";

/** Against what, and at which instant, a certificate is checked. */
export interface CertificateCheck {
  readonly trust: TrustList;
  readonly at: Date;
}

/** A genuine certificate. It holds the person's names: compare, keep what the purpose allows, let the rest go. */
export interface VerifiedCertificate {
  readonly kind: CertificateKind;
  readonly person: CertificatePerson;
  readonly facts: CertificateFacts;
  /** False when the signer's own certificate was not valid at that instant; genuine issuers let it end before what it signed. */
  readonly signerValid: boolean;
}

/**
 * Decodes and verifies a certificate: key id, signature, time, right of the signer to sign this kind, form.
 *
 * @param text - exactly as the code holds it
 * @throws what {@link decodeCertificate} throws, `CERTIFICATE_KEY_ID`, `CERTIFICATE_SIGNER_UNKNOWN`, `CERTIFICATE_ALGORITHM`,
 *   `CERTIFICATE_SIGNATURE`, `CERTIFICATE_NOT_YET`, `CERTIFICATE_EXPIRED`, `CERTIFICATE_KEY_USAGE`, `CERTIFICATE_CONTENT`
 */
export async function verifyCertificate(text: string, check: CertificateCheck): Promise<VerifiedCertificate> {
  const decoded = decodeCertificate(text);
  const signer = await signerOf(decoded, check.trust);
  checkTime(decoded, check.at);
  checkKeyUsage(decoded, signer);
  const { person, facts } = readContent(decoded.content);
  return { kind: facts.kind, person, facts, signerValid: signer.notBefore <= check.at && check.at <= signer.notAfter };
}

/**
 * Finds the trusted signer whose key id the message names and whose key verifies it.
 *
 * @throws `CERTIFICATE_KEY_ID`, `CERTIFICATE_SIGNER_UNKNOWN`, `CERTIFICATE_ALGORITHM`, `CERTIFICATE_SIGNATURE`
 */
export async function signerOf(decoded: DecodedCertificate, trust: TrustList): Promise<Signer> {
  const { message } = decoded;
  if (message.keyId === undefined) throw refusal("CERTIFICATE_KEY_ID");
  let reason: unknown = refusal("CERTIFICATE_SIGNER_UNKNOWN");
  for (const signer of trust.signers(message.keyId)) {
    try {
      await verifySign1(message, signer.spki);
      return signer;
    } catch (error) {
      reason = isPrivacyError(error) ? error : refusal("CERTIFICATE_SIGNATURE");
    }
  }
  throw reason;
}

/**
 * Checks that the instant lies between issue and expiry, both included.
 *
 * @throws `CERTIFICATE_CLAIMS` when either is missing, `CERTIFICATE_NOT_YET`, `CERTIFICATE_EXPIRED`
 */
export function checkTime(decoded: DecodedCertificate, at: Date): void {
  const now = at.getTime() / 1000;
  if (decoded.issuedAt === undefined || decoded.expiresAt === undefined || Number.isNaN(now)) throw refusal("CERTIFICATE_CLAIMS");
  if (now < decoded.issuedAt) throw refusal("CERTIFICATE_NOT_YET");
  if (now > decoded.expiresAt) throw refusal("CERTIFICATE_EXPIRED");
}

/** Checks that the signer may sign every kind the content claims; throws `CERTIFICATE_KEY_USAGE`. */
export function checkKeyUsage(decoded: DecodedCertificate, signer: Signer): void {
  const { signs } = signer;
  if (signs !== "any" && claimedKinds(decoded.content).some((kind) => !signs.includes(kind))) throw refusal("CERTIFICATE_KEY_USAGE");
}
