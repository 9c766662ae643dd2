/**
 * EU Digital COVID Certificates: read, verified, reduced to what the register may keep.
 *
 * Codes: `CERTIFICATE_SIZE`, `CERTIFICATE_PREFIX`, `CERTIFICATE_BASE45`, `CERTIFICATE_COMPRESSION`, `CERTIFICATE_CBOR`, `CERTIFICATE_COSE`,
 * `CERTIFICATE_CLAIMS`, `CERTIFICATE_CONTENT`, `CERTIFICATE_KEY_ID`, `CERTIFICATE_SIGNER_UNKNOWN`, `CERTIFICATE_ALGORITHM`,
 * `CERTIFICATE_SIGNATURE`, `CERTIFICATE_NOT_YET`, `CERTIFICATE_EXPIRED`, `CERTIFICATE_KEY_USAGE`, `CERTIFICATE_KIND`,
 * `CERTIFICATE_PERSON`, `SIGNER_INVALID`.
 * @packageDocumentation
 */
export type { CertificateFacts, CertificatePerson, RecoveryFacts, TestFacts, VaccinationFacts } from "./content.ts";
export { type DecodedCertificate, decodeCertificate } from "./decode.ts";
export { type KeptCertificate, type KeptRecovery, type KeptVaccination, keepForRegister } from "./keep.ts";
export type { CertificateKind } from "./kind.ts";
export type { CertificateCode } from "./refusal.ts";
export { type Named, samePerson, standardName } from "./same-person.ts";
export { createTestIssuer, type TestIssuer, type TestIssuerOptions } from "./test-issuer.ts";
export { type TrustList, trustList } from "./trust.ts";
export { type CertificateCheck, type VerifiedCertificate, verifyCertificate } from "./verify.ts";
