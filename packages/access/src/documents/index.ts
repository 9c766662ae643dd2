/**
 * The matrix as documents that are always the same text: Markdown, a page, section V of a deliberation; in French and English.
 *
 * Codes: `PURPOSE_UNKNOWN`, `LANGUAGE_UNKNOWN`.
 * @packageDocumentation
 */

export type { Language } from "../html/page.ts";
export {
  type DescribedMatrix,
  describeMatrix,
  type EmergencyRole,
  type MatrixDescription,
  type Reach,
  type Said,
  SCOPES,
  scopes,
} from "./describe.ts";
export { matrixMarkdown } from "./matrix-markdown.ts";
export { matrixPage } from "./matrix-page.ts";
export { sectionFive } from "./section-five.ts";
export type { MatrixDocumentOptions } from "./view.ts";
export type { DocumentOptions } from "./words.ts";
