/** The list of volunteers and external persons. */
import * as z from "zod";
import { line, yesNo } from "./cells.ts";
import { OUTSIDER_COLUMNS } from "./columns.ts";
import { type CsvImport, importCsv, type SourceForm } from "./import-csv.ts";

/** What is kept of a row: surname, first name, and which of the two populations (CCIN deliberation 2021-206, III). */
export interface OutsiderRow {
  readonly surname: string;
  readonly firstName: string;
  readonly population: "volunteers" | "externals";
}

/**
 * The body and the contact are read to decide and not kept. Who has no direct contact with the persons received is not subject to the
 * duty (law 1.509, article 1, 2)) and does not enter the register.
 */
const schema: z.ZodType<OutsiderRow> = z
  .strictObject({
    body: line(80),
    population: z.enum(["volunteers", "externals"]),
    surname: line(80),
    firstName: line(80),
    directContact: yesNo,
  })
  .superRefine((row, context) => {
    if (!row.directContact) context.addIssue({ code: "custom", path: ["directContact"], params: { row: "OUT_OF_SCOPE" } });
  })
  .transform(({ surname, firstName, population }) => ({ surname, firstName, population }));

const form: SourceForm<OutsiderRow> = {
  origin: "externalBody",
  columns: OUTSIDER_COLUMNS,
  schema,
  unique: {
    field: "surname",
    // Two people of one name in two bodies are two people.
    key: ({ body, surname, firstName }) => JSON.stringify([body, surname, firstName]).toLowerCase(),
  },
};

/**
 * Imports the list of volunteers and external persons.
 *
 * @param source - its path, or its bytes
 * @throws while iterating: `HEADER_INVALID`, `SOURCE_UNREADABLE`
 */
export function importOutsiders(source: string | AsyncIterable<Uint8Array>): CsvImport<OutsiderRow> {
  return importCsv(source, form);
}
