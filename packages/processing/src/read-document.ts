/** Documents written by hand or by another tool. */
import { crossChecks } from "./cross-checks.ts";
import type { ProcessingDocument } from "./document/document.ts";
import { deepFreeze, plainData } from "./plain-data.ts";
import { schemaProblems, throwProblems } from "./problem.ts";
import { processingDocument } from "./schema/document.ts";

/**
 * Reads a document strictly: every key must be of the form, every name used must be declared. What it states may be as
 * faulty as it likes; that is for the review.
 *
 * @param value - parsed JSON, or any plain data
 * @returns the same data, frozen
 * @throws `DOCUMENT_INVALID` with all `paths` and `problems` side by side (`unknown-key`, `wrong-value`, `missing`,
 *   `dangling`, `undecided`, `reversed`); `DOCUMENT_UNSAFE` for what is not plain data
 * @example
 * ```ts
 * import { readDocument } from "@favorable/processing";
 *
 * const document = readDocument({ format: "favorable-processing/1", id: "visitors", stage: "draft", zone: "Europe/Monaco" });
 * console.log(document.id); // visitors
 * ```
 */
export function readDocument(value: unknown): ProcessingDocument {
  return checkedDocument(value, "DOCUMENT_INVALID", "the document is not one that makes sense");
}

/** Checks shape, then references; throws all problems of the first kind found under the given code. */
export function checkedDocument(value: unknown, code: string, message: string): ProcessingDocument {
  const result = processingDocument.safeParse(plainData(value), { reportInput: true });
  if (!result.success) {
    throwProblems(code, message, schemaProblems(result.error.issues));
    // Not reached: a failed parse has at least one issue. Fails closed all the same.
    throw result.error;
  }
  throwProblems(code, message, crossChecks(result.data));
  return deepFreeze(result.data);
}
