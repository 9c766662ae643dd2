/** What a document states that the form does not know, for who reads documents that may still be silent on anything. */
import { documentPrinter, type ProblemKind, schemaProblems } from "./problem.ts";
import { processingDocument } from "./schema/document.ts";

/** A place of a document, and why it is refused. */
export interface DocumentProblem {
  readonly path: string;
  readonly problem: ProblemKind;
}

/**
 * The places where a document states something in another form than its type says: a value of another type, a word that is none of
 * those it may be, a key that nothing knows. What is not there is no problem of form, and names are not looked up: `readDocument` of this
 * package does both.
 *
 * @returns an empty list when there is none; no text of the document stands in a path
 * @example
 * ```ts
 * import { documentProblems } from "@favorable/processing";
 *
 * const file = { format: "favorable-processing/2", id: "visitors", stage: "draft", purge: { automatic: "no" } };
 * console.log(JSON.stringify(documentProblems(file))); // [{"path":"purge.automatic","problem":"wrong-value"}]
 * ```
 */
export function documentProblems(document: unknown): readonly DocumentProblem[] {
  const result = processingDocument.safeParse(document, { reportInput: true });
  if (result.success) return [];
  const print = documentPrinter(document);
  return schemaProblems(result.error.issues).flatMap(({ path, unknown, problem }) =>
    problem === "missing" ? [] : [{ path: print(path, unknown), problem }],
  );
}
