/** How old the rows of a table are, by the index on their start: the oldest, and how many are past their last day. */
import { type CalendarDate, calendarDate, isPrivacyError, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { activeUntil, boundsOf, type RetentionEvents } from "../bounds.ts";
import type { RetentionPolicy } from "../policy.ts";
import { startField } from "../start.ts";
import { databaseDay, recordedEvents } from "./clock.ts";
import { search } from "./cutoff.ts";
import type { Attachment } from "./expiry-view.ts";
import { refuseUnreadableHolds } from "./hold.ts";
import { conditionsOf } from "./predicate.ts";
import { statementParams } from "./statement.ts";
import { type DescribedTable, describeTable } from "./table.ts";
import { cutoffText } from "./window.ts";

/** The age of a table's rows on a day. */
export interface RetentionAge {
  readonly asOf: CalendarDate;
  /** The earliest start of a row that is under the policy; absent without rows, or while no row has a start. */
  readonly oldest?: CalendarDate;
  /** Rows past the last day of their cap, on hold or not. */
  readonly overdue: number;
  /** Those of them that are on hold. */
  readonly held: number;
  /** False when counting ended at `most`: there are at least so many. */
  readonly exact: boolean;
}

/** What to look at, and how much of it. */
export interface AgeOptions extends Attachment {
  /** Default: the database's today in the policy's zone. */
  readonly asOf?: CalendarDate;
  /** Rows at which counting ends, 1 to 100,000,000; default 1,000,000. */
  readonly most?: number;
  /** Rows up to which a table without an index on the start is read as a whole; default 100,000. */
  readonly scanUpTo?: number;
}

/**
 * Tells the oldest row and counts what is overdue, without reading the rows that are not: of ten million rows with nothing overdue it reads a
 * handful. `plan` counts everything, and reads everything.
 *
 * @throws `INDEX_MISSING` (details: `policy`) for a larger table without an index that begins with the start column: `attach` makes one;
 *   `BATCH_INVALID`, `TABLE_INVALID`, `HOLD_INVALID`, `DATE_INVALID`, `SQL_FAILED`
 */
export async function retentionAge(options: AgeOptions): Promise<RetentionAge> {
  const { sql, policy, table, most = 1_000_000, scanUpTo = 100_000 } = options;
  if (!Number.isSafeInteger(most) || most < 1 || most > 100_000_000)
    throw new PrivacyError("BATCH_INVALID", "counting ends at 1 to 100,000,000 rows");
  const described = await describeTable(sql, policy, table, { shred: true });
  await refuseUnreadableHolds(sql, policy, described);
  const asOf = options.asOf === undefined ? (await databaseDay(sql, policy.zone)).today : calendarDate(options.asOf);
  const events = await recordedEvents(sql);
  if (described.startColumn !== undefined && !(await hasIndex(sql, described)) && (await sizeOf(sql, described)) > scanUpTo)
    throw new PrivacyError("INDEX_MISSING", "the table is large and has no index that begins with the start", { policy: policy.id });
  const { overdue, held, exact } = await countOverdue(sql, { policy, described, events, asOf, most });
  const oldest = await oldestStart(sql, policy, described);
  return { asOf, ...(oldest === undefined ? {} : { oldest }), overdue, held, exact };
}

interface Counting {
  readonly policy: RetentionPolicy;
  readonly described: DescribedTable;
  readonly events: RetentionEvents;
  readonly asOf: CalendarDate;
  readonly most: number;
}

async function countOverdue(sql: Sql, counting: Counting): Promise<{ overdue: number; held: number; exact: boolean }> {
  const { policy, described, events, asOf, most } = counting;
  const cutoff = overdueCutoff(policy, events, asOf);
  if (cutoff === "none") return { overdue: 0, held: 0, exact: true };
  const params = statementParams();
  const { overdue, present, held } = conditionsOf(policy, described, params.add(asOf, "date"));
  const first = cutoffText(params, described, cutoff, policy.zone);
  const where = [...(first === undefined ? [] : [first]), present, overdue].join(" and ");
  const { rows } = await sql.query<{ overdue: string; held: string }>(
    `select count(*) as overdue, count(*) filter (where f.held) as held
      from (select ${held} as held from ${described.relation} t where ${where} limit ${params.add(String(most + 1), "bigint")}) f`,
    params.values,
  );
  const found = Number(rows[0]?.overdue ?? 0);
  return { overdue: Math.min(found, most), held: Math.min(Number(rows[0]?.held ?? 0), most), exact: found <= most };
}

/** The latest start that may be past its cap: `none` when no start is, `all` when a start does not tell by itself. */
function overdueCutoff(policy: RetentionPolicy, events: RetentionEvents, asOf: CalendarDate): CalendarDate | "all" | "none" {
  const isPast = (day: CalendarDate | "open" | "none"): boolean => day !== "open" && day !== "none" && day < asOf;
  // The cap of an archive that counts from another field of the row is never before the active phase ends: that much the start tells.
  const apart = archiveIsApart(policy);
  try {
    return search((start) => isPast(apart ? activeUntil(policy, start, events) : boundsOf(policy, start, events).cap), asOf);
  } catch (error) {
    if (isPrivacyError(error, "DATE_INVALID")) return "all"; // A last day beyond the calendar: only the exact rule can tell.
    throw error;
  }
}

function archiveIsApart({ archive, start }: RetentionPolicy): boolean {
  if (archive === undefined || !("field" in archive.start || archive.start.kind === "last-activity")) return false;
  return archive.start.kind !== start.kind || startField(archive.start) !== startField(start);
}

async function oldestStart(sql: Sql, policy: RetentionPolicy, described: DescribedTable): Promise<CalendarDate | undefined> {
  const { start, startColumn, relation } = described;
  const { present } = conditionsOf(policy, described, "'today'::date");
  const order = startColumn === undefined ? "" : `order by t.${startColumn.name}`;
  const { rows } = await sql.query<{ day: string | null }>(
    `select (${start})::text as day from ${relation} t where ${present} and ${start} is not null ${order} limit 1`,
  );
  const day = rows[0]?.day ?? undefined;
  return day === undefined ? undefined : calendarDate(day);
}

/** Whether a whole, valid b-tree index of the table begins with the start column. */
async function hasIndex(sql: Sql, { relation, startColumn }: DescribedTable): Promise<boolean> {
  const { rows } = await sql.query(
    `select 1 from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = (i.indkey::int2[])[0]
      where i.indrelid = to_regclass($1::text) and i.indisvalid and i.indpred is null and m.amname = 'btree'
        and quote_ident(a.attname) = quote_ident($2::text) limit 1`,
    [relation, (startColumn?.name ?? "").slice(1, -1).replaceAll('""', '"')],
  );
  return rows.length > 0;
}

/** Rows by the planner's count, or by the pages of a table that was never analysed, at most 40 rows of which hold a kilobyte. */
async function sizeOf(sql: Sql, { relation }: DescribedTable): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select coalesce(sum(case when c.reltuples >= 0 and c.relpages > 0 then c.reltuples else pg_relation_size(c.oid) / 25 end), 0)::double precision as n
      from pg_class c where c.relkind = 'r' and (c.oid = to_regclass($1::text) or c.oid in (
        select p.relid from pg_partition_tree(to_regclass($1::text)) p where p.isleaf))`,
    [relation],
  );
  return rows[0]?.n ?? 0;
}
