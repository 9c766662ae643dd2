/** The table of consents in the library's own schema. */
import type { Migration } from "@favorable/sql";

/**
 * Acts of consent, appended and never changed; apply with `migrate`.
 *
 * The application's login needs `select` and `insert` on `favorable.consent`. A trigger refuses updates, deletions and truncation (SQLSTATE
 * 55000), except in `favorable.forget_consents`, which runs with its owner's right and which only the login that erases persons needs to
 * execute. A superuser can switch triggers off.
 */
export const consentMigrations: readonly Migration[] = [
  {
    id: "consent/001-acts",
    statements: [
      `create table favorable.consent (
         id text primary key,
         subject text not null,
         purpose text not null,
         act text not null check (act in ('given', 'refused', 'withdrawn')),
         at timestamptz(3) not null,
         recorded_at timestamptz(3) not null,
         channel text not null,
         giver text not null,
         version text,
         language text,
         sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
         evidence text)`,
      // A status is read by person and purpose, a history by person, an erasure by person.
      "create index consent_subject_idx on favorable.consent (subject, purpose, at)",
      `create function favorable.consent_refuse() returns trigger language plpgsql as $$
       begin
         if tg_op = 'DELETE' and current_setting('favorable.forgetting', true) = 'consent' then return old; end if;
         raise exception 'acts of consent are not changed' using errcode = '55000';
       end $$`,
      "create trigger refuse_change before update or delete on favorable.consent for each row execute function favorable.consent_refuse()",
      "create trigger refuse_truncate before truncate on favorable.consent for each statement execute function favorable.consent_refuse()",
      // The setting ends with the function: `set` on a function is undone when it returns.
      `create function favorable.forget_consents(person text) returns bigint language plpgsql security definer
         set search_path = pg_catalog set favorable.forgetting = 'consent' as $$
       declare gone bigint;
       begin
         delete from favorable.consent where subject = person;
         get diagnostics gone = row_count;
         return gone;
       end $$`,
      "revoke all on favorable.consent from public",
      "revoke all on function favorable.forget_consents(text) from public",
    ],
  },
];
