/** What the database remembers of itself and of what is kept outside. Ids 060 to 069. */
import type { Migration } from "@favorable/sql";

/** The steps after all others. */
export const markMigrations: readonly Migration[] = [
  {
    id: "retention/060-origin",
    statements: [
      // Where the database stood when a gate or an erasure last looked: a dump carries the mark of where it was taken.
      `create table favorable.origin (
        single boolean primary key default true check (single),
        mark text not null,
        marked_at timestamptz not null default now())`,
      // A service that does not tell its server or its timeline still tells the database and the table.
      `create function favorable.origin_mark() returns text language plpgsql stable set search_path = pg_catalog as $$
        declare
          mark text := (select oid::text from pg_database where datname = current_database()) || ' ' || 'favorable.erasure'::regclass::oid;
        begin
          begin
            mark := mark || ' ' || (select system_identifier from pg_control_system());
          exception when insufficient_privilege or feature_not_supported or undefined_function then null;
          end;
          begin
            mark := mark || ' ' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8);
          exception when insufficient_privilege or feature_not_supported or undefined_function then null;
          end;
          return mark;
        end $$`,
    ],
  },
  {
    id: "retention/061-ledger-position",
    statements: [
      // The last checkpoint that a gate has seen in the ledger: lines that are cut off its end are missed here.
      `create table favorable.ledger_position (
        single boolean primary key default true check (single),
        origin text not null,
        size bigint not null,
        root text not null)`,
    ],
  },
  {
    id: "retention/062-replaced",
    statements: [
      // A policy that was taken off and whose successor was compared with it.
      "alter table favorable.attachment add column replaced_at timestamptz",
    ],
  },
  {
    id: "retention/064-order-purposes",
    statements: ["alter table favorable.erasure add column purposes text[]"],
  },
  {
    id: "retention/063-purge-runs",
    statements: [
      // A sweep that came to its end, also one that had nothing to take: the first time for the day.
      `create table favorable.purge_run (
        policy text not null,
        relation text not null,
        version int not null,
        as_of date not null,
        simulated boolean not null,
        at timestamptz not null default now(),
        primary key (policy, relation, version, as_of))`,
    ],
  },
];
