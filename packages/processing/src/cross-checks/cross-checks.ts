/**
 * What makes no sense whatever the law says: a name used and declared nowhere, a matrix with holes, days in the wrong
 * order. What a rulebook decides (a purpose without basis, a period too short, a missing notice) is never refused here:
 * a file must be able to state its faults, or there would be nothing to review.
 */
import type { ProcessingDocument } from "../document/document.ts";
import type { PathPrinter, Problem } from "../problem.ts";
import { days } from "./days.ts";
import { matrix } from "./matrix.ts";
import { declaredNames } from "./names.ts";
import type { Report } from "./place.ts";
import { pointers } from "./pointers.ts";
import { references } from "./references.ts";

/** Finds every such problem. */
export function crossChecks(document: ProcessingDocument, print: PathPrinter): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, problem) => problems.push({ path: print(path), problem });
  const names = declaredNames(document);
  days(document, report);
  references(document, names, report);
  matrix(document, names, report);
  pointers(document, report);
  return problems;
}
