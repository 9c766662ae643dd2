/** The HR file: staff and students, with the fields the declaration takes from it (CCIN deliberation 2021-206, III). */
import type { CalendarDate } from "@favorable/core";
import * as z from "zod";
import { SICKNESS } from "../declaration/records.ts";
import { date, line, yesNo } from "./cells.ts";
import { STAFF_COLUMNS } from "./columns.ts";
import { type CsvImport, importCsv, type SourceForm } from "./import-csv.ts";

/** A row of the HR file, as the record `agent` is declared. */
export interface StaffRow {
  readonly staffNumber: string;
  readonly surname: string;
  readonly firstName: string;
  readonly population: "staff" | "students";
  readonly grade: string;
  readonly establishmentCode: string;
  readonly serviceCode: string;
  readonly serviceTitle: string;
  readonly employment: "tenured" | "trainee" | "contract" | "student";
  readonly contractEnd?: CalendarDate;
  readonly functionEnd?: CalendarDate;
  readonly functionEndReason?: "resignation" | "retirement" | "end-of-contract" | "other";
  readonly longIllnessExemption?: boolean;
  readonly sicknessPosition?: (typeof SICKNESS)[number];
}

const schema: z.ZodType<StaffRow> = z
  .strictObject({
    staffNumber: z.string().regex(/^[A-Z]\d{5}$/),
    surname: line(80),
    firstName: line(80),
    population: z.enum(["staff", "students"]),
    grade: line(80),
    establishmentCode: line(10),
    serviceCode: line(10),
    serviceTitle: line(80),
    employment: z.enum(["tenured", "trainee", "contract", "student"]),
    contractEnd: z.exactOptional(date),
    functionEnd: z.exactOptional(date),
    functionEndReason: z.exactOptional(z.enum(["resignation", "retirement", "end-of-contract", "other"])),
    longIllnessExemption: z.exactOptional(yesNo),
    sicknessPosition: z.exactOptional(z.enum(SICKNESS)),
  })
  .superRefine((row, context) => {
    const conflict = (field: keyof StaffRow): void => context.addIssue({ code: "custom", path: [field], params: { row: "CONFLICT" } });
    if ((row.population === "students") !== (row.employment === "student")) conflict("employment");
    // The file declares the end of contract for contract staff only, and a reason with every end of function.
    if (row.contractEnd !== undefined && row.employment !== "contract") conflict("contractEnd");
    if (row.functionEnd !== undefined && row.functionEndReason === undefined)
      context.addIssue({ code: "custom", path: ["functionEndReason"], params: { row: "MISSING" } });
    if (row.functionEnd === undefined && row.functionEndReason !== undefined) conflict("functionEndReason");
  });

const form: SourceForm<StaffRow> = {
  origin: "hrFile",
  columns: STAFF_COLUMNS,
  schema,
  unique: { field: "staffNumber", key: ({ staffNumber }) => staffNumber ?? "" },
};

/**
 * Imports the HR file.
 *
 * @param source - its path, or its bytes
 * @throws while iterating: `HEADER_INVALID`, `SOURCE_UNREADABLE`
 */
export function importStaff(source: string | AsyncIterable<Uint8Array>): CsvImport<StaffRow> {
  return importCsv(source, form);
}
