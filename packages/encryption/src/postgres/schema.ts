/** The tables of subject keys in schema `favorable`. */
import type { Migration } from "@favorable/sql";
import { quoteName } from "./names.ts";

/**
 * Migrations of the key store; apply them with `migrate` of `@favorable/sql`.
 *
 * `field_key` holds wrapped keys, `field_fence` the store's copy of the erasure fence, which triggers keep from every update, delete and
 * truncate (SQLSTATE 55000), and `field_epoch_closed` epochs that take no more keys. Subjects stand there as HMACs only. Another trigger
 * refuses a key that the fence declares dead, whoever puts it there.
 */
export const keyStoreMigrations: readonly Migration[] = [
  {
    id: "encryption/001-field-keys",
    statements: [
      `create table favorable.field_key (
         subject bytea not null check (octet_length(subject) = 32),
         version integer not null check (version > 0),
         epoch text not null check (epoch ~ '^[!-~]{1,200}$'),
         wrapped bytea not null check (octet_length(wrapped) between 32 and 8192),
         made_at timestamptz not null,
         primary key (subject, version))`,
      // An epoch is counted before it is closed, and rewrapping looks for the others.
      "create index field_key_epoch_idx on favorable.field_key (epoch)",
      `create table favorable.field_fence (
         seq bigint generated always as identity primary key,
         subject bytea not null check (octet_length(subject) = 32),
         state text not null check (state in ('erased', 'reopened')),
         through integer not null check (through >= 0),
         epochs text[] not null,
         at timestamptz not null)`,
      // Every look at a subject asks for its last entry.
      "create index field_fence_subject_idx on favorable.field_fence (subject, seq desc)",
      "create table favorable.field_epoch_closed (epoch text primary key)",
      `create function favorable.field_fence_refuse() returns trigger language plpgsql as $$
       begin
         raise exception 'the erasure fence is append-only' using errcode = '55000';
       end $$`,
      "create trigger refuse_change before update or delete on favorable.field_fence for each row execute function favorable.field_fence_refuse()",
      "create trigger refuse_truncate before truncate on favorable.field_fence for each statement execute function favorable.field_fence_refuse()",
      `create function favorable.field_key_guard() returns trigger language plpgsql as $$
       begin
         if exists (select 1 from favorable.field_fence f where f.subject = new.subject and f.through >= new.version)
           or (select f.state from favorable.field_fence f where f.subject = new.subject order by f.seq desc limit 1) = 'erased' then
           raise exception 'a key of an erased subject' using errcode = '55000';
         end if;
         return new;
       end $$`,
      "create trigger refuse_dead before insert or update on favorable.field_key for each row execute function favorable.field_key_guard()",
    ],
  },
];

/** What a role may do with the keys. */
export type KeyStoreDuty = "seal" | "erase" | "rotate";

const TABLES: Readonly<Record<KeyStoreDuty, readonly string[]>> = {
  seal: ["select, insert on favorable.field_key", "select on favorable.field_fence", "select on favorable.field_epoch_closed"],
  erase: ["select, delete on favorable.field_key", "select, insert on favorable.field_fence"],
  rotate: [
    "select, insert, update (epoch, wrapped), delete on favorable.field_key",
    "select on favorable.field_fence",
    "select, insert on favorable.field_epoch_closed",
  ],
};

/**
 * The grants that a role needs for a duty and no more: `seal` for the application, `erase` for the desk that answers requests (it needs
 * `update` on the attached columns besides), `rotate` for maintenance. For the owner of the schema to apply.
 *
 * @throws `TABLE_INVALID` for what cannot be the name of a role
 */
export function keyStoreGrants(role: string, duty: KeyStoreDuty): readonly string[] {
  const to = quoteName(role);
  return [`grant usage on schema favorable to ${to}`, ...TABLES[duty].map((grant) => `grant ${grant} to ${to}`)];
}
