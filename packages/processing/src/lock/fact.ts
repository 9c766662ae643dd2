/** What a document effectively says, as facts that can be compared one by one. */
import type { JsonValue } from "@favorable/core";
import type { Within } from "./order.ts";
import type { Polarity } from "./path-rule.ts";

/** The relation a fact belongs to; `document` for what is compared where it stands. */
export type Relation =
  | "document"
  /** role × action × category or field */
  | "access"
  /** category or field that nobody may modify or delete */
  | "immutable"
  /** field → what its category says of it */
  | "category"
  /** category or field → period, floor, cap, end */
  | "retention"
  /** recipient × category or field */
  | "recipients"
  /** destination × category or field */
  | "transfers"
  /** link × category or field × direction */
  | "links"
  /** certifying origin × field it excludes */
  | "origins"
  /** notice × subjects × channel */
  | "notices"
  /** purpose × subjects its statement names */
  | "population"
  /** environment × real or anonymised data */
  | "environments"
  /** role × category or field → rows */
  | "rows"
  /** processor × category or field */
  | "processors"
  /** filing system × category or field */
  | "filingSystems"
  /** pair of roles that no person holds together */
  | "separation"
  /** place one comes from × role → factors */
  | "authentication"
  /** kind of look at the logs → how often */
  | "logReviews"
  /** joint controller × what it answers for */
  | "duties"
  /** function, notice, register, assessment or update × category or field */
  | "naming";

/** Two documents are compared fact by fact, so that no difference can stand for another. */
export interface Fact {
  /** Tells the same fact of two documents. */
  readonly key: string;
  /** Where it is written: names of the document joined by dots. */
  readonly place: string;
  readonly relation: Relation;
  /** The role, recipient, subjects… it is about, when the place does not say. */
  readonly about?: string;
  readonly polarity: Polarity;
  readonly rules: readonly string[];
  /**
   * Elements that the fact is about. It is compared while both documents hold them: that one comes is itself a widening, and of what is gone
   * nothing needs to be protected.
   */
  readonly guards: readonly string[];
  /** The category a field has it from: while that is the same, the fact of the category says it. */
  readonly via?: string;
  /** The part it stands in: when the whole part is gone, that alone is told. */
  readonly inside?: string;
  /** Whether it is told although one of its guards is new. */
  readonly toldWhenNew?: boolean;
  /** Members of a set, or one value. */
  readonly says: { readonly members: readonly string[] } | { readonly value: JsonValue; readonly within: Within; readonly isPart?: true };
}

/** The facts of one document, and the elements that guards refer to. */
export interface Facts {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly elements: ReadonlySet<string>;
}

/** Collects facts; of two with one key the later stands, which never happens within one document's names. */
export interface Collector {
  add(fact: Fact): void;
  /** Makes an element known that guards refer to; its appearance must itself be a covariant fact. */
  element(place: string): void;
}

/** An empty collection. */
export function collectFacts(): Collector & Facts {
  const facts = new Map<string, Fact>();
  const elements = new Set<string>();
  return {
    facts,
    elements,
    add: (fact) => {
      facts.set(fact.key, fact);
    },
    element: (place) => {
      elements.add(place);
    },
  };
}
