/** The projectors of a matrix: what a role may read of a record for a purpose never changes, so each is made once for all requests. */
import { PrivacyError } from "@favorable/core";
import { type AnyRecord, makeProjector, type Projector, plannedField } from "@favorable/fields";
import type { MaskRow } from "./core/decider.ts";

const known = new WeakMap<MaskRow, WeakMap<AnyRecord, Map<string, Projector>>>();

/**
 * The projector of a record for a role, known by its row of the matrix, and a purpose.
 *
 * @param names - tells the fields that are kept; asked once
 */
export function projectorOf(masks: MaskRow, record: AnyRecord, purpose: string, names: () => readonly string[]): Projector {
  const byRecord = known.get(masks) ?? new WeakMap<AnyRecord, Map<string, Projector>>();
  known.set(masks, byRecord);
  const byPurpose = byRecord.get(record) ?? new Map<string, Projector>();
  byRecord.set(record, byPurpose);
  const found = byPurpose.get(purpose);
  if (found !== undefined) return found;
  const plan = names().flatMap((name) => {
    const field = record.fields[name];
    return field === undefined ? [] : [plannedField(name, field)];
  });
  const made = makeProjector(plan, {
    incomplete: (fields) =>
      new PrivacyError("ROW_INCOMPLETE", "the row lacks fields that the record demands", { record: record.name, fields }),
  });
  byPurpose.set(purpose, made);
  return made;
}
