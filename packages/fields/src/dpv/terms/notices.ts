/** Notices. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Consent Notice: A Notice for information provision associated with Consent */
export const ConsentNotice = "https://w3id.org/dpv#ConsentNotice";
/** DPA Breach Notice: Notice regarding a data breach to the DPA */
export const DPABreachNotice = "https://w3id.org/dpv/legal/eu/gdpr#DPABreachNotice";
/** Data Subject Breach Notice: Notice regarding a data breach to the Data Subject */
export const DataSubjectBreachNotice = "https://w3id.org/dpv/legal/eu/gdpr#DataSubjectBreachNotice";
/** Direct Data Collection Notice. */
export const DirectDataCollectionNotice = "https://w3id.org/dpv/legal/eu/gdpr#DirectDataCollectionNotice";
/** Graphical Notice: A notice that uses graphical elements such as visualisations and icons */
export const GraphicalNotice = "https://w3id.org/dpv#GraphicalNotice";
/** Indirect Data Collection Notice. */
export const IndirectDataCollectionNotice = "https://w3id.org/dpv/legal/eu/gdpr#IndirectDataCollectionNotice";
/** Layered Notice: A notice that contains layered elements */
export const LayeredNotice = "https://w3id.org/dpv#LayeredNotice";
/** Posted Notice: A notice that is posted as a sign or banner */
export const PostedNotice = "https://w3id.org/dpv#PostedNotice";
/** Printed Notice: A notice that is provided in a printed form on or along with a device */
export const PrintedNotice = "https://w3id.org/dpv#PrintedNotice";
/** Privacy Notice: Represents a notice or document outlining information regarding privacy */
export const PrivacyNotice = "https://w3id.org/dpv#PrivacyNotice";
/** Right Exercise Notice. */
export const RightExerciseNotice = "https://w3id.org/dpv#RightExerciseNotice";
/** Right Fulfilment Notice: Notice provided regarding fulfilment of a right */
export const RightFulfilmentNotice = "https://w3id.org/dpv#RightFulfilmentNotice";
/** Right Non-Fulfilment Notice: Notice provided regarding non-fulfilment of a right */
export const RightNonFulfilmentNotice = "https://w3id.org/dpv#RightNonFulfilmentNotice";
/** Rights Recipients Notice. */
export const RightsRecipientsNotice = "https://w3id.org/dpv/legal/eu/gdpr#RightsRecipientsNotice";
/** SAR Notice. */
export const SARNotice = "https://w3id.org/dpv/legal/eu/gdpr#SARNotice";
