/** What a cell comes to. */
import { ACTIONS, type Action } from "../core/action.ts";
import type { MatrixDocument } from "../role.ts";

/** Letters of the actions, the same in every language. */
export const LETTERS: Readonly<Record<Action, string>> = { read: "R", add: "A", modify: "M", delete: "D", extract: "X" };

/** What was granted, in the order of actions; what is not decided is nothing. */
export function granted({ grants, actions }: MatrixDocument, role: string, category: string): readonly Action[] {
  const cell = grants[role]?.[category] ?? "none";
  return ACTIONS.filter((action) => actions.includes(action) && (cell === "all" || (cell !== "none" && cell.includes(action))));
}

/** What a role may do after `immutable` took its part. */
export function effective(matrix: MatrixDocument, role: string, category: string): readonly Action[] {
  const locked = matrix.immutable?.includes(category) === true;
  return granted(matrix, role, category).filter((action) => !locked || (action !== "modify" && action !== "delete"));
}
