/** The two files the register is filled from, invented: the same bytes on every run, with a handful of rows that are wrong on purpose. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OUTSIDER_COLUMNS, STAFF_COLUMNS } from "../intake/columns.ts";
import type { RowCode } from "../intake/row.ts";
import { csvLine } from "./csv.ts";
import { type OutsiderLine, outsiderLine } from "./outsiders.ts";
import { randomFrom } from "./random.ts";
import { type StaffLine, staffLine, studentLine } from "./staff.ts";

/** A row that is wrong on purpose: its line in the file (the header is line 1), the field, and what the import must say. */
export interface PlantedFault {
  readonly row: number;
  readonly field?: string;
  readonly code: RowCode;
}

/** One written file. */
export interface WrittenSource {
  readonly file: string;
  /** Rows below the header. */
  readonly rows: number;
  readonly faults: readonly PlantedFault[];
}

/** How many people are invented. */
export interface SourceSizes {
  readonly staff: number;
  readonly students: number;
  readonly outsiders: number;
}

const SIZES: SourceSizes = { staff: 2750, students: 250, outsiders: 180 };
const SEED = "vaccination-register";

interface Fault {
  /** Which line it becomes. */
  readonly at: number;
  readonly line: string;
  readonly field?: string;
  readonly code: RowCode;
}

/**
 * Writes `hr.csv` (UTF-8 with its mark, CRLF) and `volunteers.csv` (windows-1252, LF): two habits an import meets.
 *
 * @param folder - made when it is not there; files of an earlier run are replaced
 * @param sizes - 2,750 staff, 250 students and 180 others when left out
 * @returns what was written, with the faults that an import has to find
 */
export async function writeSources(
  folder: string,
  sizes: SourceSizes = SIZES,
): Promise<{ readonly staff: WrittenSource; readonly outsiders: WrittenSource }> {
  await mkdir(folder, { recursive: true });
  const staff = staffLines(sizes);
  const outsiders = outsiderLines(sizes);
  const staffSource = withFaults(staff.map(staffText), staffFaults(staff));
  const outsiderSource = withFaults(outsiders.map(outsiderText), outsiderFaults(outsiders));
  const staffFile = join(folder, "hr.csv");
  const outsidersFile = join(folder, "volunteers.csv");
  await writeFile(staffFile, `\ufeff${[csvLine(STAFF_COLUMNS), ...staffSource.lines].join("\r\n")}\r\n`);
  // Every letter of the list stands at the same place in Latin-1 and in windows-1252.
  await writeFile(outsidersFile, `${[csvLine(OUTSIDER_COLUMNS), ...outsiderSource.lines].join("\n")}\n`, "latin1");
  return {
    staff: { file: staffFile, rows: staffSource.lines.length, faults: staffSource.faults },
    outsiders: { file: outsidersFile, rows: outsiderSource.lines.length, faults: outsiderSource.faults },
  };
}

function staffLines({ staff, students }: SourceSizes): readonly StaffLine[] {
  const random = randomFrom(`${SEED}/staff`);
  return [
    ...Array.from({ length: staff }, (_, index) => staffLine(index + 1, random)),
    ...Array.from({ length: students }, (_, index) => studentLine(index + 1, random)),
  ];
}

function outsiderLines({ outsiders }: SourceSizes): readonly OutsiderLine[] {
  const random = randomFrom(`${SEED}/outsiders`);
  return Array.from({ length: outsiders }, (_, index) => outsiderLine(index + 1, random));
}

/** One row of each kind of fault; each but the duplicate is about somebody who stands nowhere else. */
function staffFaults(lines: readonly StaffLine[]): readonly Fault[] {
  const [first] = lines;
  if (first === undefined) return [];
  const line = (number: number, change: Partial<StaffLine>): string =>
    staffText({ ...staffLine(number, randomFrom(`${SEED}/fault/${number}`)), functionEnd: "", functionEndReason: "", ...change });
  return [
    { at: 18, line: line(9001, { surname: "" }), field: "surname", code: "MISSING" },
    { at: 120, line: line(9002, { employment: "contract", contractEnd: "31/02/2022" }), field: "contractEnd", code: "MALFORMED" },
    { at: 500, line: staffText({ ...first, grade: "Agent administratif" }), field: "staffNumber", code: "DUPLICATE" },
    { at: 777, line: line(9003, { population: "visitors" }), field: "population", code: "UNKNOWN_VALUE" },
    { at: 1024, line: line(9004, { surname: `Agent-${"9".repeat(200)}` }), field: "surname", code: "TOO_LONG" },
    { at: 1500, line: `${line(9005, {})};one too many`, code: "COLUMNS" },
    { at: 2001, line: `"${line(9006, {})}`, code: "QUOTE" },
    { at: 2500, line: line(9007, { staffNumber: "9007" }), field: "staffNumber", code: "MALFORMED" },
  ];
}

function outsiderFaults(lines: readonly OutsiderLine[]): readonly Fault[] {
  const [first] = lines;
  if (first === undefined) return [];
  const line = (number: number, change: Partial<OutsiderLine>): string =>
    outsiderText({ ...outsiderLine(number, randomFrom(`${SEED}/fault/${number}`)), ...change });
  return [
    { at: 12, line: line(9001, { firstName: "" }), field: "firstName", code: "MISSING" },
    { at: 40, line: line(9002, { directContact: "no" }), field: "directContact", code: "OUT_OF_SCOPE" },
    { at: 41, line: line(9003, { directContact: "no" }), field: "directContact", code: "OUT_OF_SCOPE" },
    { at: 90, line: outsiderText(first), field: "surname", code: "DUPLICATE" },
  ];
}

/** Puts the faulty rows in at their lines, from the first on, so that those already put in do not move. */
function withFaults(lines: readonly string[], faults: readonly Fault[]): { lines: readonly string[]; faults: readonly PlantedFault[] } {
  const all = [...lines];
  const planted: PlantedFault[] = [];
  for (const { at, line, field, code } of faults) {
    const index = Math.min(at - 2, all.length);
    all.splice(index, 0, line);
    planted.push(field === undefined ? { row: index + 2, code } : { row: index + 2, field, code });
  }
  return { lines: all, faults: planted };
}

function staffText(line: StaffLine): string {
  return csvLine(STAFF_COLUMNS.map((column) => line[column]));
}

function outsiderText(line: OutsiderLine): string {
  return csvLine(OUTSIDER_COLUMNS.map((column) => line[column]));
}
