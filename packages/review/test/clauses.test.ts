/** Clauses are the words of their sources. */
import { existsSync, readFileSync } from "node:fs";
import { clausesOf, rulebook } from "@favorable/review";
import { describe, expect, it } from "vitest";

const FOLDER = "../shared/seeds/";

/** Which file has the text that a clause is from. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [/^CCIN 2021-206/, "001_eab461d2ec10fb62.txt"],
  [/^CNIL notice on body-worn cameras/, "002_d1a6573787bf5c59.txt"],
  [/^CNIL, lettre/, "003_13063116e5452574.txt"],
  [/^municipal vaccination file/, "000_74c9fa1b8238e1f8.txt"],
  [/^message d'un pass/, "004_2330c503a31649de.txt"],
];

const all = rulebook.flatMap(({ id }) => clausesOf(id).map((clause) => ({ id, ...clause })));

/** The part of the deliberation that a section is, so that a quotation of one section is not found in another. */
function partOf(text: string, from: string): string {
  const section = /^CCIN 2021-206 §([IV]+)$/.exec(from)?.[1];
  if (from.endsWith("dispositif")) return text.slice(text.indexOf("Après en avoir délibéré"));
  if (section === undefined) return text;
  const start = text.indexOf(`\n${section}. `);
  const rest = text.slice(start + 1);
  const end = rest.slice(1).search(/\n(?:[IV]+\. Sur |Après en avoir délibéré)/);
  return start < 0 ? "" : rest.slice(0, end + 1);
}

describe("a clause", () => {
  it.for(FILES)("is in its source, in the section it names: %s", ([pattern, file], context) => {
    if (!existsSync(FOLDER + file)) context.skip(`${FOLDER}${file} is not there: it holds the words that are quoted`);
    const text = readFileSync(FOLDER + file, "utf8");
    const quoted = all.filter(({ from }) => pattern.test(from));
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter((clause) => !partOf(text, clause.from).includes(clause.text)).map(({ id, text: words }) => [id, words])).toEqual(
      [],
    );
  });

  it("is of a decision or of the Regulation", () => {
    const known = (from: string): boolean => /^(RGPD, art|GDPR art)\. \d/.test(from) || FILES.some(([pattern]) => pattern.test(from));
    expect(all.filter(({ from }) => !known(from))).toEqual([]);
  });

  it("is there for every rule that cites the deliberation", () => {
    const cited = rulebook.filter(({ source }) => source.ccin?.includes("2021-206") === true);
    expect(cited.filter(({ id }) => !clausesOf(id).some(({ from }) => from.startsWith("CCIN"))).map(({ id }) => id)).toEqual([]);
  });

  it("is absent only where a rule rests on guides or on texts that are not quoted", () => {
    expect(rulebook.filter(({ id }) => clausesOf(id).length === 0).map(({ id }) => id)).toEqual([
      "acc-scope-by-unit",
      "acc-log-review",
      "sec-test-data-not-real",
      "nec-dpia-content",
    ]);
    expect(clausesOf("house-title")).toEqual([]);
  });
});
