/** The matrix: role × category × action, for a purpose. */
import { frozenCopy, PrivacyError } from "@favorable/core";
import { type AnyVocabulary, assertName } from "@favorable/fields";
import { ACTIONS, type Action, bitOf } from "./action.ts";
import { type AccessCode, type AccessQuestion, type Explanation, explanation, questionOf } from "./explain.ts";
import { registerMatrix } from "./genuine.ts";
import { compileGrants, type Grants, type NoExtra } from "./grants.ts";
import { matrixMarkdown } from "./markdown.ts";
import type { AccessFacts, MatrixDocument, RoleFacts } from "./role.ts";
import { makeSession, type Session, type UntypedSession } from "./session.ts";

/** What {@link defineMatrix} is given. */
export interface MatrixLiteral<V extends AnyVocabulary, R, A extends Action, G> extends AccessFacts {
  readonly roles: R;
  readonly actions: readonly A[];
  readonly grants: G;
  /** Categories nobody may modify or delete, whatever the grants say. */
  readonly immutable?: readonly (keyof V["categories"] & string)[];
}

/** The purposes that a role acts for. */
export type HeldBy<R, r extends keyof R> = R[r] extends { readonly purposes: readonly (infer P extends string)[] } ? P : never;

/** A matrix. */
export interface Matrix<V extends AnyVocabulary, R, A extends Action, G extends Readonly<Record<keyof R & string, unknown>>> {
  readonly vocabulary: V;
  readonly roles: R;
  readonly actions: readonly A[];
  readonly grants: G;
  readonly immutable: readonly string[];
  /** Whether the role may; any text may be asked, and what is not declared is refused. Never throws. */
  can(question: AccessQuestion): boolean;
  /** As `can`, with the reason. */
  explain(question: AccessQuestion): Explanation;
  /**
   * Resolves an actor's role and purpose, once per request.
   *
   * @throws `ACTOR_MISSING` (each authorised person acts under an identifier of their own: CCIN deliberation 2021-206, V),
   *   `ROLE_UNKNOWN`, `PURPOSE_UNKNOWN`, `PURPOSE_NOT_HELD`
   */
  as<const r extends keyof R & keyof G & string, const Q extends HeldBy<R, r>>(who: {
    readonly actor: string;
    readonly role: r;
    readonly purpose: Q;
  }): Session<G, r, Q, A, keyof V["categories"] & string>;
  /** The matrix as plain data, for the declaration's document. */
  document(): MatrixDocument;
  /** The matrix as a Markdown table: same declaration, same text, so that a change shows in a review. */
  toMarkdown(): string;
}

/** Any matrix, asked by texts. */
export interface AnyMatrix {
  readonly vocabulary: AnyVocabulary;
  /** Whether the role may. */
  can(question: AccessQuestion): boolean;
  /** As `can`, with the reason. */
  explain(question: AccessQuestion): Explanation;
  /** The matrix as plain data. */
  document(): MatrixDocument;
  /** The matrix as a Markdown table. */
  toMarkdown(): string;
}

/**
 * Declares who may do what. Every role is decided on every category; `none` is written out.
 *
 * @throws `MATRIX_UNDECIDED`, `ROLE_UNKNOWN`, `CATEGORY_UNKNOWN`, `ACTION_UNKNOWN` with the `cells`; `PURPOSE_UNKNOWN` with the `roles`
 * @example
 * ```ts
 * import { defineMatrix } from "@favorable/access";
 * import { defineVocabulary } from "@favorable/fields";
 * import * as z from "zod";
 *
 * const vocabulary = defineVocabulary({
 *   purposes: { followUp: { statement: { en: "Follow up vaccination" } }, maintenance: { statement: { en: "Maintain the system" } } },
 *   categories: { identity: { label: { en: "Identity" } }, logs: { label: { en: "Connection logs" } } },
 *   origins: { hrFile: { label: { en: "HR file" } }, system: { label: { en: "The system" } } },
 * });
 * const agent = vocabulary.record("agent", {
 *   name: vocabulary.field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
 *   lastLogin: vocabulary.field(z.iso.datetime(), { category: "logs", origins: ["system"], purposes: ["followUp", "maintenance"] }),
 * });
 * const access = defineMatrix(vocabulary, {
 *   actions: ["read", "modify", "delete"],
 *   roles: {
 *     hrDirector: { label: { en: "HR director" }, purposes: ["followUp"] },
 *     administrator: { label: { en: "Administrator" }, purposes: ["maintenance"], kind: "technical" },
 *   },
 *   grants: { hrDirector: { identity: "all", logs: "none" }, administrator: { identity: "none", logs: "all" } },
 *   immutable: ["logs"],
 * });
 * const session = access.as({ actor: "a-17", role: "hrDirector", purpose: "followUp" });
 * console.log(JSON.stringify(session.project(agent, { name: "N.", lastLogin: "2021-10-30T08:00:00Z" }))); // {"name":"N."}
 * console.log(session.explain("read", "logs").text.en); // Role hrDirector may not read logs. No role may for this purpose.
 * ```
 */
export function defineMatrix<
  const V extends AnyVocabulary,
  const R extends Readonly<Record<string, RoleFacts<keyof V["purposes"] & string>>>,
  const A extends Action,
  const G extends Grants<keyof R & string, keyof V["categories"] & string, A>,
