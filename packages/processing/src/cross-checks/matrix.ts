/** The matrix: silence is never permission, and it is not a decision either, so each role × category is written. */
import type { ProcessingDocument } from "../document/document.ts";
import type { Names } from "./names.ts";
import type { Report } from "./place.ts";

/** More undecided cells than these are counted, not listed. */
const LISTED = 1_000;

/**
 * Reports rows and cells of nobody, actions the matrix does not have, and cells that are not decided.
 *
 * @returns how many undecided cells are not listed
 */
export function matrix({ access }: ProcessingDocument, names: Names, report: Report): number {
  if (access === undefined) return 0;
  for (const [id, row] of Object.entries(access.grants)) {
    if (!names.roles.has(id)) report(["access", "grants", id], "dangling");
    for (const [category, cell] of Object.entries(row)) {
      if (!names.categories.has(category)) report(["access", "grants", id, category], "dangling");
      if (typeof cell === "string") continue;
      cell.forEach((action, at) => {
        if (!access.actions.includes(action)) report(["access", "grants", id, category, at], "dangling");
      });
    }
  }
  let listed = 0;
  let more = 0;
  for (const role of names.roles) {
    const row = Object.hasOwn(access.grants, role) ? (access.grants[role] ?? {}) : {};
    const undecided = names.categories.size - Object.keys(row).filter((category) => names.categories.has(category)).length;
    if (undecided === 0) continue;
    if (listed >= LISTED) more += undecided;
    else {
      for (const category of names.categories) if (!Object.hasOwn(row, category)) report(["access", "grants", role, category], "undecided");
      listed += undecided;
    }
  }
  return more;
}
