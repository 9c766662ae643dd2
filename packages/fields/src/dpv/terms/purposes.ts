/** Purposes. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Academic Research. */
export const AcademicResearch = "https://w3id.org/dpv#AcademicResearch";
/** Advertising. */
export const Advertising = "https://w3id.org/dpv#Advertising";
/** Communication Management. */
export const CommunicationManagement = "https://w3id.org/dpv#CommunicationManagement";
/** Crime Detection: Purposes associated with detection of crimes within the legal system */
export const CrimeDetection = "https://w3id.org/dpv/sector/law#CrimeDetection";
/** Crime Surveillance. */
export const CrimeSurveillance = "https://w3id.org/dpv/sector/law#CrimeSurveillance";
/** Criminal Law Enforcement: Purposes associated with criminal law enforcement within the legal system */
export const CriminalLawEnforcement = "https://w3id.org/dpv/sector/law#CriminalLawEnforcement";
/** Customer Management. */
export const CustomerManagement = "https://w3id.org/dpv#CustomerManagement";
/** Direct Marketing: Purposes associated with conducting direct marketing i.e. marketing communicated directly to the individual */
export const DirectMarketing = "https://w3id.org/dpv#DirectMarketing";
/** Dispute Management. */
export const DisputeManagement = "https://w3id.org/dpv#DisputeManagement";
/** Enforce Security: Purposes associated with ensuring and enforcing security for data, personnel, or other related matters */
export const EnforceSecurity = "https://w3id.org/dpv#EnforceSecurity";
/** Establish Contractual Agreement. */
export const EstablishContractualAgreement = "https://w3id.org/dpv#EstablishContractualAgreement";
/** Fraud Prevention and Detection: Purposes associated with fraud detection, prevention, and mitigation */
export const FraudPreventionAndDetection = "https://w3id.org/dpv#FraudPreventionAndDetection";
/** Fulfilment of Obligation: Purposes associated with carrying out data processing to fulfill an obligation */
export const FulfilmentOfObligation = "https://w3id.org/dpv#FulfilmentOfObligation";
/** Human Resource Management. */
export const HumanResourceManagement = "https://w3id.org/dpv#HumanResourceManagement";
/** Identity Authentication: Purposes associated with performing authentication based on identity as a form of security */
export const IdentityAuthentication = "https://w3id.org/dpv#IdentityAuthentication";
/** Identity Verification: Purposes associated with verifying or authenticating identity as a form of security */
export const IdentityVerification = "https://w3id.org/dpv#IdentityVerification";
/** Law Enforcement: Purposes associated with law enforcement within the legal system */
export const LawEnforcement = "https://w3id.org/dpv/sector/law#LawEnforcement";
/** Legal Compliance: Purposes associated with carrying out data processing to fulfill a legal or statutory obligation */
export const LegalCompliance = "https://w3id.org/dpv#LegalCompliance";
/** Legal Evidence Collection: Purposes associated with collection and management of evidence for investigation within the legal system */
export const LegalEvidenceCollection = "https://w3id.org/dpv/sector/law#LegalEvidenceCollection";
/** Maintain Fraud Database. */
export const MaintainFraudDatabase = "https://w3id.org/dpv#MaintainFraudDatabase";
/** Marketing. */
export const Marketing = "https://w3id.org/dpv#Marketing";
/** Organisation Governance: Purposes associated with conducting activities and functions for governance of an organisation */
export const OrganisationGovernance = "https://w3id.org/dpv#OrganisationGovernance";
/** Payment Management. */
export const PaymentManagement = "https://w3id.org/dpv#PaymentManagement";
/** Personalised Benefits: Purposes associated with creating and providing personalised benefits for a service */
export const PersonalisedBenefits = "https://w3id.org/dpv#PersonalisedBenefits";
/** Personnel Management. */
export const PersonnelManagement = "https://w3id.org/dpv#PersonnelManagement";
/** Personnel Payment: Purposes associated with management and execution of payment of personnel */
export const PersonnelPayment = "https://w3id.org/dpv#PersonnelPayment";
/** Political Campaign. */
export const PoliticalCampaign = "https://w3id.org/dpv#PoliticalCampaign";
/** Protection of Public Security: Purposes associated with the protection of public security */
export const ProtectionOfPublicSecurity = "https://w3id.org/dpv#ProtectionOfPublicSecurity";
/** Provide Healthcare Official Statistics. */
export const ProvideHealthcareOfficialStatistics = "https://w3id.org/dpv/sector/health#ProvideHealthcareOfficialStatistics";
/** Provide Official Statistics. */
export const ProvideOfficialStatistics = "https://w3id.org/dpv#ProvideOfficialStatistics";
/** Public Relations. */
export const PublicRelations = "https://w3id.org/dpv#PublicRelations";
/** Public Service Provision: Purposes associated with provision of public services */
export const PublicServiceProvision = "https://w3id.org/dpv/sector/publicservices#PublicServiceProvision";
/** Purpose: Purpose or (broader) Goal associated with data or technology */
export const Purpose = "https://w3id.org/dpv#Purpose";
/** Record Management. */
export const RecordManagement = "https://w3id.org/dpv#RecordManagement";
/** Requested Service Provision: Purposes associated with delivering services as requested by user or consumer */
export const RequestedServiceProvision = "https://w3id.org/dpv#RequestedServiceProvision";
/** Research and Development: Purposes associated with conducting research and development for new methods, products, or services */
export const ResearchAndDevelopment = "https://w3id.org/dpv#ResearchAndDevelopment";
/** Rights Fulfilment: Purposes associated with the fulfillment of rights specified in law */
export const RightsFulfilment = "https://w3id.org/dpv#RightsFulfilment";
/** Scientific Research: Purposes associated with scientific research */
export const ScientificResearch = "https://w3id.org/dpv#ScientificResearch";
/** Service Provision: Purposes associated with providing service or product or activities */
export const ServiceProvision = "https://w3id.org/dpv#ServiceProvision";
/** Social Assistance Management: Purposes associated with management of social assistance services */
export const SocialAssistanceManagement = "https://w3id.org/dpv/sector/publicservices#SocialAssistanceManagement";
/** Social Services Provision: Purposes associated with the provision of social services related to healthcare */
export const SocialServicesProvision = "https://w3id.org/dpv/sector/health#SocialServicesProvision";
/** Social Welfare Management: Purposes associated with management of social welfare */
export const SocialWelfareManagement = "https://w3id.org/dpv/sector/publicservices#SocialWelfareManagement";
/** Social Welfare Provision: Purposes associated with provision of social welfare */
export const SocialWelfareProvision = "https://w3id.org/dpv/sector/publicservices#SocialWelfareProvision";
/** Student Financial Benefits Management. */
export const StudentFinancialBenefitsManagement = "https://w3id.org/dpv/sector/education#StudentFinancialBenefitsManagement";
/** Vaccination Management: Purposes associated with management of vaccinations as part of healthcare services */
export const VaccinationManagement = "https://w3id.org/dpv/sector/health#VaccinationManagement";
