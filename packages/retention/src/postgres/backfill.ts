/** The start of rows that were there before their policy: filled in windows of the primary key, resumable, with an account of what has none. */
import { PrivacyError } from "@favorable/core";
import type { Sql, SqlParam } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { attachmentOf, columnTypes, sourceText, startColumnOf } from "./attach.ts";
import type { Attachment } from "./expiry-view.ts";
import { quoteName } from "./literal.ts";
import { lastDayText } from "./predicate.ts";
import type { RetainedTable } from "./retained-table.ts";
import { type StartReport, startReport } from "./start-report.ts";
import { statementParams } from "./statement.ts";
import { type DescribedTable, describeTable } from "./table.ts";
import { windowText } from "./window.ts";

/** What to fill, and how much of it. */
export interface BackfillOptions extends Attachment {
  /** Rows looked at in one transaction, 1 to 10,000; default 1000. */
  readonly batch?: number;
  /** No new window is started after so many milliseconds. */
  readonly budgetMs?: number;
  /** No new window is started after the abort. */
  readonly signal?: AbortSignal;
}

/** What one call did, and, once all is done, what is left without a start. */
export interface BackfillResult {
  /** All rows have been looked at; otherwise call again. */
  readonly done: boolean;
  /** Rows looked at by this call. */
  readonly seen: number;
  /** Rows that were given a start. */
  readonly filled: number;
  /** Rows whose stored last day was written. */
  readonly hinted: number;
  readonly windows: number;
  readonly report?: StartReport;
}

interface Step {
  readonly seen: number;
  readonly filled: number;
  readonly hinted: number;
  readonly done: boolean;
}

/**
 * Gives rows their start from the sources that were attached, and writes the stored last day where the table has one (`table.lastDay`).
 * Progress is kept: a call that was stopped is gone on with by the next, by another process too. When all rows have been looked at, the next
 * call begins anew; what is filled already is not written again.
 *
 * The stored last day is a hint for indexes and for people: no sweep and no view trusts it. After a policy or an event has changed it is
 * stale until the next call.
 *
 * @throws `ATTACHMENT_UNKNOWN` while the policy is not attached, `BATCH_INVALID`, `TABLE_INVALID`
 */
export async function backfill(options: BackfillOptions): Promise<BackfillResult> {
  const { sql, policy, table, batch = 1000, budgetMs, signal } = options;
  if (!Number.isSafeInteger(batch) || batch < 1 || batch > 10_000) throw new PrivacyError("BATCH_INVALID", "a batch has 1 to 10,000 rows");
  const attached = await attachmentOf(sql, policy, table);
  if (attached === undefined)
    throw new PrivacyError("ATTACHMENT_UNKNOWN", "the policy is not attached to the table", { policy: policy.id });
  const described = await describeTable(sql, policy, table, { shred: true });
  const work = await workTexts(sql, policy, table, described, attached.sources);
  await enroll(sql, policy, table);
  const started = performance.now();
  const total = { seen: 0, filled: 0, hinted: 0, windows: 0, done: false };
  while (!total.done && signal?.aborted !== true) {
    if (budgetMs !== undefined && performance.now() - started >= budgetMs) break;
    const step = await runWindow(sql, policy, table, described, work, batch);
    for (const name of ["seen", "filled", "hinted"] as const) total[name] += step[name];
    total.windows += 1;
    total.done = step.done;
  }
  return total.done ? { ...total, report: await startReport({ sql, policy, table }) } : total;
}

/** Sets and conditions of the two changes, on a row `t`. */
interface Work {
  readonly fill?: { readonly set: string; readonly where: string };
  readonly hint?: { readonly set: string; readonly where: string };
}

async function workTexts(
  sql: Sql,
  policy: RetentionPolicy,
  table: RetainedTable,
  described: DescribedTable,
  sources: readonly string[],
): Promise<Work> {
  const start = startColumnOf(policy, table);
  const day = sourceText(policy, await columnTypes(sql, table), sources, "t.");
  const column = start === undefined ? undefined : quoteName(start);
  const late = policy.start.kind === "last-activity";
  const fill =
    column === undefined || day === undefined
      ? undefined
      : { set: `${column} = ${day}`, where: late ? `t.${column} is distinct from ${day}` : `t.${column} is null and ${day} is not null` };
  const hint = table.lastDay === undefined ? undefined : quoteName(table.lastDay);
  const last = lastDayText(policy, described);
  return {
    ...(fill === undefined ? {} : { fill }),
    ...(hint === undefined ? {} : { hint: { set: `${hint} = ${last}`, where: `t.${hint} is distinct from ${last}` } }),
  };
}

async function enroll(sql: Sql, { id, version }: RetentionPolicy, { table }: RetainedTable): Promise<void> {
  await sql.query(
    `insert into favorable.backfill (policy, relation, version) values ($1, $2, $3::int)
      on conflict (policy, relation) do update
        set version = excluded.version, position = null, seen = 0, filled = 0, hinted = 0, done = false, updated_at = now()
        where backfill.done or backfill.version <> excluded.version`,
    [id, table, version],
  );
}

async function runWindow(
  sql: Sql,
  policy: RetentionPolicy,
  { table }: RetainedTable,
  described: DescribedTable,
  work: Work,
  size: number,
): Promise<Step> {
  return sql.transaction(async (tx) => {
    const state = await tx.query<{ position: string[] | null; done: boolean }>(
      "select position, done from favorable.backfill where policy = $1 and relation = $2 for update",
      [policy.id, table],
    );
    const { position = null, done = true } = state.rows[0] ?? {};
    if (done) return { seen: 0, filled: 0, hinted: 0, done: true }; // Another process did the rest.
    const params = statementParams();
    const look = windowText(params, described, { mode: "windows", lo: null, hi: null, position }, undefined, params.add(size, "bigint"));
    const edge = `with edge as materialized (${look.edge})`;
    const run = async (change: Work["fill"]): Promise<number> => {
      if (change === undefined) return 0;
      const text = `${edge} update ${described.relation} t set ${change.set} where ${look.inside} and ${change.where}`;
      return (await tx.query(text, params.values)).rowCount ?? 0;
    };
    const filled = await run(work.fill);
    const hinted = await run(work.hint);
    const texts = `array[${look.columns.map((_, at) => `k${at}::text`).join(", ")}]`;
    const ends = await tx.query<{ position: string[] | null; last: boolean; seen: number }>(
      `${edge} select (select ${texts} from edge) as position, coalesce((select last from edge), true) as last,
        (select count(*)::int from ${described.relation} t where ${look.inside}) as seen`,
      params.values,
    );
    const end = ends.rows[0] ?? { position: null, last: true, seen: 0 };
    const values: SqlParam[] = [policy.id, table, end.position, end.seen, filled, hinted, end.last];
    await tx.query(
      `update favorable.backfill set position = coalesce($3::text[], position), seen = seen + $4::bigint, filled = filled + $5::bigint,
        hinted = hinted + $6::bigint, done = $7::boolean, updated_at = now() where policy = $1 and relation = $2`,
      values,
    );
    return { seen: end.seen, filled, hinted, done: end.last };
  });
}
