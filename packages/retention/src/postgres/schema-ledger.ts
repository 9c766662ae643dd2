/** The tables of erasures. */
import type { Migration } from "@favorable/sql";

/** Orders of erasure, what they reached, holds that the ledger knows. */
export const ledgerMigrations: readonly Migration[] = [
  {
    id: "retention/031-erasure-ledger",
    statements: [
      // The subject stands in clear only while something of it is kept, which does so too: the order is run again without looking for it.
      `create table favorable.erasure (
        id bigint generated always as identity primary key,
        subject_code text not null,
        subject text,
        reference text not null,
        ground text not null,
        as_of date not null,
        expires_on date not null,
        simulated boolean not null,
        ordered_at timestamptz not null default now(),
        completed_on date,
        unique (subject_code, reference),
        check (completed_on is null or subject is null))`,
      // Orders that wait for a hold or a floor are few, and are run again with every sweep.
      "create index erasure_open_idx on favorable.erasure (id) where completed_on is null",
      `create table favorable.erasure_part (
        erasure bigint not null references favorable.erasure on delete cascade,
        place text not null,
        level text not null,
        removed bigint not null,
        primary key (erasure, place, level))`,
      // Holds that are known outside the database too, by the id they have there.
      "create table favorable.ledger_hold (id text primary key, hold bigint not null)",
      // The account of an erasure asks for the copies of one order, by the beginning of their reference.
      "create index copy_task_reference_idx on favorable.copy_task (reference text_pattern_ops)",
    ],
  },
  {
    id: "retention/032-gone-on",
    // Backups of before that day hold what went: tombstones and copies count from it, and not from the day of the order.
    statements: ["alter table favorable.erasure add column gone_on date"],
  },
];
