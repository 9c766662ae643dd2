/** Categories of personal data. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Age Range: Information about age range i.e. inexact age to some degree (i.e. some years) */
export const AgeRange = "https://w3id.org/dpv/pd#AgeRange";
/** Anonymised Data: Personal Data that has been (fully and completely) anonymised so that it is no longer considered Personal Data */
export const AnonymisedData = "https://w3id.org/dpv#AnonymisedData";
/** Audio Content: Content that is or has an audio component */
export const AudioContent = "https://w3id.org/dpv/tech#AudioContent";
/** Authentication History: Information about prior authentication and its outcomes such as login attempts or location */
export const AuthenticationHistory = "https://w3id.org/dpv/pd#AuthenticationHistory";
/** Bank Account: Information about bank accounts */
export const BankAccount = "https://w3id.org/dpv/pd#BankAccount";
/** Biometric: Information about biometrics and biometric characteristics. */
export const Biometric = "https://w3id.org/dpv/pd#Biometric";
/** Birth Date: Information about birth date */
export const BirthDate = "https://w3id.org/dpv/pd#BirthDate";
/** Birth Place: Information about birth place */
export const BirthPlace = "https://w3id.org/dpv/pd#BirthPlace";
/** Contact: Information about contacts or used for contacting e.g. email address or phone number */
export const Contact = "https://w3id.org/dpv/pd#Contact";
/** Criminal: Information about criminal activity e.g. criminal convictions or jail time */
export const Criminal = "https://w3id.org/dpv/pd#Criminal";
/** Criminal Conviction: Information about criminal convictions */
export const CriminalConviction = "https://w3id.org/dpv/pd#CriminalConviction";
/** Criminal Offence: Information about criminal offences */
export const CriminalOffence = "https://w3id.org/dpv/pd#CriminalOffence";
/** Current Employment: Information about current employment */
export const CurrentEmployment = "https://w3id.org/dpv/pd#CurrentEmployment";
/** Current Location: Information about a person's current location (e.g. by asking the address, using GPS) */
export const CurrentLocation = "https://w3id.org/dpv/pd#CurrentLocation";
/** Disability: Information about disabilities */
export const Disability = "https://w3id.org/dpv/pd#Disability";
/** Divorce: Information about divorce(s) */
export const Divorce = "https://w3id.org/dpv/pd#Divorce";
/** Drug Test Result: Information about drug test results */
export const DrugTestResult = "https://w3id.org/dpv/pd#DrugTestResult";
/** Education: Information about education */
export const Education = "https://w3id.org/dpv/pd#Education";
/** Education Qualification: Information about educational qualifications */
export const EducationQualification = "https://w3id.org/dpv/pd#EducationQualification";
/** Email Address: Information about email address */
export const EmailAddress = "https://w3id.org/dpv/pd#EmailAddress";
/** Employment History: Information about employment history */
export const EmploymentHistory = "https://w3id.org/dpv/pd#EmploymentHistory";
/** Ethnic Origin: Information about ethnic origin */
export const EthnicOrigin = "https://w3id.org/dpv/pd#EthnicOrigin";
/** Facial Print: Information about facial print or pattern */
export const FacialPrint = "https://w3id.org/dpv/pd#FacialPrint";
/** Family: Information about family and relationships */
export const Family = "https://w3id.org/dpv/pd#Family";
/** Family Structure: Information about family and familial structure */
export const FamilyStructure = "https://w3id.org/dpv/pd#FamilyStructure";
/** Financial: Information about finance including monetary characteristics and transactions */
export const Financial = "https://w3id.org/dpv/pd#Financial";
/** Financial Account Number: Information about financial account number */
export const FinancialAccountNumber = "https://w3id.org/dpv/pd#FinancialAccountNumber";
/** Fingerprint: Information about fingerprint used for biometric purposes */
export const Fingerprint = "https://w3id.org/dpv/pd#Fingerprint";
/** GPS Coordinate: Information about location expressed using Global Position System coordinates (GPS) */
export const GPSCoordinate = "https://w3id.org/dpv/pd#GPSCoordinate";
/** Gender: Information about gender */
export const Gender = "https://w3id.org/dpv/pd#Gender";
/** Genetic: Information about inherited or acquired genetic characteristics */
export const Genetic = "https://w3id.org/dpv/pd#Genetic";
/** Health: Information about health */
export const Health = "https://w3id.org/dpv/pd#Health";
/** Health Data. */
export const HealthData = "https://w3id.org/dpv/legal/eu/gdpr#HealthData";
/** Health History: Information about health history */
export const HealthHistory = "https://w3id.org/dpv/pd#HealthHistory";
/** Health Record: Information about health record */
export const HealthRecord = "https://w3id.org/dpv/pd#HealthRecord";
/** Home Place: Information about a person's home place, including their location, address, and locality */
export const HomeLocation = "https://w3id.org/dpv/pd#HomeLocation";
/** IP Address: Information about the Internet Protocol (IP) address of a device */
export const IPAddress = "https://w3id.org/dpv/pd#IPAddress";
/** Identifier: Information about an identifier or name used for identification */
export const Identifier = "https://w3id.org/dpv/pd#Identifier";
/** Identifying: Information that uniquely or semi-uniquely identifies an individual or a group */
export const Identifying = "https://w3id.org/dpv/pd#Identifying";
/** Identifying Personal Data: Personal Data that explicitly and by itself is sufficient to identify a person */
export const IdentifyingPersonalData = "https://w3id.org/dpv#IdentifyingPersonalData";
/** Income: Information about financial income e.g. for individual or household or family */
export const Income = "https://w3id.org/dpv/pd#Income";
/** Job: Information about professional jobs */
export const Job = "https://w3id.org/dpv/pd#Job";
/** Language: Information about language and lingual history */
export const Language = "https://w3id.org/dpv/pd#Language";
/** Location: Information about location */
export const Location = "https://w3id.org/dpv/pd#Location";
/** Marital Status: Information about marital status and history */
export const MaritalStatus = "https://w3id.org/dpv/pd#MaritalStatus";
/** Medical Health: Information about health, medical conditions or health care */
export const MedicalHealth = "https://w3id.org/dpv/pd#MedicalHealth";
/** Medical Test Result: Information about medical test results */
export const MedicalTestResult = "https://w3id.org/dpv/sector/health#MedicalTestResult";
/** Mental Health: Information about mental health */
export const MentalHealth = "https://w3id.org/dpv/pd#MentalHealth";
/** Name: Information about names associated or used as given name or nickname */
export const Name = "https://w3id.org/dpv/pd#Name";
/** Nationality: Information about nationality */
export const Nationality = "https://w3id.org/dpv/pd#Nationality";
/** Official ID: Information about an official identifier or identification document */
export const OfficialID = "https://w3id.org/dpv/pd#OfficialID";
/** Opinion: Information about opinions */
export const Opinion = "https://w3id.org/dpv/pd#Opinion";
/** Passport: Information about passport */
export const Passport = "https://w3id.org/dpv/pd#Passport";
/** Password: Information about password used in the process of authenticating the individual as an user accessing a system. */
export const Password = "https://w3id.org/dpv/pd#Password";
/** Payment Card Number: Information about payment card number */
export const PaymentCardNumber = "https://w3id.org/dpv/pd#PaymentCardNumber";
/** Performance at Work: Information about performance at work or within work environments */
export const PerformanceAtWork = "https://w3id.org/dpv/pd#PerformanceAtWork";
/** Personal Data: Data directly or indirectly associated or related to an individual */
export const PersonalData = "https://w3id.org/dpv#PersonalData";
/** Personality: Information about personality (e.g., categorization in terms of the Big Five personality traits) */
export const Personality = "https://w3id.org/dpv/pd#Personality";
/** Philosophical Belief: Information about philosophical beliefs */
export const PhilosophicalBelief = "https://w3id.org/dpv/pd#PhilosophicalBelief";
/** Physical Address: Information about physical address */
export const PhysicalAddress = "https://w3id.org/dpv/pd#PhysicalAddress";
/** Physical Characteristic: Information about physical characteristics */
export const PhysicalCharacteristic = "https://w3id.org/dpv/pd#PhysicalCharacteristic";
/** Physical Health: Information about physical health */
export const PhysicalHealth = "https://w3id.org/dpv/pd#PhysicalHealth";
/** Picture: Information about visual representation or image e.g. profile photo */
export const Picture = "https://w3id.org/dpv/pd#Picture";
/** Political Opinion: Information about opinions regarding politics and political topics */
export const PoliticalOpinion = "https://w3id.org/dpv/pd#PoliticalOpinion";
/** Prescription: Information about medical and pharmaceutical prescriptions */
export const Prescription = "https://w3id.org/dpv/pd#Prescription";
/** Professional: Information about educational or professional career */
export const Professional = "https://w3id.org/dpv/pd#Professional";
/** Professional Certification: Information about professional certifications */
export const ProfessionalCertification = "https://w3id.org/dpv/pd#ProfessionalCertification";
/** Professional Evaluation: Information about professional evaluations */
export const ProfessionalEvaluation = "https://w3id.org/dpv/pd#ProfessionalEvaluation";
/** Pseudonymised Data. */
export const PseudonymisedData = "https://w3id.org/dpv#PseudonymisedData";
/** Public Life: Information about public life */
export const PublicLife = "https://w3id.org/dpv/pd#PublicLife";
/** Purchases and Spending Habit. */
export const PurchasesAndSpendingHabit = "https://w3id.org/dpv/pd#PurchasesAndSpendingHabit";
/** Race: Information about race or racial history */
export const Race = "https://w3id.org/dpv/pd#Race";
/** Religious Belief: Information about religion and religious beliefs */
export const ReligiousBelief = "https://w3id.org/dpv/pd#ReligiousBelief";
/** Residency: Information about residency e.g. which region or country a person is resident in */
export const Residency = "https://w3id.org/dpv/pd#Residency";
/** Salary: Information about salary */
export const Salary = "https://w3id.org/dpv/pd#Salary";
/** School: Information about school such as name of school, conduct, or grades obtained */
export const School = "https://w3id.org/dpv/pd#School";
/** Sensitive Personal Data. */
export const SensitivePersonalData = "https://w3id.org/dpv#SensitivePersonalData";
/** Sexual: Information about sexuality and sexual history */
export const Sexual = "https://w3id.org/dpv/pd#Sexual";
/** Sexual Preference: Information about sexual preferences */
export const SexualPreference = "https://w3id.org/dpv/pd#SexualPreference";
/** Social Status: Information about social status */
export const SocialStatus = "https://w3id.org/dpv/pd#SocialStatus";
/** Special Category Personal Data: Sensitive Personal Data whose use requires specific additional legal permission or justification */
export const SpecialCategoryPersonalData = "https://w3id.org/dpv#SpecialCategoryPersonalData";
/** Tax: Information about financial tax e.g. tax records or tax due */
export const Tax = "https://w3id.org/dpv/pd#Tax";
/** Telephone Number: Information about telephone number */
export const TelephoneNumber = "https://w3id.org/dpv/pd#TelephoneNumber";
/** Trade Union Membership: Information about trade union memberships and related topics */
export const TradeUnionMembership = "https://w3id.org/dpv/pd#TradeUnionMembership";
/** UID: Information about unique identifiers */
export const UID = "https://w3id.org/dpv/pd#UID";
/** User agent: Information about software acting on behalf of users e.g. web browser */
export const UserAgent = "https://w3id.org/dpv/pd#UserAgent";
/** Username: Information about usernames */
export const Username = "https://w3id.org/dpv/pd#Username";
/** Vehicle License Number: Information about vehicle license number */
export const VehicalLicenseNumber = "https://w3id.org/dpv/pd#VehicalLicenseNumber";
/** Video Content: Content that is or has a video component */
export const VideoContent = "https://w3id.org/dpv/tech#VideoContent";
/** Voice Communication Recording: Information about vocal recorded communication (e.g. telephony, VoIP) */
export const VoiceCommunicationRecording = "https://w3id.org/dpv/pd#VoiceCommunicationRecording";
/** Vulnerability: Information about vulnerability of a person or group */
export const Vulnerability = "https://w3id.org/dpv/pd#Vulnerability";
/** Work History: Information about work history in a professional context */
export const WorkHistory = "https://w3id.org/dpv/pd#WorkHistory";
