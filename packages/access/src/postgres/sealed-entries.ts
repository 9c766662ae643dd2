/** Level `sealed`: the entries that its functions leave, through the log's declared append. */
import { constant } from "./identifiers.ts";
import type { PlannedTable } from "./plan.ts";

/** Persons or keys in one entry: a call of the declared append takes 64 parts, the actor among them. */
const STEP = 63;

/**
 * Appends what is about to be done: facts in clear, the actor and the persons as parts that expire; several entries for many persons. The
 * rows are counted in the first of them.
 *
 * @param type - of the entry, as SQL
 */
export function appending(table: PlannedTable, type: string): string {
  return inSteps(
    "named",
    table,
    type,
    "cardinality(keys)",
    "array_fill('subject'::text, array[cardinality(told)])), array_prepend('', told)",
  );
}

/**
 * Appends what is asked for before the table was looked at: keys, and the persons that a new value names. Rows are counted where they are
 * named, or here when nothing is to be looked up.
 */
export function appendingAsked(table: PlannedTable, type: string): string {
  const subjects = `array(select case when at > cardinality(keys) then t else '' end from unnest(told) with ordinality u (t, n), lateral (select start * ${STEP} + n) a (at) order by n)`;
  const labels = `array(select case when start * ${STEP} + n > cardinality(keys) then 'subject' else 'key' end from generate_series(1, cardinality(told)) n)`;
  return inSteps(
    "(keys || named)",
    table,
    type,
    "case when action = 'add' then 1 else 0 end",
    `${labels}), array_prepend('', ${subjects})`,
  );
}

/** One entry where one holds all, as nearly always; the list is cut in one look, as a slice of a long array costs a copy of it. */
function inSteps(list: string, table: PlannedTable, type: string, rows: string, parts: string): string {
  const append = `entry := favorable.append_declared(${type}, jsonb_build_object('role', context ->> 'role', 'purpose', context ->> 'purpose',
      'action', action, 'record', ${constant(table.name)}, 'rows', case when start = 0 then ${rows} else 0 end),
      array_prepend('actor', ${parts}, array_prepend(context ->> 'actor', told));`;
  return `start := 0;
  told := ${list};
  if cardinality(told) <= ${STEP} then
    ${append}
  else
    for start, told in select (u.nth - 1) / ${STEP}, array_agg(u.one_of order by u.nth) from unnest(told) with ordinality u (one_of, nth) group by 1 order by 1 loop
      ${append}
    end loop;
  end if;`;
}

/** Variables of {@link appending} and {@link appendingAsked}. */
export const ENTRY_VARIABLES = "entry text; told text[]; start bigint;";
