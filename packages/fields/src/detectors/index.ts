/**
 * Finds in a text what a free-text field should not hold: national numbers with their keys, bank and card numbers, addresses, telephone
 * numbers, dates of birth, terms that judge. A hit is a kind and a place, never the text.
 *
 * Codes: `DETECTOR_INVALID`, `TEXT_INVALID`, `TEXT_TOO_LONG`.
 * @packageDocumentation
 */
export type { Hit, TextDetector } from "../free-text/hit.ts";
export { createDetector, type DetectorOptions } from "./find.ts";
export { type DetectorKind, detectorKinds } from "./kinds.ts";
export type { NationalKind } from "./national/number.ts";
export { englishTerms } from "./terms/english.ts";
export { frenchTerms } from "./terms/french.ts";
export type { TermList } from "./terms/match.ts";
