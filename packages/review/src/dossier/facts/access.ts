/** The access matrix as it takes effect, one cell per category and role. */
import type { Action, ProcessingDocument, RoleDocument, Text } from "@favorable/processing";
import { member } from "../clean.ts";

/** The order in which a cell lists its actions. */
export const ACTIONS: readonly Action[] = ["read", "add", "modify", "delete", "extract"];

/** What a role may do with a category; `undecided` is refused like `none`, and said to be undecided. */
export interface Cell {
  readonly actions: readonly Action[];
  readonly undecided: boolean;
}

/** A row of the matrix. */
export interface AccessRow {
  readonly id: string;
  readonly label: Text | undefined;
  readonly special: string | undefined;
  readonly immutable: boolean;
  readonly cells: readonly Cell[];
}

/** A column of the matrix. */
export interface AccessRole {
  readonly id: string;
  readonly role: RoleDocument;
}

/** The whole matrix; undefined when the declaration has no roles or no categories. */
export interface Matrix {
  readonly roles: readonly AccessRole[];
  readonly rows: readonly AccessRow[];
}

/** Reads the matrix: `all` spelt out, actions on immutable categories removed whatever the grant says. */
export function matrixOf(document: ProcessingDocument): Matrix | undefined {
  const roles = Object.entries(document.access?.roles ?? {}).map(([id, role]): AccessRole => ({ id, role }));
  const categories = Object.entries(document.categories ?? {});
  if (roles.length === 0 || categories.length === 0) return undefined;
  const immutable = new Set(document.access?.immutable ?? []);
  const rows = categories.map(([id, category]): AccessRow => {
    const locked = immutable.has(id);
    return {
      id,
      label: category.label,
      special: category.special,
      immutable: locked,
      cells: roles.map((role) => cellOf(document, role.id, id, locked)),
    };
  });
  return { roles, rows };
}

/** What one role may do with one category. */
export function cellOf(document: ProcessingDocument, role: string, category: string, locked: boolean): Cell {
  const grant = member(member(document.access?.grants, role), category);
  if (grant === undefined) return { actions: [], undecided: true };
  const declared = document.access?.actions ?? [];
  const granted: readonly string[] = grant === "all" ? declared : grant === "none" ? [] : grant;
  const effective = ACTIONS.filter((action) => granted.includes(action) && declared.includes(action));
  return { actions: locked ? effective.filter((action) => action !== "modify" && action !== "delete") : effective, undecided: false };
}
