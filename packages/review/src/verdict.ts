/** What a rule may answer, and what it may say. */

/** The sections of an opinion: I to VIII as in CCIN deliberation 2021-206, IX for necessity and governance. */
export type Section = "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX";

/**
 * The verbs of a deliberation. `modifie` rewrites an element of the file; `demande`, `souligne`, `precise` and
 * `considere` set conditions; `rappelle` reminds; `constate` and `prend-acte` take note.
 */
export type Word = "modifie" | "considere" | "rappelle" | "demande" | "souligne" | "precise" | "constate" | "prend-acte";

/**
 * How much a finding weighs: `block`, no favourable opinion; `modify`, the element is rewritten; `reserve`, a condition
 * of the opinion; `reminder`, said even when nothing is wrong, unless evidence is attached.
 */
export type Severity = "block" | "modify" | "reserve" | "reminder";

/** The four states of a rule applied to a file. */
export type State = "fired" | "satisfied" | "not-assessable" | "human";

/** Whether an answer relies on what the file says or on what was observed. */
export type Rests = "promise" | "evidence";

/** A sentence in the two languages of an opinion. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/**
 * One thing the opinion says. For `modifie` the statement is the new wording itself; for the other words it is the
 * clause that follows the verb (« demande que … »).
 */
export interface Remark {
  readonly section: Section;
  readonly word: Word;
  readonly statement: Bilingual;
  /** What would satisfy it. */
  readonly remedy: Bilingual;
  /** `body`: said in its section and not repeated in the operative part; operative when left out. */
  readonly where?: "body" | "operative";
}

/** Why a rule has nothing to say: the processing has not begun, the profile excludes the rule, or the file holds nothing it is about. */
export type NotApplicable = "before-start" | "profile" | "no-subject";

/** What a rule answers about one file. */
export type Verdict =
  | {
      readonly state: "fired";
      readonly rests: Rests;
      /** The weight on these facts, when it is not the rule's own. */
      readonly severity?: Severity;
      readonly remarks: readonly Remark[];
      readonly declared?: readonly string[];
      readonly missing?: readonly string[];
    }
  | { readonly state: "satisfied"; readonly rests: Rests; readonly declared?: readonly string[]; readonly remarks?: readonly Remark[] }
  | { readonly state: "not-assessable"; readonly missing: readonly string[] }
  | { readonly state: "human"; readonly rests: Rests; readonly question: Bilingual; readonly declared?: readonly string[] }
  | { readonly state: "not-applicable"; readonly reason: NotApplicable };