>(
  vocabulary: V,
  literal: MatrixLiteral<
    V,
    R,
    A,
    G & Grants<keyof R & string, keyof V["categories"] & string, A> & NoExtra<G, keyof R & string, keyof V["categories"] & string>
  >,
): Matrix<V, R, A, G> {
  // The one cast: cells and words were checked; the session's shape is computed from the same tags as its type.
  const matrix = build(vocabulary, literal as unknown as MatrixDocument);
  registerMatrix(matrix, vocabulary);
  return matrix as unknown as Matrix<V, R, A, G>;
}

interface UntypedMatrix extends AnyMatrix {
  as(who: { readonly actor: string; readonly role: string; readonly purpose: string }): UntypedSession;
}

function build(vocabulary: AnyVocabulary, literal: MatrixDocument): UntypedMatrix {
  const document = toDocument(literal);
  const { actions, roles, grants, immutable = [] } = document;
  const categories = Object.keys(vocabulary.categories);
  const purposes = new Set(Object.keys(vocabulary.purposes));
  const held = new Map(Object.entries(roles).map(([name, role]) => [name, new Set(role.purposes)]));
  assertWords(literal, held, purposes, categories);
  const masks = compileGrants({ roles: [...held.keys()], categories, actions, grants, immutable });
  const locked = new Set(immutable);

  const allows = (role: string, action: string, category: string): boolean => ((masks.get(role)?.get(category) ?? 0) & bitOf(action)) !== 0;
  const codeOf = ({ role, purpose, action, category }: AccessQuestion): AccessCode => {
    if (!held.has(role)) return "ROLE_UNKNOWN";
    if (!purposes.has(purpose)) return "PURPOSE_UNKNOWN";
    if (!actions.some((known) => known === action)) return "ACTION_UNKNOWN";
    if (!categories.includes(category)) return "CATEGORY_UNKNOWN";
    if (locked.has(category) && (action === "modify" || action === "delete")) return "IMMUTABLE";
    if (held.get(role)?.has(purpose) !== true) return "PURPOSE_NOT_HELD";
    return allows(role, action, category) ? "GRANTED" : "NOT_GRANTED";
  };
  const explain = (asked: AccessQuestion): Explanation => {
    const question = questionOf(asked);
    const { purpose, action, category } = question;
    const whoMay = [...held].filter(([role, theirs]) => theirs.has(purpose) && allows(role, action, category)).map(([role]) => role);
    return explanation(codeOf(question), question, whoMay);
  };
  return Object.freeze({
    vocabulary,
    ...document,
    immutable,
    can: (question: AccessQuestion) => codeOf(questionOf(question)) === "GRANTED",
    explain,
    as(who) {
      const { actor, role, purpose } = who ?? {};
      if (typeof actor !== "string" || actor === "") throw new PrivacyError("ACTOR_MISSING", "an access is somebody's: name the actor");
      const row = masks.get(role);
      if (row === undefined) throw new PrivacyError("ROLE_UNKNOWN", "the matrix has no such role");
      if (!purposes.has(purpose)) throw new PrivacyError("PURPOSE_UNKNOWN", "the declaration has no such purpose", { role });
      if (held.get(role)?.has(purpose) !== true)
        throw new PrivacyError("PURPOSE_NOT_HELD", "the role does not act for the purpose", { role, purpose });
      return makeSession({
        actor,
        role,
        purpose,
        masks: row,
        immutable: locked,
        owns: (record) => vocabulary.owns(record),
        explain: (action, category) => explain({ role, purpose, action, category }),
      });
    },
    document: () => document,
    toMarkdown: () => matrixMarkdown(document, categories),
  } satisfies UntypedMatrix & MatrixDocument);
}

function assertWords(
  literal: MatrixDocument,
  held: ReadonlyMap<string, ReadonlySet<string>>,
  purposes: ReadonlySet<string>,
  categories: readonly string[],
): void {
  for (const role of held.keys()) assertName(role, "role");
  const strange = literal.actions.filter((action) => !ACTIONS.includes(action));
  if (strange.length > 0)
    throw new PrivacyError("ACTION_UNKNOWN", "an action is read, add, modify, delete or extract", { unknown: strange.length });
  const roles = [...held].filter(([, theirs]) => ![...theirs].every((purpose) => purposes.has(purpose))).map(([role]) => role);
  if (roles.length > 0) throw new PrivacyError("PURPOSE_UNKNOWN", "roles act for purposes of the declaration", { roles });
  const immutable = (literal.immutable ?? []).filter((category) => !categories.includes(category));
  if (immutable.length > 0)
    throw new PrivacyError("CATEGORY_UNKNOWN", "the immutable categories are not declared", { unknown: immutable.length });
}

function toDocument(literal: MatrixDocument): MatrixDocument {
  const { actions, roles, grants, immutable, units, accounts, procedure } = literal;
  return Object.freeze({
    actions: Object.freeze(ACTIONS.filter((action) => actions.includes(action))),
    roles: frozenCopy(roles),
    grants: frozenCopy(grants),
    ...(immutable === undefined ? {} : { immutable: frozenCopy(immutable) }),
    ...(units === undefined ? {} : { units }),
    ...(accounts === undefined ? {} : { accounts: frozenCopy(accounts) }),
    ...(procedure === undefined ? {} : { procedure: frozenCopy(procedure) }),
  });
}
