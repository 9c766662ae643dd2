/** What zod found, reduced to fields and codes: its messages and its input stay behind. */
import type * as z from "zod";
import type { RowCode, RowFault } from "./row.ts";

/** A fault that a schema raises itself: `context.addIssue({ code: "custom", path, params: { row: "CONFLICT" } })`. */
interface RowIssue {
  readonly row: RowCode;
}

/**
 * The faults of a row, one for each field, in the order of the schema.
 *
 * @param columns - the row, to tell an absent value from a wrong one
 */
export function faultsOf(error: z.ZodError, columns: Readonly<Record<string, string | undefined>>): readonly RowFault[] {
  const faults = new Map<string, RowFault>();
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "");
    if (!faults.has(field)) faults.set(field, { field, code: codeOf(issue, columns[field] === undefined) });
  }
  return [...faults.values()];
}

function codeOf(issue: z.core.$ZodIssue, absent: boolean): RowCode {
  if (issue.code === "custom") return isRowIssue(issue.params) ? issue.params.row : "MALFORMED";
  if (absent) return "MISSING";
  if (issue.code === "invalid_value") return "UNKNOWN_VALUE";
  return issue.code === "too_big" ? "TOO_LONG" : "MALFORMED";
}

function isRowIssue(params: object | undefined): params is RowIssue {
  return params !== undefined && "row" in params;
}
