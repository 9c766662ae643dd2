/** To whom data go and where they lie: recipients, destinations, processors, filing systems, links. */
import type { ProcessingDocument } from "../../document/document.ts";
import type { Collector, Relation } from "../fact.ts";
import { ofUnit, type Unit } from "./units.ts";

const HOLDERS = [
  ["recipients", "lnk-recipient-declared-purpose"],
  ["transfers", "lnk-transfer-third-country"],
  ["processors", "lnk-processor-contract"],
  ["filingSystems", "nec-record-of-processing"],
] as const;

/** Adds recipient, destination, processor and filing system × unit, and link × unit × direction. */
export function disclosureFacts(document: ProcessingDocument, units: readonly Unit[], into: Collector): void {
  const passes = (relation: Relation, name: string, unit: Unit, ways: readonly string[], rule: string): void => {
    into.add({
      ...ofUnit(unit, [`${relation}.${name}`]),
      key: `${relation} ${name} ${unit.place}`,
      relation,
      about: name,
      polarity: "covariant",
      rules: [rule],
      says: { members: ways.map((way) => JSON.stringify(way)) },
    });
  };
  for (const [part, rule] of HOLDERS)
    for (const [name, { categories }] of Object.entries(document[part] ?? {}))
      for (const unit of units) if (categories?.includes(unit.category) === true) passes(part, name, unit, ["held"], rule);
  for (const [name, { carries, direction }] of Object.entries(document.links ?? {})) {
    const ways = direction === "both" ? ["in", "out"] : [direction];
    for (const unit of units) {
      const isNamed = unit.via !== undefined && carries.includes(unit.name);
      if (!isNamed && !carries.includes(unit.category)) continue;
      // A field that is named itself does not have it from its category.
      const { via: _, ...named } = unit;
      passes("links", name, isNamed ? named : unit, ways, "lnk-linked-processing-lawful");
    }
  }
}
