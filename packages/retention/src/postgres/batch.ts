/** One batch of a sweep: a window of the primary key, judged, removed and accounted for in one statement. */
import type { RetentionPolicy } from "../policy.ts";
import { quoteConstant } from "./literal.ts";
import { conditionsOf } from "./predicate.ts";
import type { DescribedTable } from "./table.ts";

/**
 * Writes the statement. Parameters: `$1` asOf, `$2` size of the window, `$3` whether time is simulated, `$4` the table's name, and `$5`
 * the key after which the window starts.
 *
 * Deletion, evidence and the sweep's progress are one statement: a client that dies leaves all of it or nothing. `for update` judges a
 * row again when somebody has changed it meanwhile; rows that somebody is changing are left for the next sweep.
 */
export function batchText(policy: RetentionPolicy, table: DescribedTable, resumed: boolean): string {
  const { relation, key, keyType, anonymise } = table;
  const { called, allowed, held, present } = conditionsOf(policy, table, "$1::date");
  const due = `${present} and ${called} and ${allowed}`;
  const after = resumed ? `where t.${key} > $5::text::${keyType}` : "";
  const work =
    anonymise === undefined
      ? `delete from ${relation} t using due where t.${key} = due.key`
      : `update ${relation} t set ${[...anonymise.columns.map((name) => `${name} = null`), `${anonymise.mark} = $1::date`].join(", ")}
        from due where t.${key} = due.key`;
  return `with win as materialized (select t.${key} as key from ${relation} t ${after} order by t.${key} limit $2::int),
    kept as materialized (select count(*)::int as n from ${relation} t where t.${key} in (select key from win) and ${due} and ${held}),
    due as materialized (select t.${key} as key from ${relation} t
      where t.${key} in (select key from win) and ${due} and not ${held} for update of t skip locked),
    gone as (${work} returning 1),
    total as (select (select count(*) from gone)::int as removed, (select n from kept) as held, (select count(*) from win)::int as seen),
    evidence as (
      insert into favorable.purge (policy, version, relation, action, level, as_of, simulated, removed, held)
      select ${quoteConstant(policy.id)}, ${policy.version}, $4::text, ${quoteConstant(policy.then)},
        '${anonymise === undefined ? "row gone" : "columns emptied"}', $1::date, $3::boolean, removed, held from total where removed > 0
      returning *),
    progress as (
      update favorable.sweep s set cursor = coalesce((select key::text from win order by key desc limit 1), s.cursor),
        done = (select seen < $2::int from total), removed = s.removed + (select removed from total), updated_at = now()
      where s.policy = ${quoteConstant(policy.id)} and s.relation = $4::text returning s.done)
    select total.removed, total.held, total.seen, (select done from progress) as done, (select id::text from evidence) as id from total`;
}
