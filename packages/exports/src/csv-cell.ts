/** Cells that a spreadsheet must not run. */

/**
 * Where a program that takes another separator than the comma, or no quotes, begins a new cell: such a program splits a quoted text too,
 * for a quote counts only at the beginning of what it takes for a cell (RFC 4180 §2.5).
 */
const SEPARATOR = /([\t\n\v\f\r\u0085\u2028\u2029;,])/u;

/**
 * What spreadsheets take for the beginning of a formula (OWASP, CSV injection), also behind white space, quotes, control characters and
 * what is not seen, and in its full-width and small forms.
 */
const FORMULA = /^'*[\s"\p{Cc}\p{Cf}\p{DI}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B]/u;

/** A cell that begins with a tab or a line break: some programs drop it and look at what follows. */
const BREAK = /^'*[\t\n\v\f\r\u0085\u2028\u2029]/u;

/**
 * A text as it stands in a CSV cell: a `'` goes before whatever could be run as a formula, at the beginning of the cell and after each line
 * break, tab, semicolon and comma in it.
 *
 * @example
 * ```ts
 * import { guardCell, unguardCell } from "@favorable/exports";
 *
 * console.log(guardCell("=HYPERLINK(1)")); // '=HYPERLINK(1)
 * console.log(guardCell("Martin;=HYPERLINK(1)")); // Martin;'=HYPERLINK(1)
 * console.log(unguardCell(guardCell("=HYPERLINK(1)"))); // =HYPERLINK(1)
 * console.log(guardCell("Martin")); // Martin
 * ```
 */
export function guardCell(text: string): string {
  return pieces(text, (piece) => `'${piece}`);
}

/** The text of a guarded cell. */
export function unguardCell(cell: string): string {
  return pieces(cell, (piece) => (piece.startsWith("'") ? piece.slice(1) : piece));
}

/** Every text in which nothing below can be found. */
const HARMLESS = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._:/()]*$/u;

/** Changes the pieces that need it; one with one `'` more needs it as well, so that both ways meet the same. */
function pieces(text: string, change: (piece: string) => string): string {
  if (HARMLESS.test(text)) return text;
  const broken = BREAK.test(text);
  return text
    .split(SEPARATOR)
    .map((piece, at) => (at % 2 === 0 && (FORMULA.test(piece) || (at === 0 && broken)) ? change(piece) : piece))
    .join("");
}
