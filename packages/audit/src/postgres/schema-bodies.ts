/** Migration 010: what the database itself refuses for bodies, wherever they are filed. */
import type { Migration } from "@favorable/sql";

/** Settings that any session may change, fixed as migration 008 fixes them. */
const FIXED =
  "set client_min_messages = error set debug_print_parse = off set debug_print_rewritten = off set debug_print_plan = off set plan_cache_mode = auto set standard_conforming_strings = on" as const;

const DEFINER = "security definer set search_path = pg_catalog, favorable" as const;

/** Triggers of a statement stand on each month, too: whoever names the month itself does not go through the table it belongs to. */
export const GUARD_MONTH = `
       execute format('create trigger refuse_erasure before delete on favorable.%I for each statement execute function favorable.audit_refuse_erasure()', name);
       execute format('create trigger refuse_truncate before truncate on favorable.%I for each statement execute function favorable.audit_refuse()', name);
       execute format('alter table favorable.%I enable always trigger refuse_erasure', name);
       execute format('alter table favorable.%I enable always trigger refuse_truncate', name);`;

/**
 * A body loses its blind index only when its key was destroyed, which takes an entry; what is not sealed is deleted as a whole. None is given
 * one. Each month refuses what the table it belongs to refuses. The index finds entries whose text was pruned.
 */
export const bodies: Migration = {
  id: "audit/010-bodies",
  statements: [
    `create or replace function favorable.audit_refuse_body() returns trigger language plpgsql ${DEFINER} ${FIXED} as $$
     begin
       if new.subject_index is null and to_jsonb(new) - 'subject_index' = to_jsonb(old) - 'subject_index'
          and old.key_id is not null and not exists (select from favorable.audit_key k where k.key_id = old.key_id) then
         return new;
       end if;
       raise exception 'bodies are erased, not changed' using errcode = '55000';
     end $$`,
    `create or replace function favorable.audit_make_month(wanted date) returns boolean language plpgsql ${DEFINER} ${FIXED} as $$
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
       execute format('create table favorable.%I (like favorable.audit_body including defaults including constraints)', name);${GUARD_MONTH}
       execute format('alter table favorable.audit_body attach partition favorable.%I for values from (%L) to (%L)',
                      name, wanted, (wanted + interval '1 month')::date);
       return true;
     end $$`,
    `do $$
     declare
       name text;
     begin
       for name in select c.relname from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
                    where i.inhparent = 'favorable.audit_body'::regclass loop${GUARD_MONTH}
       end loop;
     end $$`,
    "create index audit_leaf_pruned_idx on favorable.audit_leaf (seq) where leaf is null",
  ],
};
