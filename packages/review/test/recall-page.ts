/** What the rules find of what authorities found, measured on stated facts, beside what files find that state none of them. */
import type { ProcessingDocument } from "@favorable/processing";
import { callRecording } from "./decisions/call-recording.ts";
import { type Decision, seenIn } from "./decisions/decision.ts";
import { reference } from "./decisions/reference.ts";
import { gold, goldScores } from "./gold-remarks.ts";
import { emptyFile, libraryLending, rulesOn, type Spoken, spoken } from "./stated.ts";

export const decisions: readonly Decision[] = [...reference, callRecording];

const profile = "cnil-gdpr";

/** What a file finds of a decision's remarks, and beyond them. */
export interface Score {
  /** Remarks for which a rule fired on a stated or an observed fact. */
  readonly stated: number;
  /** Remarks for which a rule fired at all. */
  readonly any: number;
  /** Rules beyond the remarks, on stated facts. */
  readonly alarms: readonly string[];
  /** Rules beyond the remarks, on silence. */
  readonly silent: number;
}

/** A decision with the scores of its own file and of the controls. */
export interface Measured {
  readonly decision: Decision;
  readonly own: Score;
  readonly empty: Score;
  /** The files of the other decisions, and the library's: files that state other facts. */
  readonly others: readonly Score[];
  readonly missed: readonly string[];
}

function score(found: ReadonlyMap<string, Spoken>, { remarks }: Decision): Score {
  const named = new Set(remarks.flatMap(({ rules }) => rules));
  const hits = (by: (rule: string) => boolean): number => remarks.filter(({ rules }) => rules.some(by)).length;
  const beyond = (why: "fact" | "silence"): readonly string[] => rulesOn(found, why).filter((rule) => !named.has(rule));
  return {
    stated: hits((rule) => found.get(rule)?.why === "fact"),
    any: hits((rule) => found.has(rule)),
    alarms: beyond("fact"),
    silent: beyond("silence").length,
  };
}

export function measured(decision: Decision): Measured {
  const { asOf, document, remarks } = decision;
  const of = (file: ProcessingDocument): Score => score(spoken(file, { profile, asOf }), decision);
  const evidence = seenIn(decision);
  const found = spoken({ ...document, stage: "submitted" }, { profile, asOf, ...(evidence === undefined ? {} : { evidence }) });
  const others = decisions.filter((other) => other !== decision).map((other) => of(other.document));
  return {
    decision,
    own: score(found, decision),
    empty: of(emptyFile),
    others: [...others, of(libraryLending)],
    missed: remarks
      .filter(({ rules }) => !rules.some((rule) => found.get(rule)?.why === "fact"))
      .map(({ remark, rules }) => {
        const names = rules.map((rule) => `\`${rule}\``).join(", ");
        const why = rules.some((rule) => found.has(rule)) ? "on silence only" : "not at all";
        return rules.length === 0 ? `${remark} (no rule)` : `${remark} (${names}: ${why})`;
      }),
  };
}

/** The mean of the controls' stated recall. */
export const mean = (scores: readonly Score[]): number => scores.reduce((sum, { stated }) => sum + stated, 0) / scores.length;

const told = (id: string): string => (goldScores["the hospital's file"].silence.includes(id) ? "on silence" : "not found");

export function page(all: readonly Measured[]): string {
  const total = (of: (one: Measured) => number): number => all.reduce((sum, one) => sum + of(one), 0);
  const line = (...cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return `${[
    "# What the rules find of what authorities found",
    "",
    "Each decision as a submitted file, as its public text describes it, reviewed under `cnil-gdpr` on the day of the decision or the visit; what the",
    "authority saw of the running system is given as evidence. A remark is found **on a stated fact** when a rule that would say it fires and either",
    "names a declared or observed value, or does not fire on an empty file. Found at all is no measure: an empty submitted file is faulted for its",
    "silence, and so “finds” most remarks. It is the first control. The second is a file about something else: the other decisions and a library's",
    "lending, without evidence. False alarms are counted in the same way: a rule beyond the remarks that fires on a stated fact.",
    "A test writes this page and fails when it is stale, or when the controls come near.",
    "",
    line(
      "decision",
      "remarks",
      "on stated facts",
      "other files, mean (most)",
      "at all",
      "empty file: on stated facts",
      "empty file: at all",
    ),
    line("---", "---", "---", "---", "---", "---", "---"),
    ...all.map(({ decision, own, empty, others }) =>
      line(
        decision.name,
        decision.remarks.length,
        own.stated,
        `${mean(others).toFixed(1)} (${Math.max(...others.map(({ stated }) => stated))})`,
        own.any,
        empty.stated,
        empty.any,
      ),
    ),
    line(
      "**all**",
      total(({ decision }) => decision.remarks.length),
      total(({ own }) => own.stated),
      total(({ others }) => mean(others)).toFixed(1),
      total(({ own }) => own.any),
      total(({ empty }) => empty.stated),
      total(({ empty }) => empty.any),
    ),
    "",
    "## False alarms",
    "",
    line("decision", "on stated facts", "on silence", "empty file: on silence", "rules, on stated facts"),
    line("---", "---", "---", "---", "---"),
    ...all.map(({ decision, own, empty }) =>
      line(decision.name, own.alarms.length, own.silent, empty.silent, own.alarms.map((rule) => `\`${rule}\``).join(", ") || "none"),
    ),
    "",
    "An alarm is false only against the decision: authorities do not remark on all that is wrong, and summaries leave remarks out.",
    "",
    "## The hospital's file",
    "",
    "The nineteen actionable remarks of CCIN deliberation 2021-206, each in its section and with its word, under `ccin-1165` on 20 October 2021. The",
    "deliberation does not repeat what the hospital's file said of everything: what it does not report is not stated here, and is found on silence.",
    "",
    line("file", "on stated facts", "on silence", "of"),
    line("---", "---", "---", "---"),
    ...Object.entries(goldScores).map(([name, { fact, silence }]) => line(name, fact.length, silence.length, gold.length)),
    "",
    ...gold.map(({ id, section, word, fact }) => `- ${id} (${section}, ${word}): ${fact === undefined ? told(id) : `\`${fact}\``}`),
    "",
    "## Not found on a stated fact",
    "",
    ...all.flatMap(({ decision, missed }) => missed.map((one) => `- ${decision.name}: ${one}`)),
    "",
    "## Sources",
    "",
    ...all.map(({ decision }) => `- ${decision.name}: ${decision.source}`),
    "",
  ].join("\n")}`;
}
