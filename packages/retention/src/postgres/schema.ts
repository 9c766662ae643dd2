/** The tables of retention in the library's own schema. */
import type { Migration } from "@favorable/sql";
import { copiesMigrations } from "./schema-copies.ts";
import { identityMigrations } from "./schema-identity.ts";
import { ledgerMigrations } from "./schema-ledger.ts";
import { markMigrations } from "./schema-marks.ts";
import { policyMigrations } from "./schema-policy.ts";
import { holdWindowMigrations, sweepMigrations } from "./schema-sweep.ts";

/**
 * Clock, named events, holds, purge evidence and the state of sweeps. Apply with `migrate`.
 *
 * The login that sweeps needs the tables; the application's login needs `usage` on the schema and `select` on its expiry views, nothing
 * else: `favorable.today` reads the clock with its owner's right.
 */
export const retentionMigrations: readonly Migration[] = [
  {
    id: "retention/001-tables",
    statements: [
      // A row here means simulated time. Only the owner may write it: the application cannot turn the time back.
      "create table favorable.clock (single boolean primary key default true check (single), at timestamptz not null)",
      "revoke all on favorable.clock from public",
      `create function favorable.today(zone text) returns date language sql stable security definer set search_path = pg_catalog
        as 'select (coalesce((select at from favorable.clock), now()) at time zone $1)::date'`,
      "create table favorable.event (name text primary key, occurred_on date not null, recorded_at timestamptz not null default now())",
      `create table favorable.hold (
        id bigint generated always as identity primary key,
        policy text not null,
        key text,
        kind text not null,
        reason text not null,
        placed_at timestamptz not null default now(),
        review_on date,
        released_at timestamptz,
        release_reason text)`,
      "create index hold_active on favorable.hold (policy, key) where released_at is null",
      `create table favorable.purge (
        id bigint generated always as identity primary key,
        policy text not null,
        version int not null,
        relation text not null,
        action text not null,
        level text not null,
        as_of date not null,
        simulated boolean not null,
        removed int not null check (removed > 0),
        held int not null,
        at timestamptz not null default now())`,
      `create table favorable.sweep (
        policy text not null,
        relation text not null,
        version int not null,
        as_of date not null,
        cursor text,
        done boolean not null default false,
        removed bigint not null default 0,
        updated_at timestamptz not null default now(),
        primary key (policy, relation))`,
    ],
  },
  {
    id: "retention/002-hold-keys",
    statements: [
      // The table that the key was checked against; null for a hold on everything, and for one that was not placed by `placeHold`.
      "alter table favorable.hold add column relation text",
      // A key is compared in the type of the primary key, and a text that is none of that type must not make a whole sweep fail.
      `create function favorable.key_reads(value text, example anyelement) returns boolean language plpgsql stable as $$
        begin
          execute 'select $1::' || pg_typeof(example) using value;
          return true;
        exception when data_exception or integrity_constraint_violation then
          return false;
        end $$`,
    ],
  },
  ...sweepMigrations,
  ...policyMigrations,
  ...copiesMigrations,
  ...ledgerMigrations,
  ...holdWindowMigrations,
  ...identityMigrations,
  ...markMigrations,
];
