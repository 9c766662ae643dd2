/** What sweeps keep: the ranges they are split into, who has which, and an account of each batch. Ids 010 to 019. */
import type { Migration } from "@favorable/sql";

/** The steps after `retention/002-hold-keys` that sweeps need. */
export const sweepMigrations: readonly Migration[] = [
  {
    id: "retention/010-sweep-ranges",
    statements: [
      // A sweep is one range of keys or several; a range is leased to a worker, and its position is exact.
      `alter table favorable.sweep
        add column range int not null default 0,
        add column mode text not null default 'windows' check (mode in ('windows', 'order')),
        add column lo text[],
        add column hi text[],
        add column position text[],
        add column held bigint not null default 0,
        add column worker text,
        add column leased_until timestamptz`,
      "update favorable.sweep set position = array[cursor] where cursor is not null",
      "alter table favorable.sweep drop column cursor",
      "alter table favorable.sweep drop constraint sweep_pkey",
      "alter table favorable.sweep add primary key (policy, relation, range)",
      // Asked before every batch: holds that nobody has checked against a table. There are few, whatever the number of holds.
      `create index hold_unchecked_idx on favorable.hold (policy)
        where released_at is null and key is not null and relation is null`,
    ],
  },
  {
    id: "retention/011-purge-account",
    statements: [
      // Rows of other tables that went with the batch, by table.
      "alter table favorable.purge add column dependants jsonb not null default '{}'",
      // Which transaction took the rows: no snapshot older than it may be open when their bytes are said to be gone.
      "alter table favorable.purge add column xid xid8 not null default pg_catalog.pg_current_xact_id()",
      // The level that was reached for the evidence of a table up to an id, after the rows had gone.
      `create table favorable.purge_settled (
        id bigint generated always as identity primary key,
        policy text not null,
        relation text not null,
        upto bigint not null,
        level text not null check (level in ('vacuumed', 'rewritten')),
        at timestamptz not null default now())`,
    ],
  },
];

/** After the steps of policies, which give holds their table. */
export const holdWindowMigrations: readonly Migration[] = [
  {
    id: "retention/012-hold-windows",
    statements: [
      `create function favorable.key_number(key text) returns numeric language sql immutable parallel safe
        as $$ select case when key ~ '^-?[0-9]{1,19}$' then key::numeric end $$`,
      // A batch asks for the holds in its window of whole numbers: of ten thousand it reads ten.
      `create index hold_number_idx on favorable.hold (favorable.key_number(key))
        where released_at is null and key is not null and target is not null`,
      "create index hold_untargeted_idx on favorable.hold (policy) where released_at is null and key is not null and target is null",
    ],
  },
];
