/** Cells that a spreadsheet must not run. */

/**
 * What spreadsheets take for the beginning of a formula (OWASP, CSV injection), also behind white space, a byte order mark or quotes,
 * and in its full-width forms.
 */
const FORMULA = /^'*[\s\uFEFF]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20|%]/u;

/**
 * A text as it stands in a CSV cell: one that could be run as a formula gets a `'` before it.
 *
 * @example
 * ```ts
 * import { guardCell, unguardCell } from "@favorable/exports";
 *
 * console.log(guardCell("=HYPERLINK(1)")); // '=HYPERLINK(1)
 * console.log(unguardCell(guardCell("=HYPERLINK(1)"))); // =HYPERLINK(1)
 * console.log(guardCell("Martin")); // Martin
 * ```
 */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text of a guarded cell. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
