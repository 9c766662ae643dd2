/** Legal bases, the conditions of GDPR art. 6 and 9, and the grounds of transfers (art. 45, 46, 49). DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Art 45(3) adequacy decision. */
export const A45_3 = "https://w3id.org/dpv/legal/eu/gdpr#A45-3";
/** Art 46(2-a) legal instrument: A legally binding and enforceable instrument between public authorities or bodies */
export const A46_2_a = "https://w3id.org/dpv/legal/eu/gdpr#A46-2-a";
/** Art 46(2-b) Binding Corporate Rules (BCR). */
export const A46_2_b = "https://w3id.org/dpv/legal/eu/gdpr#A46-2-b";
/** Art 46(2-c) Standard Contractual Clauses (SCC) by EC: Standard data protection clauses adopted by the Commission */
export const A46_2_c = "https://w3id.org/dpv/legal/eu/gdpr#A46-2-c";
/** Art 46(2-d) Standard Contractual Clauses (SCC) by DPA: Standard data protection clauses adopted by a Supervisory Authority */
export const A46_2_d = "https://w3id.org/dpv/legal/eu/gdpr#A46-2-d";
/** Art 46(2-e) code of conduct. */
export const A46_2_e = "https://w3id.org/dpv/legal/eu/gdpr#A46-2-e";
/** Art 46(2-f) certification. */
export const A46_2_f = "https://w3id.org/dpv/legal/eu/gdpr#A46-2-f";
/** Art 46(3-a) contractual clauses. */
export const A46_3_a = "https://w3id.org/dpv/legal/eu/gdpr#A46-3-a";
/** Art 46(3-b) administrative arrangements. */
export const A46_3_b = "https://w3id.org/dpv/legal/eu/gdpr#A46-3-b";
/** Art 49(1-a) explicit consent. */
export const A49_1_a = "https://w3id.org/dpv/legal/eu/gdpr#A49-1-a";
/** Art 49(1-b) performance of contract. */
export const A49_1_b = "https://w3id.org/dpv/legal/eu/gdpr#A49-1-b";
/** Art 49(1-c) conclusion of contract. */
export const A49_1_c = "https://w3id.org/dpv/legal/eu/gdpr#A49-1-c";
/** Art 49(1-d) public interest: The transfer is necessary for important reasons of public interest. */
export const A49_1_d = "https://w3id.org/dpv/legal/eu/gdpr#A49-1-d";
/** Art 49(1-e) legal claims: The transfer is necessary for the establishment, exercise or defence of legal claims. */
export const A49_1_e = "https://w3id.org/dpv/legal/eu/gdpr#A49-1-e";
/** Art 49(1-f) protect vital interests. */
export const A49_1_f = "https://w3id.org/dpv/legal/eu/gdpr#A49-1-f";
/** Art 49(1-g) public register. */
export const A49_1_g = "https://w3id.org/dpv/legal/eu/gdpr#A49-1-g";
/** Art.6(1-a) consent. */
export const A6_1_a = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-a";
/** Art 6(1-a) explicit consent. */
export const A6_1_a_explicit_consent = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-a-explicit-consent";
/** Art 6(1-b) contract. */
export const A6_1_b = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-b";
/** Art 6(1-c) legal obligation: Legal basis based on compliance with a legal obligation to which the controller is subject */
export const A6_1_c = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-c";
/** Art 6(1-d) protect vital interests. */
export const A6_1_d = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-d";
/** Art 6(1-e) public interest or official authority. */
export const A6_1_e = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-e";
/** Art 6(1-e) official authority: Legal basis based on the exercise of official authority vested in the controller */
export const A6_1_e_official_authority = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-e-official-authority";
/** Art 6(1-e) public interest: Legal basis based on performance of a task carried out in the public interest */
export const A6_1_e_public_interest = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-e-public-interest";
/** Art 6(1-f) legitimate interest. */
export const A6_1_f = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-f";
/** Art 6(1-f) legitimate interest of controller. */
export const A6_1_f_controller = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-f-controller";
/** Art 6(1-f) legitimate interest of third party. */
export const A6_1_f_third_party = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-f-third-party";
/** Art 9(2-a) explicit consent: explicit consent with special categories of data */
export const A9_2_a = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-a";
/** Art 9(2-b) employment, social security, social protection law: employment and social security and social protection law */
export const A9_2_b = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-b";
/** Art 9(2-c) protect vital interest: protection of the vital interests */
export const A9_2_c = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-c";
/** Art 9(2-d) legitimate activities. */
export const A9_2_d = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-d";
/** Art 9(2-e) data made public: data manifestly made public by the data subject */
export const A9_2_e = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-e";
/** Art 9(2-f) judicial process: establishment, exercise or defence of legal claims / courts acting in their judicial capacity */
export const A9_2_f = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-f";
/** Art 9(2-g) public interest: substantial public interest, on the basis of Union or Member State law */
export const A9_2_g = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-g";
/** Art 9(2-h) health & medicine. */
export const A9_2_h = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-h";
/** Art 9(2-i) public interest in public health: public interest in public health */
export const A9_2_i = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-i";
/** Art 9(2-j) public interest, scientific research, statistical purpose. */
export const A9_2_j = "https://w3id.org/dpv/legal/eu/gdpr#A9-2-j";
/** Consent: Consent of the Data Subject for specified process or activity */
export const Consent = "https://w3id.org/dpv#Consent";
/** Contract: Creation, completion, fulfilment, or performance of a contract involving specified processing of data or technologies */
export const Contract = "https://w3id.org/dpv#Contract";
/** Contract Performance: Fulfilment or performance of a contract involving specified processing of data or technologies */
export const ContractPerformance = "https://w3id.org/dpv#ContractPerformance";
/** Data Processing Agreement. */
export const DataProcessingAgreement = "https://w3id.org/dpv#DataProcessingAgreement";
/** Data Processor Contract. */
export const DataProcessorContract = "https://w3id.org/dpv#DataProcessorContract";
/** Explicitly Expressed Consent: Consent that is expressed through an explicit action solely conveying a consenting decision */
export const ExplicitlyExpressedConsent = "https://w3id.org/dpv#ExplicitlyExpressedConsent";
/** Informed Consent. */
export const InformedConsent = "https://w3id.org/dpv#InformedConsent";
/** Joint Data Controllers Agreement. */
export const JointDataControllersAgreement = "https://w3id.org/dpv#JointDataControllersAgreement";
/** Legal Basis: Legal basis used to justify processing of data or use of technology in accordance with a law */
export const LegalBasis = "https://w3id.org/dpv#LegalBasis";
/** Legal Obligation: Legal Obligation to conduct the specified activities */
export const LegalObligation = "https://w3id.org/dpv#LegalObligation";
/** Legitimate Interest: Legitimate Interests of a Party as justification for specified activities */
export const LegitimateInterest = "https://w3id.org/dpv#LegitimateInterest";
/** Official Authority of Controller. */
export const OfficialAuthorityOfController = "https://w3id.org/dpv#OfficialAuthorityOfController";
/** Public Interest: Activities are necessary or beneficial for interest of the public or society at large */
export const PublicInterest = "https://w3id.org/dpv#PublicInterest";
/** Vital Interest: Activities are necessary or required to protect vital interests of a data subject or other natural person */
export const VitalInterest = "https://w3id.org/dpv#VitalInterest";
