/** Organisational measures, and the principles of GDPR art. 5 they serve. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Acceptable Use Policy. */
export const AcceptableUsePolicy = "https://w3id.org/dpv#AcceptableUsePolicy";
/** Accountability Principle. */
export const AccountabilityPrinciple = "https://w3id.org/dpv/legal/eu/gdpr#AccountabilityPrinciple";
/** Accuracy Principle. */
export const AccuracyPrinciple = "https://w3id.org/dpv/legal/eu/gdpr#AccuracyPrinciple";
/** Approval Procedure: A procedure or process for determining and managing approvals for activities as part of governance */
export const ApprovalProcedure = "https://w3id.org/dpv#ApprovalProcedure";
/** Authorisation Procedure: Procedures for determining authorisation through permission or authority */
export const AuthorisationProcedure = "https://w3id.org/dpv#AuthorisationProcedure";
/** Certification: Certification mechanisms, seals, and marks for the purpose of demonstrating compliance */
export const Certification = "https://w3id.org/dpv#Certification";
/** Code of Conduct: A set of rules or procedures outlining the norms and practices for conducting activities */
export const CodeOfConduct = "https://w3id.org/dpv#CodeOfConduct";
/** Consent Management. */
export const ConsentManagement = "https://w3id.org/dpv#ConsentManagement";
/** Consent Record: A Record of Consent or Consent related activities */
export const ConsentRecord = "https://w3id.org/dpv#ConsentRecord";
/** Consultation with Authority: Consultation with an authority or authoritative entity */
export const ConsultationWithAuthority = "https://w3id.org/dpv#ConsultationWithAuthority";
/** Consultation with DPO: Consultation with Data Protection Officer(s) */
export const ConsultationWithDPO = "https://w3id.org/dpv#ConsultationWithDPO";
/** Credential Management: Management of credentials and their use in authorisations */
export const CredentialManagement = "https://w3id.org/dpv#CredentialManagement";
/** Data Protection Impact Assessment (DPIA). */
export const DPIA = "https://w3id.org/dpv#DPIA";
/** Data Breach Notification. */
export const DataBreachNotification = "https://w3id.org/dpv#DataBreachNotification";
/** Data Breach Record: Record of a data breach incident */
export const DataBreachRecord = "https://w3id.org/dpv#DataBreachRecord";
/** Data Breach Register. */
export const DataBreachRegister = "https://w3id.org/dpv/legal/eu/gdpr#DataBreachRegister";
/** Data Deletion Policy: Policy regarding deletion of data */
export const DataDeletionPolicy = "https://w3id.org/dpv#DataDeletionPolicy";
/** Data Erasure Policy: Policy regarding erasure of data */
export const DataErasurePolicy = "https://w3id.org/dpv#DataErasurePolicy";
/** Data Inventory Management: Measures associated with management of data inventory or a data asset list */
export const DataInventoryManagement = "https://w3id.org/dpv#DataInventoryManagement";
/** Data Minimisation Principle. */
export const DataMinimisationPrinciple = "https://w3id.org/dpv/legal/eu/gdpr#DataMinimisationPrinciple";
/** Data Processing Record: Record of data processing, whether ex-ante or ex-post */
export const DataProcessingRecord = "https://w3id.org/dpv#DataProcessingRecord";
/** Data Protection Training: Training intended to increase knowledge regarding data protection */
export const DataProtectionTraining = "https://w3id.org/dpv#DataProtectionTraining";
/** Data Quality Management: Measures associated with management of data quality */
export const DataQualityManagement = "https://w3id.org/dpv#DataQualityManagement";
/** Data Storage Policy: Policy regarding storage of data, including the manner, duration, location, and conditions for storage */
export const DataStoragePolicy = "https://w3id.org/dpv#DataStoragePolicy";
/** Disaster Recovery Procedures: Procedures related to management of disasters and recovery */
export const DisasterRecoveryProcedures = "https://w3id.org/dpv#DisasterRecoveryProcedures";
/** Human Oversight. */
export const HumanOversight = "https://w3id.org/dpv#HumanOversight";
/** Identity Management Method: Management of identity and identity-based processes */
export const IdentityManagementMethod = "https://w3id.org/dpv#IdentityManagementMethod";
/** Incident Management Procedures: Procedures related to management of incidents */
export const IncidentManagementProcedures = "https://w3id.org/dpv#IncidentManagementProcedures";
/** Incident Reporting Communication: Procedures related to management of incident reporting */
export const IncidentReportingCommunication = "https://w3id.org/dpv#IncidentReportingCommunication";
/** Integrity Confidentiality Principle. */
export const IntegrityConfidentialityPrinciple = "https://w3id.org/dpv/legal/eu/gdpr#IntegrityConfidentialityPrinciple";
/** Legal Measure: Legal measures used to safeguard and ensure good practices in connection with data and technologies */
export const LegalMeasure = "https://w3id.org/dpv#LegalMeasure";
/** Logging Control: Control that logs an event */
export const LoggingControl = "https://w3id.org/dpv/risk#LoggingControl";
/** Logging Policy: Policy for logging of information */
export const LoggingPolicy = "https://w3id.org/dpv#LoggingPolicy";
/** Organisational Measure. */
export const OrganisationalMeasure = "https://w3id.org/dpv#OrganisationalMeasure";
/** Privacy Impact Assessment (PIA): Impact assessment regarding privacy risks */
export const PIA = "https://w3id.org/dpv#PIA";
/** Permission Management. */
export const PermissionManagement = "https://w3id.org/dpv#PermissionManagement";
/** Physical Measure: Physical measures used to safeguard and ensure good practices in connection with data and technologies */
export const PhysicalMeasure = "https://w3id.org/dpv#PhysicalMeasure";
/** Privacy by Default. */
export const PrivacyByDefault = "https://w3id.org/dpv#PrivacyByDefault";
/** Privacy by Design. */
export const PrivacyByDesign = "https://w3id.org/dpv#PrivacyByDesign";
/** Purpose Compatibility Assessment. */
export const PurposeCompatibilityAssessment = "https://w3id.org/dpv/legal/eu/gdpr#PurposeCompatibilityAssessment";
/** Purpose Limitation Principle. */
export const PurposeLimitationPrinciple = "https://w3id.org/dpv/legal/eu/gdpr#PurposeLimitationPrinciple";
/** Records of Processing Activities: A Record of Processing Activities (ROPA) is a document detailing processing activities */
export const ROPA = "https://w3id.org/dpv#ROPA";
/** Records of Activities: Records of activities within some context such as maintenance tasks or governance functions */
export const RecordsOfActivities = "https://w3id.org/dpv#RecordsOfActivities";
/** Review Procedure. */
export const ReviewProcedure = "https://w3id.org/dpv#ReviewProcedure";
/** Right Exercise Record: Record of a Right being exercised */
export const RightExerciseRecord = "https://w3id.org/dpv#RightExerciseRecord";
/** Rights Management: Methods associated with rights management where 'rights' refer to controlling who can do what with a resource */
export const RightsManagement = "https://w3id.org/dpv#RightsManagement";
/** Risk Mitigation Measure: Measures intended to mitigate, minimise, or prevent risk. */
export const RiskMitigationMeasure = "https://w3id.org/dpv#RiskMitigationMeasure";
/** Security Assessment: Assessment of security intended to identify gaps, vulnerabilities, risks, and effectiveness of controls */
export const SecurityAssessment = "https://w3id.org/dpv#SecurityAssessment";
/** Staff Training: Practices and policies regarding training of staff members */
export const StaffTraining = "https://w3id.org/dpv#StaffTraining";
/** Storage Limitation Principle. */
export const StorageLimitationPrinciple = "https://w3id.org/dpv/legal/eu/gdpr#StorageLimitationPrinciple";
/** Transparency Principle. */
export const TransparencyPrinciple = "https://w3id.org/dpv/legal/eu/gdpr#TransparencyPrinciple";
