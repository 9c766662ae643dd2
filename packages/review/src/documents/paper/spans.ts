/** Lines as pieces, and the line that stands at the foot of every paper. */
import type { Language, Line, Paper, Span } from "./paper.ts";

/** The pieces of a line. */
export function spansOf(line: Line): readonly Span[] {
  const parts = Array.isArray(line) ? line : [line as string | Span];
  return parts.map((part: string | Span) => (typeof part === "string" ? { text: part } : part));
}

/** The words of a line, without what sets them apart. */
export function textOf(line: Line): string {
  return spansOf(line)
    .map(({ text }) => text)
    .join("");
}

/** Lines as one, with a text between them. */
export function joined(lines: readonly Line[], between: string): Line {
  return lines.flatMap((line, at) => (at === 0 ? spansOf(line) : [{ text: between }, ...spansOf(line)]));
}

/** `{name}: {value}`, with the colon of the language. */
export function labelled(language: Language, name: string, value: Line): Line {
  return [{ text: `${name}${language === "fr" ? " : " : ": "}` }, ...spansOf(value)];
}

/** What the paper was written from. */
export function footOf(language: Language, { id, sha256 }: Paper["declaration"]): Line {
  return language === "fr"
    ? ["Établi à partir de la déclaration ", { text: id, code: true }, ", SHA-256 ", { text: sha256, code: true }, "."]
    : ["Written from the declaration ", { text: id, code: true }, ", SHA-256 ", { text: sha256, code: true }, "."];
}
