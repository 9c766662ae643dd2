/** What a fix is: facts to state in a declaration, evidence to collect, or both. */
import type { ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "../evidence/bundle.ts";

/** Some of the members of a value, at any depth; a list is given whole, or by `*`: each of its elements. */
export type Some<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer E)[]
    ? readonly Some<E>[] | { readonly "*": Some<E> }
    : { readonly [K in keyof T]?: Some<NonNullable<T[K]>> };

/** A part of a declaration, as a fix gives it. */
export type Snippet = Some<ProcessingDocument>;

/** What satisfies a rule. */
export interface Fix {
  /**
   * Facts to state. `*` as a name is each declared thing, `["*"]` all of their names; any other name is an example, for a file that
   * declares none. `YYYY-MM-DD` is the day on which it is done. Texts between angle brackets are to be written.
   */
  readonly declaration?: Snippet;
  /** Where only observation settles the rule: the parts of the evidence it reads. */
  readonly evidence?: readonly (keyof EvidenceBundle)[];
  /** The command that collects them. */
  readonly command?: string;
  /** States the facts in one file, where the snippet alone would not tell which ones. */
  readonly adapt?: (document: ProcessingDocument, on: string) => ProcessingDocument;
}

/** The fix of each rule of a section, by its id. */
export type Fixes = Readonly<Record<string, Fix>>;

/** The command of every fix by evidence. */
const COLLECT = "favorable evidence";

/** The evidence to collect. */
export function collect(...evidence: readonly (keyof EvidenceBundle)[]): Pick<Fix, "evidence" | "command"> {
  return { evidence, command: COLLECT };
}
