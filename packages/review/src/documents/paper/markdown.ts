/** A paper as Markdown in which a declared text means nothing but itself. */
import { clean } from "../../dossier/clean.ts";
import { typeset } from "../../dossier/language.ts";
import type { Block, Item, Language, Line, Paper, Span } from "./paper.ts";
import { footOf, spansOf } from "./spans.ts";

/**
 * Writes a paper as Markdown (CommonMark with tables). The same paper gives the same text.
 *
 * @example
 * ```ts
 * import { paperMarkdown } from "@favorable/review/documents";
 *
 * const text = paperMarkdown({
 *   language: "en",
 *   title: "Register",
 *   declaration: { id: "visits", sha256: "0".repeat(64) },
 *   blocks: [{ kind: "paragraph", line: "Kept <b>short</b>." }],
 * });
 * console.log(text.split("\n")[2]); // Kept \<b\>short\</b\>.
 * ```
 */
export function paperMarkdown(paper: Paper): string {
  const { language, title, blocks, declaration } = clean(paper);
  const parts = blocks.map((block) => blockText(block, language));
  return [`# ${plain(title, language)}`, ...parts, "---", lineText(footOf(language, declaration), language)].join("\n\n").concat("\n");
}

function blockText(block: Block, language: Language): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${plain(block.text, language)}`;
    case "paragraph":
      return lineText(block.line, language);
    case "notice":
      return `> ${lineText(block.line, language)}`;
    case "list":
      return itemsText(block.items, language, "");
    case "table":
      return tableText(block, language);
  }
}

function itemsText(items: readonly Item[], language: Language, indent: string): string {
  return items
    .map(({ line, items: below = [] }) => {
      const own = `${indent}- ${lineText(line, language)}`;
      return below.length === 0 ? own : `${own}\n${itemsText(below, language, `${indent}  `)}`;
    })
    .join("\n");
}

function tableText({ caption, head, rows }: Extract<Block, { kind: "table" }>, language: Language): string {
  const row = (cells: readonly Line[]): string => `| ${cells.map((cell) => lineText(cell, language)).join(" | ")} |`;
  return [`**${plain(caption, language)}**`, "", row(head), `| ${head.map(() => "---").join(" | ")} |`, ...rows.map(row)].join("\n");
}

function lineText(line: Line, language: Language): string {
  const text = spansOf(line)
    .map((span) => spanText(span, language))
    .join("");
  // What would begin a block is said as text: a list, a number with a point, a rule of equals signs.
  return text.replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2").replace(/^([-+=])/, "\\$1");
}

function spanText({ text, code, strong, lang }: Span, language: Language): string {
  if (code === true && PLAIN_CODE.test(text)) return `\`${text}\``;
  // An identifier is not running text: its signs are its own.
  const said = code === true ? escaped(text) : plain(text, lang ?? language);
  return strong === true && said.trim() !== "" ? `**${said.trim()}**` : said;
}

/** What stands between backquotes as it is: anything with a sign that could close them or divide a cell is escaped as other text. */
const PLAIN_CODE = /^[\p{L}\p{N}][\p{L}\p{N} .,:;/@_*+-]*$/u;

/** Running text with the typography of its language. */
function plain(text: string, language: Language): string {
  return escaped(typeset(language, text));
}

/** Escapes whatever Markdown or HTML would read as its own, on one line. */
function escaped(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>|#~&$]/g, "\\$&")
    .replace(/(https?|ftp|mailto|www)([:.])/gi, "$1\\$2");
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, " ");
}
