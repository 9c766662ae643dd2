/** Risks. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Discrimination. */
export const Discrimination = "https://w3id.org/dpv/risk#Discrimination";
/** Illegal Data Processing: Concept representing Illegal Processing of Data */
export const IllegalDataProcessing = "https://w3id.org/dpv/risk#IllegalDataProcessing";
/** Public Services Exclusion: Concept representing exclusion from public services */
export const PublicServicesExclusion = "https://w3id.org/dpv/risk#PublicServicesExclusion";
/** Re-identification: Concept representing Re-identification */
export const Reidentification = "https://w3id.org/dpv/risk#Reidentification";
/** Risk: A risk or possibility or uncertainty of negative effects, impacts, or consequences */
export const Risk = "https://w3id.org/dpv#Risk";
/** Risk Matrix 5x5: A Risk Matrix with 5 Likelihood, 5 Severity, and 5 Risk Level types */
export const RiskMatrix5x5 = "https://w3id.org/dpv/risk#RiskMatrix5x5";
/** Unauthorised Data Access: Concept representing Unauthorised Data Access */
export const UnauthorisedDataAccess = "https://w3id.org/dpv/risk#UnauthorisedDataAccess";
/** Unauthorised Data Disclosure: Concept representing Unauthorised Data Disclosure */
export const UnauthorisedDataDisclosure = "https://w3id.org/dpv/risk#UnauthorisedDataDisclosure";
/** Unauthorised Data Modification: Concept representing Unauthorised Data Modification */
export const UnauthorisedDataModification = "https://w3id.org/dpv/risk#UnauthorisedDataModification";
/** Unauthorised Re-Identification: Concept representing Unauthorised Re-Identification */
export const UnauthorisedReidentification = "https://w3id.org/dpv/risk#UnauthorisedReidentification";
/** Unwanted Data Deletion: Concept representing Unwanted Data Deletion */
export const UnwantedDataDeletion = "https://w3id.org/dpv/risk#UnwantedDataDeletion";
/** Workplace Discrimination: Discrimination occurring at workplace or in the context of work environments */
export const WorkplaceDiscrimination = "https://w3id.org/dpv/risk#WorkplaceDiscrimination";
