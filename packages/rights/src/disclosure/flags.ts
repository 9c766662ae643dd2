/** What may tell of other people, and is looked at by a person before it is sent (GDPR art. 15(4), 20(4)). */
import type { JsonValue } from "@favorable/core";
import type { TaggedRecord } from "@favorable/fields";
import type { CollectedRow, DisclosureSource } from "./source.ts";

/** Where a value, or a whole row, waits for a decision; the value itself is given by `viewFlagged`. */
export interface DisclosureFlag {
  /** Record, number of the row among that record's, and field; `*` for the row. */
  readonly id: string;
  readonly record: string;
  readonly row: number;
  readonly field?: string;
  /** Free text may mention others; the row names another person. */
  readonly why: "free-text" | "other-person";
  /** Kinds of content a detector found in the text, such as `email`. */
  readonly found: readonly string[];
}

/** A flag, and what is to be looked at. */
export interface FlaggedValue {
  readonly flag: DisclosureFlag;
  readonly value: JsonValue;
}

/** Lists what has to be looked at in a row. */
export function flagsOf(
  row: CollectedRow,
  number: number,
  record: TaggedRecord,
  subject: string,
  detector: DisclosureSource["detector"],
): readonly FlaggedValue[] {
  const place = { record: row.record, row: number };
  const id = (field: string): string => `${row.record}/${number}/${field}`;
  const flags = Object.entries(row.values).flatMap(([name, value]): FlaggedValue[] => {
    const field = record.fields[name];
    if (field === undefined || value === null || value === "") return [];
    if (field.subject === true && value !== subject)
      return [{ flag: { ...place, id: id(name), field: name, why: "other-person", found: [] }, value }];
    if (field.kind !== "free-text" && field.freeText === undefined) return [];
    const found = typeof value === "string" && detector !== undefined ? detector(value).map(({ kind }) => kind) : [];
    return [{ flag: { ...place, id: id(name), field: name, why: "free-text", found: [...new Set(found)] }, value }];
  });
  const others = (row.others ?? []).some((other) => other !== subject);
  return others ? [{ flag: { ...place, id: id("*"), why: "other-person", found: [] }, value: { ...row.values } }, ...flags] : flags;
}
