/** What was released before, and whom it counted: what a differencing attack would combine. */
import type { CalendarDate } from "@favorable/core";
import type { PublishedTable } from "../table.ts";

/** A release: the published table, and the inner cell that each counted person lay in. */
export interface Release {
  /** The name of the statistic. */
  readonly name: string;
  /** The day it was released first. */
  readonly on: CalendarDate;
  /** The last day it was given; the horizon runs from here. */
  readonly given: CalendarDate;
  /** Names the desk's key without telling it: pseudonyms under different keys cannot be compared. */
  readonly keyId: string;
  /** Whether rows were left out by a filter. */
  readonly filtered?: boolean;
  readonly table: PublishedTable;
  /** Pseudonym (HMAC-SHA-256 of the subject under the desk's key, 16 bytes in hex) → inner cell. */
  readonly members: Readonly<Record<string, number>>;
}

/** Where releases are kept. What it holds is personal data: pseudonymous, for the horizon only. */
export interface ReleaseStore {
  /** Every release that was not forgotten. */
  all(): Promise<readonly Release[]>;
  /** Keeps a release, durably when it resolves. */
  add(release: Release): Promise<void>;
  /** Notes that the releases of a name and a first day were given again. */
  renew(release: Pick<Release, "name" | "on">, given: CalendarDate): Promise<void>;
  /** Forgets the releases last given before a day. */
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
    async renew({ name, on }, given) {
      kept = kept.map((release) => (release.name === name && release.on === on ? { ...release, given } : release));
    },
    async dropBefore(day) {
      kept = kept.filter(({ given }) => given >= day);
    },
  };
}
