/**
 * Role-permission matrices: role × category × action, for a purpose.
 *
 * Codes: `MATRIX_UNDECIDED`, `ROLE_UNKNOWN`, `CATEGORY_UNKNOWN`, `ACTION_UNKNOWN`, `PURPOSE_UNKNOWN`, `PURPOSE_NOT_HELD`,
 * `ACTOR_MISSING`, `RECORD_FOREIGN`, `ROW_INVALID`, `ROW_INCOMPLETE`, `WRITE_REFUSED`, `NAME_INVALID`; in answers also
 * `GRANTED`, `NOT_GRANTED`, `IMMUTABLE`, `RECORD_UNKNOWN`, `NO_FIELD`.
 * @packageDocumentation
 */
export type { Action } from "./action.ts";
export type { AccessCode, AccessQuestion, Explanation } from "./explain.ts";
export { isMatrixOf } from "./genuine.ts";
export type { Cell, GrantedTo, Grants, NoExtra } from "./grants.ts";
export { type AnyMatrix, defineMatrix, type HeldBy, type Matrix, type MatrixLiteral } from "./matrix.ts";
export { permitOf, type RecordLike } from "./permit.ts";
export type { AccessFacts, MatrixDocument, RoleFacts } from "./role.ts";
export type { Projection, Session, WriteAction } from "./session.ts";
