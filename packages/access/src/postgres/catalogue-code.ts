/** Code that runs behind tables: functions in checks, defaults, generated columns, indexes, policies, statistics, conditions of triggers, types; and whose those are. */
import type { Sql } from "@favorable/sql";
import type { FoundBypass } from "./bypass.ts";
import { SETS } from "./catalogue-sets.ts";
import type { Plan } from "./plan.ts";
import { sealedTableNames } from "./sealed-context.ts";
import type { TrustedOids } from "./trusted-functions.ts";

/**
 * Functions of the server that change from call to call and do no more than that. Any other volatile one has an effect beside its answer:
 * `pg_notify`, `set_config`, `lo_from_bytea` and `query_to_xml`, which runs any text, give a row away from within a condition.
 */
const HARMLESS = [
  "nextval",
  "currval",
  "lastval",
  "random",
  "random_normal",
  "gen_random_uuid",
  "uuidv4",
  "uuidv7",
  "clock_timestamp",
  "timeofday",
  "txid_current",
  "pg_current_xact_id",
];

/**
 * The server's own functions are pinned and leave no dependency: they are read from the trees of expressions, in which `funcid`, `opfuncid`,
 * `aggfnoid` and `winfnoid` stand before the identifier of a function.
 */
const QUERY = `
with recursive ${SETS},
  rels as (select oid from tables union select oid from below union select oid from own union select oid from log),
  behind as (
    select 'pg_constraint'::regclass as class, k.oid, k.conrelid as rel, k.conbin::text as tree from pg_constraint k where k.conrelid in (select oid from rels)
    union all select 'pg_attrdef'::regclass, d.oid, d.adrelid, d.adbin::text from pg_attrdef d where d.adrelid in (select oid from rels)
    union all select 'pg_class'::regclass, x.indexrelid, x.indrelid, concat(x.indexprs::text, x.indpred::text) from pg_index x where x.indrelid in (select oid from rels)
    union all select 'pg_policy'::regclass, p.oid, p.polrelid, concat(p.polqual::text, p.polwithcheck::text) from pg_policy p where p.polrelid in (select oid from rels)
    union all select 'pg_statistic_ext'::regclass, s.oid, s.stxrelid, s.stxexprs::text from pg_statistic_ext s where s.stxrelid in (select oid from rels)
    union all select 'pg_trigger'::regclass, g.oid, g.tgrelid, g.tgqual::text from pg_trigger g where g.tgrelid in (select oid from rels) and g.tgqual is not null
    union all select 'pg_class'::regclass, p.partrelid, p.partrelid, p.partexprs::text from pg_partitioned_table p where p.partrelid in (select oid from rels)),
  -- Types of columns and of expressions, and what those are made of: a domain over a domain, a row of one, a list of them.
  typed as (
    select a.attrelid as rel, a.atttypid as oid from pg_attribute a where a.attrelid in (select oid from rels) and a.attnum > 0 and not a.attisdropped
    union select b.rel, d.refobjid from behind b join pg_depend d on d.classid = b.class and d.objid = b.oid and d.refclassid = 'pg_type'::regclass
    union select u.rel, x.part from typed u join pg_type t on t.oid = u.oid cross join lateral (
      select t.typbasetype as part union all select t.typelem
      union all select a.atttypid from pg_attribute a where t.typrelid <> 0 and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
      union all select g.rngsubtype from pg_range g where g.rngtypid = t.oid) x where x.part <> 0),
  domains as (select u.rel, k.oid, k.conbin::text as tree from typed u join pg_constraint k on k.contypid = u.oid and k.contypid <> 0),
  trees as (select rel, tree from behind union select rel, tree from domains),
  called as (
    select t.rel, m[1]::oid as oid from trees t cross join lateral regexp_matches(t.tree, ':(?:funcid|opfuncid|aggfnoid|winfnoid) (\\d+)', 'g') m
    union select t.rel, o.oprcode::oid from trees t cross join lateral regexp_matches(t.tree, ':opno (\\d+)', 'g') m join pg_operator o on o.oid = m[1]::oid
    union select b.rel, p.oid from (select class, oid, rel from behind union select 'pg_constraint'::regclass, oid, rel from domains) b
      join pg_depend d on d.classid = b.class and d.objid = b.oid
      left join pg_operator o on d.refclassid = 'pg_operator'::regclass and o.oid = d.refobjid
      join pg_proc p on p.oid = case when d.refclassid = 'pg_proc'::regclass then d.refobjid else o.oprcode end
    -- How an index compares.
    union select x.indrelid, f.amproc::oid from pg_index x join rels on rels.oid = x.indrelid cross join lateral unnest(x.indclass) k
      join pg_opclass q on q.oid = k join pg_amproc f on f.amprocfamily = q.opcfamily
    union select u.rel, f.called from typed u join pg_range g on g.rngtypid = u.oid cross join lateral (values (g.rngcanonical::oid), (g.rngsubdiff::oid)) f (called)
    -- Keys and fields become texts in functions of level sealed, and texts become them.
    union select u.rel, c.castfunc from typed u join pg_cast c on u.oid in (c.castsource, c.casttarget)
      where $6::boolean and c.castfunc <> 0 and u.oid not in (select oid from pg_type where typnamespace = 'pg_catalog'::regnamespace))
select distinct 'expression' as kind, p.oid::regprocedure::text as name, q.rel::regclass::text as on, false as inherent, true as reached
  from called q join pg_proc p on p.oid = q.oid join pg_namespace n on n.oid = p.pronamespace
  where case when n.nspname in ('pg_catalog', 'information_schema') then p.provolatile = 'v' and p.proname <> all ($5::text[])
             else p.oid::text <> all ($4::text[]) end
    and (p.oid::text <> all ($3::text[]) or q.rel not in (select oid from log))
    and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
-- Whoever owns a domain reads every value of it by adding a check; whoever owns an enumeration renames its values.
union all select distinct 'type', t.oid::regtype::text, pg_get_userbyid(t.typowner)::text, false, t.typowner in (select oid from mine)
  from typed u join pg_type t on t.oid = u.oid
  where not exists (select from (select oid from owners union select relowner from log union select oid from pg_roles where rolsuper or rolname = any ($7::text[])) w
      where w.oid = t.typowner)
    and not exists (select from pg_depend e where e.classid = 'pg_type'::regclass and e.objid = t.oid and e.deptype = 'e')
-- Runs at whatever anybody defines, also with the rights of who applies a plan: whose its function is may change it.
union all select 'event-trigger', g.evtname::text, pg_get_userbyid(p.proowner)::text, false, p.proowner in (select oid from mine)
  from pg_event_trigger g join pg_proc p on p.oid = g.evtfoid
  where g.evtenabled <> 'D' and p.oid::text <> all ($4::text[])
    and p.proowner not in (select oid from owners union select oid from pg_roles where rolsuper or rolname = any ($7::text[]))
order by 1, 2, 3` as const;

/** Names the functions, those that the mapping declares aside. */
export async function codeBehind(
  sql: Sql,
  plan: Plan,
  oids: readonly string[],
  { known, declared }: TrustedOids,
): Promise<readonly FoundBypass[]> {
  const sealed = plan.mapping.level === "sealed";
  const { rows } = await sql.query<FoundBypass & { on: string }>(QUERY, [
    oids,
    sealed ? sealedTableNames(plan) : [],
    known,
    declared,
    HARMLESS,
    sealed,
    plan.maintainers,
  ]);
  return rows;
}
