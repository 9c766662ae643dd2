/** The application's table, as the database describes it. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { quoteConstant, quoteName, quoteRelation } from "./literal.ts";

/** A table of the application that a policy is attached to. */
export interface RetainedTable {
  /** `table` or `schema.table`, exact names. */
  readonly table: string;
  /** The column the periods start from: `date`, `timestamp` or `timestamptz`. Default: the field that the policy names. */
  readonly start?: string;
  /** For `then: "anonymise"`: the columns that are emptied, and the `date` column that remembers when. */
  readonly anonymise?: { readonly columns: readonly string[]; readonly mark: string };
}

/** A table and its primary key. */
export interface KeyedTable {
  /** The table's quoted name. */
  readonly relation: string;
  /** The quoted column of the primary key. */
  readonly key: string;
  /** The type of the primary key, as the catalogue prints it, without a length: a cast to `char(6)` would cut. */
  readonly keyType: string;
}

/** What the statements are made of. */
export interface DescribedTable extends KeyedTable {
  /**
   * The start of a row `t` as a date of a calendar year from 1 to 9999, else null; a constant or a null where the policy starts apart from
   * the row.
   */
  readonly start: string;
  /** Quoted columns to empty, and the quoted mark; absent for deletion. */
  readonly anonymise?: { readonly columns: readonly string[]; readonly mark: string };
}

interface Column {
  readonly name: string;
  readonly type: string;
  /** The type without its length or precision. */
  readonly bare: string;
  readonly primary: boolean;
}

/**
 * Reads what a policy needs to know of a table from the catalogue.
 *
 * @throws `TABLE_INVALID`, with a `reason`: `unknown-table`, `primary-key` (there must be one, of one column), `start-column`,
 *   `start-type`, `anonymise`; `ACTION_UNSUPPORTED` for `shred` and `archive`, which this package does not carry out yet
 */
export async function describeTable(sql: Sql, policy: RetentionPolicy, table: RetainedTable): Promise<DescribedTable> {
  if (policy.then !== "delete" && policy.then !== "anonymise")
    throw new PrivacyError("ACTION_UNSUPPORTED", "only delete and anonymise are carried out on a table", { action: policy.then });
  const { columns, ...keyed } = await keyedColumns(sql, policy, table);
  const described = { ...keyed, start: startOf(policy, table, columns) };
  if (policy.then === "delete") return described;
  const { anonymise } = table;
  const mark = columns.find(({ name, type }) => name === anonymise?.mark && type === "date");
  const known = new Set(columns.filter(({ primary }) => !primary).map(({ name }) => name));
  if (anonymise === undefined || mark === undefined || anonymise.columns.length === 0 || anonymise.columns.some((name) => !known.has(name)))
    throw refuse("anonymise", policy);
  return { ...described, anonymise: { columns: anonymise.columns.map(quoteName), mark: quoteName(mark.name) } };
}

/** Reads the primary key of a table; throws `TABLE_INVALID`: `unknown-table`, `primary-key`. */
export async function describeKey(sql: Sql, policy: RetentionPolicy, table: Pick<RetainedTable, "table">): Promise<KeyedTable> {
  const { relation, key, keyType } = await keyedColumns(sql, policy, table);
  return { relation, key, keyType };
}

async function keyedColumns(
  sql: Sql,
  policy: RetentionPolicy,
  { table }: Pick<RetainedTable, "table">,
): Promise<KeyedTable & { readonly columns: readonly Column[] }> {
  const relation = quoteRelation(table);
  const columns = await columnsOf(sql, relation);
  const keys = columns.filter(({ primary }) => primary);
  const [key] = keys;
  if (key === undefined || keys.length > 1) throw refuse("primary-key", policy);
  return { relation, key: quoteName(key.name), keyType: key.bare, columns };
}

async function columnsOf(sql: Sql, relation: string): Promise<Column[]> {
  const { rows } = await sql.query<Column>(
    `select a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type, format_type(a.atttypid, -1) as bare,
        coalesce(a.attnum = any (i.indkey), false) as primary
      from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
      where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped`,
    [relation],
  );
  if (rows.length === 0) throw new PrivacyError("TABLE_INVALID", "there is no such table", { reason: "unknown-table" });
  return rows;
}

function startOf(policy: RetentionPolicy, table: RetainedTable, columns: readonly Column[]): string {
  const { start, zone } = policy;
  if (start.kind === "fixed-date") return `date ${quoteConstant(start.on)}`;
  if (start.kind === "event") return eventDay(start.event);
  const wanted = table.start ?? (start.kind === "field" ? start.field : undefined);
  const column = columns.find(({ name }) => name === wanted);
  if (column === undefined) throw refuse("start-column", policy);
  const value = `t.${quoteName(column.name)}`;
  // An instant becomes a date once, in the policy's zone, never in the session's.
  if (column.type.startsWith("timestamp") && column.type.endsWith("with time zone"))
    return calendarDay(`${within(value, "timestamptz")} at time zone ${quoteConstant(zone)}`);
  if (column.type.startsWith("timestamp") || column.type === "date") return calendarDay(value);
  throw refuse("start-type", policy);
}

/** One row beyond the calendar, or at its end (`infinity`), must not make a statement over all rows fail: it has no start. */
function calendarDay(value: string): string {
  return within(`(${value})::date`, "date");
}

/** Null beyond the range: wide enough for instants not to lose a day of any zone here, narrow enough for no sum to overflow. */
function within(value: string, type: "date" | "timestamptz"): string {
  const [from, to] = type === "date" ? ["0001-01-01", "9999-12-31"] : ["0001-01-01 BC", "10001-01-01"];
  return `(case when ${value} between ${type} '${from}' and ${type} '${to}' then ${value} end)`;
}

/** The day of a named event; null while it has not happened. */
export function eventDay(name: string): string {
  return `(select e.occurred_on from favorable.event e where e.name = ${quoteConstant(name)})`;
}

function refuse(reason: string, { id }: RetentionPolicy): PrivacyError {
  return new PrivacyError("TABLE_INVALID", `the table does not fit the policy: ${reason}`, { reason, policy: id });
}
