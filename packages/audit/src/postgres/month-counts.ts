/** What there is to erase: the counts that the database keeps, held against the bodies of each month that is about to be touched. */
import type { Sql } from "@favorable/sql";
import { partitions } from "./months.ts";
import { UNDATED } from "./schema-stores.ts";

/** Parts of one policy, version and start in one month's partition, under one key or none. */
export interface Group {
  readonly month: string;
  readonly policy: string;
  readonly version: number;
  readonly start: string;
  /** Empty for what is not sealed. */
  readonly key: string;
  readonly count: number;
}

/** How an erasure looks at groups. */
export interface Plan {
  readonly isDue: (group: Group) => boolean;
  /** Months that cannot be dropped, whatever is due in them; undefined when none can. */
  readonly spared: ReadonlySet<string> | undefined;
}

/** Groups, and what the counts did not say of the months that are touched. */
export interface Counted {
  /** Months that have a table, oldest first; those undated come last. */
  readonly there: readonly string[];
  readonly groups: readonly Group[];
  /** Months that go as a whole, among them those of which nothing is left but what destroyed keys sealed. */
  readonly whole: ReadonlySet<string>;
  /** Bodies that were there uncounted. */
  readonly uncounted: number;
  /** Bodies that were counted and are not there. */
  readonly removed: number;
}

/**
 * Reads the counts. A month that goes as a whole is believed when it has as many rows as were counted, since no role writes counts; any other month
 * of which something is due is counted again, as its rows have to be read all the same. A month without a count has no body, or somebody took
 * the count away. Months of which nothing is due are not looked at.
 */
export async function countedGroups(tx: Sql, plan: Plan): Promise<Counted> {
  const there = [...(await partitions(tx)), UNDATED];
  const before = await readGroups(tx);
  const whole = wholeMonths(before, there, plan);
  const sizes = new Map<string, number>();
  for (const { month, count } of before) sizes.set(month, (sizes.get(month) ?? 0) + count);
  const doubtful = new Set(before.flatMap((group) => (plan.isDue(group) && !whole.has(group.month) ? [group.month] : [])));
  const asked = there.filter((month) => whole.has(month) || !sizes.has(month));
  for (const [month, size] of await sizesOf(tx, asked)) if (size !== (sizes.get(month) ?? 0)) doubtful.add(month);
  if (doubtful.size === 0) return { there, groups: before, whole, uncounted: 0, removed: 0 };
  const differing = await recount(tx, [...doubtful]);
  const groups = await readGroups(tx);
  return { there, groups, whole: wholeMonths(groups, there, plan), ...differing };
}

/** Counts months again, from their bodies. */
export async function recount(tx: Sql, months: readonly string[]): Promise<{ readonly uncounted: number; readonly removed: number }> {
  const { rows } = await tx.query<{ uncounted: string; removed: string }>(
    "select uncounted::text, removed::text from favorable.audit_recount($1::date[])",
    [[...months]],
  );
  return { uncounted: Number(rows[0]?.uncounted ?? 0), removed: Number(rows[0]?.removed ?? 0) };
}

/** Bodies that the counts speak of in these months. */
export async function countedIn(tx: Sql, months: readonly string[]): Promise<number> {
  const { rows } = await tx.query<{ bodies: string }>(
    "select coalesce(sum(bodies), 0)::text as bodies from favorable.audit_month where month = any ($1::date[])",
    [[...months]],
  );
  return Number(rows[0]?.bodies ?? 0);
}

async function readGroups(tx: Sql): Promise<Group[]> {
  const { rows } = await tx.query<Group & { readonly bodies: string }>(
    `select month::text as month, policy, version, start_on::text as start, key_id as key, bodies::text as bodies from favorable.audit_counts()`,
  );
  return rows.map((row) => ({ ...row, count: Number(row.bodies) }));
}

async function sizesOf(tx: Sql, months: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.query<{ month: string; size: string }>(
    "select m::text as month, favorable.audit_month_size(m)::text as size from unnest($1::date[]) m",
    [[...months]],
  );
  return new Map(rows.map(({ month, size }) => [month, Number(size)]));
}

/** Months of which something is due and everything that is counted is, and where nothing is spared. */
function wholeMonths(groups: readonly Group[], there: readonly string[], { isDue, spared }: Plan): Set<string> {
  if (spared === undefined) return new Set();
  const undue = new Set(groups.flatMap((group) => (isDue(group) ? [] : [group.month])));
  const due = new Set(groups.map(({ month }) => month));
  return new Set(there.filter((month) => month !== UNDATED && due.has(month) && !undue.has(month) && !spared.has(month)));
}
