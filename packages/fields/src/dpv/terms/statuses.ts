/** Statuses: of consent, of an audit, of compliance, of an impact assessment. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Audit Approved: State of being approved through the audit */
export const AuditApproved = "https://w3id.org/dpv#AuditApproved";
/** Audit Conditionally Approved: State of being conditionally approved through the audit */
export const AuditConditionallyApproved = "https://w3id.org/dpv#AuditConditionallyApproved";
/** Audit Rejected: State of not being approved or being rejected through the audit */
export const AuditRejected = "https://w3id.org/dpv#AuditRejected";
/** Audit Requested: State of an audit being requested whose outcome is not yet known */
export const AuditRequested = "https://w3id.org/dpv#AuditRequested";
/** Audit Required: State where an audit is determined as being required but has not been conducted */
export const AuditRequired = "https://w3id.org/dpv#AuditRequired";
/** Consent Expired: The state where the temporal or contextual validity of consent has 'expired' */
export const ConsentExpired = "https://w3id.org/dpv#ConsentExpired";
/** Consent Given: The state where consent has been given */
export const ConsentGiven = "https://w3id.org/dpv#ConsentGiven";
/** Consent Invalidated: The state where consent has been deemed to be invalid */
export const ConsentInvalidated = "https://w3id.org/dpv#ConsentInvalidated";
/** Consent Refused: The state where consent has been refused */
export const ConsentRefused = "https://w3id.org/dpv#ConsentRefused";
/** Consent Request Deferred: State where a request for consent has been deferred without a decision */
export const ConsentRequestDeferred = "https://w3id.org/dpv#ConsentRequestDeferred";
/** Consent Requested: State where a request for consent has been made and is awaiting a decision */
export const ConsentRequested = "https://w3id.org/dpv#ConsentRequested";
/** Consent Revoked. */
export const ConsentRevoked = "https://w3id.org/dpv#ConsentRevoked";
/** Consent Status. */
export const ConsentStatus = "https://w3id.org/dpv#ConsentStatus";
/** Consent Status Invalid for Processing: States of consent that cannot be used as valid justifications for processing data */
export const ConsentStatusInvalidForProcessing = "https://w3id.org/dpv#ConsentStatusInvalidForProcessing";
/** Consent Status Valid for Processing: States of consent that can be used as valid justifications for processing data */
export const ConsentStatusValidForProcessing = "https://w3id.org/dpv#ConsentStatusValidForProcessing";
/** Consent Unknown: State where information about consent is not available or is unknown */
export const ConsentUnknown = "https://w3id.org/dpv#ConsentUnknown";
/** Consent Withdrawn. */
export const ConsentWithdrawn = "https://w3id.org/dpv#ConsentWithdrawn";
/** DPIA Not Required: Condition where a DPIA is not required */
export const DPIANotRequired = "https://w3id.org/dpv/legal/eu/gdpr#DPIANotRequired";
/** DPIA Outcome High Residual Risk: DPIA outcome status indicating high residual risk which are not acceptable for continuation */
export const DPIAOutcomeHighResidualRisk = "https://w3id.org/dpv/legal/eu/gdpr#DPIAOutcomeHighResidualRisk";
/** DPIA Outcome Risks Mitigated: DPIA outcome status indicating (all) risks have been mitigated */
export const DPIAOutcomeRisksMitigated = "https://w3id.org/dpv/legal/eu/gdpr#DPIAOutcomeRisksMitigated";
/** DPIA Required: Condition where a DPIA is required */
export const DPIARequired = "https://w3id.org/dpv/legal/eu/gdpr#DPIARequired";
/** GDPR Compliance Unknown: State where lawfulness or compliance with GDPR is unknown */
export const GDPRComplianceUnknown = "https://w3id.org/dpv/legal/eu/gdpr#GDPRComplianceUnknown";
/** GDPR Compliant: State of being lawful or legally compliant for GDPR */
export const GDPRCompliant = "https://w3id.org/dpv/legal/eu/gdpr#GDPRCompliant";
/** GDPR Non-compliant: State of being unlawful or legally non-compliant for GDPR */
export const GDPRNonCompliant = "https://w3id.org/dpv/legal/eu/gdpr#GDPRNonCompliant";
/** Purpose Compatible. */
export const PurposeCompatible = "https://w3id.org/dpv/legal/eu/gdpr#PurposeCompatible";
/** Purpose Incompatible. */
export const PurposeIncompatible = "https://w3id.org/dpv/legal/eu/gdpr#PurposeIncompatible";
/** Renewed Consent Given. */
export const RenewedConsentGiven = "https://w3id.org/dpv#RenewedConsentGiven";
