/** What the entries of the log tell: declared names, days and counts. Of persons nothing is taken out of it. */
import type { AuditLog } from "@favorable/audit";
import { type CalendarDate, dateInZone, isCalendarDate } from "@favorable/core";
import type { LedgerEvent } from "@favorable/exports";
import type { EvidenceMapping, PurgeEntries } from "./mapping.ts";
import type { LoggedPurge } from "./purges.ts";

/** What was read. */
export interface LogFacts {
  /** Positions of the entries that roles and purposes were read of. */
  readonly window: { readonly from: number; readonly below: number };
  /** The day of the first entry that can still be read. */
  readonly oldest?: CalendarDate;
  /** Roles under which something was done; refusals apart, which are what the matrix kept out. */
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  /** Declared labels of those whom exports went to; `undeclared` where one has none. */
  readonly recipients: readonly string[];
  /** The ledger of exports. */
  readonly exports: readonly LedgerEvent[];
  readonly purges?: readonly LoggedPurge[];
  /** The day of the last recorded review of the log (`recordLogReview` of `@favorable/access/review`). */
  readonly lastReview?: CalendarDate;
}

/** Newest entries that are read for roles and purposes, unless told. */
const WINDOW = 100_000;
const EXPORTS = ["started", "sealed", "aborted", "reminded", "deleted"].map((stage) => `export.${stage}`);

/**
 * Reads the newest entries without their bodies, and all entries of exports, purges and reviews by their type. Bodies are read of exports alone,
 * for the labels of recipients.
 *
 * @param known - declared names of recipients and roles: a label that is none of them is not repeated, since somebody typed it
 * @throws what the log throws
 */
export async function logFacts(log: AuditLog, mapping: EvidenceMapping, known: ReadonlySet<string>, zone: string): Promise<LogFacts> {
  const { size } = await log.sequence();
  const window = { from: Math.max(0, size - (mapping.logWindow ?? WINDOW)), below: size };
  const roles = new Set<string>();
  const purposes = new Set<string>();
  for await (const { type, clear } of log.entries({ ...window, bodies: false })) {
    if (type.endsWith("refused")) continue;
    if (typeof clear["role"] === "string") roles.add(clear["role"]);
    if (typeof clear["purpose"] === "string") purposes.add(clear["purpose"]);
  }
  const exported: LedgerEvent[] = [];
  const recipients = new Set<string>();
  for await (const { type, clear, parts } of log.entries({ types: EXPORTS, below: size })) {
    exported.push({ type, clear, parts });
    if (type === "export.sealed") for (const label of labelsOf(parts, known)) recipients.add(label);
  }
  const purges = mapping.purgeEntries === undefined ? undefined : await loggedPurges(log, mapping.purgeEntries, size);
  const oldest = await dayOf(log, { limit: 1, below: size }, zone);
  const lastReview = await dayOf(log, { types: ["access.log-reviewed"], below: size }, zone);
  return {
    window,
    roles: [...roles].sort(),
    purposes: [...purposes].sort(),
    recipients: [...recipients].sort(),
    exports: exported,
    ...(oldest === undefined ? {} : { oldest }),
    ...(purges === undefined ? {} : { purges }),
    ...(lastReview === undefined ? {} : { lastReview }),
  };
}

async function loggedPurges(log: AuditLog, entries: PurgeEntries, below: number): Promise<readonly LoggedPurge[]> {
  const { type, run, policy = "policy", asOf = "asOf", rows = "rows" } = entries;
  const sums = new Map<string, { policy: string; on: CalendarDate; rows: number }>();
  for await (const entry of log.entries({ types: [type, ...(run === undefined ? [] : [run])], below, bodies: false })) {
    const [id, on, n] = [entry.clear[policy], entry.clear[asOf], entry.clear[rows]];
    if (typeof id !== "string" || !isCalendarDate(on)) continue;
    const sum = sums.get(`${id} ${on}`) ?? { policy: id, on, rows: 0 };
    // The entry that ends a run repeats what its batches have said.
    if (entry.type === type && typeof n === "number" && Number.isSafeInteger(n) && n > 0) sum.rows += n;
    sums.set(`${id} ${on}`, sum);
  }
  return [...sums.values()];
}

/** The day of the last of these entries. */
async function dayOf(
  log: AuditLog,
  filter: NonNullable<Parameters<AuditLog["entries"]>[0]>,
  zone: string,
): Promise<CalendarDate | undefined> {
  let day: CalendarDate | undefined;
  for await (const { at } of log.entries({ ...filter, bodies: false })) day = dateInZone(new Date(at), zone);
  return day;
}

function labelsOf(parts: readonly { readonly name: string; readonly value?: unknown }[], known: ReadonlySet<string>): readonly string[] {
  const named = parts.find(({ name }) => name === "recipients")?.value;
  if (!Array.isArray(named)) return [];
  return named.map((one: unknown) => {
    const label = typeof one === "object" && one !== null && "label" in one ? one.label : undefined;
    return typeof label === "string" && known.has(label) ? label : "undeclared";
  });
}
