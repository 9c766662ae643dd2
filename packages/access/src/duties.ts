/** Separation of duties: roles that one person may not hold together, refused by the compiler, at assignment and at each use. */
import { PrivacyError } from "@favorable/core";

/** Pairs of roles that one person may not hold together. */
export type Conflicts<R extends string = string> = readonly (readonly [R, R])[];

/** The list itself, or what the compiler is to say in one line of the roles in it that conflict. */
export type NoConflict<S extends readonly string[], K extends Conflicts> = [ConflictsIn<S[number], K[number]>] extends [never]
  ? S
  : `roles ${ConflictsIn<S[number], K[number]>} may not be held together`;
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
  "anonyme",
  "anonymous",
  "contact",
  "default",
  "demo",
  "partage",
  "postgres",
  "public",
  "sa",
  "service",
  "shared",
  "support",
  "system",
  "systeme",
  "user",
  "utilisateur",
]);
/** Such names that are also numbered: `admin1`, `accueil-2`. */
const NUMBERED =
  /^(accueil|admin|administrateur|administratrice|administrator|compte|dba|guest|invite|poste|reception|root|secretariat|stagiaire|superuser|sysadmin|test)[-_. ]?\d{0,4}$/;

/**
 * Demands an account that can be one person's.
 *
 * @throws `ACTOR_MISSING`, `ACCOUNT_SHARED` for a name that systems give to accounts of nobody in particular
 */
export function assertPersonal(actor: unknown): asserts actor is string {
  if (typeof actor !== "string" || foldedActor(actor) === "")
    throw new PrivacyError("ACTOR_MISSING", "an access is somebody's: name the actor");
  const [name = ""] = foldedActor(actor).normalize("NFD").replace(/\p{M}/gu, "").split("@");
  if (SHARED.has(name) || NUMBERED.test(name)) throw new PrivacyError("ACCOUNT_SHARED", "the account is nobody's in particular");
}

/** An identifier as people tell it apart: without case, width, invisible characters and the space around. */
export function foldedActor(actor: string): string {
  return actor
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .toLowerCase();
}
