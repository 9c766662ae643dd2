/** Labels of the terms of `../terms/statuses.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const statusesLabels: DpvLabels = {
  "dpv:AuditApproved": { en: "Audit Approved", fr: "Avis favorable" },
  "dpv:AuditConditionallyApproved": { en: "Audit Conditionally Approved", fr: "Avis favorable sous conditions" },
  "dpv:AuditRejected": { en: "Audit Rejected", fr: "Avis défavorable" },
  "dpv:AuditRequested": { en: "Audit Requested", fr: "Avis demandé" },
  "dpv:AuditRequired": { en: "Audit Required", fr: "Avis requis" },
  "dpv:ConsentExpired": { en: "Consent Expired", fr: "Consentement expiré" },
  "dpv:ConsentGiven": { en: "Consent Given", fr: "Consentement donné" },
  "dpv:ConsentInvalidated": { en: "Consent Invalidated", fr: "Consentement invalidé" },
  "dpv:ConsentRefused": { en: "Consent Refused", fr: "Consentement refusé" },
  "dpv:ConsentRequestDeferred": { en: "Consent Request Deferred", fr: "Demande de consentement reportée" },
  "dpv:ConsentRequested": { en: "Consent Requested", fr: "Consentement demandé" },
  "dpv:ConsentRevoked": { en: "Consent Revoked", fr: "Consentement révoqué" },
  "dpv:ConsentStatus": { en: "Consent Status", fr: "État du consentement" },
  "dpv:ConsentStatusInvalidForProcessing": { en: "Consent Status Invalid for Processing" },
  "dpv:ConsentStatusValidForProcessing": { en: "Consent Status Valid for Processing" },
  "dpv:ConsentUnknown": { en: "Consent Unknown", fr: "Consentement inconnu" },
  "dpv:ConsentWithdrawn": { en: "Consent Withdrawn", fr: "Consentement retiré" },
  "eu-gdpr:DPIANotRequired": { en: "DPIA Not Required", fr: "AIPD non requise" },
  "eu-gdpr:DPIAOutcomeHighResidualRisk": { en: "DPIA Outcome High Residual Risk", fr: "AIPD : risque résiduel élevé" },
  "eu-gdpr:DPIAOutcomeRisksMitigated": { en: "DPIA Outcome Risks Mitigated", fr: "AIPD : risques atténués" },
  "eu-gdpr:DPIARequired": { en: "DPIA Required", fr: "AIPD requise" },
  "eu-gdpr:GDPRComplianceUnknown": { en: "GDPR Compliance Unknown", fr: "Conformité au RGPD inconnue" },
  "eu-gdpr:GDPRCompliant": { en: "GDPR Compliant", fr: "Conforme au RGPD" },
  "eu-gdpr:GDPRNonCompliant": { en: "GDPR Non-compliant", fr: "Non conforme au RGPD" },
  "eu-gdpr:PurposeCompatible": { en: "Purpose Compatible", fr: "Finalité compatible" },
  "eu-gdpr:PurposeIncompatible": { en: "Purpose Incompatible", fr: "Finalité incompatible" },
  "dpv:RenewedConsentGiven": { en: "Renewed Consent Given", fr: "Consentement renouvelé" },
};
