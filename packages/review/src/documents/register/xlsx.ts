/** The register as a workbook: a list, and a sheet for each processing. */
import writeXlsxFile, { type Cell, type Row, type Sheet } from "write-excel-file/universal";
import { clean } from "../../dossier/clean.ts";
import { textOf } from "../paper/spans.ts";
import { type Register, registerList } from "./register.ts";
import { withoutTimes } from "./zip-times.ts";

/** The longest text a cell holds, in UTF-16 code units (ECMA-376; Excel specifications and limits). */
const CELL = 32_767;
/** The longest name of a sheet. */
const NAME = 31;

/**
 * Writes the register as an XLSX workbook; the same register gives the same bytes. Every cell is text, none a formula.
 *
 * @returns the file's bytes
 */
export async function registerXlsx(register: Register): Promise<Uint8Array> {
  const { language, sheets, ...rest } = clean(register);
  const list = registerList({ language, sheets, ...rest });
  const [box, content] = language === "fr" ? ["Rubrique", "Contenu"] : ["Item", "Content"];
  const names = sheetNames([language === "fr" ? "Liste" : "List", ...sheets.map(({ id }) => id)]);
  const written: Sheet<Blob>[] = [
    {
      sheet: names[0] ?? "1",
      data: [list.head.map(headCell), ...list.rows.map((row): Row => row.map((line) => cell(textOf(line).slice(0, CELL))))],
      columns: list.head.map(() => ({ width: 32 })),
      stickyRowsCount: 1,
    },
    ...sheets.map(
      ({ rows }, at): Sheet<Blob> => ({
        sheet: names[at + 1] ?? `${at + 2}`,
        data: [
          [box, content].map((name) => headCell(name ?? "")),
          ...rows.flatMap(({ label, values }) =>
            values.flatMap((value) => pieces(textOf(value)).map((piece): Row => [cell(label, true), cell(piece)])),
          ),
        ],
        columns: [{ width: 38 }, { width: 90 }],
        stickyRowsCount: 1,
      }),
    ),
  ];
  const blob = await writeXlsxFile(written).toBlob();
  return withoutTimes(new Uint8Array(await blob.arrayBuffer()));
}

function cell(value: string, bold = false): Cell {
  return { value, type: String, wrap: true, alignVertical: "top", ...(bold ? { fontWeight: "bold" as const } : {}) };
}

function headCell(value: string): Cell {
  return { value, type: String, fontWeight: "bold", wrap: true };
}

/** A text that is longer than a cell goes on in the next row. */
function pieces(text: string): readonly string[] {
  const count = Math.max(1, Math.ceil(text.length / CELL));
  return Array.from({ length: count }, (_, at) => text.slice(at * CELL, (at + 1) * CELL));
}

/** Names a workbook takes: short, without its own signs, no two alike whatever their case. */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return wanted.map((name, at) => {
    const plain = name.replace(/[[\]:*?/\\']/g, "-").slice(0, NAME) || `${at + 1}`;
    let own = plain;
    for (let turn = 2; taken.has(own.toLowerCase()); turn += 1) own = `${plain.slice(0, NAME - 1 - `${turn}`.length)}-${turn}`;
    taken.add(own.toLowerCase());
    return own;
  });
}
