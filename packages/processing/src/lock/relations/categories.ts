/** What a field has from its category: its sensitivity, the condition that lifts the prohibition, the kind that caps depend on. */
import type { JsonValue } from "@favorable/core";
import type { ProcessingDocument } from "../../document/document.ts";
import type { Collector } from "../fact.ts";
import { anchored, invariantMark, safeguard, same, type Within } from "../order.ts";
import { ofUnit, type Unit } from "./units.ts";

const READ: readonly (readonly [
  key: "label" | "kind" | "special" | "condition" | "nationalId" | "minors" | "closedList" | "legalRef",
  within: Within,
  rule: string,
])[] = [
  ["label", same, "inf-each-field-necessary"],
  ["kind", same, "ret-doctrine-cap"],
  ["special", same, "law-special-category-condition"],
  ["condition", anchored, "law-special-category-condition"],
  ["nationalId", invariantMark, "inf-national-id-restricted"],
  ["minors", invariantMark, "inf-minors-protected"],
  ["closedList", safeguard, "inf-special-category-minimal"],
  ["legalRef", anchored, "inf-legally-limited-fields"],
];

/** Adds what each field has from its category; what categories say themselves is compared where it stands. */
export function categoryFacts({ categories }: ProcessingDocument, units: readonly Unit[], into: Collector): void {
  for (const unit of units) {
    if (unit.via === undefined) continue;
    for (const [key, within, rule] of READ) {
      const value = categories?.[unit.via]?.[key];
      if (value === undefined) continue;
      into.add({
        ...ofUnit(unit),
        key: `category ${key} ${unit.place}`,
        relation: "category",
        about: key,
        polarity: "invariant",
        rules: [rule],
        // A reference is plain data; interfaces have no index signature.
        says: { value: value as JsonValue, within },
      });
    }
  }
}
