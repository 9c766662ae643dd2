/**
 * Binds actor, role and purpose to every access, and records it.
 *
 * Codes: `ACTOR_MISSING`, `ROLE_UNKNOWN`, `ROLE_NOT_HELD`, `PURPOSE_UNKNOWN`, `PURPOSE_NOT_HELD`, `BASIS_NOT_IN_FORCE`, `WRITE_REFUSED`,
 * `ROLES_CONFLICT`, `EXPIRED`, `UNTIL_INVALID`, `BREAK_GLASS_REQUIRED`, `CONDITION_NOT_MET`, `OWN_RECORD`, `ACTION_UNKNOWN`,
 * `READ_REFUSED`, `RECORD_FOREIGN`, `ROW_INVALID`, `ROW_INCOMPLETE`, `NOT_PERMITTED`, `SINK_UNKNOWN`, `CONSENT_MISSING`, `CONSENT_UNKNOWN`, `BOUND_MISFIT`, `RESTRICTED`, `RESTRICTION_UNKNOWN`, `RUN_ENDED`, `REQUEST_INVALID`,
 * `LOG_UNAVAILABLE`; of emergencies: `EMERGENCIES_UNAVAILABLE`, `REASON_MISSING`, `DURATION_INVALID`, `BREAK_GLASS_INVALID`, `REVIEW_PENDING`,
 * `BREAK_GLASS_UNRECORDED`, `REVIEW_UNKNOWN`, `REVIEW_BY_ACTOR`, `REVIEW_INVALID`; of `createGuard`: `MATRIX_FOREIGN`, `SINK_INVALID`,
 * `RESTRICTION_INVALID`, `MINTER_CLAIMED`.
 * @packageDocumentation
 */
export type { Access, WrittenRow } from "./access.ts";
export type { AccessRequest, Actor } from "./actor.ts";
export type { Emergency, EmergencyRequest, EmergencyStore } from "./emergency.ts";
export type { LogPolicy } from "./entry.ts";
export { type AccessLog, createGuard, type Guard, type GuardOptions } from "./guard.ts";
export { basisOn } from "./legal-basis.ts";
export type { WriteEntries } from "./pending.ts";
export type { RestrictionExemption } from "./restricted.ts";
export type { ConsentPort } from "./run.ts";
