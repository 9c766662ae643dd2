/** Migration 012: bodies are counted by the database itself, and dropped under the isolation that sees them. */
import type { Migration } from "@favorable/sql";
import { LOCK } from "./log-lock.ts";
import { GUARD_MONTH } from "./schema-bodies.ts";
import { COUNTED_BATCH } from "./schema-counted-batch.ts";
import { FIXED } from "./schema-declared.ts";
import { ANNOUNCED } from "./schema-guards.ts";

/** Functions of this migration that roles run. */
export const COUNTS = "favorable.audit_counts()";
export const MONTH_SIZE = "favorable.audit_month_size(date)";
export const RECOUNT = "favorable.audit_recount(date[])";

const DEFINER = `security definer set search_path = pg_catalog, favorable ${FIXED}` as const;

/**
 * Says that what is written to the counts was counted, and stops saying so. In the body: as a setting of the function, only a superuser could
 * make it.
 */
const COUNTING = "perform set_config('favorable.counting', 'on', true);" as const;
const COUNTED = "perform set_config('favorable.counting', '', true);" as const;

/** Bodies of a table by what tells them apart; what a destroyed key sealed is none any more. */
const grouped = (from: string): string => `
       select month, policy, version, start_on, key_id, bodies
         from (select erase_month as month, policy, version, start_on, coalesce(key_id, '') as key_id, count(*) as bodies
                 from ${from} group by 1, 2, 3, 4, 5) g
        where key_id = '' or exists (select from favorable.audit_key k where k.key_id = g.key_id)`;

const counter = (name: string, table: string, sign: string): string =>
  `create or replace function favorable.${name}() returns trigger language plpgsql ${DEFINER} as $$
     begin
       ${COUNTING}
       insert into favorable.audit_month (month, policy, version, start_on, key_id, bodies)
       select month, policy, version, start_on, key_id, ${sign} bodies from (${grouped(table)}) counted;
       ${COUNTED}
       return null;
     end $$`;

/** Triggers of a statement stand on each month, too, as migration 010 has it. */
const COUNT_MONTH = `
       execute format('create trigger count_filed after insert on favorable.%I referencing new table as filed for each statement execute function favorable.audit_count_filed()', name);
       execute format('create trigger count_erased after delete on favorable.%I referencing old table as gone for each statement execute function favorable.audit_count_erased()', name);
       execute format('alter table favorable.%I enable always trigger count_filed', name);
       execute format('alter table favorable.%I enable always trigger count_erased', name);`;

/** The name of a month's table. */
const TABLE = "case when wanted >= '9999-01-01' then 'audit_body_undated' else 'audit_body_' || to_char(wanted, 'YYYYMM') end";

/**
 * Triggers count what is filed and what is erased, with their owner's rights: no role writes to `audit_month`, so that neither who files nor who
 * erases can lower a count and have a month dropped that holds more than is due. A month is dropped under read committed only: a snapshot
 * from before the wait for the lock does not show what was filed meanwhile, and a drop heeds no snapshot.
 */
