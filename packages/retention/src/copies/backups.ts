/** Backups: nobody takes one row out of them. They end by rotation, which an inventory shows, or by a destroyed key. */
import type { CalendarDate } from "@favorable/core";
import type { CopyAnswer, CopyConnector } from "./task.ts";

/** What the keeper of the backups can be asked. */
export interface BackupInventory {
  /**
   * The day the oldest backup that still exists was begun, dumps, base backups and archived logs all counted; `undefined` when the keeper
   * cannot tell. With no backup left at all: the day it was asked.
   */
  oldest(): Promise<CalendarDate | undefined>;
}

/**
 * Answers for backups that rotate: gone when the declared day has passed and the oldest backup kept is younger than the copy.
 *
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { defineCopy, rotatedCopies } from "@favorable/retention";
 *
 * const dumps = defineCopy({
 *   name: "dumps", system: "database-backup", maximumAge: "P31D", start: "primary-gone", rotation: "P30D", zone: "Europe/Monaco",
 * });
 * const keeper = rotatedCopies({ oldest: async () => calendarDate("2022-01-15") });
 * const startedOn = calendarDate("2022-01-31");
 * const task = { id: "1", copy: "dumps", reference: "r", startedOn, dueOn: startedOn, rotatedOn: calendarDate("2022-03-02"), asked: 0, simulated: false };
 * console.log(JSON.stringify(await keeper.pursue(task, dumps, calendarDate("2022-03-03")))); // {"pending":"still-there"}
 * ```
 */
export function rotatedCopies(inventory: BackupInventory): CopyConnector {
  return {
    async pursue({ startedOn, rotatedOn }, _copy, asOf): Promise<CopyAnswer> {
      if (rotatedOn === undefined) return { pending: "still-there" };
      if (asOf <= rotatedOn) return { pending: "not-rotated", until: rotatedOn };
      const oldestOn = await inventory.oldest();
      if (oldestOn === undefined) return { pending: "unreachable" };
      return oldestOn > startedOn ? { evidence: { kind: "rotation", oldestOn } } : { pending: "still-there" };
    },
  };
}

/** What the keeper of a copy's key can be asked. */
export interface KeyDestruction {
  /** The key a reference's copies were encrypted under and the day it was destroyed; `undefined` while it still exists. */
  destroyed(reference: string): Promise<{ readonly keyId: string; readonly on: CalendarDate } | undefined>;
}

/** Answers for copies that are encrypted under a key of their own: gone when the key is. */
export function shreddedCopies(keys: KeyDestruction): CopyConnector {
  return {
    async pursue({ reference }): Promise<CopyAnswer> {
      const gone = await keys.destroyed(reference);
      return gone === undefined ? { pending: "still-there" } : { evidence: { kind: "shredded", keyId: gone.keyId, destroyedOn: gone.on } };
    },
  };
}
