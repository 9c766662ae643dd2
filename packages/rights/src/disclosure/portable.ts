/** What is portable: given by the person, used on their consent or for a contract with them (GDPR art. 20(1)). */
import type { CalendarDate } from "@favorable/core";
import { basisFor, type TaggedRecord } from "@favorable/fields";
import type { CollectedRow, DisclosureSource } from "./source.ts";

/**
 * Cuts a row to what is portable; nothing when nothing of it is.
 *
 * A field counts as given by the person when the row says that it came from an origin of kind `subject`, or, where the row is silent, when every
 * declared origin of the field is one. What was observed or inferred is not portable.
 */
export function portable(
  row: CollectedRow,
  record: TaggedRecord,
  vocabulary: DisclosureSource["vocabulary"],
  asOf: CalendarDate,
): CollectedRow | undefined {
  const byPerson = (origins: readonly string[]): boolean =>
    origins.length > 0 && origins.every((origin) => vocabulary.origins[origin]?.kind === "subject");
  const kept = Object.entries(row.values).filter(([name]) => {
    const field = record.fields[name];
    if (field === undefined || !byPerson(row.origin === undefined ? field.origins : [row.origin])) return false;
    return field.purposes.some((purpose) => {
      const kind = basisFor(vocabulary.purposes[purpose]?.bases ?? [], asOf, true)?.kind;
      return kind === "consent" || kind === "contract";
    });
  });
  return kept.length === 0 ? undefined : { ...row, values: Object.fromEntries(kept) };
}
