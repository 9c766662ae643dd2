/** Declared words that try to be more than words: in Markdown and in HTML. */
import type { ProcessingDocument } from "@favorable/processing";
import { type Paper, paperHtml, paperMarkdown } from "@favorable/review/documents";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { whole } from "../../processing/test/whole-document.ts";
import { PAPERS } from "./documents-samples.ts";

const HOSTILE =
  "</li></script><script>alert(1)</script><img src=x onerror=alert(1)> | --- | [x](javascript:alert(1)) ![y](https://x.example/z) **b** `c` \u202Egnp.exe\n# heading\n- item";

/** The declaration with hostile words in the place of all its texts. */
function poisoned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(poisoned);
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value);
  if (names.length > 0 && names.every((name) => name === "fr" || name === "en")) return { fr: HOSTILE, en: HOSTILE };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one)]));
}
const hostile = poisoned(whole) as ProcessingDocument;

/** Cells of a row: pipes that are not escaped divide them. */
const cells = (row: string): number => row.replace(/\\./g, "").split("|").length;

function assertInert(markdown: string): void {
  expect(markdown.replace(/\\./gs, "").replace(/`+[^`]*`+/g, "")).not.toMatch(/<[a-z/!]|\]\(|\u202E/i);
  let width = 0;
  for (const line of markdown.split("\n")) {
    if (!line.startsWith("| ")) width = 0;
    else if (width === 0) width = cells(line);
    else expect(cells(line)).toBe(width);
  }
}

describe.each(Object.entries(PAPERS))("the %s of a hostile declaration", (_, write) => {
  const paper = write(hostile, "fr");

  it("is inert in HTML", () => {
    const page = paperHtml(paper);
    expect(page).not.toMatch(/<script|<img|\u202E/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
  });

  it("is inert in Markdown: no tag, no link, no heading or cell of its own", () => {
    const text = paperMarkdown(paper);
    assertInert(text);
    const headings = paper.blocks.filter(({ kind }) => kind === "heading").length + 1;
    expect(text.split("\n").filter((line) => /^#{1,6} /.test(line))).toHaveLength(headings);
  });
});

it("keeps any text on its line, its cell and its item", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(..."|`\\*_#[]()<>!&~$-+=1. \n\r\t\u2028".split("")) }),
  );
  fc.assert(
    fc.property(texts, fc.boolean(), (text, code) => {
      const paper: Paper = {
        language: "fr",
        title: text,
        declaration: { id: "x", sha256: "0".repeat(64) },
        blocks: [
          { kind: "paragraph", line: { text, code } },
          { kind: "list", items: [{ line: text, items: [{ line: { text, code } }] }] },
          { kind: "table", caption: text, head: [text, "b"], rows: [[{ text, code }, text]] },
        ],
      };
      const markdown = paperMarkdown(paper);
      assertInert(markdown);
      const lines = markdown.split("\n");
      expect(lines.filter((line) => line.startsWith("| "))).toHaveLength(3);
      expect(lines.filter((line) => /^#+ /.test(line)).length).toBe(1);
      expect(lines.filter((line) => /^ *- /.test(line))).toHaveLength(2);
      expect(paperHtml(paper).match(/<t[hd][ >]/g)).toHaveLength(4);
    }),
  );
});
