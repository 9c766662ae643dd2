/** What the opinion says, put in the order a reader needs it: what to do, what is not said, what is left to a person. */
import { PrivacyError } from "@favorable/core";
import type { Text } from "@favorable/processing";
import type { DossierFinding, DossierOpinion, Sentence } from "../input.ts";

/** What the bar tells, in its order: the states of a rule, and apart from those that fired the ones that only remind. */
export const STATES: readonly ["fired", "reminded", "satisfied", "not-assessable", "human"] = [
  "fired",
  "reminded",
  "satisfied",
  "not-assessable",
  "human",
];
/** One of them. */
export type State = (typeof STATES)[number];

/** How a rule stands: a reminder asks nothing of a favorable file, so that it is not counted with what does. */
export function stateOf({ state, severity }: DossierFinding): State {
  return state === "fired" && severity === "reminder" ? "reminded" : state;
}

/** The sections of a deliberation. */
const SECTIONS: readonly string[] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];

/** What a remark asks of the reader; decides its place, its colour and the count it goes in. */
export type Kind = "blocks" | "modifies" | "asks" | "considers" | "stresses" | "recalls" | "notes";
/** The kinds, most demanding first. */
export const KINDS: readonly Kind[] = ["blocks", "modifies", "asks", "considers", "stresses", "recalls", "notes"];

/** A remark ready to be shown. */
export interface Remark {
  readonly kind: Kind;
  /** The authority's verb as the rulebook writes it; undefined when a finding fired without a remark of its own. */
  readonly word: string | undefined;
  readonly where: "body" | "operative";
  readonly section: string;
  readonly statement: Sentence;
  readonly lifts: readonly Sentence[];
  readonly finding: DossierFinding;
  /** Other rules that say the very same. */
  readonly also: readonly string[];
}

const KIND_OF_WORD: Readonly<Record<string, Kind>> = {
  modifie: "modifies",
  demande: "asks",
  considere: "considers",
  rappelle: "recalls",
  souligne: "stresses",
  precise: "stresses",
  constate: "notes",
  "prend-acte": "notes",
};
const KIND_OF_SEVERITY: Readonly<Record<string, Kind>> = { block: "blocks", modify: "modifies", reserve: "asks", reminder: "recalls" };

/** The verb without case and accents: « Considère » and `considere` are one word. */
export function plainWord(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Refuses an opinion the page could not tell truthfully.
 *
 * @throws `OPINION_UNREADABLE` for an outcome or a state it does not know; `OPINION_INCONSISTENT` for an outcome better
 * than its own findings allow: a blocking rule that fired never leaves anything but `unfavorable`
 */
export function assertReadable(opinion: DossierOpinion): void {
  const outcomes: readonly string[] = ["favorable", "favorable-with-conditions", "unfavorable", "incomplete"];
  if (!outcomes.includes(opinion.outcome))
    throw new PrivacyError("OPINION_UNREADABLE", "the opinion has an outcome the dossier does not know");
  const states: readonly string[] = STATES.filter((state) => state !== "reminded");
  if (!opinion.findings.every((finding) => states.includes(finding.state)))
    throw new PrivacyError("OPINION_UNREADABLE", "a finding has a state the dossier does not know");
  const blocked = opinion.findings.filter((finding) => finding.state === "fired" && finding.severity === "block");
  if (blocked.length > 0 && opinion.outcome !== "unfavorable")
    throw new PrivacyError("OPINION_INCONSISTENT", "a blocking rule fired and the outcome is not unfavorable", {
      rules: blocked.map((finding) => finding.rule),
    });
}

/** How many rules stand in each state. */
export function tally(findings: readonly DossierFinding[]): Readonly<Record<State, number>> {
  const counts = { fired: 0, reminded: 0, satisfied: 0, "not-assessable": 0, human: 0 };
  for (const finding of findings) counts[stateOf(finding)] += 1;
  return counts;
}

/** Every remark of the rules that speak, most demanding first, then by section, then as the opinion has them. */
export function remarks(findings: readonly DossierFinding[]): readonly Remark[] {
  const all = findings.flatMap((finding): readonly Remark[] => {
    const given = finding.remarks ?? [];
    if (given.length === 0 && finding.state !== "fired") return [];
    // A rule that fired and says nothing still has to be seen.
    if (given.length === 0)
      return [
        {
          kind: KIND_OF_SEVERITY[finding.severity] ?? "asks",
          word: undefined,
          where: "operative",
          section: finding.section,
          statement: finding.statement,
          lifts: liftsOf(finding),
          finding,
          also: [],
        },
      ];
    return given.map((remark): Remark => {
      const byWord = KIND_OF_WORD[plainWord(remark.word)] ?? "notes";
      const blocks = finding.state === "fired" && finding.severity === "block";
      return {
        kind: blocks ? "blocks" : byWord,
        word: remark.word,
        where: remark.where ?? ((byWord === "notes" || byWord === "stresses") && !blocks ? "body" : "operative"),
        section: remark.section,
        statement: remark.statement,
        lifts: hasText(remark.remedy) ? [remark.remedy] : liftsOf(finding),
        finding,
        also: [],
      };
    });
  });
  return stable(merged(all), (remark) => KINDS.indexOf(remark.kind) * 100 + sectionRank(remark.section));
}

/** One remark where several rules say the same in the same section. */
function merged(all: readonly Remark[]): readonly Remark[] {
  const first = new Map<string, Remark>();
  for (const remark of all) {
    const key = JSON.stringify([remark.section, remark.word, remark.statement]);
    const said = first.get(key);
    if (said === undefined) first.set(key, remark);
    else if (said.finding.rule !== remark.finding.rule)
      first.set(key, { ...said, also: [...said.also, remark.finding.rule], lifts: unique([...said.lifts, ...remark.lifts]) });
  }
  return [...first.values()];
}

function unique(texts: readonly Sentence[]): readonly Sentence[] {
  return [...new Map(texts.map((text) => [JSON.stringify(text), text])).values()];
}

/** The findings in a state, by section. */
export function inState(findings: readonly DossierFinding[], state: State): readonly DossierFinding[] {
  return stable(
    findings.filter((finding) => finding.state === state),
    (finding) => sectionRank(finding.section),
  );
}

/** The findings of each section that has any, in the order of a deliberation. */
export function bySection(findings: readonly DossierFinding[]): readonly (readonly [string, readonly DossierFinding[]])[] {
  const names = stable([...new Set(findings.map((finding) => finding.section))], sectionRank);
  return names.map((name) => [name, findings.filter((finding) => finding.section === name)]);
}

function liftsOf(finding: DossierFinding): readonly Sentence[] {
  const lifts = finding.lifts ?? [];
  return isList(lifts) ? lifts : [lifts];
}

function isList(lifts: Sentence | readonly Sentence[]): lifts is readonly Sentence[] {
  return Array.isArray(lifts);
}

function hasText(text: Text | undefined): text is Text {
  return text !== undefined && (text.fr ?? text.en ?? "") !== "";
}

function sectionRank(section: string): number {
  const at = SECTIONS.indexOf(section);
  return at < 0 ? SECTIONS.length : at;
}

function stable<T>(items: readonly T[], rank: (item: T) => number): readonly T[] {
  return items
    .map((item, at) => [rank(item), at, item] as const)
    .sort((left, right) => left[0] - right[0] || left[1] - right[1])
    .map(([, , item]) => item);
}
