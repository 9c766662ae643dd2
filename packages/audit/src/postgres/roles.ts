/** Group roles of the log, each with what its work takes and no more. */
import { PrivacyError } from "@favorable/core";
import { APPEND_BATCH } from "./schema-batches.ts";
import { COUNTS, MONTH_SIZE, RECOUNT } from "./schema-counts.ts";

/** Prefix of the roles when none is given. */
const PREFIX = "favorable_audit";

/** What a role is for. */
type Work = "writer" | "declarer" | "sequencer" | "eraser" | "reader" | "verifier";

const APPEND = "favorable.audit_append(text, text, text, text, text, text, text, text)";
const HOLDS = "favorable.audit_holds(text[])";
const KEY = "favorable.audit_key_for(text, text, text, text)";
const OPENING = "select on favorable.audit_identity, favorable.audit_next_key, favorable.audit_outbox_key";
const LEAVES =
  "favorable.audit_leaf, favorable.audit_head, favorable.audit_head_mark, favorable.audit_checkpoint, favorable.audit_descriptors";

/** What waits, without its bodies, and the counts that erasure goes by. */
const OUTBOX = [
  "select on favorable.audit_pending, favorable.audit_quarantine, favorable.audit_month",
  "select (first, ids) on favorable.audit_unfiled",
] as const;

/** Rights by role; `select` on the body is by column where values are not to be seen. */
export const RIGHTS: Readonly<Record<Work, readonly string[]>> = {
  writer: [OPENING, `execute on function ${APPEND}, ${HOLDS}, ${KEY}`],
  declarer: ["execute on function favorable.append_declared(text, jsonb, text[], text[], text[])"],
  sequencer: [
    OPENING,
    `select on ${LEAVES}, favorable.audit_pending, favorable.audit_unfiled, favorable.audit_quarantine`,
    "delete on favorable.audit_pending, favorable.audit_unfiled",
    "insert on favorable.audit_leaf, favorable.audit_head, favorable.audit_head_mark, favorable.audit_checkpoint, favorable.audit_quarantine, favorable.audit_descriptors",
    "insert on favorable.audit_body",
    "select (seq, part, erase_month) on favorable.audit_body",
    `execute on function favorable.audit_make_month(date), ${APPEND_BATCH}, ${APPEND}, ${HOLDS}, ${KEY}`,
  ],
  eraser: [
    OPENING,
    `select on ${LEAVES}`,
    "select (seq, entry, part, policy, version, start_on, subject_index, key_id, erase_month) on favorable.audit_body",
    "delete on favorable.audit_body, favorable.audit_key, favorable.audit_descriptors",
    "select on favorable.audit_month",
    "update (subject_index) on favorable.audit_body",
    "update (leaf) on favorable.audit_leaf",
    "select on favorable.audit_key",
    `execute on function favorable.audit_drop_month(date), ${COUNTS}, ${MONTH_SIZE}, ${RECOUNT}, ${APPEND}, ${HOLDS}, ${KEY}`,
  ],
  reader: [OPENING, ...OUTBOX, `select on ${LEAVES}, favorable.audit_body, favorable.audit_key`],
  verifier: [
    OPENING,
    ...OUTBOX,
    `select on ${LEAVES}`,
    "select (seq, entry, part, policy, version, start_on, key_id, erase_month) on favorable.audit_body",
    "select (key_id) on favorable.audit_key",
  ],
};

const WORKS = Object.keys(RIGHTS) as readonly Work[];

/** Names of the roles under a prefix. */
export function auditRoleNames(prefix: string = PREFIX): string[] {
  return WORKS.map((work) => `${prefix}_${work}`);
}

/**
 * Statements that make the roles and give them their rights; to be run by the owner of the tables after the migrations, one by one, any
 * number of times. The roles cannot log in: grant them to logins. None may change or delete what has a position, none is a superuser, and
 * none can set `session_replication_role`; the triggers fire under it all the same.
 *
 * - `writer` appends (through a function: it sees no table of entries) and asks whether its entries are there;
 * - `declarer` appends events of declared types only, which the database itself puts together (level `sealed`);
 * - `sequencer` gives positions, files bodies and keeps checkpoints, without reading a value of a body;
 * - `eraser` deletes bodies, only beside an entry that says so, without reading one;
 * - `reader` reads everything, bodies included; `verifier` everything but values and indexes of persons.
 *
 * @param prefix - of the roles' names; roles belong to the server, so that two databases share them unless they differ in it
 * @throws `ROLE_INVALID` for a prefix that is not 1 to 40 lower-case letters, digits and underscores, beginning with a letter
 * @example
 * ```ts
 * import { auditRoles } from "@favorable/audit/postgres";
 *
 * console.log(auditRoles("register_audit").join("; ").includes("create role register_audit_writer nologin")); // true
 * ```
 */
export function auditRoles(prefix: string = PREFIX): string[] {
  if (typeof prefix !== "string" || !/^[a-z][a-z0-9_]{0,39}$/.test(prefix))
    throw new PrivacyError("ROLE_INVALID", "a prefix of roles is 1 to 40 lower-case letters, digits and underscores");
  return WORKS.flatMap((work) => {
    const role = `${prefix}_${work}`;
    return [
      `do $$ begin create role ${role} nologin noinherit; exception when duplicate_object or unique_violation then null; end $$`,
      `grant usage on schema favorable to ${role}`,
      ...RIGHTS[work].map((right) => `grant ${right} to ${role}`),
    ];
  });
}
