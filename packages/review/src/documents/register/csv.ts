/** The register as CSV: one line for each processing, one column for each box. */
import { PrivacyError } from "@favorable/core";
import { guardCell } from "@favorable/exports";
import { stringify } from "csv-stringify/sync";
import { clean } from "../../dossier/clean.ts";
import { textOf } from "../paper/spans.ts";
import type { Register } from "./register.ts";

/** How the register is written as CSV. */
export interface RegisterCsvOptions {
  /** Between cells: `,` (RFC 4180) unless given; `;` is what spreadsheets of French and other locales take for the separator. */
  readonly separator?: "," | ";" | "\t";
}

/**
 * Writes the register as CSV (RFC 4180), with a byte order mark so that spreadsheets read UTF-8. Values of one box stand on lines of their own
 * within the cell; a cell that a spreadsheet could run as a formula is guarded, as in exports.
 *
 * @throws `SEPARATOR_INVALID`
 */
export function registerCsv(register: Register, { separator = "," }: RegisterCsvOptions = {}): string {
  if (![",", ";", "\t"].includes(separator))
    throw new PrivacyError("SEPARATOR_INVALID", "a register is separated by a comma, a semicolon or a tab");
  const { sheets } = clean(register);
  const head = (sheets[0]?.rows ?? []).map(({ label }) => label);
  const lines = sheets.map(({ rows }) => rows.map(({ values }) => values.map(textOf).join("\n")));
  return stringify(
    [head, ...lines].map((cells) => cells.map(guardCell)),
    { bom: true, delimiter: separator, record_delimiter: "windows", quoted: true },
  );
}
