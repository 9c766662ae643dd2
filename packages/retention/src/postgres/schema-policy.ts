/** What holds, moving events and attachments are kept in. Ids 020 to 029. */
import type { Migration } from "@favorable/sql";

/** The steps after `retention/002-hold-keys` that holds, events and attachments need. */
export const policyMigrations: readonly Migration[] = [
  {
    id: "retention/020-hold-scope",
    statements: [
      // Who placed it: what the application says, else the login. The star as policy stands for all of them.
      "alter table favorable.hold add column author text not null default session_user",
      "alter table favorable.hold add column released_by text",
      "alter table favorable.hold add column subject text",
      // The table of the row, which follows a renaming; null for a hold on everything, on a subject, or one placed by hand.
      "alter table favorable.hold add column target regclass",
      "alter table favorable.hold add constraint hold_scope check (key is null or subject is null)",
      "alter table favorable.hold add constraint hold_release check (released_at is null or subject is null)",
      // Asked by every batch: the subjects on hold.
      "create index hold_subject_idx on favorable.hold (policy, subject) where released_at is null and subject is not null",
      // The list of holds to be looked at again.
      "create index hold_review_idx on favorable.hold (review_on) where released_at is null",
    ],
  },
  {
    id: "retention/021-event-days",
    statements: [
      // Every day an event ever had, and why it was moved. The owner adds to it; nobody changes it.
      `create table favorable.event_history (
        id bigint generated always as identity primary key,
        name text not null,
        was date,
        became date not null,
        reason text,
        authority text,
        reference text,
        decided_on date,
        author text not null default session_user,
        at timestamptz not null default now())`,
      "create index event_history_name_idx on favorable.event_history (name, id)",
      "insert into favorable.event_history (name, became, at) select name, occurred_on, recorded_at from favorable.event",
      `create function favorable.event_day(wanted text) returns date language sql stable security definer set search_path = pg_catalog
        as 'select e.occurred_on from favorable.event e where e.name = $1'`,
    ],
  },
  {
    id: "retention/022-attachments",
    statements: [
      // A policy on a table, what attaching it created there, and how far rows of before have been given their start.
      `create table favorable.attachment (
        policy text not null,
        relation text not null,
        version int not null,
        definition jsonb not null,
        sources text[] not null default '{}',
        created jsonb not null default '[]',
        attached_at timestamptz not null default now(),
        primary key (policy, relation))`,
      // Every change of a policy that was attached, and who approved a longer one.
      `create table favorable.amendment (
        id bigint generated always as identity primary key,
        policy text not null,
        relation text not null,
        was int not null,
        became int not null,
        change text not null check (change in ('shorter', 'longer')),
        places text[] not null,
        authority text,
        reference text,
        decided_on date,
        author text not null default session_user,
        at timestamptz not null default now(),
        check (change = 'shorter' or authority is not null))`,
      "create index amendment_policy_idx on favorable.amendment (policy, id)",
      `create table favorable.backfill (
        policy text not null,
        relation text not null,
        version int not null,
        position text[],
        seen bigint not null default 0,
        filled bigint not null default 0,
        hinted bigint not null default 0,
        done boolean not null default false,
        updated_at timestamptz not null default now(),
        primary key (policy, relation))`,
    ],
  },
];
