/** Which order a sweep goes in: of the primary key over all rows, or of the start over the few that may be due. */
import type { CalendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { statementParams } from "./statement.ts";
import type { DescribedTable } from "./table.ts";
import { cutoffText, type SweepMode } from "./window.ts";

/**
 * Share of a table below which following the index on the start is cheaper. Looking at a row that is not due costs about a seventh of
 * removing one by its key, and following the start index costs about two and a half times as much for each row that goes (decision 0050).
 */
const ORDER_BELOW = 0.05;

/** Rows below which the question is not worth asking: one window or a few. */
const SMALL = 10_000;

interface Estimate {
  readonly rows: number;
  readonly due: number;
}

/** Chooses: `order` only with an index that begins with the start and the primary key, and by the planner's estimate. */
export async function chooseMode(
  sql: Sql,
  policy: RetentionPolicy,
  table: DescribedTable,
  cutoff: CalendarDate | "all",
): Promise<SweepMode> {
  if (!(await hasStartIndex(sql, table))) return "windows";
  const estimate = await estimateDue(sql, policy, table, cutoff);
  return estimate !== undefined && estimate.rows >= SMALL && estimate.due < estimate.rows * ORDER_BELOW ? "order" : "windows";
}

/** Whether a whole, valid b-tree index on the table begins with the start column and then the primary key, ascending. */
async function hasStartIndex(sql: Sql, { relation, startColumn, keys }: DescribedTable): Promise<boolean> {
  if (startColumn === undefined) return false;
  const { rows } = await sql.query(
    `select 1 from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
      where i.indrelid = to_regclass($1) and i.indisvalid and i.indpred is null and m.amname = 'btree'
        and (select array_agg(quote_ident(a.attname) order by k.at) from unnest(i.indkey::int2[]) with ordinality k (n, at)
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n where k.at <= cardinality($2::text[]))
          = (select array_agg(quote_ident(w)) from unnest($2::text[]) w)
        and (select bool_and(o = 0) from unnest(i.indoption::int2[]) with ordinality o (o, at) where at <= cardinality($2::text[]))`,
    [relation, [startColumn, ...keys].map(({ name }) => name.slice(1, -1).replaceAll('""', '"'))],
  );
  return rows.length > 0;
}

/** What the planner expects; nothing is read of the table. */
async function estimateDue(
  sql: Sql,
  policy: RetentionPolicy,
  table: DescribedTable,
  cutoff: CalendarDate | "all",
): Promise<Estimate | undefined> {
  const params = statementParams();
  const where = cutoffText(params, table, cutoff, policy.zone);
  if (where === undefined) return undefined;
  const due = await sql.query(`explain (format json) select 1 from ${table.relation} t where ${where}`, params.values);
  const all = await sql.query(`explain (format json) select 1 from ${table.relation} t`);
  const [first, second] = [rowsPlanned(due.rows[0]), rowsPlanned(all.rows[0])];
  return first === undefined || second === undefined ? undefined : { due: first, rows: second };
}

function rowsPlanned(row: Record<string, unknown> | undefined): number | undefined {
  const text = JSON.stringify(row?.["QUERY PLAN"] ?? null);
  const found = /"Plan Rows":\s*(\d+)/.exec(text);
  return found === null ? undefined : Number(found[1]);
}
