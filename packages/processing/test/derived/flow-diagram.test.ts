import { flowDiagram, readDocument } from "@favorable/processing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { register } from "../lock/register.ts";

const LINE =
  /^(flowchart LR| {2}acc(Title|Descr): [\p{L}\p{M}\p{N} ,.'’-]*| {2}subgraph (purposes|categories|origins|recipients)\["[^"\n]*"\]| {4}[pcor]\d+(\(\["[^"\n]*"\]\)|\["[^"\n]*"\](:::special)?|\[\/"[^"\n]*"\/\]|\{\{"[^"\n]*"\}\})| {2}end| {2}[pcor]\d+ (-->|-\.->) [pcor]\d+| {2}classDef special stroke-width:3px,stroke-dasharray:6 3)$/u;

test("the register's flow is the same source each time, in both languages", async () => {
  await expect(flowDiagram(register)).toMatchFileSnapshot("register.en.mmd");
  await expect(flowDiagram(register, { language: "fr" })).toMatchFileSnapshot("register.fr.mmd");
});

test("keys in another order draw the same", () => {
  const turn = (value: unknown): unknown =>
    typeof value !== "object" || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, member]) => [key, turn(member)]),
        );
  expect(flowDiagram(readDocument(turn(register)))).toBe(flowDiagram(register));
});

const HOSTILE = [
  '"]; click p0 href "javascript:alert(1)"',
  "end",
  "%%{init: {'theme':'dark'}}%%",
  "---\ntitle: x\n---",
  "a\nb --> c",
  "`**bold**`",
  "#quot; #35; &quot; <img src=x onerror=alert(1)>",
  "style: red; classDef x fill:#f9f;",
  "\u202egnp.exe\u2028\u0000",
  "]]) }} /] |x| ::: @{ shape: x }",
  "\\\\",
  "x".repeat(5_000),
  "\u0000 \u200b",
];

test.each(HOSTILE)("a hostile label stays a label: %j", (label) => {
  check(label);
});

const sign = fc.oneof(
  fc.constantFrom(...'"`#;%{}[]|<>&\\\n\r\u2028'),
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
);

test("any text stays a label", () => {
  fc.assert(
    fc.property(
      fc.array(sign, { maxLength: 30 }).map((signs) => signs.join("").toWellFormed()),
      (label) => {
        check(label);
      },
    ),
  );
});

function check(label: string): void {
  const text = { en: label, fr: label };
  const source = flowDiagram({
    format: "favorable-processing/2",
    id: "end",
    stage: "draft",
    title: text,
    purposes: { end: { statement: text } },
    categories: { graph: { label: text, special: "health" } },
    origins: { click: { label: text, kind: "subject" } },
    recipients: { style: { label: text, purposes: ["end"], categories: ["graph"] } },
    records: { r: { subjects: [], fields: { f: { category: "graph", origins: ["click"], purposes: ["end"], kind: "text" } } } },
  });
  const lines = source.trimEnd().split("\n");
  expect(lines.filter((line) => !LINE.test(line))).toEqual([]);
  expect(lines).toHaveLength(19);
  // In a label only entity codes have a number sign, and nothing begins a directive, a comment or a tag.
  for (const [, inside = ""] of source.matchAll(/"([^"\n]*)"/g)) {
    expect(inside).not.toBe("");
    expect(inside.replace(/#\d+;/g, "")).not.toMatch(/[#<>&`%{}|\\;:"]/);
  }
}
