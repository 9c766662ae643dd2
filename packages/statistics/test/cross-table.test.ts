import { describe, expect, test } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { diagnose } from "../../../testing/compiler.ts";
import { crossTable } from "../src/cross-table.ts";
import { cellOf } from "../src/table.ts";
import { agent, type Row, staff } from "./staff.ts";

const rows = [...staff("A", true, 0, 12), ...staff("A", false, 12, 15), ...staff("B", true, 15, 40)];
const count = (by: Parameters<typeof crossTable<typeof agent, "statistics">>[0]["by"], from: readonly Row[] = rows) =>
  crossTable({ record: agent, purpose: "statistics", rows: from, by });

describe("cross tables", () => {
  test("count every inner cell and every total, with the empty parts of closed lists", () => {
    const table = count([{ field: "unit" }, { field: "vaccinated" }]);
    expect(table.counts[cellOf(table, { unit: "A", vaccinated: "false" })]).toBe(3);
    expect(table.counts[cellOf(table, { unit: "C" })]).toBe(0);
    expect(table.counts[cellOf(table, { vaccinated: "true" })]).toBe(37);
    expect(table.counts[cellOf(table, {})]).toBe(40);
  });

  test("put values into bands, and rows without a value into a part of their own", () => {
    const young = { ...staff("A", true, 50, 51)[0], age: null } as unknown as Row;
    const table = count(
      [{ field: "age", values: ["under 40", "40 and over"], band: (age) => (Number(age) < 40 ? "under 40" : "40 and over"), missing: "?" }],
      [...rows, young],
    );
    expect(table.counts).toEqual([0, 40, 1, 41]);
  });

  test.each([
    ["FIELD_NOT_FOR_PURPOSE", { field: "name" }],
    ["FIELD_NOT_FOR_PURPOSE", { field: "__proto__" }],
    ["FIELD_NOT_COUNTABLE", { field: "number" }],
    ["VALUES_MISSING", { field: "age" }],
    ["VALUE_UNLISTED", { field: "unit", values: ["A"] }],
    ["DIMENSION_INVALID", { field: "unit", values: ["A", "A"] }],
    [
      "VALUE_UNLISTED",
      {
        field: "unit",
        values: ["A", "B"],
        band: () => {
          throw new Error("Martin");
        },
      },
    ],
  ])("are refused with %s", (code, by) => {
    expect(codeOf(() => count([by as never]))).toBe(code);
  });

  test("do not compile for a field that the purpose does not serve, nor for rows that nobody permitted", () => {
    const start = `import { crossTable } from "../src/index.ts"; import { agent } from "./staff.ts";\n`;
    const said = diagnose("packages/statistics/test", {
      field: `${start}crossTable({ record: agent, purpose: "statistics", rows: [], by: [{ field: "name" }] });`,
      rows: `${start}crossTable({ record: agent, purpose: "statistics", rows: [{ number: "1", unit: "A", vaccinated: true, age: 3 }], by: [] });`,
    });
    expect(said.field.messages.join()).toContain('"name"');
    expect(said.rows.messages.join()).toContain("permittedFor");
  });
});
