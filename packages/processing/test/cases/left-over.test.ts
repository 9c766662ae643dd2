/** Nothing that the seeds' references say is left over: each statement of theirs is a fact of the documents, by its words or in other words. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { seeds } from "./all-facts.ts";
import { inOtherWords } from "./in-other-words.ts";

const shared = new URL("../../../../../shared/reference/", import.meta.url);
const sections = { "slot-booking": "S0", "body-cameras": "S2", "social-case-file": "S3", "youth-pass": "S4" } as const;

/** Without emphasis, quotation marks and capitals. */
const plain = (text: string): string =>
  text
    .replaceAll("**", "")
    .replace(/[“”"«»]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();

/** Statements: what stands between semicolons and full stops. Numbers of articles and lists end none. */
function statements(lines: readonly string[]): readonly string[] {
  return lines
    .map((line) => plain(line.replace(/^\s*(?:\* |\d\. )/, "")))
    .flatMap((line) => line.split(/; |(?<!\b(?:art|delib))\.(?: |$)/))
    .filter((statement) => statement !== "");
}

function stated(name: string): { readonly facts: readonly string[]; readonly remarks: ReadonlySet<string> } {
  const own = seeds.filter((seed) => seed.name.startsWith(name));
  const remarks = own.flatMap(({ document }) =>
    Object.values(document.proceedings ?? {}).flatMap(({ remarks: said = {} }) => Object.keys(said)),
  );
  return { facts: [...new Set(own.flatMap(({ facts }) => facts.map(([fact]) => plain(fact))))], remarks: new Set(remarks) };
}

function leftOver(said: readonly string[], facts: readonly string[], words: Readonly<Record<string, string>>): readonly string[] {
  return said.filter((statement) => {
    if (facts.some((fact) => statement.includes(fact))) return false;
    // One word alone stands for a statement of that word alone.
    const says = (piece: string): boolean => (piece.includes(" ") ? statement.includes(plain(piece)) : statement === piece);
    return !Object.entries(words).some(([piece, fact]) => says(piece) && facts.includes(plain(fact)));
  });
}

describe("the references on the seeds leave no fact over", () => {
  it.for(Object.entries(sections))("%s", ([name, section], context) => {
    const words = inOtherWords[name] ?? {};
    const { facts } = stated(name);
    // A word for a fact that nobody holds would hide what is missing.
    expect(Object.values(words).filter((fact) => !facts.includes(plain(fact)))).toEqual([]);
    if (!existsSync(shared)) return context.skip("the reference files are not here: check out ../shared");
    const text = readFileSync(new URL("other-seeds.md", shared), "utf8");
    const own = new RegExp(`## ${section} [^]*?(?=\n## |$)`).exec(text)?.[0] ?? "";
    const said = statements(own.split("\n").filter((line) => /^(?:\* |\s+\d\. )/.test(line)));
    expect(said.length).toBeGreaterThan(4);
    expect(leftOver(said, facts, words)).toEqual([]);
  });

  it("hospital-register, remark by remark too", (context) => {
    if (!existsSync(shared)) return context.skip("the reference files are not here: check out ../shared");
    const { facts, remarks } = stated("hospital-register");
    const words = inOtherWords["hospital-register"] ?? {};
    expect(Object.values(words).filter((fact) => !facts.includes(plain(fact)))).toEqual([]);
    const text = readFileSync(new URL("chpg.md", shared), "utf8");
    const ids = [...new Set([...text.matchAll(/\bC\d\d\b/g)].map(([id]) => id))];
    expect(ids).toHaveLength(33);
    expect(ids.filter((id) => !remarks.has(id))).toEqual([]);
    const lines = text.split("\n").filter((line) => /^(?:\* |\| |\s+\S)/.test(line) && !/^\|(?: #| Role| Fact| Data|---)/.test(line));
    const said = statements(lines.filter((line) => !/\bC\d\d\b/.test(line)));
    expect(said.length).toBeGreaterThan(30);
    expect(leftOver(said, facts, words)).toEqual([]);
  });
});
