/** Entities and their legal roles. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Authority: An authority with the power to create or enforce laws, or determine their compliance. */
export const Authority = "https://w3id.org/dpv#Authority";
/** Data Controller: The individual or organisation that decides (or controls) the purpose(s) of processing personal data. */
export const DataController = "https://w3id.org/dpv#DataController";
/** Data Exporter: An entity that 'exports' data where exporting is considered a form of data transfer */
export const DataExporter = "https://w3id.org/dpv#DataExporter";
/** Data Importer: An entity that 'imports' data where importing is considered a form of data transfer */
export const DataImporter = "https://w3id.org/dpv#DataImporter";
/** Data Processor. */
export const DataProcessor = "https://w3id.org/dpv#DataProcessor";
/** Data Protection Authority: An authority tasked with overseeing legal compliance regarding privacy and data protection laws. */
export const DataProtectionAuthority = "https://w3id.org/dpv#DataProtectionAuthority";
/** Data Protection Officer. */
export const DataProtectionOfficer = "https://w3id.org/dpv#DataProtectionOfficer";
/** Data Sub-Processor: A 'sub-processor' is a processor engaged by another processor */
export const DataSubProcessor = "https://w3id.org/dpv#DataSubProcessor";
/** Governmental Organisation: An organisation managed or part of government */
export const GovernmentalOrganisation = "https://w3id.org/dpv#GovernmentalOrganisation";
/** Healthcare Organisation. */
export const HealthcareOrganisation = "https://w3id.org/dpv#HealthcareOrganisation";
/** Hospital. */
export const Hospital = "https://w3id.org/dpv#Hospital";
/** Joint Data Controllers: A group of Data Controllers that jointly determine the purposes and means of processing */
export const JointDataControllers = "https://w3id.org/dpv#JointDataControllers";
/** Law Enforcement Organisation. */
export const LawEnforcementOrganisation = "https://w3id.org/dpv#LawEnforcementOrganisation";
/** Natural Person: A human */
export const NaturalPerson = "https://w3id.org/dpv#NaturalPerson";
/** Organisation: A general term reflecting a company or a business or a group acting as a unit */
export const Organisation = "https://w3id.org/dpv#Organisation";
/** Public Sector Body: A government-controlled organisation that provides services or goods to the public */
export const PublicSectorBody = "https://w3id.org/dpv#PublicSectorBody";
/** Recipient: Entities that receive data or technologies */
export const Recipient = "https://w3id.org/dpv#Recipient";
/** Regional Authority: An authority tasked with overseeing legal compliance for a region */
export const RegionalAuthority = "https://w3id.org/dpv#RegionalAuthority";
/** Representative: A representative of a legal entity */
export const Representative = "https://w3id.org/dpv#Representative";
/** Service Provider: The entity that provides a service */
export const ServiceProvider = "https://w3id.org/dpv#ServiceProvider";
/** Third Party. */
export const ThirdParty = "https://w3id.org/dpv#ThirdParty";
