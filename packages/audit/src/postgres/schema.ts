/** The tables of the log in schema `favorable`. */
import type { Migration } from "@favorable/sql";
import { batches } from "./schema-batches.ts";
import { bodies } from "./schema-bodies.ts";
import { counts } from "./schema-counts.ts";
import { declared, settings } from "./schema-declared.ts";
import { guards } from "./schema-guards.ts";
import { heads } from "./schema-heads.ts";
import { keys } from "./schema-keys.ts";
import { outbox } from "./schema-outbox.ts";
import { stores } from "./schema-stores.ts";

const FROZEN = ["audit_leaf", "audit_head", "audit_checkpoint", "audit_descriptors"] as const;

/**
 * Migrations of the log; apply them with `migrate` of `@favorable/sql`, and the roles with {@link auditRoles}.
 *
 * `audit_pending` is the outbox: entries that have no position yet. `audit_leaf` holds the log itself, `audit_head` its right edge after
 * each sequencing, `audit_checkpoint` what was signed, `audit_identity` whose log it is and under which key. Triggers refuse every
 * update, delete and truncate on these and on the descriptors (SQLSTATE 55000), also under `session_replication_role`; a superuser can
 * switch triggers off, which is what external checkpoints are for. `audit_body` and, until they are filed there, `audit_unfiled` hold
 * salts and payloads, and are the only places with personal values.
 */
export const auditMigrations: readonly Migration[] = [
  {
    id: "audit/001-log",
    statements: [
      `create table favorable.audit_pending (
         id bigint generated always as identity primary key,
         entry text not null unique,
         type text not null,
         leaf text not null)`,
      `create table favorable.audit_leaf (
         seq bigint primary key check (seq >= 0),
         entry text not null unique,
         type text not null,
         leaf text not null,
         hash bytea not null check (octet_length(hash) = 32))`,
      "create index audit_leaf_type on favorable.audit_leaf (type, seq)",
      `create table favorable.audit_head (
         size bigint primary key check (size >= 0),
         edge bytea not null,
         origin text not null)`,
      `create table favorable.audit_checkpoint (
         size bigint primary key references favorable.audit_head (size),
         note text not null)`,
      `create table favorable.audit_descriptors (
         entry text primary key,
         descriptors text not null)`,
      `create table favorable.audit_body (
         entry text not null,
         part integer not null check (part >= 0),
         salt bytea not null check (octet_length(salt) = 16),
         payload bytea not null,
         policy text not null,
         version integer not null,
         start_on date not null,
         subject_index bytea,
         primary key (entry, part))`,
      "create index audit_body_due on favorable.audit_body (policy, version, start_on)",
      "create index audit_body_subject on favorable.audit_body (subject_index) where subject_index is not null",
      `create function favorable.audit_refuse() returns trigger language plpgsql as $$
       begin
         raise exception 'the audit log is append-only' using errcode = '55000';
       end $$`,
      ...FROZEN.flatMap((table) => [
        `create trigger refuse_change before update or delete on favorable.${table} for each row execute function favorable.audit_refuse()`,
        `create trigger refuse_truncate before truncate on favorable.${table} for each statement execute function favorable.audit_refuse()`,
      ]),
    ],
  },
  {
    id: "audit/002-identity",
    statements: [
      `create table favorable.audit_identity (
         only_one boolean primary key default true check (only_one),
         origin text not null,
         vkey text not null)`,
      ...["update or delete on favorable.audit_identity for each row", "truncate on favorable.audit_identity for each statement"].map(
        (when, at) => `create trigger refuse_${at === 0 ? "change" : "truncate"} before ${when} execute function favorable.audit_refuse()`,
      ),
    ],
  },
  stores,
  guards,
  declared,
  keys,
  heads,
  settings,
  batches,
  bodies,
  outbox,
  counts,
];
