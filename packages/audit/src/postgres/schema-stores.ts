/** Migration 003: an outbox that is counted, bodies in monthly partitions, what was set aside. */
import type { Migration } from "@favorable/sql";

/** The month of bodies whose end is not known: it waits for an event, or for a policy that is not in the log yet. */
export const UNDATED = "9999-12-01";

/**
 * `audit_unfiled` takes one row per append, in the transaction of the entries: which outbox rows they are, and their bodies until the
 * sequencer files them. It holds personal values; the outbox beside it holds none. A transaction writes both or neither, so that a row
 * that was deleted is told from one that was rolled back, without a lock.
 *
 * `audit_body` is filed by position (added to at its end, read in ranges) and partitioned by the month in which its period ends; the
 * month is a hint made when it was filed; what is due is decided by the policies, and `audit_month` counts what there is to decide on. Indexes: `_subject_idx` answers who saw a person, `_key_idx` finds what a key sealed; `audit_leaf_at_idx` finds a period: a canonical leaf begins
 * with its time.
 */
export const stores: Migration = {
  id: "audit/003-stores",
  statements: [
    "alter table favorable.audit_pending drop constraint audit_pending_entry_key",
    `alter table favorable.audit_pending add column mac text, add column via text not null default 'log' check (via in ('log', 'function'))`,
    `create table favorable.audit_unfiled (
       first bigint primary key,
       ids bigint[] not null check (ids[1] = first),
       bodies text)`,
    ...["audit_pending", "audit_unfiled"].map(
      // Queues are emptied all the time: without a low threshold dead rows would slow down every look at them.
      (table) => `alter table favorable.${table} set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`,
    ),
    "alter table favorable.audit_checkpoint add column signed_at timestamptz not null default now()",
    `create table favorable.audit_quarantine (
       id bigint generated always as identity primary key,
       entry text not null,
       type text not null,
       leaf text not null,
       found_at timestamptz not null default now())`,
    `create table favorable.audit_outbox_key (
       only_one boolean primary key default true check (only_one),
       fingerprint text not null)`,
    `create table favorable.audit_key (
       key_id text primary key,
       wrapped text not null,
       scope text not null,
       subject_index bytea,
       made_at timestamptz not null default now())`,
    "create unique index audit_key_scope_idx on favorable.audit_key (scope)",
    "create index audit_key_subject_idx on favorable.audit_key (subject_index) where subject_index is not null",
    "alter table favorable.audit_body rename to audit_body_former",
    "alter table favorable.audit_body_former rename constraint audit_body_pkey to audit_body_former_pkey",
    "drop index favorable.audit_body_due",
    "drop index favorable.audit_body_subject",
    `create table favorable.audit_body (
       seq bigint not null,
       entry text not null,
       part integer not null check (part >= 0),
       salt bytea check (octet_length(salt) = 16),
       payload bytea not null,
       policy text not null,
       version integer not null,
       start_on date not null,
       subject_index bytea,
       key_id text,
       erase_month date not null default '${UNDATED}' check (extract(day from erase_month) = 1),
       primary key (seq, part, erase_month),
       check ((salt is null) = (key_id is not null))) partition by range (erase_month)`,
    `create table favorable.audit_body_undated partition of favorable.audit_body for values from ('9999-01-01') to (maxvalue)`,
    "create index audit_body_subject_idx on favorable.audit_body (subject_index) where subject_index is not null",
    "create index audit_body_key_idx on favorable.audit_body (key_id) where key_id is not null",
    `insert into favorable.audit_body (seq, entry, part, salt, payload, policy, version, start_on, subject_index)
     select l.seq, b.entry, b.part, b.salt, b.payload, b.policy, b.version, b.start_on, b.subject_index
       from favorable.audit_body_former b join favorable.audit_leaf l using (entry)`,
    // Bodies of entries that have no position yet go back to where bodies wait.
    `insert into favorable.audit_unfiled (first, ids, bodies)
     select p.id, array[p.id],
            (select json_agg(json_build_array(0, b.part, encode(b.salt, 'base64'), convert_from(b.payload, 'UTF8'), b.policy, b.version,
                    b.start_on::text, coalesce(encode(b.subject_index, 'hex'), ''), '') order by b.part)::text
               from favorable.audit_body_former b where b.entry = p.entry)
       from favorable.audit_pending p`,
    "drop table favorable.audit_body_former",
    // How many bodies of a kind each month has, as changes: what is due is found without reading bodies.
    `create table favorable.audit_month (
       month date not null,
       policy text not null,
       version integer not null,
       start_on date not null,
       key_id text not null,
       bodies bigint not null)`,
    `insert into favorable.audit_month
     select erase_month, policy, version, start_on, '', count(*) from favorable.audit_body group by 1, 2, 3, 4`,
    // A leaf that was pruned keeps its hash, its position and its identifier.
    "alter table favorable.audit_leaf alter column leaf drop not null",
    `create index audit_leaf_at_idx on favorable.audit_leaf ((substr(leaf, 8, 24) collate "C"))`,
  ],
};
