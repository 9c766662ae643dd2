/** The table of consents in the library's own schema. */
import type { Migration } from "@favorable/sql";

/** SQLSTATE of an act of before its person was forgotten. */
export const FORGOTTEN = "FV001";

/**
 * Acts of consent, appended and never changed; apply with `migrate`.
 *
 * The application's login needs `select` and `insert` on `favorable.consent`. A trigger refuses updates, deletions and truncation (SQLSTATE
 * 55000), except in `favorable.forget_consents`, which runs with its owner's right and which only the login that erases persons needs to
 * execute. It leaves keyed digests, and acts of before the forgetting are refused from then on (SQLSTATE FV001). A superuser can switch triggers off.
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
  {
    id: "consent/002-forgotten",
    statements: [
      "alter table favorable.consent add column stated timestamptz(3)",
      // Digests under a key of this database: who was forgotten is not told by whoever guesses identifiers in a copy of this table alone.
      "create table favorable.consent_forgotten (digest bytea primary key, at timestamptz(3) not null)",
      "create table favorable.consent_forgotten_key (key text not null)",
      "insert into favorable.consent_forgotten_key (key) values (gen_random_uuid()::text || gen_random_uuid()::text)",
      `create function favorable.consent_digest(kind text, value text) returns bytea language sql stable set search_path = pg_catalog as $$
         select sha256(convert_to(key || encode(sha256(convert_to(key || kind || ' ' || value, 'UTF8')), 'hex'), 'UTF8'))
           from favorable.consent_forgotten_key $$`,
      `create or replace function favorable.forget_consents(person text) returns bigint language plpgsql security definer
         set search_path = pg_catalog set favorable.forgetting = 'consent' as $$
       declare
         gone bigint;
         forgotten timestamptz := coalesce(nullif(current_setting('favorable.forgotten_at', true), '')::timestamptz, clock_timestamp());
       begin
         insert into favorable.consent_forgotten (digest, at)
           select favorable.consent_digest('id', id), forgotten from favorable.consent where subject = person
           union
           select favorable.consent_digest('subject', person), forgotten
            where exists (select from favorable.consent where subject = person)
           on conflict (digest) do update set at = greatest(favorable.consent_forgotten.at, excluded.at);
         delete from favorable.consent where subject = person;
         get diagnostics gone = row_count;
         return gone;
       end $$`,
      // Whoever may add acts needs no right to these tables: a trigger's function runs with its owner's.
      `create function favorable.consent_refuse_forgotten() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
       begin
         if exists (select from favorable.consent_forgotten where digest = favorable.consent_digest('id', new.id))
           or exists (select from favorable.consent_forgotten
                       where digest = favorable.consent_digest('subject', new.subject) and at >= coalesce(new.stated, new.at)) then
           raise exception 'the act is of before the person was forgotten' using errcode = '${FORGOTTEN}';
         end if;
         return new;
       end $$`,
      `create trigger refuse_forgotten before insert on favorable.consent for each row
         execute function favorable.consent_refuse_forgotten()`,
      "revoke all on favorable.consent_forgotten, favorable.consent_forgotten_key from public",
      "revoke all on function favorable.consent_digest(text, text), favorable.consent_refuse_forgotten() from public",
    ],
  },
];
