/** The rulebook against the reference it comes from. */
import { existsSync, readFileSync } from "node:fs";
import { rulebook, rulebookSha256 } from "@favorable/review";
import { describe, expect, it } from "vitest";

const REFERENCE = "../shared/reference/rulebook.json";

describe("the rulebook", () => {
  it("holds each rule once, with a statement and a source", () => {
    expect(new Set(rulebook.map(({ id }) => id)).size).toBe(rulebook.length);
    for (const rule of rulebook) {
      expect(Object.keys(rule.source).length).toBeGreaterThan(0);
      expect(rule.statement.fr).not.toBe(rule.statement.en);
    }
  });

  it("has a hash of its facts that is stable within a version", () => {
    expect(rulebookSha256()).toMatch(/^[0-9a-f]{64}$/);
    expect(rulebookSha256()).toBe(rulebookSha256());
  });

  // The reference leaves these to facts alone; a person decides what a stated need, or a stated dependence, is worth.
  const BY_A_PERSON_TOO: Readonly<Record<string, string>> = { "law-consent-valid": "D+E+H", "ret-doctrine-cap": "D+H" };

  it("holds every rule of the reference, with its section, severity, needs and origin", (context) => {
    if (!existsSync(REFERENCE)) context.skip(`${REFERENCE} is not there: it holds the reference rulebook`);
    const reference: readonly { id: string; section: string; severity: string; decide: string; origin: string }[] = JSON.parse(
      readFileSync(REFERENCE, "utf8"),
    );
    const own = rulebook.map(({ id, section, severity, origin, decides }) => ({
      id,
      section,
      severity,
      decide: [decides.declaration ? "D" : "", decides.evidence ? "E" : "", decides.human ? "H" : ""]
        .filter((code) => code !== "")
        .join("+"),
      origin,
    }));
    const sorted = <T extends { id: string }>(rules: readonly T[]): readonly T[] =>
      [...rules].sort((left, right) => (left.id < right.id ? -1 : 1));
    const ids = new Set(reference.map(({ id }) => id));
    expect(sorted(own.filter(({ id }) => ids.has(id)))).toEqual(
      sorted(
        reference.map(({ id, section, severity, decide, origin }) => ({
          id,
          section,
          severity,
          decide: BY_A_PERSON_TOO[id] ?? decide,
          origin,
        })),
      ),
    );
    // What the reference does not know of rests on a law or guide only.
    expect(own.filter(({ id, origin }) => !ids.has(id) && origin !== "else")).toEqual([]);
  });
});
