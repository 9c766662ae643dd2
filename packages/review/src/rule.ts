/** What a rule is. */
import type { ReviewContext } from "./context.ts";
import type { FactPath } from "./fact-path.ts";
import type { SourceKind } from "./profile.ts";
import type { Bilingual, Section, Severity, Verdict } from "./verdict.ts";

/** Where a rule comes from: a real decision only (`seed`), a decision and a law or guide (`both`), or a law or guide only (`else`). */
export type RuleOrigin = "seed" | "both" | "else";

/** What a rule needs to answer: declared facts, run-time evidence, a person. */
export interface Decides {
  readonly declaration: boolean;
  readonly evidence: boolean;
  readonly human: boolean;
}

/** One rule of the rulebook: its facts, and a pure function of the file and the evidence. */
export interface Rule {
  readonly id: string;
  readonly section: Section;
  readonly severity: Severity;
  readonly origin: RuleOrigin;
  readonly decides: Decides;
  /** The facts it reads of the file and of evidence; labels and the stage are read by all. A test follows each rule and compares. */
  readonly needs: readonly FactPath[];
  readonly statement: Bilingual;
  /** The texts it rests on, by family; a profile prints only its own. */
  readonly source: Readonly<Partial<Record<SourceKind, string>>>;
  /** Answers for one file; pure. */
  check(context: ReviewContext): Verdict;
}

/** What a rule needs, in the short form of a rulebook: `D` declared, `E` evidence, `H` human. */
export type DecidesCode = "D" | "E" | "H" | "D+E" | "D+H" | "E+H" | "D+E+H";

/** Reads the short form. */
export function decides(code: DecidesCode): Decides {
  return { declaration: code.includes("D"), evidence: code.includes("E"), human: code.includes("H") };
}
