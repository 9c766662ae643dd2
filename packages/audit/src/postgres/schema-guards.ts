/** Migration 004: what the database itself refuses, and the functions that roles without rights on the tables go through. */
import type { Migration } from "@favorable/sql";

/** Tables that are only ever added to. */
const FROZEN: readonly string[] = [
  "audit_leaf",
  "audit_head",
  "audit_checkpoint",
  "audit_descriptors",
  "audit_identity",
  "audit_outbox_key",
  "audit_quarantine",
];

/** Tables with one exception each. */
const REFUSING: Readonly<Record<string, string>> = { audit_leaf: "audit_refuse_leaf", audit_descriptors: "audit_refuse_descriptors" };

/** Functions that act with the owner's rights: nobody may run them who was not given the right. */
const FUNCTIONS = [
  "audit_append(text, text, text, text, text, text, text, text)",
  "audit_key_for(text, text, text, text)",
  "audit_holds(text[])",
  "audit_make_month(date)",
  "audit_drop_month(date)",
] as const;

const DEFINER = "security definer set search_path = pg_catalog, favorable" as const;

/** Triggers that fire whatever `session_replication_role` says. */
const trigger = (name: string, when: string, table: string, level: "row" | "statement", run: string): string[] => [
  `drop trigger if exists ${name} on favorable.${table}`,
  `create trigger ${name} before ${when} on favorable.${table} for each ${level} execute function favorable.${run}()`,
  `alter table favorable.${table} enable always trigger ${name}`,
];

/** The text of a check that an entry about an erasure stands in the outbox, written by this very transaction. */
export const ANNOUNCED = `exists (
  select from favorable.audit_pending
   where type in ('audit.erased', 'audit.erased-early', 'audit.pruned')
     and xmin = (pg_current_xact_id()::text::bigint % 4294967296)::text::xid)`;

/**
 * Updates, deletes and truncates of what is append-only end in SQLSTATE 55000. A leaf may lose its text and keep its hash; a body may lose or be
 * given its subject index; both, and the deletion of a body, only after an entry that says so, in the same transaction. A superuser can
 * switch all of this off: external checkpoints are for that.
 */
