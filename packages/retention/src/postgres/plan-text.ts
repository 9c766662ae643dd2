/** What a plan asks beside its counts: the kinds of hold, and the sizes of what goes along. */
import type { CalendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { heldDependants, referredColumns } from "./dependant-text.ts";
import type { DependantStep } from "./dependants.ts";
import { quoteConstant } from "./literal.ts";
import type { DescribedTable } from "./table.ts";

/** Counts the rows that each kind of hold keeps. */
export async function heldKinds(
  sql: Sql,
  policy: RetentionPolicy,
  { relation, key, keyType, root, subject }: DescribedTable,
  dependants: readonly DependantStep[],
  where: string,
  day: CalendarDate,
): Promise<Record<string, number>> {
  const reads = `favorable.key_reads(h.key, null::${keyType})`;
  const owner = subject === undefined || subject === null ? undefined : `t.${subject.name}::text`;
  const { rows } = await sql.query<{ kind: string; n: string }>(
    `with active as materialized (
        select h.kind, h.key is null and h.subject is null as all, ${owner === undefined ? "null::text" : "h.subject"} as subject,
          case when h.key is not null and (h.target is null or coalesce(pg_partition_root(h.target), h.target) = ${root}::oid) and ${reads}
            then h.key::${keyType} end as key
        from favorable.hold h where h.policy in (${quoteConstant(policy.id)}, '*') and h.released_at is null),
      rows as materialized (select ${key} as key, ${owner ?? "null::text"} as subject from ${relation} t where ${where} and $1::date is not null)
      select kind, count(*) as n from (
        select distinct a.kind, r.key from rows r join active a on a.key = r.key
        union select distinct a.kind, r.key from rows r join active a on a.subject = r.subject
        union select distinct a.kind, r.key from active a cross join rows r where a.all
      ) found group by kind order by kind`,
    [day],
  );
  const kinds = Object.fromEntries(rows.map(({ kind, n }) => [kind, Number(n)]));
  if (dependants.length === 0) return kinds;
  const below = await sql.query<{ n: string }>(
    `select count(*) as n from ${relation} t where ${where} and $1::date is not null and ${heldDependants(dependants)}`,
    [day],
  );
  const n = Number(below.rows[0]?.n ?? 0);
  return n === 0 ? kinds : { ...kinds, dependant: n };
}

/** A query of the counts by table, as one JSON object. */
export function dependantSizes({ relation }: DescribedTable, steps: readonly DependantStep[], where: string): string {
  const list = ["t.ctid as at", ...referredColumns(steps).map((column) => `t.${column}`)].join(", ");
  const { ctes, counts } = sizes(steps, "due", "size");
  return `with due as materialized (select ${list} from ${relation} t where ${where})${ctes.map((one) => `, ${one}`).join("")}
    select ${counts.join(" || ")} as counts`;
}

function sizes(steps: readonly DependantStep[], parent: string, prefix: string): { ctes: string[]; counts: string[] } {
  const ctes: string[] = [];
  const counts: string[] = [];
  for (const [at, step] of steps.entries()) {
    const name = `${prefix}_${at}`;
    const list = ["c.ctid as at", ...referredColumns(step.children).map((column) => `c.${column}`)].join(", ");
    const any = step.links
      .map(({ child, parent: to }) => `(${child.map((column) => `c.${column}`).join(", ")}) in (select ${to.join(", ")} from ${parent})`)
      .join(" or ");
    const other = step.self ? ` and not (c.ctid = any (array(select at from ${parent})))` : "";
    ctes.push(`${name} as materialized (select ${list} from ${step.relation} c where (${any})${other})`);
    const below = sizes(step.children, name, name);
    ctes.push(...below.ctes);
    counts.push(...below.counts, `jsonb_build_object('${step.name.replaceAll("'", "''")}', (select count(*) from ${name}))`);
  }
  return { ctes, counts };
}
