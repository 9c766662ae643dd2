/** Bodies that no count speaks of: `audit_month` is a table like others, and erasure must not go by it alone. */
import { addMonths, calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";

/**
 * Months that hold more bodies than were counted: one number each, so that bodies are told apart only where there is a doubt. What something
 * opens is a body; what a destroyed key sealed is none any more. Months left out are left out as ranges, by which partitions are not read.
 */
const doubtful = (leftOut: number): string => `
  select there.erase_month::text as month
    from (select erase_month, count(*) as bodies from favorable.audit_body b
           where (key_id is null or exists (select from favorable.audit_key k where k.key_id = b.key_id))
             ${Array.from({ length: leftOut }, (_, at) => `and (erase_month < $${2 * at + 1}::date or erase_month >= $${2 * at + 2}::date)`).join(" ")}
           group by 1) there
    left join (select month, sum(bodies) as bodies from favorable.audit_month group by 1) counted on counted.month = there.erase_month
   where there.bodies > coalesce(counted.bodies, 0)`;

const CORRECT = `
  with there as (
    select erase_month as month, policy, version, start_on, coalesce(key_id, '') as key_id, count(*) as bodies
      from favorable.audit_body b
     where erase_month = any ($1::date[]) and (key_id is null or exists (select from favorable.audit_key k where k.key_id = b.key_id))
     group by 1, 2, 3, 4, 5),
  counted as (
    select month, policy, version, start_on, key_id, sum(bodies) as bodies from favorable.audit_month group by 1, 2, 3, 4, 5),
  added as (
    insert into favorable.audit_month (month, policy, version, start_on, key_id, bodies)
    select month, policy, version, start_on, key_id, t.bodies - coalesce(c.bodies, 0)
      from there t left join counted c using (month, policy, version, start_on, key_id) where t.bodies > coalesce(c.bodies, 0)
    returning bodies)
  select coalesce(sum(bodies), 0)::integer as added from added`;

/** Counts again where more bodies are than were counted; gives how many that were. Months that go as a whole need no count. */
export async function recount(tx: Sql, except: readonly string[]): Promise<number> {
  const { rows: months } = await tx.query<{ month: string }>(
    doubtful(except.length),
    except.flatMap((month) => [month, addMonths(calendarDate(month), 1)]),
  );
  if (months.length === 0) return 0;
  const { rows } = await tx.query<{ added: number }>(CORRECT, [months.map(({ month }) => month)]);
  return rows[0]?.added ?? 0;
}

/** A body behind an entry whose text was pruned, under the columns it says it is kept by. */
interface BodyBehind {
  readonly seq: string;
  readonly part: number;
  readonly month: string;
  readonly policy: string;
  readonly version: number;
  readonly start: string;
  /** Empty for what is not sealed. */
  readonly key: string;
  readonly count: number;
}

/** Bodies of pruned entries: all parts of these were over, whatever their columns say now. */
export async function behindPruned(tx: Sql): Promise<readonly BodyBehind[]> {
  const { rows } = await tx.query<BodyBehind>(
    `select b.seq, b.part, b.erase_month::text as month, b.policy, b.version, b.start_on::text as start, coalesce(b.key_id, '') as key, 1 as count
       from favorable.audit_leaf l join favorable.audit_body b on b.seq = l.seq
      where l.leaf is null and (b.key_id is null or exists (select from favorable.audit_key k where k.key_id = b.key_id))`,
  );
  return rows;
}

/** Deletes them. */
export async function deleteBehind(tx: Sql, bodies: readonly BodyBehind[]): Promise<void> {
  if (bodies.length === 0) return;
  await tx.query(
    `delete from favorable.audit_body b using unnest($1::bigint[], $2::text[]) as t (seq, part)
      where b.seq = t.seq and b.part = t.part::integer`,
    [bodies.map(({ seq }) => seq), bodies.map(({ part }) => String(part))],
  );
}
