/** What the dossier is made from. The opinion's shape is the one `review()` returns, loosened to what the page reads. */
import type { ProcessingDocument, Text } from "@favorable/processing";

/** A language of the page. */
export type Lang = "fr" | "en";

/** A sentence of the rulebook: in both languages, or in English only. */
export type Sentence = string | Text;

/** One remark of the opinion, in the words of a deliberation. */
export interface DossierRemark {
  /** `I` to `IX`: the section of a deliberation it speaks in. */
  readonly section: string;
  /** The authority's verb: `demande`, `rappelle`, `modifie`, `considere`, `souligne`, `precise`… */
  readonly word: string;
  readonly statement: Text;
  /** What is enough to lift it. */
  readonly remedy?: Text;
  /** `body`: said in its section only; `operative`: repeated in the operative part. Derived from the word when not given. */
  readonly where?: "body" | "operative";
}

/** One rule examined and what came of it. */
export interface DossierFinding {
  readonly rule: string;
  readonly section: string;
  readonly state: "fired" | "satisfied" | "not-assessable" | "human";
  /** `block`, `modify`, `reserve` or `reminder`. */
  readonly severity: string;
  readonly statement: Sentence;
  /** The clause: deliberation and section, law and article; empty when the profile has none. */
  readonly source: Sentence;
  /** Stated or observed facts behind the answer, each shown as it stands. */
  readonly declared?: unknown;
  /** The facts that are not stated, by path. */
  readonly missing?: string | readonly string[];
  /** For a person: what remains to be judged. */
  readonly question?: Sentence;
  /** What lifts the finding, when no remark says it. */
  readonly lifts?: Sentence | readonly Sentence[];
  /** `promise`: read in the declaration; `evidence`: seen in the running system. */
  readonly rests: "promise" | "evidence";
  readonly remarks?: readonly DossierRemark[];
}

/** The opinion, as far as the page reads it. */
export interface DossierOpinion {
  readonly outcome: "favorable" | "favorable-with-conditions" | "unfavorable" | "incomplete";
  readonly declaration: { readonly id: string; readonly sha256: string };
  readonly rulebook: { readonly version: string; readonly sha256: string };
  /** The body of law reviewed against, such as `ccin-1165`. */
  readonly profile: string;
  /** The calendar date the review stands for. */
  readonly asOf: string;
  /** False when the law of the profile was not in force on that day. */
  readonly profileInForce?: boolean;
  /** Whether evidence counted, its day and its parts; why none did; and whether a clock was simulated. */
  readonly evidence?:
    | {
        readonly used?: boolean;
        readonly refusal?: string;
        readonly simulated?: boolean;
        readonly asOf?: string;
        readonly parts?: readonly string[];
        /** Who signed it, where the signature was verified. */
        readonly signature?: { readonly signedBy: readonly string[] };
      }
    | undefined;
  /** What a reader must know before the outcome is believed, as clauses. */
  readonly caveats?: readonly { readonly code: string; readonly statement: Text }[];
  readonly findings: readonly DossierFinding[];
  readonly notApplicable?: readonly { readonly rule: string; readonly reason: Sentence }[];
}

/** What the audit log was when it was looked at. Dates are calendar dates or UTC instants ending in `Z`. */
export interface DossierLog {
  readonly verdict: "intact" | "tampered" | "lost";
  readonly witnessed: "witnessed" | "unwitnessed" | "stale";
  /** Entries. */
  readonly size: number;
  readonly origin?: string;
  /** Root hash of the log at `size`. */
  readonly root?: string;
  /** Entries in all at the end of each day or period, in order of time. */
  readonly growth: readonly { readonly on: string; readonly size: number }[];
  readonly checkpoints: readonly { readonly on: string; readonly size: number; readonly root?: string; readonly witnessed: boolean }[];
}

/** The oldest thing found somewhere, and how many are too old. */
export interface DossierOldest {
  /** The day its period started, or the day it arrived in a channel; absent when it was not looked for or nothing is there. */
  readonly on?: string;
  /** How many there are. */
  readonly count?: number;
  /** How many are past their last day, those a hold keeps not counted. */
  readonly overdue?: number;
  /** How many a hold keeps past their last day. */
  readonly held?: number;
  /** For a channel: how many are still in its backups. */
  readonly inBackups?: number;
}

/** One run of a retention sweep. */
export interface DossierSweep {
  readonly on: string;
  readonly policy: string;
  readonly deleted: number;
  /** Deletions that left an entry in the log. */
  readonly proved?: number;
  /** Rows kept back by a hold. */
  readonly held?: number;
  /** Rows past their last day that the run left. */
  readonly overdue?: number;
}

/** One copy that left the system. */
export interface DossierExport {
  readonly on: string;
  readonly role?: string;
  readonly purpose: string;
  readonly rows: number;
  /** How many keys can open it. */
  readonly recipients: number;
  readonly encrypted: boolean;
}

/** One request of a data subject: kind and days, nothing of the person. */
export interface DossierRequest {
  /** The right: `access`, `erasure`… */
  readonly kind: string;
  /** The day it was received. */
  readonly on: string;
  /** The last day to answer, extension counted. */
  readonly due: string;
  readonly answeredOn?: string;
  readonly extended?: boolean;
}

/** Copies that exist, in numbers only. */
export interface DossierCopies {
  readonly copies: number;
  /** Copies with an entry in the ledger. */
  readonly entries: number;
  /** Copies that are not encrypted. */
  readonly plain: number;
  /** Copies kept past their expiry. */
  readonly expired?: number;
}

/** Facts for the pictures, measured in the running system. Names, counts and dates; never a person's value. */
export interface DossierEvidence {
  readonly log?: DossierLog;
  /** By category id. */
  readonly oldest?: Readonly<Record<string, DossierOldest>>;
  /** Oldest message by link id. */
  readonly channels?: Readonly<Record<string, DossierOldest>>;
  readonly sweeps?: readonly DossierSweep[];
  readonly exports?: readonly DossierExport[];
  readonly copies?: DossierCopies;
  readonly requests?: readonly DossierRequest[];
  /** True when any of it was taken under a simulated clock. */
  readonly simulated?: boolean;
}

/** All that `renderDossier` reads. */
export interface DossierInput {
  readonly document: ProcessingDocument;
  readonly opinion: DossierOpinion;
  readonly evidence?: DossierEvidence | undefined;
  /** `both` (the default) puts the two languages in one file, with a switch. */
  readonly lang?: Lang | "both" | undefined;
  /** Which language a file with both opens in; French by default. */
  readonly opensIn?: Lang | undefined;
  /** The calendar date printed as the day the page was made; the renderer itself looks at no clock. */
  readonly generatedOn: string;
}
