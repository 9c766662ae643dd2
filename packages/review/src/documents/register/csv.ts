/** The register as CSV: one line for each processing, one column for each box. */
import { guardCell } from "@favorable/exports";
import { stringify } from "csv-stringify/sync";
import { clean } from "../../dossier/clean.ts";
import { textOf } from "../paper/spans.ts";
import type { Register } from "./register.ts";

/**
 * Writes the register as CSV (RFC 4180), with a byte order mark so that spreadsheets read UTF-8. Values of one box stand on lines of their own
 * within the cell; a cell that a spreadsheet could run as a formula is guarded, as in exports.
 */
export function registerCsv(register: Register): string {
  const { sheets } = clean(register);
  const head = (sheets[0]?.rows ?? []).map(({ label }) => label);
  const lines = sheets.map(({ rows }) => rows.map(({ values }) => values.map(textOf).join("\n")));
  return stringify(
    [head, ...lines].map((cells) => cells.map(guardCell)),
    { bom: true, record_delimiter: "windows", quoted: true },
  );
}
