/** The desk's tables in schema `favorable`. */
import { PrivacyError } from "@favorable/core";
import type { Migration } from "@favorable/sql";
import { REQUEST_CHANNELS, REQUEST_KINDS, REQUEST_STATES } from "../request/kinds.ts";

const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(", ");

/**
 * Migrations of the desk; apply them with `migrate` of `@favorable/sql`, after `auditMigrations`.
 *
 * What the state machine refuses the table refuses, too: past identity there is a verified person, and a refusal has its ground and the way to
 * complain. Rows are not deleted by the desk; who verified and handled stands in them as account identifiers.
 */
export const deskMigrations: readonly Migration[] = [
  {
    id: "rights/001-desk",
    statements: [
      `create table favorable.rights_request (
         id text primary key,
         kind text not null check (kind in (${list(REQUEST_KINDS)})),
         channel text not null check (channel in (${list(REQUEST_CHANNELS)})),
         purpose text,
         received_at timestamptz(3) not null,
         received_on date not null,
         state text not null check (state in (${list(REQUEST_STATES)})),
         candidate text,
         subject text,
         method text,
         verified_at timestamptz(3),
         identity_asked_on date,
         identity_proved_on date,
         extended_on date,
         extension_reason text check (extension_reason in ('complexity', 'number-of-requests')),
         due_on date not null,
         suspended boolean not null,
         ended_on date,
         outcome text check (outcome in ('answered', 'refused', 'withdrawn', 'identity-failed')),
         refusal_ground text,
         complaint_authority text,
         complaint_told_on date,
         hold text not null check (hold in ('none', 'wanted', 'placed', 'released')),
         hold_id text,
         handlers text[] not null,
         verifiers text[] not null,
         approvers text[] not null,
         constraint rights_request_person check ((subject is null) = (verified_at is null)),
         constraint rights_request_verified check (
           state not in ('verified', 'scoping', 'executing', 'partly_held', 'review', 'answered') or subject is not null),
         constraint rights_request_refused check (
           state <> 'refused' or (refusal_ground is not null and complaint_authority is not null and complaint_told_on is not null)),
         constraint rights_request_ended check ((ended_on is null) = (outcome is null)),
         constraint rights_request_extended check ((extended_on is null) = (extension_reason is null)))`,
      // The list of what is due looks at open requests by their last day; ended ones, which become most, are not in it.
      `create index rights_request_due_idx on favorable.rights_request (due_on)
         where state in ('received', 'acknowledged', 'identity_pending', 'verified', 'scoping', 'executing', 'partly_held', 'review')`,
      // Holds to be placed or released: few at any time.
      "create index rights_request_hold_idx on favorable.rights_request (id) where hold in ('wanted', 'placed')",
      // A person's own requests, for their file and their erasure.
      "create index rights_request_subject_idx on favorable.rights_request (subject) where subject is not null",
      `create table favorable.rights_challenge (
         id text primary key,
         request text not null references favorable.rights_request (id) on delete cascade,
         seq bigint generated always as identity,
         candidate text,
         mac bytea not null check (octet_length(mac) = 32),
         made_at timestamptz(3) not null,
         expires_at timestamptz(3) not null,
         tries integer not null check (tries >= 0),
         used boolean not null)`,
      // The newest code of a request is the one that counts.
      "create index rights_challenge_request_idx on favorable.rights_challenge (request, seq desc)",
      `create table favorable.rights_try (
         name bytea not null check (octet_length(name) = 32),
         at timestamptz(3) not null)`,
      // Tries are counted by name within the last hours.
      "create index rights_try_name_idx on favorable.rights_try (name, at)",
      // Old ones are deleted by age.
      "create index rights_try_at_idx on favorable.rights_try (at)",
      `create table favorable.rights_identity_copy (
         id text primary key,
         request text not null references favorable.rights_request (id) on delete cascade,
         document_type text not null check (document_type in ('identity-card', 'passport', 'residence-permit')),
         cell text,
         made_at timestamptz(3) not null,
         evidence jsonb,
         constraint rights_identity_copy_ended check ((cell is null) = (evidence is not null)))`,
      // Copies that are still there: a handful, looked for by age.
      "create index rights_identity_copy_age_idx on favorable.rights_identity_copy (made_at) where cell is not null",
      "revoke all on favorable.rights_request, favorable.rights_challenge, favorable.rights_try, favorable.rights_identity_copy from public",
    ],
  },
  {
    id: "rights/002-desk-proofs",
    statements: [
      `alter table favorable.rights_request
         add column proof text check (proof ~ '^[0-9a-f]{64}$'), add column upheld_on date, add column erasure_ordered_on date`,
    ],
  },
  {
    id: "rights/003-desk-purposes",
    statements: ["alter table favorable.rights_request add column upheld_for text[], add column withdrawal jsonb"],
  },
  {
    id: "rights/004-desk-answers",
    statements: [
      `alter table favorable.rights_request
         add column done text[] not null default '{}',
         add column answer_channel text, add column answer_sent_on date, add column answer_evidence text,
         add constraint rights_request_sent check (
           (answer_channel is null) = (answer_sent_on is null) and (answer_sent_on is null) = (answer_evidence is null))`,
    ],
  },
  {
    id: "rights/005-copies-viewed",
    statements: ["alter table favorable.rights_identity_copy add column viewed_by text[] not null default '{}'"],
  },
];

/** The work of a database role at the desk. */
export type DeskWork = "desk" | "identity" | "ledger";

const RIGHTS: Readonly<Record<DeskWork, readonly string[]>> = {
  desk: [
    "select, insert, update on favorable.rights_request",
    "select, insert, update (tries, used), delete on favorable.rights_challenge",
    "select, insert, update, delete on favorable.rights_try",
  ],
  identity: [
    "select, update on favorable.rights_request",
    "select, insert, update, delete on favorable.rights_try",
    "select, insert, update (cell, evidence, viewed_by) on favorable.rights_identity_copy",
  ],
  ledger: ["select (id, kind, channel, state, received_on, due_on, suspended, ended_on, outcome, extended_on) on favorable.rights_request"],
};

/**
 * The grants that a role needs for a work and no more, for the owner of the schema to apply: `desk` works on requests and cannot see copies of
 * identity documents; `identity` sees them; `ledger` counts, and sees no person. None deletes a request or a copy. The log's `writer` role is
 * needed besides, to leave entries.
 *
 * @param role - an existing role: 1 to 63 lower-case letters, digits and underscores
 * @throws `ROLE_INVALID` for another name or work
 */
export function deskGrants(role: string, work: DeskWork): readonly string[] {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(role) || !Object.hasOwn(RIGHTS, work))
    throw new PrivacyError("ROLE_INVALID", "a role has a lower-case name, and a work of the desk");
  return [`grant usage on schema favorable to ${role}`, ...RIGHTS[work].map((right) => `grant ${right} to ${role}`)];
}
