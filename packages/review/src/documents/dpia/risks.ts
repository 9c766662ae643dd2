/** Part 3 of an impact assessment: planned measures, and the three feared events. */
import type { RiskDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";
import type { Item } from "../paper/paper.ts";
import { coded, key, type Saying, text } from "../saying.ts";
import { memberItem } from "../stated.ts";

/** A measure with what is stated of it. */
export interface Measure {
  readonly title: string;
  readonly items: readonly Item[];
}

/** One feared event, from every risk that states it; lists without doubles, the highest severity and likelihood. */
export interface FearedEvent {
  readonly feared: RiskDocument["feared"];
  readonly impacts: readonly string[];
  readonly threats: readonly string[];
  readonly sources: readonly string[];
  readonly measures: readonly string[];
  /** 1, negligible, to 4, maximum. */
  readonly severity?: number;
  readonly likelihood?: number;
}

/** Feared events in the order of the assessment, and the first of the numbers their answers are kept under. */
export const FEARED: readonly (readonly [RiskDocument["feared"], number])[] = [
  ["illegitimate-access", 321],
  ["unwanted-change", 331],
  ["disappearance", 341],
];

/** The measures: those of section VII and those on access and logs, then those that only a risk states. */
export function measuresOf(say: Saying): readonly Measure[] {
  const { security, access, logs } = say.document;
  const own = Object.entries({
    ...security,
    ...(access?.accounts === undefined ? {} : { accounts: access.accounts }),
    ...(logs === undefined ? {} : { logs }),
  });
  const declared = own.flatMap(([name, value]): readonly Measure[] =>
    value === undefined ? [] : [{ title: capital(key(say, name, "security")), items: memberItem(say, name, value, ["security"]) }],
  );
  const titles = new Set(declared.map(({ title }) => title));
  const others = [...new Set(FEARED.flatMap(([feared]) => fearedEvent(say, feared).measures))].filter((title) => !titles.has(title));
  return [...declared, ...others.map((title) => ({ title, items: [{ line: title }] }))];
}

/** What the declaration states of one feared event. */
export function fearedEvent(say: Saying, feared: RiskDocument["feared"]): FearedEvent {
  const risks = entries(say.document.risks).flatMap(([, risk]) => (risk.feared === feared ? [risk] : []));
  const words = (of: (risk: RiskDocument) => readonly string[]): readonly string[] => [...new Set(risks.flatMap(of))];
  const highest = (of: (risk: RiskDocument) => number | undefined): number | undefined => {
    const given = risks.map(of).filter((one) => one !== undefined);
    return given.length === 0 ? undefined : Math.max(...given);
  };
  const severity = highest((risk) => risk.severity);
  const likelihood = highest((risk) => risk.likelihood);
  return {
    feared,
    impacts: words(({ impacts = [] }) => impacts.map((one) => text(say, one).text)),
    threats: words(({ threats = [] }) => threats.map((one) => text(say, one).text)),
    sources: words(({ sources = [] }) => sources.map((one) => coded(say, one))),
    measures: words(({ measures = [] }) => measures.map((one) => text(say, one).text)),
    ...(severity === undefined ? {} : { severity }),
    ...(likelihood === undefined ? {} : { likelihood }),
  };
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
