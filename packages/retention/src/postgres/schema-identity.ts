/** What ties holds and attachments to the table itself, and evidence to the statement that wrote it. Ids 040 to 049. */
import type { Migration } from "@favorable/sql";

/** The steps after those of sweeps, policies, copies and the ledger. */
export const identityMigrations: readonly Migration[] = [
  {
    id: "retention/040-hold-identity",
    statements: [
      // The key column by column, written in one form whatever the session of whoever placed it: ISO dates, UTC.
      "alter table favorable.hold add column parts text[]",
      // The columns of the primary key when it was placed, and the table's name with its schema: a table that was exchanged, or has another
      // key, is noticed by them.
      "alter table favorable.hold add column keyed_by text[]",
      "alter table favorable.hold add column place text",
      "alter table favorable.hold add column scope text not null default 'policy' check (scope in ('record', 'subject', 'policy'))",
      "update favorable.hold set scope = case when relation is not null or key is not null then 'record' when subject is not null then 'subject' else 'policy' end",
      "alter table favorable.hold drop constraint hold_release",
      // What a released hold named is forgotten with it.
      "update favorable.hold set key = null, subject = null where released_at is not null",
      "alter table favorable.hold add constraint hold_release check (released_at is null or (subject is null and key is null and parts is null))",
      // Asked by every batch: the rows of one table that are on hold.
      "create index hold_target_idx on favorable.hold (target) where released_at is null and key is not null",
    ],
  },
  {
    id: "retention/044-hold-texts",
    statements: [
      "drop index favorable.hold_number_idx",
      // A key or a subject that is written as the database writes it is found by its text; the others are few, and are read one by one.
      "create index hold_key_text_idx on favorable.hold (key) where released_at is null and parts is not null",
      "create index hold_unread_idx on favorable.hold (policy) where released_at is null and key is not null and parts is null",
      "create index hold_subject_text_idx on favorable.hold (subject) where released_at is null and subject is not null",
      `create function favorable.plain_text(value text, type text) returns boolean language sql immutable parallel safe
        as $$ select case type when 'uuid' then value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
          when 'text' then true else value ~ '^(0|-?[1-9][0-9]{0,18})$' end $$`,
      `create index hold_odd_uuid_idx on favorable.hold (subject)
        where released_at is null and subject is not null and not favorable.plain_text(subject, 'uuid')`,
      `create index hold_odd_number_idx on favorable.hold (subject)
        where released_at is null and subject is not null and not favorable.plain_text(subject, 'number')`,
    ],
  },
  {
    id: "retention/041-attachment-identity",
    statements: [
      // The table itself, whatever it is called or called by; what it was attached with; and when it was taken off, for the record stays.
      "alter table favorable.attachment add column target regclass",
      "alter table favorable.attachment add column place text",
      "alter table favorable.attachment add column described jsonb",
      "alter table favorable.attachment add column detached_at timestamptz",
      `update favorable.attachment set described = jsonb_build_object('table', relation),
        target = to_regclass((select string_agg(quote_ident(part), '.') from unnest(string_to_array(relation, '.')) part))`,
      `update favorable.attachment a set place = format('%I.%I', n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = a.target`,
      "alter table favorable.attachment alter column described set not null",
      // Asked by every batch: which policies are on a table.
      "create index attachment_target_idx on favorable.attachment (target) where detached_at is null",
      // Views and row security that were made for a policy on a table: a shorter version makes them anew.
      `create table favorable.reading (
        target regclass not null,
        policy text not null,
        kind text not null check (kind in ('view', 'security')),
        name text not null,
        readers jsonb not null,
        primary key (target, policy, kind, name))`,
    ],
  },
  {
    id: "retention/042-sweep-privacy",
    statements: [
      // A position is a key: of what has been looked at to the end nothing is left.
      "update favorable.sweep set position = null, lo = null, hi = null where done",
      "alter table favorable.sweep add column started_at timestamptz not null default now()",
      // Rows that were due and that somebody else was changing.
      "alter table favorable.sweep add column passed bigint not null default 0",
    ],
  },
  {
    id: "retention/043-evidence-stays",
    statements: [
      // Whoever sweeps writes evidence and cannot rewrite it: only the transaction that wrote a row may raise its level.
      `create function favorable.evidence_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
        begin
          if tg_op = 'UPDATE' and old.xid = pg_current_xact_id() and old.level = 'row gone' and new.level = 'key destroyed'
            and to_jsonb(new) - 'level' = to_jsonb(old) - 'level' then
            return new;
          end if;
          raise exception 'evidence of a purge is neither changed nor deleted' using errcode = 'insufficient_privilege';
        end $$`,
      "create trigger evidence_stays before update or delete on favorable.purge for each row execute function favorable.evidence_stays()",
    ],
  },
  {
    id: "retention/045-hold-numbers",
    statements: [
      // A batch reads the holds between the first and the last whole number of its window, once: of ten thousand on a table, ten.
      `create index hold_key_number_idx on favorable.hold (favorable.key_number(key)) where released_at is null and parts is not null`,
    ],
  },
];
