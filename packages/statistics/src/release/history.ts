/** What was released before, and whom it counted: what a differencing attack would combine. */
import type { CalendarDate } from "@favorable/core";
import type { PublishedTable } from "../table.ts";

/** A release: the published table, and the inner cell that each counted person lay in. */
export interface Release {
  /** The name of the statistic. */
  readonly name: string;
  /** The day it was released. */
  readonly on: CalendarDate;
  readonly table: PublishedTable;
  /** Pseudonym (HMAC-SHA-256 of the subject under the desk's key, 16 bytes in hex) → inner cell. */
  readonly members: Readonly<Record<string, number>>;
}

/** Where releases are kept. What it holds is personal data: pseudonymous, for the horizon only. */
export interface ReleaseStore {
  all(): Promise<readonly Release[]>;
  add(release: Release): Promise<void>;
  /** Forgets the releases before a day. */
  dropBefore(day: CalendarDate): Promise<void>;
}

/** Releases in memory: for tests, and for a process that publishes once. */
export function memoryReleases(): ReleaseStore {
  let kept: Release[] = [];
  return {
    async all() {
      return [...kept];
    },
    async add(release) {
      kept.push(release);
    },
    async dropBefore(day) {
      kept = kept.filter(({ on }) => on >= day);
    },
  };
}
