/** Holds of which nobody knows any more what they keep: nothing is removed until somebody has looked at them. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import type { DependantStep } from "./dependants.ts";
import { inScope, keyedBy, onTable, readsText } from "./held-text.ts";
import { quoteName, quoteText } from "./literal.ts";
import type { DescribedTable } from "./table.ts";

/** How closely is looked. */
export interface HoldCheck {
  /** Whether every hold still finds its row; left out between the batches of one sweep. */
  readonly rows?: boolean;
  /** Whether there is a hold that may not be readable, where that is known: without one nobody asks. */
  readonly unread?: boolean;
}

interface Counts {
  readonly key: number;
  readonly subject: number;
  readonly keys: number;
  readonly table: number;
}

/**
 * Refuses to go on while a hold keeps nothing that is known.
 *
 * @throws `HOLD_INVALID` (details: `reason`, `holds`): `key`, one that `placeHold` did not place is no key of the table; `subject`, one on a subject
 *   while the table does not say which column names it; `keys`, the primary key has other columns than when it was placed; `table`, its table is
 *   not there any more, or another has taken its name; `no-row`, no row of its table has the key. Between batches `TABLE_INVALID` (`changed`)
 */
export async function refuseUnreadableHolds(
  sql: Sql,
  policy: RetentionPolicy,
  table: DescribedTable,
  { rows = true, unread = true }: HoldCheck = {},
): Promise<void> {
  if (!rows) await refuseChanged(sql, table);
  if (!unread) return;
  const counts = (await sql.query<Counts>(strayHolds(policy, table, rows))).rows[0];
  for (const reason of ["key", "subject", "keys", "table"] as const) {
    const holds = counts?.[reason] ?? 0;
    if (holds > 0) throw unknown(reason, holds);
  }
  if (rows) await refuseLostRows(sql, policy, table);
}

/** The same for everything that would go along, or be emptied. */
export async function refuseBelow(sql: Sql, steps: readonly DependantStep[], check: HoldCheck = {}): Promise<void> {
  for (const { guards, children } of steps) {
    for (const { policy, table } of guards) await refuseUnreadableHolds(sql, policy, table, check);
    await refuseBelow(sql, children, check);
  }
}

/** Counts, each by an index of its own; no row of the table is read. What only a change of the table can bring about is asked for once. */
function strayHolds(policy: RetentionPolicy, { root, keys, keyType, subject, places }: DescribedTable, whole: boolean): string {
  const scoped = inScope(policy.id, `${root}::oid`);
  const here = onTable(root);
  const unread = keys.length !== 1 ? "true" : `not ${readsText("h.key", keyType)}`;
  const count = (condition: string): string => `(select count(*)::int from favorable.hold h where h.released_at is null and ${condition})`;
  const key = count(`h.key is not null and h.parts is null and ((h.target is null and ${scoped}) or ${here}) and ${unread}`);
  const whose = subject === undefined ? count(`h.subject is not null and ${scoped}`) : "0";
  if (!whole) return `select ${key} as key, ${whose} as subject, 0 as keys, 0 as "table"`;
  const other = count(`h.parts is not null and ${here} and not ${keyedBy(keys)}`);
  const lost = count(`h.key is not null and h.target is not null and not ${here} and (h.place in (${places.map(quoteText).join(", ")})
    or (${scoped} and not exists (select from pg_class c where c.oid = h.target)))`);
  return `select ${key} as key, ${whose} as subject, ${other} as keys, ${lost} as "table"`;
}

/** Between two batches the table may have been exchanged, or have been given another key or another policy. */
async function refuseChanged(sql: Sql, { relation, root, keys, attached }: DescribedTable): Promise<void> {
  const { rows } = await sql.query<{ same: boolean }>(
    `select coalesce(pg_partition_root(c.oid), c.oid) = $2::oid
        and coalesce((select array_agg('"' || replace(a.attname, '"', '""') || '"' order by array_position(i.indkey::int2[], a.attnum)) from pg_index i
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary), '{}') = $3::text[]
        and ($4::text is null or (select coalesce(string_agg(policy || ' ' || version, ',' order by (policy || ' ' || version) collate "C"), '') from favorable.attachment a
          where a.detached_at is null and coalesce(pg_partition_root(a.target), a.target) = $2::oid) = $4::text) as same
      from pg_class c where c.oid = to_regclass($1)`,
    [relation, root, keys.map(({ name }) => name), attached ?? null],
  );
  if (rows[0]?.same !== true)
    throw new PrivacyError("TABLE_INVALID", "the table, its key or its policies have changed since the sweep began: call again", {
      reason: "changed",
    });
}

interface Target {
  readonly relation: string;
  readonly keys: readonly string[];
  readonly types: readonly string[];
  readonly keyed: readonly string[];
  readonly target: string;
}

/** Holds on this table and, under its policies, on others: a partition may have been taken off with the row. */
async function refuseLostRows(sql: Sql, policy: RetentionPolicy, { root }: DescribedTable): Promise<void> {
  const { rows } = await sql.query<Target>(
    `with placed as (select distinct h.target, h.keyed_by from favorable.hold h where h.released_at is null and h.parts is not null
        and (${onTable(root)} or ${inScope(policy.id, `${root}::oid`)}))
      select format('%I.%I', n.nspname, c.relname) as relation, p.target::oid::text as target, p.keyed_by as keyed,
        array_agg(quote_ident(a.attname) order by array_position(i.indkey::int2[], a.attnum)) as keys,
        array_agg(format_type(a.atttypid, -1) order by array_position(i.indkey::int2[], a.attnum)) as types
      from placed p join pg_class c on c.oid = p.target join pg_namespace n on n.oid = c.relnamespace
        join pg_index i on i.indrelid = c.oid and i.indisprimary join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
      group by 1, 2, 3`,
  );
  for (const { relation, keys, types, keyed, target } of rows) {
    const names = keys.map(unquoted).map(quoteName);
    const same = names.map((name, at) => `t.${name} = h.parts[${at + 1}]::${types[at] ?? "text"}`).join(" and ");
    const whole = JSON.stringify(names) === JSON.stringify(keyed);
    const found = await sql.query<{ n: number }>(
      `select count(*)::int as n from favorable.hold h where h.released_at is null and h.parts is not null and h.target = $1::oid
        and h.keyed_by = $2::text[]${whole ? ` and not exists (select from ${relation} t where ${same})` : ""}`,
      [target, keyed],
    );
    const lost = found.rows[0]?.n ?? 0;
    if (lost > 0) throw unknown(whole ? "no-row" : "keys", lost);
  }
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

function unknown(reason: string, holds: number): PrivacyError {
  return new PrivacyError("HOLD_INVALID", `nobody knows which rows a hold keeps here: ${reason}; release it, or place it anew`, {
    reason,
    holds,
  });
}
