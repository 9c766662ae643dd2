/** Does the database still refuse what it should, with the functions and triggers of the migrations and no others? */
import type { Sql } from "@favorable/sql";
import { expectedFunctions, expectedTriggers } from "./expected-guards.ts";

const WATCH = `
  with expected as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as e (tab, trig, kind, runs)),
  wanted as (
    select tab, trig, kind::integer, runs, to_regclass('favorable.' || tab) as rel from expected
    union all
    -- A trigger of a statement on the table is not asked by who names one of its months: each has its own.
    select c.relname, e.trig, e.kind::integer, e.runs, c.oid::regclass
      from expected e join pg_catalog.pg_inherits i on e.tab = 'audit_body' and i.inhparent = to_regclass('favorable.audit_body')
      join pg_catalog.pg_class c on c.oid = i.inhrelid),
  tables as (
    select c.oid, c.relname, c.relrowsecurity from pg_catalog.pg_class c
     where c.relnamespace = 'favorable'::regnamespace and c.relname like 'audit\\_%' and c.relkind in ('r', 'p')),
  sound as (
    select t.oid, w.tab, w.trig
      from wanted w join pg_catalog.pg_trigger t on t.tgrelid = w.rel and t.tgname = w.trig
      join pg_catalog.pg_proc p on p.oid = t.tgfoid
     where t.tgenabled = 'A' and t.tgtype = w.kind and t.tgqual is null and cardinality(t.tgattr::smallint[]) = 0 and t.tgnargs = 0
       and p.proname = w.runs and p.pronamespace = 'favorable'::regnamespace)
  select array(select w.tab || '.' || w.trig from wanted w where not exists (
                 select from sound s where s.tab = w.tab and s.trig = w.trig)) as off,
         array(select f.name from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[]) as f (name, hash, definer, settings, closed)
                where 1 <> (select count(*) from pg_catalog.pg_proc p where p.pronamespace = 'favorable'::regnamespace and p.proname = f.name)
                   or not exists (select from pg_catalog.pg_proc p
                                   where p.pronamespace = 'favorable'::regnamespace and p.proname = f.name and p.prosecdef::text = f.definer
                                     and encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex') = f.hash
                                     and coalesce((select string_agg(c, E'\\n' order by c collate "C") from unnest(p.proconfig) c), '') = f.settings
                                     and not (f.closed = 'true' and has_function_privilege('public', p.oid, 'execute'))
                                     and p.proowner = (select c.relowner from pg_catalog.pg_class c where c.oid = to_regclass('favorable.audit_leaf'))))
                 as functions,
         array(select relname || '.' || r.rulename from tables join pg_catalog.pg_rewrite r on r.ev_class = tables.oid
               union all select relname || '.' || t.tgname from tables join pg_catalog.pg_trigger t on t.tgrelid = tables.oid
                where not t.tgisinternal and not exists (select from sound s where s.tab = tables.relname and s.trig = t.tgname)
                  and not exists (select from wanted w where w.tab = tables.relname and w.trig = t.tgname)
               union all select relname || ' (row security)' from tables where relrowsecurity) as foreign_ones`;

/** What is not as the migrations have it. */
interface GuardWatch {
  /** Triggers that are missing, off, or do something else, as `table.trigger`. */
  readonly triggersOff: readonly string[];
  /** Functions that are missing, there twice, or changed: body, settings, owner, or taken away from nobody any more. */
  readonly functions: readonly string[];
  /** Rules, triggers and row security that no migration of the log laid down. */
  readonly foreign: readonly string[];
}

/** Asks the catalogue, which every login may read. */
export async function guardWatch(sql: Sql): Promise<GuardWatch> {
  const { rows } = await sql.query<{ off: string[]; functions: string[]; foreign_ones: string[] }>(WATCH, [
    expectedTriggers.map(({ table }) => table),
    expectedTriggers.map(({ name }) => name),
    expectedTriggers.map(({ kind }) => String(kind)),
    expectedTriggers.map(({ runs }) => runs),
    expectedFunctions.map(({ name }) => name),
    expectedFunctions.map(({ hash }) => hash),
    expectedFunctions.map(({ definer }) => String(definer)),
    expectedFunctions.map(({ settings }) => settings),
    expectedFunctions.map(({ closed }) => String(closed)),
  ]);
  const [found] = rows;
  return { triggersOff: found?.off ?? ["unknown"], functions: found?.functions ?? ["unknown"], foreign: found?.foreign_ones ?? [] };
}
