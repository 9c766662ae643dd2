/** Technical measures. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Access Control Method: Methods which restrict access to a place or resource */
export const AccessControlMethod = "https://w3id.org/dpv#AccessControlMethod";
/** Activity Monitoring: Monitoring of activities including assessing whether they have been successfully initiated and completed */
export const ActivityMonitoring = "https://w3id.org/dpv#ActivityMonitoring";
/** Anonymisation. */
export const Anonymisation = "https://w3id.org/dpv#Anonymisation";
/** Asymmetric Encryption: Use of asymmetric cryptography to encrypt data */
export const AsymmetricEncryption = "https://w3id.org/dpv#AsymmetricEncryption";
/** Authorisation Protocols: Protocols involving authorisation of roles or profiles to determine permission, rights, or privileges */
export const AuthorisationProtocols = "https://w3id.org/dpv#AuthorisationProtocols";
/** Cryptographic Key Management: Management of cryptographic keys, including their generation, storage, assessment, and safekeeping */
export const CryptographicKeyManagement = "https://w3id.org/dpv#CryptographicKeyManagement";
/** Data Backup Protocols: Protocols or plans for backing up of data */
export const DataBackupProtocols = "https://w3id.org/dpv#DataBackupProtocols";
/** Data Redaction: Removal of sensitive information from a data or document */
export const DataRedaction = "https://w3id.org/dpv#DataRedaction";
/** Data Sanitisation Technique: Cleaning or any removal or re-organisation of elements in data based on selective criteria */
export const DataSanitisationTechnique = "https://w3id.org/dpv#DataSanitisationTechnique";
/** De-Identification: Removal of identity or information to reduce identifiability */
export const Deidentification = "https://w3id.org/dpv#Deidentification";
/** Deterministic Pseudonymisation: Pseudonymisation achieved through a deterministic function */
export const DeterministicPseudonymisation = "https://w3id.org/dpv#DeterministicPseudonymisation";
/** Differential Privacy. */
export const DifferentialPrivacy = "https://w3id.org/dpv#DifferentialPrivacy";
/** Digital Signatures: Expression and authentication of identity through digital information containing cryptographic signatures */
export const DigitalSignatures = "https://w3id.org/dpv#DigitalSignatures";
/** Encryption: Technical measures consisting of encryption */
export const Encryption = "https://w3id.org/dpv#Encryption";
/** Encryption at Rest: Encryption of data when being stored (persistent encryption) */
export const EncryptionAtRest = "https://w3id.org/dpv#EncryptionAtRest";
/** Encryption in Transfer: Encryption of data in transit e.g. when being transferred from one location to another, including sharing */
export const EncryptionInTransfer = "https://w3id.org/dpv#EncryptionInTransfer";
/** End-to-End Encryption (E2EE). */
export const EndToEndEncryption = "https://w3id.org/dpv#EndToEndEncryption";
/** Hash Functions: Use of hash functions to map information or to retrieve a prior categorisation */
export const HashFunctions = "https://w3id.org/dpv#HashFunctions";
/** Hash-based Message Authentication Code (HMAC). */
export const HashMessageAuthenticationCode = "https://w3id.org/dpv#HashMessageAuthenticationCode";
/** Information Flow Control: Use of measures to control information flows */
export const InformationFlowControl = "https://w3id.org/dpv#InformationFlowControl";
/** Message Authentication Codes (MAC): Use of cryptographic methods to authenticate messages */
export const MessageAuthenticationCodes = "https://w3id.org/dpv#MessageAuthenticationCodes";
/** Multi-Factor Authentication (MFA): An authentication system that uses two or more methods to authenticate */
export const MultiFactorAuthentication = "https://w3id.org/dpv#MultiFactorAuthentication";
/** Network Security Protocols: Security implemented at or over networks protocols */
export const NetworkSecurityProtocols = "https://w3id.org/dpv#NetworkSecurityProtocols";
/** Operating System Security: Security implemented at or through operating systems */
export const OperatingSystemSecurity = "https://w3id.org/dpv#OperatingSystemSecurity";
/** Password Authentication: Use of passwords to perform authentication */
export const PasswordAuthentication = "https://w3id.org/dpv#PasswordAuthentication";
/** Physical Access Control Method: Access control applied for physical access e.g. premises or equipment */
export const PhysicalAccessControlMethod = "https://w3id.org/dpv#PhysicalAccessControlMethod";
/** Pseudonymisation. */
export const Pseudonymisation = "https://w3id.org/dpv#Pseudonymisation";
/** RNG Pseudonymisation. */
export const RNGPseudonymisation = "https://w3id.org/dpv#RNGPseudonymisation";
/** Single Sign On: Use of credentials or processes that enable using one set of credentials to authenticate multiple contexts. */
export const SingleSignOn = "https://w3id.org/dpv#SingleSignOn";
/** Symmetric Encryption: Use of symmetric cryptography to encrypt data */
export const SymmetricEncryption = "https://w3id.org/dpv#SymmetricEncryption";
/** Technical Measure: Technical measures used to safeguard and ensure good practices in connection with data and technologies */
export const TechnicalMeasure = "https://w3id.org/dpv#TechnicalMeasure";
/** Usage Control. */
export const UsageControl = "https://w3id.org/dpv#UsageControl";
