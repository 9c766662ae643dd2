/** Separation of duties: roles that one person may not hold together, refused by the compiler, at assignment and at each use. */
import { PrivacyError } from "@favorable/core";

/** Pairs of roles that one person may not hold together. */
export type Conflicts<R extends string = string> = readonly (readonly [R, R])[];

/** Says, in the compiler's own message, which roles of a list conflict. */
export type NoConflict<S extends readonly string[], K extends Conflicts> = [ConflictsIn<S[number], K[number]>] extends [never]
  ? unknown
  : { readonly conflict: `roles ${ConflictsIn<S[number], K[number]>} may not be held together` };
type ConflictsIn<S extends string, Pair> = Pair extends readonly [infer A extends string, infer B extends string]
  ? A extends S
    ? B extends S
      ? `'${A}' and '${B}'`
      : never
    : never
  : never;

/** The roles of a person, and when they end: given to `as` with the role that is used. */
export interface Assignment<S extends readonly string[] = readonly string[]> {
  /** The identifier of one person's own account. */
  readonly actor: string;
  readonly holds: S;
  readonly until?: Date;
}

/**
 * Names that systems give to accounts of nobody in particular. CCIN deliberation 2021-206, V: each authorised person acts under an
 * identifier and a password of their own.
 */
const SHARED: ReadonlySet<string> = new Set([
  "admin",
  "administrator",
  "anonymous",
  "default",
  "guest",
  "postgres",
  "public",
  "root",
  "sa",
  "service",
  "shared",
  "support",
  "system",
  "test",
  "user",
]);

/**
 * Demands an account that can be one person's.
 *
 * @throws `ACTOR_MISSING`, `ACCOUNT_SHARED` for a name that systems give to accounts of nobody in particular
 */
export function assertPersonal(actor: unknown): asserts actor is string {
  if (typeof actor !== "string" || actor.trim() === "") throw new PrivacyError("ACTOR_MISSING", "an access is somebody's: name the actor");
  if (SHARED.has(actor.trim().toLowerCase())) throw new PrivacyError("ACCOUNT_SHARED", "the account is nobody's in particular");
}