export const counts: Migration = {
  id: "audit/012-counts",
  statements: [
    counter("audit_count_filed", "filed", ""),
    counter("audit_count_erased", "gone", "-"),
    `create or replace function favorable.audit_count_unsealed() returns trigger language plpgsql ${DEFINER} as $$
     begin
       delete from favorable.audit_month m using gone g where m.key_id = g.key_id;
       return null;
     end $$`,
    `create or replace function favorable.audit_refuse_count() returns trigger language plpgsql ${DEFINER} as $$
     begin
       if current_setting('favorable.counting', true) = 'on' then
         return null;
       end if;
       raise exception 'bodies are counted by the database' using errcode = '55000';
     end $$`,
    `create trigger count_filed after insert on favorable.audit_body referencing new table as filed
       for each statement execute function favorable.audit_count_filed()`,
    `create trigger count_erased after delete on favorable.audit_body referencing old table as gone
       for each statement execute function favorable.audit_count_erased()`,
    `create trigger count_unsealed after delete on favorable.audit_key referencing old table as gone
       for each statement execute function favorable.audit_count_unsealed()`,
    "create trigger refuse_change before insert on favorable.audit_month for each statement execute function favorable.audit_refuse_count()",
    "alter table favorable.audit_body enable always trigger count_filed",
    "alter table favorable.audit_body enable always trigger count_erased",
    "alter table favorable.audit_key enable always trigger count_unsealed",
    "alter table favorable.audit_month enable always trigger refuse_change",
    `do $$
     declare
       name text;
     begin
       for name in select c.relname from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
                    where i.inhparent = 'favorable.audit_body'::regclass loop${COUNT_MONTH}
       end loop;
     end $$`,
    `do $$
     declare
       name text;
     begin
       for name in select distinct case when a.grantee = 0 then 'public' else a.grantee::regrole::text end
                     from pg_catalog.pg_class c, lateral aclexplode(c.relacl) a
                    where c.oid = 'favorable.audit_month'::regclass and a.grantee <> c.relowner loop
         execute format('revoke insert, update, delete, truncate on favorable.audit_month from %s', name);
       end loop;
     end $$`,
    // The counts, changes summed up: the sums stay what they are, whoever asks.
    `create or replace function favorable.audit_counts()
       returns table (month date, policy text, version integer, start_on date, key_id text, bodies bigint)
       language plpgsql ${DEFINER} as $$
     #variable_conflict use_column
     begin
       ${COUNTING}
       return query
       with gone as (delete from favorable.audit_month returning *)
       insert into favorable.audit_month (month, policy, version, start_on, key_id, bodies)
       select g.month, g.policy, g.version, g.start_on, g.key_id, sum(g.bodies)
         from gone g group by 1, 2, 3, 4, 5 having sum(g.bodies) > 0
       returning *;
       ${COUNTED}
     end $$`,
    // Rows of a month's table. By its name: asked of the table it belongs to, every row would be taken apart for its month. In the order they
    // lie: by an index, half as many are counted in a second.
    `create or replace function favorable.audit_month_size(wanted date) returns bigint language plpgsql ${DEFINER}
       set enable_indexscan = off set enable_indexonlyscan = off set enable_bitmapscan = off as $$
     declare
       name text := ${TABLE};
       size bigint;
     begin
       if to_regclass('favorable.' || name) is null then
         return 0;
       end if;
       execute format('select count(*) from favorable.%I', name) into size;
       return size;
     end $$`,
    // Counts months again, from the bodies; answers how many were there uncounted, and how many that were counted are not.
    `create or replace function favorable.audit_recount(wanted date[], out uncounted bigint, out removed bigint)
       language plpgsql ${DEFINER} as $$
     begin
       ${COUNTING}
       perform pg_advisory_xact_lock(${LOCK});
       with there as (${grouped("(select * from favorable.audit_body where erase_month = any (wanted)) b")}),
       gone as (delete from favorable.audit_month m where m.month = any (wanted) returning *),
       counted as (
         select g.month, g.policy, g.version, g.start_on, g.key_id, sum(g.bodies) as bodies from gone g group by 1, 2, 3, 4, 5),
       added as (
         insert into favorable.audit_month (month, policy, version, start_on, key_id, bodies)
         select month, policy, version, start_on, key_id, bodies from there)
       select coalesce(sum(greatest(coalesce(t.bodies, 0) - greatest(coalesce(c.bodies, 0), 0), 0)), 0),
              coalesce(sum(greatest(greatest(coalesce(c.bodies, 0), 0) - coalesce(t.bodies, 0), 0)), 0)
         into uncounted, removed
         from there t full join counted c using (month, policy, version, start_on, key_id);
       ${COUNTED}
     end $$`,
    `create or replace function favorable.audit_drop_month(wanted date) returns void
       language plpgsql ${DEFINER} set lock_timeout = '500ms' as $$
     begin
       if current_setting('transaction_isolation') <> 'read committed' then
         raise exception 'a month is dropped under read committed only' using errcode = '25000';
       end if;
       if not ${ANNOUNCED} then
         raise exception 'an erasure is announced by an entry of the same transaction' using errcode = '55000';
       end if;
       execute format('drop table favorable.%I', 'audit_body_' || to_char(wanted, 'YYYYMM'));
       delete from favorable.audit_month where month = wanted;
     end $$`,
    `create or replace function favorable.audit_make_month(wanted date) returns boolean language plpgsql ${DEFINER} as $$
     declare
       name text := 'audit_body_' || to_char(wanted, 'YYYYMM');
     begin
       if extract(day from wanted) <> 1 or extract(year from wanted) not between 1 and 9998 then
         raise exception 'a month is named by its first day' using errcode = '22008';
       end if;
       if to_regclass('favorable.' || name) is not null then
         return false;
       end if;
       -- Attached, not made as a partition: that would wait for every reader, and every reader for it.
       execute format('create table favorable.%I (like favorable.audit_body including defaults including constraints)', name);${GUARD_MONTH}${COUNT_MONTH}
       execute format('alter table favorable.audit_body attach partition favorable.%I for values from (%L) to (%L)',
                      name, wanted, (wanted + interval '1 month')::date);
       return true;
     end $$`,
    COUNTED_BATCH,
    ...[COUNTS, MONTH_SIZE, RECOUNT].map((name) => `revoke all on function ${name} from public`),
  ],
};
