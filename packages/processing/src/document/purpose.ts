/** Sections I and II: purposes, the people they concern, the functions, the legal bases. */
import type { LegalReference, Text } from "./text.ts";

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
  /** For consent (GDPR art. 7): how it is proved and withdrawn. */
  readonly consent?: {
    readonly perPurpose: boolean;
    readonly proof: Text;
    readonly withdrawal: Text;
    readonly asEasyAsGiving: boolean;
    /** Why consent is free although one depends on the other (employment). */
    readonly imbalance?: Text;
  };
  /** For legitimate interest: the documented balance. */
  readonly balance?: KeptElsewhere;
}

/** A reference to a document kept elsewhere. */
export interface KeptElsewhere {
  readonly reference: string;
  readonly on: string;
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
  /** A purpose other than the one the data were collected for: its compatibility assessment (GDPR art. 6(4)). */
  readonly compatibility?: KeptElsewhere;
}

/** A function of the application: what it does, for which purposes, and who uses it. */
export interface FunctionDocument {
  readonly label: Text;
  readonly purposes: readonly string[];
  /** Roles, or undeclared actors by a name of their own, that the function serves. */
  readonly actors?: readonly string[];
}

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
}
