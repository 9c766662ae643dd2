/** The filter of a reader, checked. */
import { PrivacyError } from "@favorable/core";
import { isCount } from "./coded.ts";
import type { EntryFilter } from "./log.ts";

/** A filter whose limits are stated. */
export type CheckedFilter = Required<Pick<EntryFilter, "from" | "below">> & Pick<EntryFilter, "types" | "subject">;

/** States the limits of a filter; throws `FILTER_INVALID`. */
export function checkFilter(filter: EntryFilter = {}): CheckedFilter {
  if (typeof filter !== "object" || filter === null) throw invalid();
  const { types, from = 0, below = Number.MAX_SAFE_INTEGER, subject } = filter;
  const listed = types === undefined || (Array.isArray(types) && types.every((type) => typeof type === "string"));
  if (!listed || !isCount(from) || !isCount(below) || !(subject === undefined || typeof subject === "string")) throw invalid();
  return { from, below, ...(types === undefined ? {} : { types }), ...(subject === undefined ? {} : { subject }) };
}

/** Refuses what reads no snapshot; throws `FILTER_INVALID`. */
export function checkReader(read: unknown): void {
  if (typeof read !== "function") throw new PrivacyError("FILTER_INVALID", "a snapshot is read by a function");
}

function invalid(): PrivacyError {
  return new PrivacyError("FILTER_INVALID", "a filter has positions from 0, types and a person, nothing else");
}
