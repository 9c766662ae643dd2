/** Migration 007: edges of the log under the key that writers share. */
import type { Migration } from "@favorable/sql";

/**
 * `audit_head_mark` holds, for each edge that a sequencer with the outbox key wrote, its mark. An entry that was put among the others past the
 * outbox leaves an edge without one, and is told in the log before anything more is signed.
 */
export const heads: Migration = {
  id: "audit/007-heads",
  statements: [
    `create table favorable.audit_head_mark (
       size bigint primary key check (size >= 0),
       mark text not null)`,
    ...[
      ["refuse_change", "update or delete on favorable.audit_head_mark for each row"],
      ["refuse_truncate", "truncate on favorable.audit_head_mark for each statement"],
    ].flatMap(([name, when]) => [
      `create trigger ${name} before ${when} execute function favorable.audit_refuse()`,
      `alter table favorable.audit_head_mark enable always trigger ${name}`,
    ]),
  ],
};
