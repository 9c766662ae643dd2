/** The kinds of hits. */
import { nationalNumbers } from "./national/all.ts";
import type { NationalKind } from "./national/number.ts";

/** What a detector may be asked for. Terms are found as `term:<theme>`. */
export type DetectorKind = "iban" | "card" | "email" | "phone" | "birth-date" | "term" | "fi-hetu" | NationalKind;

/** Every kind. */
export const detectorKinds: readonly DetectorKind[] = [
  "iban",
  "card",
  "email",
  "phone",
  "birth-date",
  "term",
  "fi-hetu",
  ...new Set(nationalNumbers.map(({ kind }) => kind)),
];
