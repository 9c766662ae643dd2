/** Part 3 of an impact assessment: planned measures, and the three feared events. */
import type { RiskDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";
import { coded, type Saying, text } from "../saying.ts";
import { declaredMeasures, type Measure } from "./measures.ts";
import { proposed } from "./proposals.ts";

/** The four lists of an event. */
export type RiskList = "impacts" | "threats" | "sources" | "measures";
/** In the order of their questions. */
export const RISK_LISTS: readonly RiskList[] = ["impacts", "threats", "sources", "measures"];

/** One feared event, from every risk that states it; lists without doubles, the highest severity and likelihood. */
export interface FearedEvent {
  readonly feared: RiskDocument["feared"];
  readonly lists: Readonly<Record<RiskList, readonly string[]>>;
  /** The lists that no risk states, and that are proposed from the rest of the declaration. */
  readonly proposed: readonly RiskList[];
  /** 1, negligible, to 4, maximum; only where a risk states it. */
  readonly severity?: number;
  readonly likelihood?: number;
}

/** Feared events in the order of the assessment, and the first of the numbers their answers are kept under. */
export const FEARED: readonly (readonly [RiskDocument["feared"], number])[] = [
  ["illegitimate-access", 321],
  ["unwanted-change", 331],
  ["disappearance", 341],
];

/** The measures: those of section VII, those on access, logs and purge, then those that only a risk states. */
export function measuresOf(say: Saying): readonly Measure[] {
  const declared = declaredMeasures(say);
  const titles = new Set(declared.map(({ title }) => title));
  const others = [...new Set(FEARED.flatMap(([feared]) => statedOf(say, feared).measures))].filter((title) => !titles.has(title));
  return [...declared, ...others.map((title) => ({ title, items: [{ line: title }], against: [] }))];
}

function risksOf({ document }: Saying, feared: RiskDocument["feared"]): readonly RiskDocument[] {
  return entries(document.risks).flatMap(([, risk]) => (risk.feared === feared ? [risk] : []));
}

/** What the risks of the declaration state of an event. */
function statedOf(say: Saying, feared: RiskDocument["feared"]): FearedEvent["lists"] {
  const risks = risksOf(say, feared);
  const words = (of: (risk: RiskDocument) => readonly string[]): readonly string[] => [...new Set(risks.flatMap(of))];
  return {
    impacts: words(({ impacts = [] }) => impacts.map((one) => text(say, one).text)),
    threats: words(({ threats = [] }) => threats.map((one) => text(say, one).text)),
    sources: words(({ sources = [] }) => sources.map((one) => coded(say, one))),
    measures: words(({ measures = [] }) => measures.map((one) => text(say, one).text)),
  };
}

/** One feared event: what is stated of it; where a list is not stated, what is proposed. */
export function fearedEvent(say: Saying, feared: RiskDocument["feared"]): FearedEvent {
  const risks = risksOf(say, feared);
  const highest = (of: (risk: RiskDocument) => number | undefined): number | undefined => {
    const given = risks.map(of).filter((one) => one !== undefined);
    return given.length === 0 ? undefined : Math.max(...given);
  };
  const stated = statedOf(say, feared);
  const titles = declaredMeasures(say).flatMap(({ title, against }) => (against.includes(feared) ? [title] : []));
  const offered: FearedEvent["lists"] = { ...proposed(say, feared), measures: titles };
  const open = RISK_LISTS.filter((list) => stated[list].length === 0 && offered[list].length > 0);
  const lists = Object.fromEntries(RISK_LISTS.map((list) => [list, open.includes(list) ? offered[list] : stated[list]]));
  const severity = highest((risk) => risk.severity);
  const likelihood = highest((risk) => risk.likelihood);
  return {
    feared,
    // The four lists, each under its own name.
    lists: lists as FearedEvent["lists"],
    proposed: open,
    ...(severity === undefined ? {} : { severity }),
    ...(likelihood === undefined ? {} : { likelihood }),
  };
}
