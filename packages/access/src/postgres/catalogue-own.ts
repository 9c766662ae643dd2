/** The tables of keys, uses and tickets: nobody's but the functions', and defined as they were made. */
import type { Sql } from "@favorable/sql";
import type { FoundBypass } from "./bypass.ts";
import { ANY_PRIVILEGE, SETS } from "./catalogue-sets.ts";
import { ownDefinitions } from "./own-definitions.ts";
import type { Plan } from "./plan.ts";
import { sealedTableNames } from "./sealed-context.ts";

const QUERY = `
with recursive ${SETS}
select distinct 'key-table' as kind, r.rolname::text as name, 'favorable.' || o.relname as on, false as inherent, r.oid in (select oid from mine) as reached
  from own o join pg_class c on c.oid = o.oid join pg_roles r on not r.rolsuper and r.rolname <> $3::text and r.rolname !~ '^pg_' and ${ANY_PRIVILEGE}
-- Whatever rights it runs with, it runs when the functions write.
union all select 'trigger', g.tgname::text, g.tgrelid::regclass::text, false, true
  from pg_trigger g where g.tgrelid in (select oid from own) and not g.tgisinternal
union all select 'rule', w.rulename::text, w.ev_class::regclass::text, false, true from pg_rewrite w where w.ev_class in (select oid from own)
union all select 'publication', b.pubname::text, o.oid::regclass::text, false, false
  from pg_publication_tables b join own o on b.schemaname = 'favorable' and b.tablename = o.relname
union all select 'subscription', s.subname::text, o.oid::regclass::text, false, true
  from pg_subscription_rel l join own o on o.oid = l.srrelid join pg_subscription s on s.oid = l.srsubid
order by 1, 2, 3` as const;

/** Everything that says what a table is, one fact a row. */
const FACTS = `
with own as (select c.* from pg_class c where c.relnamespace = to_regnamespace('favorable') and c.relname = any ($1::text[]))
select relname::text as table, 'owner' as what, pg_get_userbyid(relowner)::text as text from own
union all select relname::text, 'kind', relkind::text from own
union all select relname::text, 'persistence', relpersistence::text from own
union all select relname::text, 'row-security', 'forced' from own where relforcerowsecurity
union all select o.relname::text, 'column', concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
    'default ' || pg_get_expr(d.adbin, d.adrelid), case when a.attgenerated <> '' or a.attidentity <> '' then 'generated' end,
    case when a.attcollation <> t.typcollation then 'collate' end, case when t.typnamespace <> 'pg_catalog'::regnamespace then 'made' end)
  from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
union all select o.relname::text, 'constraint', pg_get_constraintdef(k.oid) from own o join pg_constraint k on k.conrelid = o.oid and k.contype <> 'n'
union all select o.relname::text, 'reference', k.conname::text from own o join pg_constraint k on k.confrelid = o.oid
union all select o.relname::text, 'inheritance', i.inhparent::regclass::text from own o join pg_inherits i on i.inhrelid = o.oid
union all select o.relname::text, 'inheritance', i.inhrelid::regclass::text from own o join pg_inherits i on i.inhparent = o.oid
union all select o.relname::text, 'policy', p.polname::text from own o join pg_policy p on p.polrelid = o.oid
union all select o.relname::text, 'index', x.indexrelid::regclass::text from own o join pg_index x on x.indrelid = o.oid
  where (x.indisunique or x.indisexclusion) and not exists (select from pg_constraint k where k.conindid = x.indexrelid)` as const;

interface Fact {
  readonly table: string;
  readonly what: string;
  readonly text: string;
}

/** Ways that lead through these tables; a right of anybody on them, and whatever stands on them that was not planned. */
export async function ownBypasses(sql: Sql, plan: Plan, oids: readonly string[]): Promise<readonly FoundBypass[]> {
  if (plan.mapping.level !== "sealed") return [];
  const names = sealedTableNames(plan);
  const { rows: ways } = await sql.query<FoundBypass & { on: string }>(QUERY, [oids, names, plan.sealer]);
  const { rows: facts } = await sql.query<Fact & Record<string, string>>(FACTS, [names]);
  const planned = ownDefinitions(plan).flatMap(({ name: table, persistence, columns, constraints }): Fact[] => {
    const as = (what: string, texts: readonly string[]): Fact[] => texts.map((text) => ({ table, what, text }));
    const kept = facts.find((fact) => fact.table === table && fact.what === "persistence")?.text ?? "";
    return [
      ...as("owner", [plan.sealer]),
      ...as("kind", ["r"]),
      ...as("persistence", [persistence.includes(kept) ? kept : (persistence[0] ?? "")]),
      ...as("column", columns),
      ...as("constraint", constraints),
    ];
  });
  const keyOf = ({ table, what, text }: Fact): string => `${table}\n${what}\n${text}`;
  const [there, wanted] = [new Set(facts.map(keyOf)), new Set(planned.map(keyOf))];
  const strange = [...facts.filter((fact) => !wanted.has(keyOf(fact))), ...planned.filter((fact) => !there.has(keyOf(fact)))];
  return [
    ...ways,
    ...strange.map(
      ({ table, what, text }): FoundBypass => ({
        kind: "definition",
        name: ["column", "constraint"].includes(what) ? `${what} ${text}` : what,
        on: `favorable.${table}`,
        inherent: false,
        reached: true,
      }),
    ),
  ];
}
