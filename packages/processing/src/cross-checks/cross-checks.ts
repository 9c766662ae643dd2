/**
 * What makes no sense whatever the law says: a name used and declared nowhere, a matrix with holes, days in the wrong
 * order. What a rulebook decides (a purpose without basis, a period too short, a missing notice) is never refused here:
 * a file must be able to state its faults, or there would be nothing to review.
 */
import type { ProcessingDocument } from "../document/document.ts";
import type { Problem, Problems } from "../problem.ts";
import { days } from "./days.ts";
import { matrix } from "./matrix.ts";
import { declaredNames } from "./names.ts";
import type { Report } from "./place.ts";
import { pointers } from "./pointers.ts";
import { references } from "./references.ts";

/** Finds every such problem; of the undecided cells of a matrix, which may be as many as roles times categories, the last are counted. */
export function crossChecks(document: ProcessingDocument): Problems {
  const places: Problem[] = [];
  const report: Report = (path, problem) => places.push({ path, problem });
  const names = declaredNames(document);
  days(document, report);
  references(document, names, report);
  const more = matrix(document, names, report);
  pointers(document, report);
  return { places, more };
}
