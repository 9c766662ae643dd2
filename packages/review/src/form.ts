/** The form of a file at the door: what is stated in another form is read by no rule, and would pass for a promise that is kept. */
import { PrivacyError } from "@favorable/core";
import { documentProblems, type ProcessingDocument } from "@favorable/processing";

/** More places than anybody reads. */
const MOST = 50;

/** Throws `DOCUMENT_FORMAT` with `paths` and `problems` where the file states something in another form than its type says. */
export function assertForm(document: ProcessingDocument): void {
  const problems = documentProblems(document);
  if (problems.length === 0) return;
  const shown = problems.slice(0, MOST);
  throw new PrivacyError("DOCUMENT_FORMAT", "the document does not have the form of a declaration: read it with readDocument", {
    paths: shown.map(({ path }) => path),
    problems: shown.map(({ problem }) => problem),
    ...(problems.length > MOST ? { more: problems.length - MOST } : {}),
  });
}
