import { expect, test } from "vitest";
import { citation } from "../src/citation.ts";
import { rulebook } from "../src/rulebook.ts";

test("every source of the rulebook reads in French: no English word is left", () => {
  const sources = rulebook.flatMap(({ source }) => Object.values(source));
  const english = /\b(law|guide on|guides on|file|files|notice|sheet|sheets|case|regional|message of|logging|on the|GDPR)\b/;
  expect(sources.length).toBeGreaterThan(68);
  expect(sources.map((source) => citation(source).fr).filter((text) => english.test(text))).toEqual([]);
});

test("articles keep their numbers in both languages", () => {
  expect(citation("GDPR 5(1)(b), 6(4); law 1.565 art. 4, 5")).toEqual({
    fr: "RGPD, art. 5(1)(b), 6(4) ; loi n° 1.565, art. 4, 5",
    en: "GDPR art. 5(1)(b), 6(4); law 1.565 art. 4, 5",
  });
});
