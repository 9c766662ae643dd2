/** Justifications of a delay or a refusal (GDPR art. 12 and 17). DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Confidentiality Obligation Compromised. */
export const ConfidentialityObligationCompromised = "https://w3id.org/dpv/justifications#ConfidentialityObligationCompromised";
/** Identity Verification Failure. */
export const IdentityVerificationFailure = "https://w3id.org/dpv/justifications#IdentityVerificationFailure";
/** Identity Verification Required. */
export const IdentityVerificationRequired = "https://w3id.org/dpv/justifications#IdentityVerificationRequired";
/** Justification A12 - Complexity: Justification that the request under A15-A22 is delayed due to complexity in fulfilling it */
export const JustificationA12Complexity = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA12Complexity";
/** Justification A12 - Delay: Justification that the request under A15-A22 is delayed */
export const JustificationA12Delay = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA12Delay";
/** Justification A12 - High Volume. */
export const JustificationA12HighVolume = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA12HighVolume";
/** Justification A12 - Identity Failure. */
export const JustificationA12IdentityFailure = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA12IdentityFailure";
/** Justification A12 - Identity Required. */
export const JustificationA12IdentityRequired = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA12IdentityRequired";
/** Justification A12 - Manifestly Excessive. */
export const JustificationA12ManifestlyExcessive = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA12ManifestlyExcessive";
/** Justification A12 - Manifestly Unfounded. */
export const JustificationA12ManifestlyUnfounded = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA12ManifestlyUnfounded";
/** Justification A17 - Archiving: Justification that the A17 right to erasure or to be forgotten could not be completed due to */
export const JustificationA17Archiving = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA17Archiving";
/** Justification A17 - Legal Claims: Justification that the A17 right to erasure or to be forgotten could not be completed due to */
export const JustificationA17LegalClaims = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA17LegalClaims";
/** Justification A17 - Legally Required. */
export const JustificationA17LegallyRequired = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA17LegallyRequired";
/** Justification A17 - Public Health: Justification that the A17 right to erasure or to be forgotten could not be completed due to */
export const JustificationA17PublicHealth = "https://w3id.org/dpv/legal/eu/gdpr#JustificationA17PublicHealth";
/** Non-Fulfilment Justification: Justification for not fulfilling a process or requirement or obligation */
export const NonFulfilmentJustification = "https://w3id.org/dpv/justifications#NonFulfilmentJustification";
