/** What a verification finds: places and codes, never values. */
import type { CalendarDate } from "@favorable/core";
import type { PartVerdict } from "../verdict.ts";

/** Something that is not as it should be. */
export interface Finding {
  /** `tampered` and `lost` decide the verdict; `overdue` is a failure of privacy; a `notice` is to be known. */
  readonly verdict: "tampered" | "lost" | "overdue" | "notice";
  /** What it is, in lower-case words joined by hyphens. */
  readonly code: string;
  /** The file, or `against` for the external checkpoint. */
  readonly place: string;
  /** Position of the entry, where one is meant. */
  readonly entry?: number;
  /** Position of the part in the entry. */
  readonly part?: number;
}

/** The verdict on a whole log. */
export interface LogVerification {
  /** `intact`: every byte is what the checkpoint commits to, and nothing is missing without right. */
  readonly verdict: "intact" | "tampered" | "lost";
  /**
   * `witnessed`: consistent with a checkpoint that was kept elsewhere, or cosigned by enough witnesses. `unwitnessed`: neither was shown; a
   * log and its key shipped together prove nothing against their owner. `stale`: what was shown is of the empty log, which every log
   * extends, or older than `freshFor`, and entries came after it.
   */
  readonly witnessed: "witnessed" | "unwitnessed" | "stale";
  /** Identity of the log, when the checkpoint could be read. */
  readonly origin?: string;
  /** Entries under the checkpoint; 0 when it could not be read. */
  readonly size: number;
  /** Entries under the newest checkpoint from outside, when one could be read. */
  readonly witnessedSize?: number;
  /** When somebody else vouched for it, where that is known: UTC. */
  readonly witnessedAt?: string;
  /** The date the periods were judged at. */
  readonly asOf: CalendarDate;
  /** Where that date comes from: asked for, today in UTC, or the last entry of a log wholly under a simulated clock, which proves nothing. */
  readonly dated: "given" | "today" | "last-entry";
  /** True when some entry was written under a simulated clock. */
  readonly simulated: boolean;
  /** Parts by verdict. */
  readonly parts: Readonly<Record<PartVerdict, number>>;
  /** Parts whose bodies this export left out: only their commitments were verified. */
  readonly notExported: number;
  /**
   * What of the log this verification did not look at: `bodies` that are not here, sealed or not to be read, so that what became of them stays
   * open; `subject-index` by which a person's entries are found in a database, for want of the subject key.
   */
  readonly notVerified: readonly ("bodies" | "subject-index")[];
  /** Entries whose text was removed, by an entry that says so: their hashes stay. */
  readonly pruned: number;
  /** Up to 1,000 findings, in the order of the log. */
  readonly findings: readonly Finding[];
  /** Findings beyond those. */
  readonly omitted: number;
}

/** Collects findings. */
export interface Findings {
  /** Adds one. */
  add(finding: Finding): void;
  /** True when any finding has that verdict. */
  has(verdict: Finding["verdict"]): boolean;
  /** Takes over what another collected. */
  absorb(other: Findings): void;
  /** The first thousand. */
  readonly list: readonly Finding[];
  /** How many more there were. */
  readonly omitted: number;
}

const LIMIT = 1000;

/** Starts without findings. */
export function findings(): Findings {
  const list: Finding[] = [];
  const seen = new Set<Finding["verdict"]>();
  let omitted = 0;
  return {
    list,
    get omitted() {
      return omitted;
    },
    add(finding) {
      seen.add(finding.verdict);
      if (list.length < LIMIT) list.push(finding);
      else omitted++;
    },
    absorb(other) {
      for (const verdict of ["tampered", "lost", "overdue", "notice"] as const) if (other.has(verdict)) seen.add(verdict);
      const room = LIMIT - list.length;
      list.push(...other.list.slice(0, room));
      omitted += other.omitted + Math.max(0, other.list.length - room);
    },
    has: (verdict) => seen.has(verdict),
  };
}
