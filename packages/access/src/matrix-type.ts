/** The matrix: role × category × action, for a purpose. */
import type { Clock } from "@favorable/core";
import type { AnyVocabulary } from "@favorable/fields";
import type { ActorFacts } from "./condition/condition.ts";
import type { Action } from "./core/action.ts";
import type { RowRule } from "./core/decider.ts";
import type { AccessQuestion, Explanation } from "./core/explain.ts";
import type { Assignment, Conflicts, NoConflict } from "./duties.ts";
import type { AccessFacts, Emergencies, MatrixDocument } from "./role.ts";
import type { Session } from "./session.ts";

/** What `defineMatrix` is given. */
export interface MatrixLiteral<V extends AnyVocabulary, R, A extends Action, G, K = Conflicts> extends AccessFacts {
  readonly roles: R;
  readonly actions: readonly A[];
  readonly grants: G;
  /** Categories nobody may modify or delete, whatever the grants say. */
  readonly immutable?: readonly (keyof V["categories"] & string)[];
  /** Narrows the rows that roles reach: all rules that name a role and an action are met, or the row is refused. */
  readonly when?: readonly RowRule<keyof R & string, A>[];
  /** Pairs of roles that one person may not hold together. */
  readonly conflicts?: K;
  /** Roles that are opened in an emergency only, by `createBreakGlass`: decided on every category like any other role. */
  readonly breakGlass?: Emergencies<keyof R & string>;
}

/** What a matrix is given besides its declaration. */
export interface MatrixOptions {
  /** Ends sessions and tells the day; the machine's clock unless told. */
  readonly clock?: Clock;
  /** IANA zone in which the day of a condition is counted; UTC unless told. */
  readonly zone?: string;
}

/** What a session is opened with. Who the actor is, is decided before. */
export interface Who<r extends string, Q extends string> extends ActorFacts {
  /** The identifier of the actor's own account. */
  readonly actor: string;
  readonly role: r;
  readonly purpose: Q;
  /** When the role ends: from that instant on, nothing is granted. */
  readonly until?: Date;
  /** All roles that the person holds, so that conflicting ones are refused. */
  readonly holds?: readonly string[];
}

/** The purposes that a role acts for. */
export type HeldBy<R, r extends keyof R> = R[r] extends { readonly purposes: readonly (infer P extends string)[] } ? P : never;

/** A matrix. */
export interface Matrix<
  V extends AnyVocabulary,
  R,
  A extends Action,
  G extends Readonly<Record<keyof R & string, unknown>>,
  K extends Conflicts = Conflicts,
> {
  readonly vocabulary: V;
  readonly roles: R;
  readonly actions: readonly A[];
  readonly grants: G;
  readonly immutable: readonly string[];
  readonly when: readonly RowRule[];
  readonly conflicts: K;
  readonly breakGlass: Emergencies;
  /** Whether the role may; any text may be asked, and what is not declared is refused. Never throws. */
  can(question: AccessQuestion): boolean;
  /** As `can`, with the reason. */
  explain(question: AccessQuestion): Explanation;
  /**
   * Resolves an actor's role and purpose, once per request.
   *
   * @throws `ACTOR_MISSING` (each authorised person acts under an identifier of their own: CCIN deliberation 2021-206, V),
   *   `ROLE_UNKNOWN`, `PURPOSE_UNKNOWN`, `ROLES_CONFLICT`, `EXPIRED`, `UNTIL_INVALID`, `BREAK_GLASS_REQUIRED`, `PURPOSE_NOT_HELD`,
   *   `ROLE_NOT_HELD` when `holds` does not name the role, `HOLDS_MISSING` without `holds` for a role that may not be held with another,
   *   `ACCOUNT_SHARED`, `SUBJECT_INVALID` for a `subject` that is neither a text nor a whole number
   */
  as<const r extends keyof R & keyof G & string, const Q extends HeldBy<R, r>>(
    who: Who<r, Q>,
  ): Session<G, r, Q, A, keyof V["categories"] & string>;
  /**
   * The roles of one person, for `as({ ...assignment, role, purpose })`. Roles that may not be held together do not compile, where the compiler
   * knows them, and are refused.
   *
   * @throws `ACTOR_MISSING`, `ACCOUNT_SHARED`, `ROLE_UNKNOWN`, `ROLES_CONFLICT` with the `roles`, `UNTIL_INVALID`, `EXPIRED`
   */
  assign<const S extends readonly (keyof R & string)[]>(who: {
    readonly actor: string;
    readonly roles: NoConflict<S, K>;
    readonly until?: Date;
  }): Assignment<S>;
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
