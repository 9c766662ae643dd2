/** Objects in a store that keeps versions: a delete marker hides an object, it does not delete it. */
import { type CalendarDate, isCalendarDate } from "@favorable/core";
import type { CopyAnswer, CopyConnector } from "./task.ts";

/** One version of an object, or a marker that hides the versions under it. */
export interface ObjectVersion {
  readonly version: string;
  /** A delete marker: it holds nothing, and takes nothing away. */
  readonly marker: boolean;
  /** The store itself refuses deletion up to and on this day. */
  readonly lockedUntil?: CalendarDate;
  /** The store has a legal hold on it. */
  readonly held?: boolean;
}

/**
 * A store of objects, such as S3: `versions` is ListObjectVersions for exactly this key, all pages; `remove` is DeleteObject *with* the
 * version's id. A store without versions lists one version named `null`.
 */
export interface ObjectStore {
  /** Every version under a key, delete markers included. */
  versions(key: string): Promise<readonly ObjectVersion[]>;
  /** Removes one version for good. */
  remove(key: string, version: string): Promise<void>;
}

/**
 * Removes every version of an object and asks again. A locked or held version is answered with the day, never forced.
 *
 * The locator of the task is the object's key.
 */
export function objectCopies(store: ObjectStore): CopyConnector {
  return {
    async pursue({ locator }, _copy, asOf): Promise<CopyAnswer> {
      if (locator === undefined || locator === "") return { pending: "unreachable" };
      for (const { version, held, lockedUntil } of await store.versions(locator))
        if (held !== true && !isLocked(lockedUntil, asOf)) await store.remove(locator, version);
      const left = await store.versions(locator);
      if (left.length === 0) return { evidence: { kind: "absence", askedOn: asOf, places: 1 } };
      const locks = left.flatMap(({ lockedUntil }) => (isLocked(lockedUntil, asOf) ? [lockedUntil] : []));
      const [last] = locks.filter(isCalendarDate).sort().reverse();
      if (left.some(({ held }) => held === true)) return { pending: "locked" };
      return last === undefined ? { pending: "still-there" } : { pending: "locked", until: last };
    },
  };
}

/** What is no date is a lock without an end: nothing is removed on a guess. */
function isLocked(until: CalendarDate | undefined, asOf: CalendarDate): boolean {
  return until !== undefined && (!isCalendarDate(until) || until >= asOf);
}
