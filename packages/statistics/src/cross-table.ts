/** Counting rows into a table: only rows that were permitted for the purpose, and only the purpose's fields. */
import { PrivacyError } from "@favorable/core";
import type { AnyField, AnyRecord, DataFor, PurposesOf, View } from "@favorable/fields";
import { cellAt, cellsOf } from "./shape.ts";
import { type CountTable, type Dimension, layoutOf } from "./table.ts";

/** What a dimension is made of. */
export interface By<K extends string> {
  readonly field: K;
  /** The parts; read from the schema of an enumeration, a literal or a boolean. */
  readonly values?: readonly string[];
  /** Puts a value into a part, such as an age band; needs `values`. */
  readonly band?: (value: unknown) => string;
  /** The part of rows that have no value; without it such a row is refused. */
  readonly missing?: string;
  /** See {@link Dimension.sensitive}. */
  readonly sensitive?: boolean;
}

/** What is counted. */
export interface CrossTableOptions<R extends AnyRecord, Q extends PurposesOf<R["fields"]>> {
  readonly record: R;
  /** The purpose the rows were read for. */
  readonly purpose: Q;
  /** Rows that the guard permitted for this purpose; rows of another purpose do not compile. */
  readonly rows: Iterable<DataFor<R, Q>>;
  readonly by: readonly By<keyof View<R["fields"], Q> & string>[];
}

/** Kinds whose values are people, not groups of people. */
const SINGLE: ReadonlySet<string> = new Set(["identifier", "contact", "document", "text", "free-text"]);

/**
 * Counts rows by one to four fields, with all totals.
 *
 * The result is confidential: `suppress` or `round` make of it what may leave.
 *
 * @throws `FIELD_NOT_FOR_PURPOSE` for a field the purpose does not serve; `FIELD_NOT_COUNTABLE` for free text, identifiers and the
 *   like without a `band`; `VALUES_MISSING` when the parts are not known; `VALUE_UNLISTED` for a row outside them, by number;
 *   `TABLE_TOO_LARGE`, `DIMENSION_INVALID`
 * @example
 * ```ts
 * import { defineVocabulary, type DataFor } from "@favorable/fields";
 * import { crossTable, suppress } from "@favorable/statistics";
 * import * as z from "zod";
 *
 * const { field, record } = defineVocabulary({
 *   purposes: { statistics: { statement: { en: "Share of vaccinated staff" } } },
 *   categories: { job: { label: { en: "Job" } }, status: { label: { en: "Status" } } },
 *   origins: { file: { label: { en: "Staff file" } } },
 * });
 * const tags = { origins: ["file"], purposes: ["statistics"] } as const;
 * const agent = record("agent", {
 *   unit: field(z.enum(["A", "B"]), { category: "job", ...tags }),
 *   vaccinated: field(z.boolean(), { category: "status", ...tags }),
 * });
 * // In earnest the rows come out of `guard.run`, which alone marks them as permitted.
 * const permitted = (unit: "A" | "B", vaccinated: boolean, times: number) =>
 *   Array.from({ length: times }, () => ({ unit, vaccinated }) as DataFor<typeof agent, "statistics">);
 * const rows = [...permitted("A", true, 30), ...permitted("A", false, 2), ...permitted("B", true, 25), ...permitted("B", false, 14)];
 *
 * const table = suppress(crossTable({ record: agent, purpose: "statistics", rows, by: [{ field: "unit" }, { field: "vaccinated" }] }), { threshold: 5 });
 * console.log(JSON.stringify(table.counts)); // [null,null,55,null,null,16,32,39,71]
 * ```
 */
export function crossTable<R extends AnyRecord, const Q extends PurposesOf<R["fields"]>>(options: CrossTableOptions<R, Q>): CountTable {
  const dimensions = dimensionsOf(options);
  const shape = layoutOf(dimensions);
  const counts = new Array<number>(shape.cells).fill(0);
  for (const inner of innerCoordinates(options, dimensions))
    for (const cell of cellsOf(shape, inner)) counts[cell] = (counts[cell] ?? 0) + 1;
  return {
    dimensions: dimensions.map(({ name, values, sensitive }) => ({ name, values, ...(sensitive === undefined ? {} : { sensitive }) })),
    counts,
  };
}

/** The inner cell of every row, in the order of the rows. */
export function innerCells<R extends AnyRecord, Q extends PurposesOf<R["fields"]>>(options: CrossTableOptions<R, Q>): readonly number[] {
  const dimensions = dimensionsOf(options);
  const shape = layoutOf(dimensions);
  return [...innerCoordinates(options, dimensions)].map((inner) => cellAt(shape, inner));
}

type Axis = Dimension & Pick<By<string>, "band" | "missing">;

function dimensionsOf<R extends AnyRecord, Q extends PurposesOf<R["fields"]>>(options: CrossTableOptions<R, Q>): readonly Axis[] {
  const { record, purpose, by } = options;
  const served = record.for(purpose).fields;
  return by.map((one) => {
    const field = served.includes(one.field) ? record.fields[one.field] : undefined;
    if (field === undefined)
      throw new PrivacyError("FIELD_NOT_FOR_PURPOSE", "the purpose does not serve this field", { record: record.name, purpose });
    return {
      name: one.field,
      values: partsOf(record.name, one, field),
      ...(one.sensitive === undefined ? {} : { sensitive: one.sensitive }),
      ...(one.band === undefined ? {} : { band: one.band }),
      ...(one.missing === undefined ? {} : { missing: one.missing }),
    };
  });
}

function* innerCoordinates(
  options: { readonly record: AnyRecord; readonly rows: Iterable<object> },
  axes: readonly Axis[],
): Generator<readonly number[]> {
  let row = 0;
  for (const values of options.rows) {
    yield axes.map((axis) => {
      const part = axis.values.indexOf(partOf(Object.hasOwn(values, axis.name) ? Reflect.get(values, axis.name) : undefined, axis));
      if (part === -1)
        throw new PrivacyError("VALUE_UNLISTED", "a row lies in no part of the dimension", {
          record: options.record.name,
          field: axis.name,
          row,
        });
      return part;
    });
    row += 1;
  }
}

function partOf(value: unknown, { band, missing }: Pick<By<string>, "band" | "missing">): string {
  if (value === undefined || value === null) return missing ?? "";
  try {
    return band === undefined ? String(value) : band(value);
  } catch {
    return ""; // What a band throws may quote the value; no part has an empty name.
  }
}

function partsOf(record: string, by: By<string>, field: AnyField): readonly string[] {
  if (by.band === undefined && (SINGLE.has(field.kind) || field.freeText !== undefined || field.nationalId === true))
    throw new PrivacyError("FIELD_NOT_COUNTABLE", "the values of this field are persons, not groups: give a band", {
      record,
      field: by.field,
    });
  const listed = by.band === undefined ? (by.values ?? listOf(field)) : by.values;
  if (listed === undefined)
    throw new PrivacyError("VALUES_MISSING", "the parts of this field are not a closed list: give its values", { record, field: by.field });
  const parts = by.missing === undefined ? listed : [...listed, by.missing];
  if (parts.includes("")) throw new PrivacyError("DIMENSION_INVALID", "a part has a name", { record, field: by.field });
  return parts;
}

function listOf(field: AnyField): readonly string[] | undefined {
  if (field.kind === "boolean") return ["true", "false"];
  const values = field.schema._zod.values;
  return values === undefined ? undefined : [...values].filter((value) => value !== undefined && value !== null).map(String);
}
