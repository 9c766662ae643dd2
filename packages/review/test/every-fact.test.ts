/** Each fact that a declaration can state is read by a rule, or stands on a list that says why it is not. */
import { rulebook } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { statedBreaches } from "./cases/stated-breaches.ts";
import { statedMeasures } from "./cases/stated-measures.ts";
import { complete } from "./complete.ts";
import { facts } from "./facts.ts";
import { notJudged } from "./not-judged.ts";
import { plain } from "./reads.ts";

const needs = [...new Set(rulebook.flatMap((rule) => rule.needs).map(plain))].filter((need) => !need.startsWith("evidence."));
const excused = Object.values(notJudged).flat();

/** A rule reads it, or a part of it (whether it is there at all is read then), or the whole it is a part of. */
const isRead = (fact: string): boolean =>
  needs.some((need) => need === plain(fact) || plain(fact).startsWith(`${need}.`) || need.startsWith(`${plain(fact)}.`));

const covers = (entry: string, fact: string): boolean =>
  entry.startsWith("*.") ? fact.endsWith(entry.slice(1)) : fact === entry || fact.startsWith(`${entry}.`);

describe("a fact that a declaration can state", () => {
  it("is read by a rule, or is on the list of those that are not judged, with the reason", () => {
    expect(facts.length).toBeGreaterThan(500);
    expect(facts.filter((fact) => !isRead(fact) && !excused.some((entry) => covers(entry, fact)))).toEqual([]);
  });

  it("is on that list only while no rule reads it, and only if the form has it", () => {
    const stale = excused.filter((entry) => !facts.some((fact) => covers(entry, fact) && (entry.startsWith("*.") || !isRead(fact))));
    expect(stale).toEqual([]);
    expect(new Set(excused).size).toBe(excused.length);
  });

  it("is excused in words", () => {
    expect(Object.keys(notJudged).filter((reason) => reason.split(" ").length < 5)).toEqual([]);
  });
});

describe("a stated breach", () => {
  it("changes a file that was sound: without it the rule does not fire", () => {
    const stated = [...statedBreaches, ...statedMeasures];
    expect(stated.length).toBeGreaterThan(60);
    expect(stated.filter(({ change }) => JSON.stringify(change?.(complete)) === JSON.stringify(complete))).toEqual([]);
  });
});
