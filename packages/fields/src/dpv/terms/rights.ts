/** Rights of the data subject. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** A13 Right to be Informed: information to be provided where personal data is directly collected from data subject */
export const A13 = "https://w3id.org/dpv/legal/eu/gdpr#A13";
/** A14 Right to be Informed: information to be provided where personal data is collected from other sources */
export const A14 = "https://w3id.org/dpv/legal/eu/gdpr#A14";
/** A15 Right of Access: Right of access */
export const A15 = "https://w3id.org/dpv/legal/eu/gdpr#A15";
/** A16 Right to Rectification: Right to rectification */
export const A16 = "https://w3id.org/dpv/legal/eu/gdpr#A16";
/** A17 Right to Erasure: Right to erasure ('Right to be forgotten') */
export const A17 = "https://w3id.org/dpv/legal/eu/gdpr#A17";
/** A18 Right to Restrict Processing: Right to restriction of processing */
export const A18 = "https://w3id.org/dpv/legal/eu/gdpr#A18";
/** A19 Right to Rectification Notification. */
export const A19 = "https://w3id.org/dpv/legal/eu/gdpr#A19";
/** A20 Right to Data Portability: Right to data portability */
export const A20 = "https://w3id.org/dpv/legal/eu/gdpr#A20";
/** A21 Right to object: Right to object to processing of personal data */
export const A21 = "https://w3id.org/dpv/legal/eu/gdpr#A21";
/** A22 Right to object to automated decision making. */
export const A22 = "https://w3id.org/dpv/legal/eu/gdpr#A22";
/** A7-3 Right to Withdraw Consent: Right to withdraw consent at any time */
export const A7_3 = "https://w3id.org/dpv/legal/eu/gdpr#A7-3";
/** A77 Right to Complaint: Right to lodge a complaint with a supervisory authority */
export const A77 = "https://w3id.org/dpv/legal/eu/gdpr#A77";
/** A78 Right to an effective judicial remedy against a supervisory authority. */
export const A78 = "https://w3id.org/dpv/legal/eu/gdpr#A78";
/** A79 Right to an effective judicial remedy against a controller or processor. */
export const A79 = "https://w3id.org/dpv/legal/eu/gdpr#A79";
/** Data Subject Right: The rights applicable or provided to a Data Subject */
export const DataSubjectRight = "https://w3id.org/dpv#DataSubjectRight";
/** Right Exercise Activity: An activity representing an exercising of an active right */
export const RightExerciseActivity = "https://w3id.org/dpv#RightExerciseActivity";
