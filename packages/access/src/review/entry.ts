/** Entries of a log as a review reads them: what was done, by whom, to whom. */
import type { AuditEntry, AuditLog, PartRetention } from "@favorable/audit";
import { PrivacyError } from "@favorable/core";

/** The types of entries that a review reads: those that `@favorable/guard` and the level `sealed` write. */
export const REVIEWED_TYPES: readonly string[] = [
  "access.read",
  "access.changed",
  "access.sent",
  "access.refused",
  "access.emergency-opened",
  "access.emergency-reviewed",
];

/** One entry. Actor and persons are personal: what is made of entries is kept no longer than they are. */
export interface AccessEntry {
  /** Position in the log. */
  readonly index: number;
  readonly type: string;
  /** UTC, `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
  readonly at: string;
  /** Who acted; absent when nobody did or the part is erased. */
  readonly actor?: string;
  readonly role?: string;
  readonly purpose?: string;
  readonly record?: string;
  readonly action?: string;
  /** Whose data. */
  readonly persons: readonly string[];
  /** Rows, 0 in an entry that continues another, so that they are counted once. */
  readonly rows: number;
  /** How many refusals a refusal stands for. */
  readonly times: number;
  /** Identifier of an opening, in its entry, in its review and in what was done under it. */
  readonly emergency?: string;
  /** True when a part that says who acted is erased. */
  readonly erased: boolean;
}

/** A stretch of the log: positions from `from`, below `below`. */
export interface LogPeriod {
  readonly from: number;
  readonly below: number;
}

/** Who reads the log for a review. */
export interface LogReader {
  /** Identifier of the reviewer's own account. */
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  /** How long the entry about this reading is kept. */
  readonly retention: PartRetention;
}

/** Reads an entry; undefined for a type that a review does not read. */
export function accessEntry(entry: AuditEntry): AccessEntry | undefined {
  const { index, type, at, clear, parts } = entry;
  if (!REVIEWED_TYPES.includes(type)) return undefined;
  const acting = parts.find(({ name }) => name === "actor");
  const actor = acting?.subject ?? (typeof acting?.value === "string" ? acting.value : undefined);
  const persons = parts.flatMap(({ name, subject }) => (name !== "actor" && subject !== undefined ? [subject] : []));
  return {
    index,
    type,
    at,
    ...text("actor", actor),
    ...text("role", clear["role"]),
    ...text("purpose", clear["purpose"]),
    ...text("record", clear["record"]),
    ...text("action", clear["action"]),
    ...text("emergency", clear["emergency"]),
    persons: [...new Set(persons)],
    rows: clear["continued"] === undefined ? number(clear["rows"], persons.length) : 0,
    times: number(clear["times"], 1),
    erased: acting?.present === false,
  };
}

/**
 * Reads a stretch of a log, whatever it is stored in: PostgreSQL, files, memory. The reading is itself logged first (`audit.read`).
 *
 * @throws `PERIOD_INVALID`; what the log throws when the reading cannot be logged, and then nothing is read
 */
export async function readAccessLog(log: AuditLog, period: LogPeriod, reader: LogReader): Promise<readonly AccessEntry[]> {
  assertPeriod(period);
  const { actor, role, purpose, retention } = reader;
  await log.append({
    type: "audit.read",
    clear: { role, purpose, by: "period", from: period.from, below: period.below },
    parts: [{ name: "actor", subject: actor, value: actor, retention }],
  });
  const found: AccessEntry[] = [];
  for await (const entry of log.entries({ from: period.from, below: period.below, types: REVIEWED_TYPES })) {
    const read = accessEntry(entry);
    if (read !== undefined) found.push(read);
  }
  return found;
}

/** Refuses what is no stretch of a log; throws `PERIOD_INVALID`. */
export function assertPeriod({ from, below }: LogPeriod): void {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(below) || from < 0 || below < from)
    throw new PrivacyError("PERIOD_INVALID", "a review is of entries from a position, below another");
}

/** Entries of a stretch, by time, then by position. */
export function inPeriod(entries: Iterable<AccessEntry>, { from, below }: LogPeriod): readonly AccessEntry[] {
  const kept = [...entries].filter(({ index }) => index >= from && index < below);
  return kept.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index));
}

function text<N extends string>(name: N, value: unknown): { readonly [n in N]?: string } {
  // The one cast: a computed key of one name.
  return (typeof value === "string" ? { [name]: value } : {}) as { readonly [n in N]?: string };
}

function number(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}
