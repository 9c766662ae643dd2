/** Properties: what relates a process to its purposes, data, people and measures. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** has activity status: Indicates the status of activity of specified concept */
export const hasActivityStatus = "https://w3id.org/dpv#hasActivityStatus";
/** has address: Specifies address of a legal entity such as street address or pin code */
export const hasAddress = "https://w3id.org/dpv#hasAddress";
/** has applicable law: Indicates applicability of a Law */
export const hasApplicableLaw = "https://w3id.org/dpv#hasApplicableLaw";
/** has assessment: Indicates a relevant assessment associated with the specific context */
export const hasAssessment = "https://w3id.org/dpv#hasAssessment";
/** has audit status: Indicates the status of audit associated with specified concept */
export const hasAuditStatus = "https://w3id.org/dpv#hasAuditStatus";
/** has authority: Indicates applicability of authority for a jurisdiction */
export const hasAuthority = "https://w3id.org/dpv#hasAuthority";
/** has consent status: Specifies the state or status of consent */
export const hasConsentStatus = "https://w3id.org/dpv#hasConsentStatus";
/** has consequence: Indicates consequence(s) possible or arising from specified concept */
export const hasConsequence = "https://w3id.org/dpv#hasConsequence";
/** has contact: Specifies contact details of a legal entity such as phone or email */
export const hasContact = "https://w3id.org/dpv#hasContact";
/** has context: Indicates a purpose is restricted to the specified context(s) */
export const hasContext = "https://w3id.org/dpv#hasContext";
/** has country: Indicates applicability of specified country */
export const hasCountry = "https://w3id.org/dpv#hasCountry";
/** has data: Indicates associated with Data (may or may not be personal) */
export const hasData = "https://w3id.org/dpv#hasData";
/** has data controller: Indicates association with Data Controller */
export const hasDataController = "https://w3id.org/dpv#hasDataController";
/** has data exporter: Indicates inclusion or applicability of a LegalEntity in the role of Data Exporter */
export const hasDataExporter = "https://w3id.org/dpv#hasDataExporter";
/** has data importer: Indicates inclusion or applicability of a LegalEntity in the role of Data Importer */
export const hasDataImporter = "https://w3id.org/dpv#hasDataImporter";
/** has data processor: Indicates inclusion or applicability of a Data Processor */
export const hasDataProcessor = "https://w3id.org/dpv#hasDataProcessor";
/** has data protection officer: Specifies an associated data protection officer */
export const hasDataProtectionOfficer = "https://w3id.org/dpv#hasDataProtectionOfficer";
/** has data source: Indicates the source or origin of data being processed */
export const hasDataSource = "https://w3id.org/dpv#hasDataSource";
/** has data subject: Indicates association with Data Subject */
export const hasDataSubject = "https://w3id.org/dpv#hasDataSubject";
/** has duration: Indicates information about duration */
export const hasDuration = "https://w3id.org/dpv#hasDuration";
/** has entity: Indicates inclusion or applicability of an entity to some concept */
export const hasEntity = "https://w3id.org/dpv#hasEntity";
/** has frequency: Indicates the frequency with which something takes place */
export const hasFrequency = "https://w3id.org/dpv#hasFrequency";
/** has human subject: Indicates association with Human Subject */
export const hasHumanSubject = "https://w3id.org/dpv#hasHumanSubject";
/** has identifier: Indicates an identifier associated for identification or reference */
export const hasIdentifier = "https://w3id.org/dpv#hasIdentifier";
/** has impact assessment: Indicates an impact assessment associated with the specific context */
export const hasImpactAssessment = "https://w3id.org/dpv#hasImpactAssessment";
/** has indication method: Specifies the method by which an entity has indicated the specific context */
export const hasIndicationMethod = "https://w3id.org/dpv#hasIndicationMethod";
/** has joint data controllers: Indicates inclusion or applicability of a Joint Data Controller */
export const hasJointDataControllers = "https://w3id.org/dpv#hasJointDataControllers";
/** has jurisdiction: Indicates applicability of specified jurisdiction */
export const hasJurisdiction = "https://w3id.org/dpv#hasJurisdiction";
/** has justification: Indicates a justification for specified concept or context */
export const hasJustification = "https://w3id.org/dpv#hasJustification";
/** has legal basis: Indicates use or applicability of a Legal Basis */
export const hasLegalBasis = "https://w3id.org/dpv#hasLegalBasis";
/** has legal measure: Indicates use or applicability of Legal measure */
export const hasLegalMeasure = "https://w3id.org/dpv#hasLegalMeasure";
/** has likelihood: Indicates the likelihood associated with a concept */
export const hasLikelihood = "https://w3id.org/dpv#hasLikelihood";
/** has location: Indicates information about location */
export const hasLocation = "https://w3id.org/dpv#hasLocation";
/** has name: Specifies name of a legal entity */
export const hasName = "https://w3id.org/dpv#hasName";
/** has necessity: Indicates the necessity for specified context or criteria */
export const hasNecessity = "https://w3id.org/dpv#hasNecessity";
/** has notice: Indicates the use or applicability of a Notice for the specified context */
export const hasNotice = "https://w3id.org/dpv#hasNotice";
/** has obligation: Specifies applicability or inclusion of an obligation rule within specified context */
export const hasObligation = "https://w3id.org/dpv#hasObligation";
/** has organisational measure: Indicates use or applicability of Organisational measure */
export const hasOrganisationalMeasure = "https://w3id.org/dpv#hasOrganisationalMeasure";
/** has outcome: Indicates an outcome of specified concept or context */
export const hasOutcome = "https://w3id.org/dpv#hasOutcome";
/** has permission: Specifies applicability or inclusion of a permission rule within specified context */
export const hasPermission = "https://w3id.org/dpv#hasPermission";
/** has personal data: Indicates association with Personal Data */
export const hasPersonalData = "https://w3id.org/dpv#hasPersonalData";
/** has personal data process: Indicates association with a Personal Data Process */
export const hasPersonalDataProcess = "https://w3id.org/dpv#hasPersonalDataProcess";
/** has physical measure: Indicates use or applicability of Physical measure */
export const hasPhysicalMeasure = "https://w3id.org/dpv#hasPhysicalMeasure";
/** has policy: Indicates policy applicable or used */
export const hasPolicy = "https://w3id.org/dpv#hasPolicy";
/** has process: Indicates association with a Process */
export const hasProcess = "https://w3id.org/dpv#hasProcess";
/** has processing: Indicates association with Processing */
export const hasProcessing = "https://w3id.org/dpv#hasProcessing";
/** has processing condition: Indicates information about processing condition */
export const hasProcessingCondition = "https://w3id.org/dpv#hasProcessingCondition";
/** has processing scale: Indicates the scale of processing operations */
export const hasProcessingScale = "https://w3id.org/dpv#hasProcessingScale";
/** has prohibition: Specifies applicability or inclusion of a prohibition rule within specified context */
export const hasProhibition = "https://w3id.org/dpv#hasProhibition";
/** has purpose: Indicates association with Purpose */
export const hasPurpose = "https://w3id.org/dpv#hasPurpose";
/** has recipient: Indicates Recipient of Data */
export const hasRecipient = "https://w3id.org/dpv#hasRecipient";
/** has recipient data controller: Indicates inclusion or applicability of a Data Controller as a Recipient of personal data */
export const hasRecipientDataController = "https://w3id.org/dpv#hasRecipientDataController";
/** has recipient third party: Indicates inclusion or applicability of a Third Party as a Recipient of personal data */
export const hasRecipientThirdParty = "https://w3id.org/dpv#hasRecipientThirdParty";
/** has record of activity: Indicates a relevant record of activity */
export const hasRecordOfActivity = "https://w3id.org/dpv#hasRecordOfActivity";
/** has relation with data subject: Indicates the relation between specified Entity and Data Subject */
export const hasRelationWithDataSubject = "https://w3id.org/dpv#hasRelationWithDataSubject";
/** has representative: Specifies representative of the legal entity */
export const hasRepresentative = "https://w3id.org/dpv#hasRepresentative";
/** has residual risk. */
export const hasResidualRisk = "https://w3id.org/dpv#hasResidualRisk";
/** has responsible entity: Specifies the indicated entity is responsible within some context */
export const hasResponsibleEntity = "https://w3id.org/dpv#hasResponsibleEntity";
/** has right: Indicates use or applicability of Right */
export const hasRight = "https://w3id.org/dpv#hasRight";
/** has risk: Indicates applicability of Risk for this concept */
export const hasRisk = "https://w3id.org/dpv#hasRisk";
/** has risk level: Indicates the associated risk level associated with a risk */
export const hasRiskLevel = "https://w3id.org/dpv#hasRiskLevel";
/** has scope: Indicates the scope of specified concept or context */
export const hasScope = "https://w3id.org/dpv#hasScope";
/** has sensitivity level: Indicates the associated level of sensitivity */
export const hasSensitivityLevel = "https://w3id.org/dpv#hasSensitivityLevel";
/** has severity: Indicates the severity associated with a concept */
export const hasSeverity = "https://w3id.org/dpv#hasSeverity";
/** has status: Indicates the status of specified concept */
export const hasStatus = "https://w3id.org/dpv#hasStatus";
/** has storage condition: Indicates information about storage condition */
export const hasStorageCondition = "https://w3id.org/dpv#hasStorageCondition";
/** has technical measure: Indicates use or applicability of Technical measure */
export const hasTechnicalMeasure = "https://w3id.org/dpv#hasTechnicalMeasure";
/** has technical and organisational measure: Indicates use or applicability of Technical or Organisational measure */
export const hasTechnicalOrganisationalMeasure = "https://w3id.org/dpv#hasTechnicalOrganisationalMeasure";
/** has third country: Indicates applicability or relevance of a 'third country' */
export const hasThirdCountry = "https://w3id.org/dpv#hasThirdCountry";
/** has third party: Indicates association with Third Party */
export const hasThirdParty = "https://w3id.org/dpv#hasThirdParty";
/** is after: Indicates the specified concepts is 'after' this concept in some context */
export const isAfter = "https://w3id.org/dpv#isAfter";
/** is before: Indicates the specified concepts is 'before' this concept in some context */
export const isBefore = "https://w3id.org/dpv#isBefore";
/** is during: Indicates the specified concepts occur 'during' this concept in some context */
export const isDuring = "https://w3id.org/dpv#isDuring";
/** is exercised at: Indicates context or information about exercising a right */
export const isExercisedAt = "https://w3id.org/dpv#isExercisedAt";
/** is implemented by entity: Indicates implementation details such as entities or agents */
export const isImplementedByEntity = "https://w3id.org/dpv#isImplementedByEntity";
/** is indicated at time: Specifies the temporal information for when the entity has indicated the specific context */
export const isIndicatedAtTime = "https://w3id.org/dpv#isIndicatedAtTime";
/** is indicated by: Specifies entity who indicates the specific context */
export const isIndicatedBy = "https://w3id.org/dpv#isIndicatedBy";
/** is mitigated by measure: Indicate a risk is mitigated by specified measure */
export const isMitigatedByMeasure = "https://w3id.org/dpv#isMitigatedByMeasure";
/** mitigates risk: Indicates risks mitigated by this concept */
export const mitigatesRisk = "https://w3id.org/dpv#mitigatesRisk";
