/** Categories of data subjects. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Adult: A natural person that is not a child i.e. has attained some legally specified age of adulthood */
export const Adult = "https://w3id.org/dpv#Adult";
/** Applicant: Humans that are applicants in some context */
export const Applicant = "https://w3id.org/dpv#Applicant";
/** Asylum Seeker: Humans that are asylum seekers */
export const AsylumSeeker = "https://w3id.org/dpv#AsylumSeeker";
/** Child: A 'child' is a natural legal person who is below a certain legal age depending on the legal jurisdiction. */
export const Child = "https://w3id.org/dpv#Child";
/** Citizen: Humans that are citizens (for a jurisdiction) */
export const Citizen = "https://w3id.org/dpv#Citizen";
/** Client: Humans that are clients or recipients of services */
export const Client = "https://w3id.org/dpv#Client";
/** Consumer: Humans that consume goods or services for direct use */
export const Consumer = "https://w3id.org/dpv#Consumer";
/** Customer: Humans that purchase goods or services */
export const Customer = "https://w3id.org/dpv#Customer";
/** Data Subject: The individual (or category of individuals) whose personal data is being processed */
export const DataSubject = "https://w3id.org/dpv#DataSubject";
/** Elderly Data Subject: Data subjects that are considered elderly (i.e. based on age) */
export const ElderlyDataSubject = "https://w3id.org/dpv#ElderlyDataSubject";
/** Employee: Humans that are employees */
export const Employee = "https://w3id.org/dpv#Employee";
/** Guardian(s) of Data Subject: Guardian(s) of data subjects such as children */
export const GuardianOfDataSubject = "https://w3id.org/dpv#GuardianOfDataSubject";
/** Human Subject. */
export const HumanSubject = "https://w3id.org/dpv#HumanSubject";
/** Immigrant: Humans that are immigrants (for a jurisdiction) */
export const Immigrant = "https://w3id.org/dpv#Immigrant";
/** Job Applicant: Humans that apply for jobs or employments */
export const JobApplicant = "https://w3id.org/dpv#JobApplicant";
/** Member: Humans that are members of a group, organisation, or other collectives */
export const Member = "https://w3id.org/dpv#Member";
/** Mentally Vulnerable Data Subject: Data subjects that are considered mentally vulnerable */
export const MentallyVulnerableDataSubject = "https://w3id.org/dpv#MentallyVulnerableDataSubject";
/** Parent(s) of Data Subject: Parent(s) of data subjects such as children */
export const ParentOfDataSubject = "https://w3id.org/dpv#ParentOfDataSubject";
/** Participant: Humans that participate in some context such as volunteers in a function */
export const Participant = "https://w3id.org/dpv#Participant";
/** Patient: Humans that receive medical attention, treatment, care, advice, or other health related services */
export const Patient = "https://w3id.org/dpv#Patient";
/** Student: Humans that are students */
export const Student = "https://w3id.org/dpv#Student";
/** User: Humans that use service(s) */
export const User = "https://w3id.org/dpv#User";
/** Visitor: Humans that are temporary visitors */
export const Visitor = "https://w3id.org/dpv#Visitor";
/** Vulnerable Data Subject. */
export const VulnerableDataSubject = "https://w3id.org/dpv#VulnerableDataSubject";
