/** What facts of a category hold for: the category itself, and each field in it. */
import type { ProcessingDocument } from "../../document/document.ts";
import type { Fact } from "../fact.ts";

/** A category or a field. */
export interface Unit {
  /** `categories.identity`, `records.agent.fields.name`; also its element for guards. */
  readonly place: string;
  /** `identity`, `agent.name` */
  readonly name: string;
  readonly category: string;
  /** The category, for fields: what they have from it. */
  readonly via?: string;
}

/** Every category, then every field. */
export function unitsOf({ categories, records }: ProcessingDocument): readonly Unit[] {
  const fields = Object.entries(records ?? {}).flatMap(([record, { fields }]) =>
    Object.entries(fields).map(([name, { category }]) => ({
      place: `records.${record}.fields.${name}`,
      name: `${record}.${name}`,
      category,
      via: category,
    })),
  );
  return [...Object.keys(categories ?? {}).map((category) => ({ place: `categories.${category}`, name: category, category })), ...fields];
}

/** What a fact says of its unit: place, guards and the category it comes from. */
export function ofUnit(unit: Unit, guards: readonly string[] = []): Pick<Fact, "place" | "guards" | "via"> {
  return { place: unit.place, guards: [...guards, unit.place], ...(unit.via === undefined ? {} : { via: unit.via }) };
}
