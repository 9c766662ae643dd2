import { createRequire } from "node:module";
import { calendarDate, isCalendarDate, isPeriod, isPrivacyError } from "@favorable/core";
import { documentJsonSchema, readDocument } from "@favorable/processing";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { date, partialDate, period } from "../src/schema/shape.ts";
import { mutations } from "./mutations.ts";
import { whole } from "./whole-document.ts";

const accepts = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(documentJsonSchema());

/** What only cross-checks find: a schema cannot say it. */
const BEYOND: ReadonlySet<unknown> = new Set(["dangling", "undecided", "reversed"]);

/** Documents of one part each: small, so that many can be tried. */
const head = { format: whole.format, id: "part", stage: "draft" };
const parts = Object.entries(whole).map(([key, part]) => ({ ...head, [key]: part }));
const mistakes = parts.map(mutations);

/** Whether `readDocument` takes the form of a document, whatever its references. */
function reads(value: unknown): boolean {
  try {
    readDocument(value);
    return true;
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    const { problems } = error.details;
    return error.code === "DOCUMENT_INVALID" && Array.isArray(problems) && problems.every((problem) => BEYOND.has(problem));
  }
}

describe("the published JSON Schema", () => {
  it("is the form as it stands: `npx vitest run packages/processing/test/json-schema.test.ts -u` writes it again", async () => {
    await expect(`${JSON.stringify(documentJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot("../schema.json");
  });

  it("is in the package under an export of its own", () => {
    expect(createRequire(import.meta.url)("@favorable/processing/schema.json")).toEqual(documentJsonSchema());
  });

  it("accepts a document that states everything and one that states next to nothing", () => {
    expect(accepts(whole), JSON.stringify(accepts.errors)).toBe(true);
    expect(accepts({ format: "favorable-processing/2", id: "x", stage: "draft" })).toBe(true);
  });

  it("refuses a mistake wherever one stands, as `readDocument` does", () => {
    const judged = mistakes.flat().filter(([, mistaken]) => accepts(mistaken) !== reads(mistaken));
    expect(judged.map(([place]) => place)).toEqual([]);
    expect(mistakes.flat().length).toBeGreaterThan(2_000);
  }, 60_000);

  it("accepts and refuses random documents exactly as `readDocument` does", () => {
    const several = fc.nat(parts.length - 1).chain((part) => {
      const all = mistakes[part] ?? [];
      return fc.tuple(
        fc.constant(parts[part]),
        fc.array(
          fc.tuple(
            fc.nat(all.length - 1).map((at) => all[at]?.[2]),
            fc.jsonValue({ maxDepth: 3 }),
          ),
          { maxLength: 3 },
        ),
      );
    });
    fc.assert(
      fc.property(several, ([part, made]) => {
        const document = made.reduce<unknown>((before, [again, value]) => again?.(before, value) ?? before, part);
        expect(accepts(document)).toBe(reads(document));
      }),
      { numRuns: 500, interruptAfterTimeLimit: 50_000 },
    );
  }, 60_000);

  it("says of dates and periods what the calendar says", () => {
    const day = fc
      .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
      .map(([y, m, d]) => `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`);
    const february = fc.integer({ min: 1, max: 9999 }).map((year) => `${String(year).padStart(4, "0")}-02-29`);
    fc.assert(
      fc.property(fc.oneof(day, february, fc.string()), (text) => {
        expect(date.safeParse(text).success).toBe(isCalendarDate(text));
        expect(partialDate.safeParse(text.slice(0, 7)).success).toBe(
          isCalendarDate(`${text.slice(0, 7)}-01`.slice(0, 10)) || /^(?!0000)[0-9]{4}$/.test(text.slice(0, 7)),
        );
      }),
      { numRuns: 1000, interruptAfterTimeLimit: 15_000 },
    );
    for (const year of ["0004", "0096", "0100", "0400", "1900", "2000", "2024", "2100"])
      expect([year, date.safeParse(`${year}-02-29`).success]).toEqual([year, isCalendarDate(`${year}-02-29`)]);
    expect(calendarDate("0001-01-01")).toBe("0001-01-01");
    const letters = fc.stringMatching(/^P?[0-9]{0,5}[YMWDT]?[0-9]{0,3}[YMWD]?$/);
    fc.assert(
      fc.property(fc.oneof(letters, fc.string()), (text) => {
        expect(period.safeParse(text).success).toBe(isPeriod(text));
      }),
    );
  });
});