export const guards: Migration = {
  id: "audit/004-guards",
  statements: [
    `create function favorable.audit_refuse_leaf() returns trigger language plpgsql ${DEFINER} as $$
     begin
       if tg_op = 'UPDATE' and new.leaf is null and (old.seq, old.entry, old.type, old.hash) = (new.seq, new.entry, new.type, new.hash)
          and ${ANNOUNCED} then
         return new;
       end if;
       raise exception 'the audit log is append-only' using errcode = '55000';
     end $$`,
    `create function favorable.audit_refuse_descriptors() returns trigger language plpgsql ${DEFINER} as $$
     begin
       if tg_op = 'DELETE' and ${ANNOUNCED}
          and exists (select from favorable.audit_leaf l where l.entry = old.entry and l.leaf is null) then
         return old;
       end if;
       raise exception 'the audit log is append-only' using errcode = '55000';
     end $$`,
    `create function favorable.audit_refuse_body() returns trigger language plpgsql as $$
     begin
       if (new.subject_index is null or old.subject_index is null)
          and to_jsonb(new) - 'subject_index' = to_jsonb(old) - 'subject_index' then
         return new;
       end if;
       raise exception 'bodies are erased, not changed' using errcode = '55000';
     end $$`,
    `create function favorable.audit_refuse_erasure() returns trigger language plpgsql ${DEFINER} as $$
     begin
       if ${ANNOUNCED} then
         return null;
       end if;
       raise exception 'an erasure is announced by an entry of the same transaction' using errcode = '55000';
     end $$`,
    ...FROZEN.flatMap((table) => [
      ...trigger("refuse_change", "update or delete", table, "row", REFUSING[table] ?? "audit_refuse"),
      ...trigger("refuse_truncate", "truncate", table, "statement", "audit_refuse"),
    ]),
    ...["audit_pending", "audit_unfiled"].flatMap((table) => [
      ...trigger("refuse_change", "update", table, "row", "audit_refuse"),
      ...trigger("refuse_truncate", "truncate", table, "statement", "audit_refuse"),
    ]),
    ...trigger("refuse_change", "update", "audit_body", "row", "audit_refuse_body"),
    ...trigger("refuse_erasure", "delete", "audit_body", "statement", "audit_refuse_erasure"),
    ...trigger("refuse_truncate", "truncate", "audit_body", "statement", "audit_refuse"),
    ...trigger("refuse_change", "update", "audit_key", "row", "audit_refuse"),
    ...trigger("refuse_erasure", "delete", "audit_key", "statement", "audit_refuse_erasure"),
    ...trigger("refuse_truncate", "truncate", "audit_key", "statement", "audit_refuse"),
    // Lists come as lines of one text: canonical JSON and base64 hold no line break, and nothing has to be escaped and read back.
    // Answers under which transaction the rows stand: of a savepoint its own, so that whether it was committed can be asked later.
    `create function favorable.audit_append(
       entries text, types text, leaves text, macs text, bodies text, apart text, descriptors text, keys text)
       returns text language plpgsql ${DEFINER} as $$
     declare
       top bigint;
       own bigint;
     begin
       -- Locked, so that a key is destroyed either before, and seals nothing, or after, and then with what it sealed here.
       if keys <> '' and cardinality(string_to_array(keys, E'\n')) <> (select count(*) from (
            select from favorable.audit_key where key_id = any (string_to_array(keys, E'\n')) for key share) k) then
         return null;
       end if;
       if apart <> '' then
         insert into favorable.audit_descriptors (entry, descriptors)
           select d.entry, d.descriptors from unnest(string_to_array(apart, E'\n'), string_to_array(audit_append.descriptors, E'\n')) as d (entry, descriptors) on conflict do nothing;
       end if;
       with added as (
         insert into favorable.audit_pending (entry, type, leaf, mac)
           select e.entry, e.type, e.leaf, nullif(e.mac, '')
             from unnest(string_to_array(entries, E'\n'), string_to_array(types, E'\n'), string_to_array(leaves, E'\n'),
                         string_to_array(macs, E'\n')) with ordinality as e (entry, type, leaf, mac, at) order by e.at
         returning id)
       insert into favorable.audit_unfiled (first, ids, bodies)
         select min(id), array_agg(id order by id), nullif(audit_append.bodies, '') from added
         returning xmin::text::bigint into own;
       top := pg_current_xact_id()::text::bigint;
       return (top - top % 4294967296 + own + case when own < top % 4294967296 then 4294967296 else 0 end)::text;
     end $$`,
    // The key of a scope, made if there is none: whoever comes second gets the first one's.
    `create function favorable.audit_key_for(wanted text, key text, sealed text, subject text, out key_id text, out wrapped text)
       language plpgsql ${DEFINER} as $$
     begin
       if sealed <> '' then
         insert into favorable.audit_key (key_id, wrapped, scope, subject_index)
           values (key, sealed, wanted, decode(nullif(subject, ''), 'hex')) on conflict do nothing;
       end if;
       select k.key_id, k.wrapped into key_id, wrapped from favorable.audit_key k where k.scope = wanted;
     end $$`,
    // Which of these entries the log has, by position or in the outbox: settles an append whose answer was lost.
    `create function favorable.audit_holds(entries text[]) returns text[] language sql stable ${DEFINER} as $$
     select coalesce(array_agg(entry), '{}') from (
       select entry from favorable.audit_leaf where entry = any (entries)
       union select entry from favorable.audit_pending where entry = any (entries)) found $$`,
    `create function favorable.audit_make_month(wanted date) returns boolean language plpgsql ${DEFINER} as $$
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
       execute format('create table favorable.%I (like favorable.audit_body including defaults including constraints)', name);
       execute format('alter table favorable.audit_body attach partition favorable.%I for values from (%L) to (%L)',
                      name, wanted, (wanted + interval '1 month')::date);
       return true;
     end $$`,
    `create function favorable.audit_drop_month(wanted date) returns void language plpgsql ${DEFINER} set lock_timeout = '500ms' as $$
     begin
       if not ${ANNOUNCED} then
         raise exception 'an erasure is announced by an entry of the same transaction' using errcode = '55000';
       end if;
       execute format('drop table favorable.%I', 'audit_body_' || to_char(wanted, 'YYYYMM'));
       delete from favorable.audit_month where month = wanted;
     end $$`,
    ...FUNCTIONS.map((name) => `revoke all on function favorable.${name} from public`),
  ],
};
