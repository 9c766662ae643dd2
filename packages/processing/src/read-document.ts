/** Documents written by hand or by another tool. */
import type { JsonValue } from "@favorable/core";
import { crossChecks } from "./cross-checks/cross-checks.ts";
import type { ProcessingDocument } from "./document/document.ts";
import { migrated } from "./migrate/migrate-document.ts";
import { deepFreeze, plainData } from "./plain-data.ts";
import { documentPrinter, schemaProblems, type Telling, throwProblems } from "./problem.ts";
import { processingDocument } from "./schema/document.ts";

/**
 * Reads a document strictly: every key must be of the form, every name used must be declared. What it states may be as
 * faulty as it likes; that is for the review. A document of an earlier form is migrated first.
 *
 * @param value - parsed JSON, or any plain data
 * @returns the same data in the form of today, frozen
 * @throws `DOCUMENT_INVALID` with all `paths` and `problems` side by side (`unknown-key`, `wrong-value`, `missing`,
 *   `dangling`, `undecided`, `reversed`), at most 50 and the count of `more`; `DOCUMENT_VERSION` with `oldest` and `newest` for a form that is newer,
 *   or older than any that can be migrated; `DOCUMENT_UNSAFE` for what is not plain data. No text of the
 *   document stands in a path: a name is told by its position beside the others (`purposes.#0.statement`), an unknown key by `*`
 * @example
 * ```ts
 * import { readDocument } from "@favorable/processing";
 *
 * const document = readDocument({ format: "favorable-processing/2", id: "visitors", stage: "draft", zone: "Europe/Monaco" });
 * console.log(document.id); // visitors
 * ```
 */
export function readDocument(value: unknown): ProcessingDocument {
  const data = migrated(plainData(value));
  return checkedDocument(data, {
    code: "DOCUMENT_INVALID",
    message: "the document is not one that makes sense",
    print: documentPrinter(data),
    most: MAX_PLACES,
  });
}

/** More places than anybody reads. */
const MAX_PLACES = 50;

/** Checks shape, then references; throws all problems of the first kind found under the given code. */
export function checkedDocument(data: JsonValue, telling: Telling): ProcessingDocument {
  const result = processingDocument.safeParse(data, { reportInput: true });
  if (!result.success) {
    throwProblems(telling, { places: schemaProblems(result.error.issues) });
    // Not reached: a failed parse has at least one issue. Fails closed all the same.
    throw result.error;
  }
  throwProblems(telling, crossChecks(result.data));
  return deepFreeze(result.data);
}
