/**
 * Role-permission matrices: role × category × action, for a purpose.
 *
 * Codes: `MATRIX_UNDECIDED`, `ROLE_UNKNOWN`, `CATEGORY_UNKNOWN`, `ACTION_UNKNOWN`, `PURPOSE_UNKNOWN`, `PURPOSE_NOT_HELD`, `ROLE_NOT_HELD`,
 * `ROLES_CONFLICT`, `EXPIRED`, `UNTIL_INVALID`, `BREAK_GLASS_REQUIRED`, `ACTOR_MISSING`, `ACCOUNT_SHARED`, `SUBJECT_INVALID`, `HOLDS_MISSING`, `RECORD_FOREIGN`, `ROW_INVALID`,
 * `ROW_INCOMPLETE`, `OWN_RECORD`, `CONDITION_NOT_MET`, `WRITE_REFUSED`, `NAME_INVALID`, `CONDITION_INVALID`, `CONFLICT_INVALID`,
 * `BREAK_GLASS_INVALID`; in answers also `GRANTED`, `NOT_GRANTED`, `IMMUTABLE`, `RECORD_UNKNOWN`, `NO_FIELD`. Of break-glass:
 * `REASON_MISSING`, `DURATION_INVALID`, `REVIEW_PENDING`, `REVIEW_UNJUSTIFIED`, `REVIEW_UNKNOWN`, `REVIEW_BY_ACTOR`, `REVIEW_INVALID`, `BREAK_GLASS_UNRECORDED`,
 * `MATRIX_FOREIGN`.
 * @packageDocumentation
 */
export {
  type BreakGlass,
  type BreakGlassEvent,
  type BreakGlassPorts,
  type BreakGlassReview,
  createBreakGlass,
  type Emergency,
} from "./break-glass.ts";
export {
  type ActorFacts,
  allOf,
  anyOf,
  type Condition,
  caseLoad,
  during,
  lastDays,
  ownRecord,
  ownUnit,
  sameTenant,
} from "./condition/condition.ts";
export { type ConditionFacts, conditionHolds } from "./condition/holds.ts";
export { conditionProse } from "./condition/prose.ts";
export { type ConditionSql, type ConditionSqlOptions, conditionSql } from "./condition/sql.ts";
export type { Action } from "./core/action.ts";
export { type Circumstances, type Decider, type DeciderFacts, decider, type MaskRow, type RowRule } from "./core/decider.ts";
export type { AccessCode, AccessQuestion, CellName, Explanation } from "./core/explain.ts";
export { type Assignment, type Conflicts, foldedActor, type NoConflict } from "./duties.ts";
export { isMatrixOf } from "./genuine.ts";
export type { Cell, Decided, GrantedTo, Grants, Written } from "./grants.ts";
export { type Denied, isDenied, type Marked } from "./mark.ts";
export { defineMatrix } from "./matrix.ts";
export type { AnyMatrix, HeldBy, Matrix, MatrixLiteral, MatrixOptions, Who } from "./matrix-type.ts";
export { permitOf, type RecordLike } from "./permit.ts";
export type { AccessFacts, Emergencies, MatrixDocument, RoleFacts } from "./role.ts";
export type { Projection, Session, Target, WriteAction } from "./session.ts";
