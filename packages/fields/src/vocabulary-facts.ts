/**
 * What the words of a vocabulary may say of themselves. The names and shapes are those of the declaration's document, so that nothing
 * is written twice; what is left out is *not stated*, and `false` or an empty list states that there is none.
 */
import type { LegalReference, Text } from "./text.ts";

/** The closed list of legal bases (GDPR art. 6(1); Monaco law 1.165 art. 10-2; law 1.565 art. 5). */
export type LegalBasisKind = "consent" | "contract" | "legal-obligation" | "vital-interests" | "public-task" | "legitimate-interest";

/** A legal basis and the days it holds: calendar dates (`YYYY-MM-DD`), both ends included, open when not stated. */
export interface LegalBasis {
  readonly kind: LegalBasisKind;
  readonly from?: string;
  readonly until?: string;
  /** The id of the event that ends it, when its day is not known yet. */
  readonly endEvent?: string;
  /** The text that imposes or allows the processing, and its article. */
  readonly reference?: LegalReference;
  /** What makes a person fall under the duty, as the purpose would say it: « soumises à l'obligation vaccinale ». */
  readonly criterion?: Text;
  /** For consent (GDPR art. 7): how it is asked, proved and withdrawn. */
  readonly consent?: ConsentTerms;
  /** For legitimate interest (GDPR art. 6(1)(f)): the documented balance. */
  readonly balance?: DocumentReference & {
    readonly interest?: Text;
    readonly necessity?: Text;
    readonly safeguards?: readonly Text[];
    readonly outcome?: "interest-prevails" | "persons-prevail";
  };
  /** IRI of the Data Privacy Vocabulary. */
  readonly dpv?: string;
}

/** How consent is asked, proved and withdrawn (GDPR art. 4(11), 7 and 8; law 1.565 art. 6). */
export interface ConsentTerms {
  readonly perPurpose?: boolean;
  readonly proof?: Text;
  readonly withdrawal?: Text;
  readonly asEasyAsGiving?: boolean;
  /** Why consent is free although one depends on the other (employment). */
  readonly imbalance?: Text;
  /** Whether one depends on the other: employment, care, schooling. */
  readonly dependent?: boolean;
  /** By what act it is given. */
  readonly act?: "tick-box" | "signature" | "written" | "oral" | "setting" | "implied";
  /** When it is asked, such as the activation of a card. */
  readonly askedAt?: Text;
  /** The uses a person agrees to, in the words of the form, one by one. */
  readonly wording?: readonly Text[];
  /** The version of that wording. */
  readonly version?: string;
  /** What a record of consent holds. */
  readonly recorded?: readonly ("purpose" | "version" | "time" | "proof" | "withdrawal")[];
  /** Under this age, in years, the holder of parental responsibility consents (GDPR art. 8). */
  readonly parentalBelow?: number;
}

/** A document kept elsewhere, and its date. */
export interface DocumentReference {
  readonly reference: string;
  readonly on: string;
}

/** A purpose. */
export interface PurposeFacts {
  /** The sentence, as the register states it. */
  readonly statement: Text;
  /** What is done, without the people: « Suivi de la vaccination ». */
  readonly object?: Text;
  /** The subject categories that the statement itself names. */
  readonly population?: readonly string[];
  readonly bases?: readonly LegalBasis[];
  /** The purpose the file is named after. */
  readonly main?: boolean;
  /** A purpose other than the one the data were collected for: its compatibility assessment (GDPR art. 6(4)). */
  readonly compatibility?: DocumentReference & {
    /** The purpose the data were collected for. */
    readonly collectedFor?: string;
    readonly factors?: readonly ("link" | "context" | "nature" | "consequences" | "safeguards")[];
    readonly outcome?: "compatible" | "incompatible";
  };
  /** What follows for a person: a suspension, a refusal, a right opened. */
  readonly effects?: readonly { readonly statement: Text; readonly reference?: LegalReference }[];
  /** IRI of the Data Privacy Vocabulary, such as a constant of `@favorable/fields/dpv`. */
  readonly dpv?: string;
}

/** A function of the application: what it does, for which purposes, and who uses it. */
export interface FunctionFacts<P extends string = string> {
  readonly label: Text;
  readonly purposes: readonly P[];
  /** Roles, or undeclared actors by a name of their own, that the function serves. */
  readonly actors?: readonly string[];
  readonly kind?: "record" | "alert" | "statistics" | "digitise" | "search" | "send" | "extract" | "link" | "decide" | "other";
  /** What it works on: `record.field` names, or categories. */
  readonly uses?: readonly string[];
  /** Where it stands; in use when not stated. */
  readonly state?: "planned" | "in-use" | "ended" | "abandoned";
}

/** The special categories (GDPR art. 9(1); law 1.565 art. 7), offences (GDPR art. 10), and appraisals of social difficulties. */
export type SpecialCategory =
  | "health"
  | "biometric"
  | "genetic"
  | "racial-or-ethnic"
  | "political"
  | "religious-or-philosophical"
  | "trade-union"
  | "sex-life"
  | "offences"
  | "social-appraisal";

/** A category of information. */
export interface CategoryFacts {
  readonly label: Text;
  /** What kind of data, which decides the published periods that apply: `access-log`, `cctv` … */
  readonly kind?: string;
  readonly special?: SpecialCategory;
  /** The condition that lifts the prohibition of a special category (GDPR art. 9(2)). */
  readonly condition?: LegalReference;
  /** Its fields are national identifiers (GDPR art. 87), unless a field says otherwise. */
  readonly nationalId?: boolean;
  /** It holds data of minors, or data that only minors have. */
  readonly minors?: boolean;
  /** Its fields take their values from closed lists: a field of free or open text is refused (`LIST_NOT_CLOSED`). */
  readonly closedList?: boolean;
  /** The text that provides for these data; a field's own reference goes before. */
  readonly legalRef?: LegalReference;
  /** IRI of the Data Privacy Vocabulary. */
  readonly dpv?: string;
}

/** Where information comes from. */
export interface OriginFacts<C extends string = string> {
  readonly label: Text;
  readonly kind?: "subject" | "file" | "third-party" | "application" | "system";
  /** True for a competent third party whose statement replaces the proofs: fields tagged `proof` are not accepted from it. */
  readonly certifies?: boolean;
  /** Categories of which nothing is accepted from it, whatever the fields say. */
  readonly excludes?: readonly C[];
  /** For a `file`: the id of the link the data come through. */
  readonly link?: string;
  /** IRI of the Data Privacy Vocabulary. */
  readonly dpv?: string;
}

/** A category of data subjects. */
export interface SubjectFacts {
  readonly label: Text;
  /** How a purpose's sentence names them: « employés ». Categories may share it. */
  readonly namedAs?: Text;
  readonly relation?: "staff" | "student" | "volunteer" | "external" | "user" | "public" | "other";
  /** Their place in the text that imposes the processing, with its exclusions. */
  readonly legalScope?: LegalReference & { readonly included: Text; readonly excluded?: Text };
  readonly minors?: boolean;
  /** Special rules for minors: wording, parental rule (GDPR art. 8). */
  readonly minorsRule?: Text;
  /** How a minor is told apart. */
  readonly ageGate?: { readonly below: number; readonly check: "declared" | "held-by-file" | "document" | "none" };
  /** The part of the holder of parental responsibility. */
  readonly parental?: "consents" | "is-informed" | "none";
  /** Persons who cannot easily consent or object, other than minors. */
  readonly vulnerable?: boolean;
  /** IRI of the Data Privacy Vocabulary. */
  readonly dpv?: string;
}
