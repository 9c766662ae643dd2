/** The cells: every role × category decided, `none` written out. */
import { PrivacyError } from "@favorable/core";
import type { Action } from "./core/action.ts";

/** What a role may do with a category: some actions, every action of the matrix, or none. */
export type Cell<A extends string = Action> = readonly A[] | "all" | "none";

/** Every cell of a matrix. */
export type Grants<R extends string, C extends string, A extends string> = { readonly [role in R]: { readonly [category in C]: Cell<A> } };

/** Cells before they are looked at. */
export type Written = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * The cells as they were written, or in the place of a role the one line that the compiler is to say of it: not declared, a category that is
 * not declared, a category left out, an action that the matrix does not have.
 */
export type Decided<G, R extends string, C extends string, A extends string> = string extends keyof G
  ? `role '${R}' is not decided`
  : [R] extends [keyof G]
    ? {
        readonly [role in keyof G]: [Problem<role, G[role], R, C, A>] extends [never]
          ? G[role] & Readonly<Record<string, Cell<A>>>
          : Problem<role, G[role], R, C, A>;
      }
    : `role '${Exclude<R, keyof G>}' is not decided`;
/** Sets of keys are compared whole: which one is missing is worked out only where one is. */
type Problem<role, Row, R extends string, C extends string, A extends string> = role extends R
  ? [keyof Row] extends [C]
    ? [C] extends [keyof Row]
      ? Strange<role, Row, A>
      : `role '${role}' is not decided on '${Exclude<C, keyof Row>}'`
    : `role '${role}' has an unknown category '${Exclude<keyof Row, C> & string}'`
  : `unknown role '${role & string}'`;
/** Cells that hold other words than actions of the matrix, `all` or `none`; one look at them together is enough where none does. */
type Strange<role extends string, Row, A extends string> = [Row[keyof Row]] extends [Cell<A>]
  ? never
  : {
      [c in keyof Row]: Row[c] extends Cell<A> ? never : `role '${role}' on '${c & string}' has an unknown action '${Words<Row[c], A>}'`;
    }[keyof Row];
type Words<X, A> = X extends readonly (infer W)[] ? Exclude<W, A> & string : X & string;

type Lacks<X, A> = X extends "all" ? never : X extends readonly (infer B)[] ? (A extends B ? never : X) : X;

/** The categories on which a role may take an action; for a role known only as one of several, those that all of them may. */
export type GrantedTo<G, R extends keyof G, A extends string> = Granting<G[R], A>;
/** `keyof Row & string` keeps a union of rows together: its keys are those of all rows, its cells the unions of theirs. */
type Granting<Row, A> = { [c in keyof Row & string]: [Lacks<Row[c], A>] extends [never] ? c : never }[keyof Row & string];

/** What {@link assertGrants} reads. */
export interface GrantsInput {
  readonly roles: readonly string[];
  readonly categories: readonly string[];
  readonly actions: readonly string[];
  readonly grants: Readonly<Record<string, Readonly<Record<string, Cell<string>>>>>;
}

/**
 * Demands that every cell is decided, in words that are declared.
 *
 * @throws `MATRIX_UNDECIDED` with the `cells` left open or written in no known way, `ROLE_UNKNOWN`, `CATEGORY_UNKNOWN`,
 *   `ACTION_UNKNOWN` with the `cells` that name one
 */
export function assertGrants({ roles, categories, actions, grants }: GrantsInput): void {
  refuse("ROLE_UNKNOWN", "the grants name roles that are not declared", extra(grants, roles));
  const undecided: string[] = [];
  const strangeCategories: string[] = [];
  const strangeActions: string[] = [];
  for (const role of roles) {
    const row = Object.hasOwn(grants, role) ? (grants[role] ?? {}) : {};
    strangeCategories.push(...extra(row, categories).map((category) => `${role}.${category}`));
    for (const category of categories) {
      const cell: unknown = Object.hasOwn(row, category) ? row[category] : undefined;
      const granted = cell === "all" || cell === "none" ? [] : cell;
      if (!Array.isArray(granted)) undecided.push(`${role}.${category}`);
      else if (!granted.every((action) => actions.includes(action))) strangeActions.push(`${role}.${category}`);
    }
  }
  refuse("CATEGORY_UNKNOWN", "the grants name categories that are not declared", strangeCategories);
  refuse("ACTION_UNKNOWN", "the grants name actions that are not of the matrix", strangeActions);
  refuse("MATRIX_UNDECIDED", "every role is decided on every category: actions, `all` or `none`", undecided);
}

function extra(object: object, known: readonly string[]): readonly string[] {
  return Object.keys(object).filter((key) => !known.includes(key));
}

function refuse(code: string, message: string, cells: readonly string[]): void {
  if (cells.length > 0) throw new PrivacyError(code, message, { cells });
}
