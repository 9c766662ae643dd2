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
  const code = impersonal(actor);
  if (code === "ACTOR_MISSING") throw new PrivacyError(code, "an access is somebody's: name the actor");
  if (code !== undefined) throw new PrivacyError(code, "the account is nobody's in particular");
}

/** Why an account cannot be one person's, for those who answer and do not throw; undefined where it can. */
export function impersonal(actor: unknown): "ACTOR_MISSING" | "ACCOUNT_SHARED" | undefined {
  if (typeof actor !== "string" || foldedActor(actor) === "") return "ACTOR_MISSING";
  const [name = ""] = foldedActor(actor).normalize("NFD").replace(/\p{M}/gu, "").split("@");
  return SHARED.has(name) || NUMBERED.test(name) ? "ACCOUNT_SHARED" : undefined;
}

/** Why a person with these roles may not act in one of them; undefined where nothing stands against it. */
export function dutiesMixed(
  conflicts: Conflicts,
  role: string,
  holds: unknown,
): "ROLES_CONFLICT" | "HOLDS_MISSING" | "ROLE_NOT_HELD" | undefined {
  if (holds === undefined) return conflicts.some((pair) => pair.includes(role)) ? "HOLDS_MISSING" : undefined;
  const held: readonly unknown[] = Array.isArray(holds) ? holds : [];
  if (conflicts.some((pair) => pair.every((one) => held.includes(one)))) return "ROLES_CONFLICT";
  return held.includes(role) ? undefined : "ROLE_NOT_HELD";
}

/** An identifier as people tell it apart: without case, width, invisible characters and the space around. */
export function foldedActor(actor: string): string {
  return actor
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .toLowerCase();
}
