import { review } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { decidedCases, seeds } from "../../processing/test/cases/all-facts.ts";

const outcomeOf = (file: (typeof seeds)[number]["document"]) => review(file, { profile: "cnil-gdpr", asOf: "2021-10-01" });
const weighs = new Set(["block", "modify", "reserve"]);

describe("under the GDPR", () => {
  it.each([...seeds.filter(({ name }) => name.endsWith(" was")), ...decidedCases])(
    "$name draws an unfavourable opinion",
    ({ document }) => {
      expect(outcomeOf(document).outcome).toBe("unfavorable");
    },
  );

  it.each(seeds.filter(({ name }) => name.endsWith(" corrected") && !name.startsWith("hospital")))(
    "$name leaves nothing but reminders, and evidence to attach",
    ({ document }) => {
      const opinion = outcomeOf(document);
      expect(opinion.findings.filter(({ state, severity }) => state === "fired" && weighs.has(severity)).map(({ rule }) => rule)).toEqual(
        [],
      );
      expect(opinion.outcome).toBe("incomplete");
    },
  );
});
