/** Labels of the terms of `../terms/justifications.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const justificationsLabels: DpvLabels = {
  "justifications:ConfidentialityObligationCompromised": { en: "Confidentiality Obligation Compromised" },
  "justifications:IdentityVerificationFailure": { en: "Identity Verification Failure" },
  "justifications:IdentityVerificationRequired": { en: "Identity Verification Required" },
  "eu-gdpr:JustificationA12Complexity": { en: "Justification A12 - Complexity" },
  "eu-gdpr:JustificationA12Delay": { en: "Justification A12 - Delay" },
  "eu-gdpr:JustificationA12HighVolume": { en: "Justification A12 - High Volume" },
  "eu-gdpr:JustificationA12IdentityFailure": { en: "Justification A12 - Identity Failure" },
  "eu-gdpr:JustificationA12IdentityRequired": { en: "Justification A12 - Identity Required" },
  "eu-gdpr:JustificationA12ManifestlyExcessive": { en: "Justification A12 - Manifestly Excessive" },
  "eu-gdpr:JustificationA12ManifestlyUnfounded": { en: "Justification A12 - Manifestly Unfounded" },
  "eu-gdpr:JustificationA17Archiving": { en: "Justification A17 - Archiving" },
  "eu-gdpr:JustificationA17LegalClaims": { en: "Justification A17 - Legal Claims" },
  "eu-gdpr:JustificationA17LegallyRequired": { en: "Justification A17 - Legally Required" },
  "eu-gdpr:JustificationA17PublicHealth": { en: "Justification A17 - Public Health" },
  "justifications:NonFulfilmentJustification": { en: "Non-Fulfilment Justification" },
};
