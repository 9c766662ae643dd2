import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { isPrivacyError } from "@favorable/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STAFF_COLUMNS } from "../src/intake/columns.ts";
import { type CsvImport, describeRefusal, importOutsiders, importStaff, type RefusedRow, type RowOutcome } from "../src/intake/index.ts";
import { type WrittenSource, writeSources } from "../src/people/index.ts";

let folder = "";
let sources: { readonly staff: WrittenSource; readonly outsiders: WrittenSource };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sources-"));
  sources = await writeSources(folder);
});
afterAll(() => rm(folder, { recursive: true }));

async function all<T>(
  rows: CsvImport<T>,
): Promise<{ readonly values: readonly T[]; readonly refused: readonly RefusedRow[]; readonly rows: readonly RowOutcome<T>[] }> {
  const outcomes: RowOutcome<T>[] = [];
  for await (const outcome of rows) outcomes.push(outcome);
  return {
    rows: outcomes,
    values: outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : [])),
    refused: outcomes.flatMap((outcome) => ("value" in outcome ? [] : [outcome])),
  };
}

async function* bytes(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const whole = typeof text === "string" ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

const header = STAFF_COLUMNS.join(";");
const good = (number: number): string => `S0000${number};Agent;Prénom;staff;Infirmier;E01;U010;Urgences;tenured;;;;;`;
const lines = (...rows: readonly string[]): AsyncGenerator<Uint8Array> => bytes([header, ...rows].join("\r\n"));

async function fileError(rows: CsvImport<unknown>): Promise<unknown> {
  return all(rows).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("the two files as they are written", () => {
  it("are the same on every run", async () => {
    const again = await writeSources(join(folder, "again"));
    const digest = async (file: string): Promise<string> =>
      createHash("sha256")
        .update(await readFile(file))
        .digest("hex");
    expect(await digest(again.staff.file)).toBe(await digest(sources.staff.file));
    expect(await digest(again.outsiders.file)).toBe(await digest(sources.outsiders.file));
  });

  it("name nobody: every name says that it is invented", async () => {
    const { values: staff } = await all(importStaff(sources.staff.file));
    const { values: outsiders } = await all(importOutsiders(sources.outsiders.file));
    for (const { surname, firstName } of [...staff, ...outsiders]) {
      expect(surname).toMatch(/^(?:Agent|Élève|Bénévole|Externe)-\d{4}$/);
      expect(firstName).toMatch(/^Prénom-\d{4}$/);
    }
  });
});

describe("the import of the HR file", () => {
  it("takes every good row, refuses the planted ones by line and field, and its counts add up", async () => {
    const rows = importStaff(sources.staff.file);
    const { values, refused } = await all(rows);
    expect(refused.map(({ further: _, ...fault }) => fault)).toEqual(sources.staff.faults);
    expect(refused.every(({ further }) => further.length === 0)).toBe(true);
    expect(rows.counts).toEqual({
      read: sources.staff.rows,
      accepted: 3000,
      refused: 8,
      byCode: { MISSING: 1, MALFORMED: 2, DUPLICATE: 1, UNKNOWN_VALUE: 1, TOO_LONG: 1, COLUMNS: 1, QUOTE: 1 },
    });
    expect(values.filter(({ population }) => population === "students")).toHaveLength(250);
    expect(new Set(values.map(({ staffNumber }) => staffNumber)).size).toBe(3000);
  });

  it("types the values and leaves out what is empty", async () => {
    const row =
      'S00001;Agent;Prénom;staff;Infirmier;E01;U010;"Urgences; ""A""";contract;2022-03-31;2022-01-15;resignation;yes;long-illness-leave';
    const { rows } = await all(importStaff(lines(row, good(2))));
    expect(rows).toEqual([
      {
        row: 2,
        origin: "hrFile",
        value: {
          staffNumber: "S00001",
          surname: "Agent",
          firstName: "Prénom",
          population: "staff",
          grade: "Infirmier",
          establishmentCode: "E01",
          serviceCode: "U010",
          serviceTitle: 'Urgences; "A"',
          employment: "contract",
          contractEnd: "2022-03-31",
          functionEnd: "2022-01-15",
          functionEndReason: "resignation",
          longIllnessExemption: true,
          sicknessPosition: "long-illness-leave",
        },
      },
      expect.objectContaining({ row: 3, value: expect.not.objectContaining({ contractEnd: expect.anything() }) }),
    ]);
  });

  it("names every faulty field of a row, once", async () => {
    const { refused } = await all(importStaff(lines("S1;;P;visitors;G;E;U;T;tenured;2022-01-01;;;;", good(2))));
    expect(refused).toEqual([
      {
        row: 2,
        field: "staffNumber",
        code: "MALFORMED",
        further: [
          { field: "surname", code: "MISSING" },
          { field: "population", code: "UNKNOWN_VALUE" },
        ],
      },
    ]);
    expect(refused.map(describeRefusal)).toEqual([
      "line 2: staffNumber is malformed, surname is missing, population is not one of the list",
    ]);
  });

  it.for([
    ["an end of contract of somebody tenured", "S00001;A;P;staff;G;E;U;T;tenured;2022-01-01;;;;", "contractEnd", "CONFLICT"],
    ["an end of function without a reason", "S00001;A;P;staff;G;E;U;T;tenured;;2022-01-01;;;", "functionEndReason", "MISSING"],
    ["a reason without an end of function", "S00001;A;P;staff;G;E;U;T;tenured;;;other;;", "functionEndReason", "CONFLICT"],
    ["a student with a contract", "S00001;A;P;students;G;E;U;T;contract;;;;;", "employment", "CONFLICT"],
    ["a diagnosis where the closed list stands", "S00001;A;P;staff;G;E;U;T;tenured;;;;;flu", "sicknessPosition", "UNKNOWN_VALUE"],
    ["a carriage return in a value", "S00001;A\rB;P;staff;G;E;U;T;tenured;;;;;", "surname", "MALFORMED"],
    ["a name that turns the direction of writing", "S00001;A\u202eB;P;staff;G;E;U;T;tenured;;;;;", "surname", "MALFORMED"],
    ["a mark of direction", "S00001;A;\u200fP;staff;G;E;U;T;tenured;;;;;", "firstName", "MALFORMED"],
    ["a name of no width", "S00001;\u200b\u200d;P;staff;G;E;U;T;tenured;;;;;", "surname", "MALFORMED"],
    ["a name that nobody can see", "S00001;A;\u3164\u2800;staff;G;E;U;T;tenured;;;;;", "firstName", "MALFORMED"],
    ["a name of a mark alone", "S00001;\u0301;P;staff;G;E;U;T;tenured;;;;;", "surname", "MALFORMED"],
    ["a line separator in a value", "S00001;A\u2028B;P;staff;G;E;U;T;tenured;;;;;", "surname", "MALFORMED"],
    ["a formula", "S00001;=1+1;P;staff;G;E;U;T;tenured;;;;;", "surname", "MALFORMED"],
    ["a formula after a space", "S00001;A; +1;staff;G;E;U;T;tenured;;;;;", "firstName", "MALFORMED"],
    ["a formula that begins with a minus", "S00001;A;P;staff;-1;E;U;T;tenured;;;;;", "grade", "MALFORMED"],
    ["a formula in quotes", 'S00001;A;P;staff;G;E;U;"@SUM(1)";tenured;;;;;', "serviceTitle", "MALFORMED"],
    ["a formula in full width", "S00001;\uff1d1;P;staff;G;E;U;T;tenured;;;;;", "surname", "MALFORMED"],
    ["a tabulator before a value", "S00001;\tA;P;staff;G;E;U;T;tenured;;;;;", "surname", "MALFORMED"],
    ["a day that the calendar lacks", "S00001;A;P;staff;G;E;U;T;contract;2022-02-30;;;;", "contractEnd", "MALFORMED"],
  ] as const)("refuses %s and reads on", async ([, row, field, code]) => {
    const { refused, values } = await all(importStaff(lines(row, good(2))));
    expect(refused).toEqual([{ row: 2, field, code, further: [] }]);
    expect(values).toHaveLength(1);
  });

  it("loses only its own row to a quote out of place, a line without end or a wrong number of columns", async () => {
    const { refused, values } = await all(
      importStaff(lines(good(1), `"${good(2)}`, good(3), `S00004;A"B;P`, good(5), "x".repeat(50_000), good(6), "a;b", "", good(7))),
    );
    expect(refused.map(({ row, code }) => [row, code])).toEqual([
      [3, "QUOTE"],
      [5, "QUOTE"],
      [7, "TOO_LONG"],
      [9, "COLUMNS"],
    ]);
    expect(values).toHaveLength(5);
  });

  it("refuses a staff number again only when the first was taken", async () => {
    const { refused } = await all(importStaff(lines(good(1).replace("staff;", "visitors;"), good(1), good(1))));
    expect(refused.map(({ row, code }) => [row, code])).toEqual([
      [2, "UNKNOWN_VALUE"],
      [4, "DUPLICATE"],
    ]);
  });

  it("reads the columns in any order, UTF-8 or windows-1252, with or without a mark and a last line end", async () => {
    const reversed = [header, good(1)].map((line) => line.split(";").reverse().join(";")).join("\n");
    const latin = Uint8Array.from(Buffer.from(`${header}\r\n${good(1).replace("Agent", "D\x92Agent \x80")}\r\n`, "latin1"));
    const { values: first } = await all(importStaff(bytes(`\ufeff${reversed}`)));
    const { values: second } = await all(importStaff(bytes(latin)));
    expect(first[0]?.firstName).toBe("Prénom");
    expect(second[0]).toEqual({ ...first[0], surname: "D’Agent €" });
  });

  it("refuses a whole file whose columns are not the declared ones, without repeating them", async () => {
    const cases = [
      ["", [...STAFF_COLUMNS], [], 0],
      [header.replace("surname;", ""), ["surname"], [], 0],
      [`${header};secret-column`, [], [], 1],
      [`${header};surname`, [], ["surname"], 0],
      [good(1).replaceAll("Agent", "secret"), [...STAFF_COLUMNS], [], 14],
      ['"', [...STAFF_COLUMNS], [], 0],
    ] as const;
    for (const [text, missing, repeated, unknown] of cases) {
      const error = await fileError(importStaff(bytes(text)));
      expect(isPrivacyError(error, "HEADER_INVALID") && error.details).toEqual({ missing, repeated, unknown });
      expect(inspect(error)).not.toContain("secret");
    }
  });

  it("says that a file cannot be read without naming it", async () => {
    const error = await fileError(importStaff(join(folder, "secret.csv")));
    expect(isPrivacyError(error, "SOURCE_UNREADABLE") && error.details).toEqual({ reason: "ENOENT" });
    expect(inspect(error)).not.toContain("secret.csv");
  });

  it("takes names of any script, with hyphens, apostrophes and joiners inside", async () => {
    const names = ["Anne-Marie", "d’Agent", "Λάμπρος", "ابراهيم", "می\u200cخواهم", "李", "e\u0301lodie"];
    const { values, refused } = await all(importStaff(lines(...names.map((name, at) => good(at).replace("Agent", name)))));
    expect(refused).toEqual([]);
    expect(values.map(({ surname }) => surname)).toEqual(names);
  });

  it("passes on nothing of what a failing stream says", async () => {
    async function* failing(error: unknown): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(`${header}\n`);
      throw error;
    }
    const own = Object.assign(new Error("secret"), { syscall: "secret", code: "secret" });
    const system = Object.assign(new Error("secret"), { syscall: "read", code: "EIO" });
    for (const [source, reason] of [
      [failing(new Error("secret")), "unknown"],
      [failing("secret"), "unknown"],
      [failing(own), "unknown"],
      [failing(system), "EIO"],
      [null as never, "unknown"],
    ] as const) {
      const error = await fileError(importStaff(source));
      expect(isPrivacyError(error, "SOURCE_UNREADABLE") && error.details).toEqual({ reason });
      expect(inspect(error)).not.toContain("secret");
    }
  });

  it("never repeats a value in a refusal, and counts every row of any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.stringMatching(/^[^\n\r;"]{0,12}$/).map((text) => `planted${text}`)), async (values) => {
        const rows = importStaff(lines(...values, values.join(";"), `"${values.join('"')}`));
        const { refused } = await all(rows);
        expect(JSON.stringify(refused) + refused.map(describeRefusal).join()).not.toContain("planted");
        expect(rows.counts.read).toBe(rows.counts.accepted + rows.counts.refused);
      }),
    );
  });
});

describe("the import of volunteers and external persons", () => {
  it("keeps surname, first name and population only, and finds the planted faults", async () => {
    const rows = importOutsiders(sources.outsiders.file);
    const { values, refused } = await all(rows);
    expect(refused.map(({ further: _, ...fault }) => fault)).toEqual(sources.outsiders.faults);
    expect(rows.counts).toMatchObject({ read: sources.outsiders.rows, accepted: 180, refused: 4 });
    expect(new Set(values.flatMap(Object.keys))).toEqual(new Set(["surname", "firstName", "population"]));
  });

  it("leaves out who has no direct contact with the persons received", async () => {
    const text = "body;population;surname;firstName;directContact\nB;volunteers;A;P;no\nB;volunteers;A;P;yes\nC;volunteers;A;P;yes\n";
    const { rows } = await all(importOutsiders(bytes(text)));
    expect(rows).toEqual([
      { row: 2, field: "directContact", code: "OUT_OF_SCOPE", further: [] },
      { row: 3, origin: "externalBody", value: { surname: "A", firstName: "P", population: "volunteers" } },
      { row: 4, origin: "externalBody", value: { surname: "A", firstName: "P", population: "volunteers" } },
    ]);
  });
});
