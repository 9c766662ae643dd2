/** Sections I and II: purposes, the people they concern, the functions, the legal bases. */
import type { KeptElsewhere, LegalReference, PartialDate, Text } from "./text.ts";

/** The closed list of legal bases (GDPR art. 6(1); law 1.165 art. 10-2; law 1.565 art. 5). */
export type BasisKind = "consent" | "contract" | "legal-obligation" | "vital-interests" | "public-task" | "legitimate-interest";

/** A legal basis and the days it holds: both ends included, open when not stated. */
export interface BasisDocument {
  readonly kind: BasisKind;
  readonly from?: string;
  readonly until?: string;
  /** The id of the event that ends it, when its day is not known yet. */
  readonly endEvent?: string;
  /** The text that imposes or allows the processing. */
  readonly reference?: LegalReference;
  /** What makes a person fall under the duty, as the purpose would say it: « soumises à l'obligation vaccinale ». */
  readonly criterion?: Text;
  /** For consent (GDPR art. 7): how it is asked, proved and withdrawn. */
  readonly consent?: ConsentDocument;
  /** For legitimate interest (GDPR art. 6(1)(f)): the documented balance. */
  readonly balance?: BalanceDocument;
  /** The basis's term in the Data Privacy Vocabulary, as an IRI. */
  readonly dpv?: string;
}

/** How consent is asked, proved and withdrawn (GDPR art. 4(11), 7 and 8; law 1.565 art. 6). */
export interface ConsentDocument {
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

/** The balance between an interest and the persons' own. */
export interface BalanceDocument extends KeptElsewhere {
  readonly interest?: Text;
  readonly necessity?: Text;
  readonly safeguards?: readonly Text[];
  readonly outcome?: "interest-prevails" | "persons-prevail";
}

/** The assessment of a purpose other than the one the data were collected for (GDPR art. 6(4)(a)-(e)). */
export interface CompatibilityDocument extends KeptElsewhere {
  /** The purpose the data were collected for. */
  readonly collectedFor?: string;
  readonly factors?: readonly ("link" | "context" | "nature" | "consequences" | "safeguards")[];
  readonly outcome?: "compatible" | "incompatible";
}

/** What follows for a person: a suspension, a refusal, a right opened. */
export interface EffectDocument {
  readonly statement: Text;
  readonly reference?: LegalReference;
}

/** One purpose. */
export interface PurposeDocument {
  /** The sentence, as the register states it. */
  readonly statement: Text;
  /** What is done, without the people: « Suivi de la vaccination ». Used to rewrite a statement. */
  readonly object?: Text;
  /** The subject categories that the statement itself names. */
  readonly population?: readonly string[];
  readonly bases?: readonly BasisDocument[];
  /** The purpose the file is named after. */
  readonly main?: boolean;
  /** A purpose other than the one the data were collected for: its compatibility assessment. */
  readonly compatibility?: CompatibilityDocument;
  readonly effects?: readonly EffectDocument[];
  /** The purpose's term in the Data Privacy Vocabulary, as an IRI. */
  readonly dpv?: string;
}

/** A function of the application: what it does, for which purposes, and who uses it. */
export interface FunctionDocument {
  readonly label: Text;
  readonly purposes: readonly string[];
  /** Roles, or undeclared actors by a name of their own, that the function serves. */
  readonly actors?: readonly string[];
  readonly kind?: "record" | "alert" | "statistics" | "digitise" | "search" | "send" | "extract" | "link" | "decide" | "other";
  /** What it works on: `record.field` names, or categories. */
  readonly uses?: readonly string[];
  readonly state?: PartState;
}

/** Where a part of the processing stands; absent: in use. */
export type PartState = "planned" | "in-use" | "ended" | "abandoned";

/** A category of data subjects. */
export interface SubjectDocument {
  readonly label: Text;
  /** How a purpose's sentence names them: « employés ». Categories may share it. */
  readonly namedAs?: Text;
  readonly relation: "staff" | "student" | "volunteer" | "external" | "user" | "public" | "other";
  /** Their place in the text that imposes the processing, with its exclusions. */
  readonly legalScope?: LegalReference & { readonly included: Text; readonly excluded?: Text };
  readonly minors?: boolean;
  /** Special rules for minors: wording, parental rule. */
  readonly minorsRule?: Text;
  /** How a minor is told apart. */
  readonly ageGate?: { readonly below: number; readonly check: "declared" | "held-by-file" | "document" | "none" };
  /** The part of the holder of parental responsibility. */
  readonly parental?: "consents" | "is-informed" | "none";
  /** Persons who cannot easily consent or object, other than minors. */
  readonly vulnerable?: boolean;
  /** The groups it is made of, when the file lists them. */
  readonly groups?: readonly Text[];
  /** About how many, and when that was counted. */
  readonly number?: { readonly about: number; readonly in?: PartialDate };
  /** The category's term in the Data Privacy Vocabulary, as an IRI. */
  readonly dpv?: string;
}
