/** The matrix: silence is never permission, and it is not a decision either, so each role × category is written. */
import type { ProcessingDocument } from "../document/document.ts";
import type { Names } from "./names.ts";
import type { Report } from "./place.ts";

/** Reports rows and cells of nobody, actions the matrix does not have, and cells that are not decided. */
export function matrix({ access }: ProcessingDocument, names: Names, report: Report): void {
  if (access === undefined) return;
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
  for (const role of names.roles)
    for (const category of names.categories) {
      const row = Object.hasOwn(access.grants, role) ? access.grants[role] : undefined;
      if (row === undefined || !Object.hasOwn(row, category)) report(["access", "grants", role, category], "undecided");
    }
}
