/** The table of copies that have to go. */
import type { Migration } from "@favorable/sql";

/** Tasks on secondary copies. */
export const copiesMigrations: readonly Migration[] = [
  {
    id: "retention/030-copies",
    statements: [
      `create table favorable.copy_task (
        id bigint generated always as identity primary key,
        copy text not null,
        reference text not null,
        locator text,
        started_on date not null,
        due_on date not null,
        rotated_on date,
        simulated boolean not null,
        raised_at timestamptz not null default now(),
        asked int not null default 0,
        asked_on date,
        answer text,
        done_on date,
        evidence jsonb,
        unique (copy, reference),
        check ((done_on is null) = (evidence is null)),
        check (done_on is null or locator is null))`,
      // Open tasks are few among all that were ever done, and are asked for by their last day.
      "create index copy_task_open_idx on favorable.copy_task (due_on, id) where done_on is null",
    ],
  },
];
