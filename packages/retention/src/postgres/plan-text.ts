/** What a plan asks beside its counts: the kinds of hold, and the sizes of what goes along. */
import type { CalendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { keptDependants, referredColumns } from "./dependant-text.ts";
import type { DependantStep } from "./dependants.ts";
import { heldText, restrictedText } from "./held-text.ts";
import type { DescribedTable } from "./table.ts";

/** Counts the rows that each kind of hold keeps; `restricted` those whose subject is. */
export async function heldKinds(
  sql: Sql,
  policy: RetentionPolicy,
  table: DescribedTable,
  dependants: readonly DependantStep[],
  where: string,
  day: CalendarDate,
): Promise<Record<string, number>> {
  const { relation } = table;
  const found = await sql.query<{ kind: string }>("select distinct kind from favorable.hold where released_at is null order by kind");
  const kinds: Record<string, number> = {};
  const count = async (name: string, kept: string, values: readonly string[]): Promise<void> => {
    const { rows } = await sql.query<{ n: string }>(
      `select count(*) as n from ${relation} t where ${where} and $1::date is not null and ${kept}`,
      [day, ...values],
    );
    const n = Number(rows[0]?.n ?? 0);
    if (n > 0) kinds[name] = n;
  };
  for (const { kind } of found.rows) await count(kind, heldText(policy, table, { only: "h.kind = $2::text" }), [kind]);
  if (table.restricted !== undefined) await count("restricted", restrictedText(table), []);
  if (dependants.length > 0) await count("dependant", keptDependants(dependants, "$1::date"), []);
  return kinds;
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
