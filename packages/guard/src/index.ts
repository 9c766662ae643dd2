/**
 * Binds actor, role and purpose to every access, and records it.
 *
 * Codes: `ACTOR_MISSING`, `ROLE_UNKNOWN`, `ROLE_NOT_HELD`, `PURPOSE_UNKNOWN`, `PURPOSE_NOT_HELD`, `BASIS_NOT_IN_FORCE`, `WRITE_REFUSED`,
 * `ROLES_CONFLICT`, `EXPIRED`, `UNTIL_INVALID`, `BREAK_GLASS_REQUIRED`, `CONDITION_NOT_MET`, `OWN_RECORD`, `ACTION_UNKNOWN`,
 * `READ_REFUSED`, `RECORD_FOREIGN`, `ROW_INVALID`, `ROW_INCOMPLETE`, `NOT_PERMITTED`, `SINK_UNKNOWN`, `CONSENT_MISSING`, `CONSENT_UNKNOWN`, `BOUND_MISFIT`, `RUN_ENDED`, `REQUEST_INVALID`,
 * `LOG_UNAVAILABLE`; of `createGuard`: `MATRIX_FOREIGN`, `SINK_INVALID`, `MINTER_CLAIMED`.
 * @packageDocumentation
 */
export type { Access, WrittenRow } from "./access.ts";
export type { AccessRequest, Actor } from "./actor.ts";
export type { LogPolicy } from "./entry.ts";
export { type AccessLog, createGuard, type Guard, type GuardOptions } from "./guard.ts";
export { basisOn } from "./legal-basis.ts";
export type { WriteEntries } from "./pending.ts";
export type { ConsentPort } from "./run.ts";
