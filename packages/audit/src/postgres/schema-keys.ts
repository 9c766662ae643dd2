/** Migration 006: keys that came after the first one. */
import type { Migration } from "@favorable/sql";

/** Which key signs now: the last row, or the one of `audit_identity` while there is none. Only ever added to, beside a `key.rotated` entry. */
export const keys: Migration = {
  id: "audit/006-keys",
  statements: [
    `create table favorable.audit_next_key (
       id integer generated always as identity primary key,
       vkey text not null unique)`,
    ...[
      ["refuse_change", "update or delete on favorable.audit_next_key for each row"],
      ["refuse_truncate", "truncate on favorable.audit_next_key for each statement"],
    ].flatMap(([name, when]) => [
      `create trigger ${name} before ${when} execute function favorable.audit_refuse()`,
      `alter table favorable.audit_next_key enable always trigger ${name}`,
    ]),
  ],
};
