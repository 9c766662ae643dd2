/**
 * Evidence of completeness: what was done, by a source that is not the log, against what is in it. Integrity says that nothing in the log
 * was altered; only this says whether everything is there.
 */
import { PrivacyError } from "@favorable/core";
import { isCount } from "../coded.ts";
import { checkFilter } from "../entry-filter.ts";
import type { AuditLog, EntryFilter } from "../log.ts";

/** What the log must hold about one operation that some other source knows of. */
export type Traces = Pick<EntryFilter, "types" | "subject" | "actor" | "clear" | "since" | "until">;

/** How many operations some other source counted. */
export interface CountedOperations {
  /** Name of the kind, such as `exports`. */
  readonly kind: string;
  /** What the other source counted: rows of a ledger, requests of a gateway, the statistics of a table. */
  readonly expected: number;
  /** Which entries are theirs. */
  readonly entries: Traces;
  /** Fact in clear that says how many operations an entry stands for, such as `rows`; by default each stands for one. */
  readonly weight?: string;
}

/** Operations that some other source knows one by one. */
export interface SampledOperations {
  /** Name of the kind, such as `reads`. */
  readonly kind: string;
  /** For each operation, which entry there must be. */
  readonly operations: Iterable<Traces> | AsyncIterable<Traces>;
}

/** What was done against what is in the log, for one kind of operation. */
export interface CompletenessEvidence {
  /** Name of the kind. */
  readonly kind: string;
  /** Operations that the other source knows of; of a sample, its size. */
  readonly expected: number;
  /** Of those, how many the log tells of; counted, never more than were expected. */
  readonly found: number;
  /** `expected` without `found`. */
  readonly missing: number;
  /** Entries beyond what was expected: the other source, too, may be incomplete. Always 0 for a sample. */
  readonly surplus: number;
  /** True when single operations were held against the log; false when only numbers were. */
  readonly sampled: boolean;
}

/**
 * Holds a count against the number of entries. Equal numbers are weak evidence: one entry too few and one too many cancel out.
 *
 * @throws `EVIDENCE_INVALID` for a kind or number that is none; `FILTER_INVALID`; errors of the log
 */
export async function countedEvidence(
  log: AuditLog,
  { kind, expected, entries, weight }: CountedOperations,
): Promise<CompletenessEvidence> {
  checkKind(kind);
  if (!isCount(expected)) throw invalid();
  const bodies = entries?.subject !== undefined || entries?.actor !== undefined;
  let number = 0;
  for await (const { clear } of log.entries({ ...asked(entries), bodies })) number += weightOf(weight === undefined ? 1 : clear[weight]);
  const found = Math.min(expected, number);
  return { kind, expected, found, missing: expected - found, surplus: number - found, sampled: false };
}

/**
 * Holds operations one by one against the log: each must have an entry of its own. Two operations that ask for the same traces need two
 * entries.
 *
 * @throws as {@link countedEvidence}
 * @example
 * ```ts
 * import { memoryLog, sampledEvidence } from "@favorable/audit";
 * import { createSigner, generateKey } from "@favorable/audit/node";
 * import { systemClock } from "@favorable/core";
 *
 * const origin = "hospital.example/audit";
 * const log = memoryLog({ origin, signer: createSigner(generateKey(origin).privateKey), clock: systemClock });
 * await log.append({ type: "export.sent", clear: { export: "e-1" } });
 * const ledger = ["e-1", "e-2"]; // what the exports' own ledger says was sent
 * const operations = ledger.map((name) => ({ types: ["export.sent"], clear: { export: name } }));
 * const { found, missing } = await sampledEvidence(log, { kind: "exports", operations });
 * console.log(`${found} found, ${missing} missing`); // 1 found, 1 missing
 * ```
 */
export async function sampledEvidence(log: AuditLog, { kind, operations }: SampledOperations): Promise<CompletenessEvidence> {
  checkKind(kind);
  const match = matcher(log);
  let expected = 0;
  let found = 0;
  for await (const traces of operations) {
    expected++;
    if (await match(asked(traces))) found++;
  }
  return { kind, expected, found, missing: expected - found, surplus: 0, sampled: true };
}

/** Operations that ask for the same traces, and the entries that have them, read as far as they were needed. */
interface Asked {
  readonly entries: number[];
  readonly more: AsyncIterator<{ readonly index: number }>;
  /** All entries before this one are taken, and stay so. */
  next: number;
  /** True once one of these operations found none: then no later one does. */
  none: boolean;
}

/**
 * Gives one operation after the other an entry of its own, as many as can have one: where all entries of an operation are taken, those that
 * took them move on to others, if they have any (augmenting paths of a bipartite matching). Positions of entries stay in memory.
 */
function matcher(log: AuditLog): (traces: Traces) => Promise<boolean> {
  const known = new Map<string, Asked>();
  const takenBy = new Map<number, Asked>();

  async function entryOf(asked: Asked, at: number): Promise<number | undefined> {
    if (at >= asked.entries.length) {
      const { done, value } = await asked.more.next();
      if (done !== true) asked.entries.push(value.index);
    }
    return asked.entries[at];
  }

  async function take(first: Asked): Promise<boolean> {
    if (first.none) return false;
    for (; ; first.next++) {
      const entry = await entryOf(first, first.next);
      if (entry === undefined) break;
      if (takenBy.has(entry)) continue;
      takenBy.set(entry, first);
      return true;
    }
    first.none = !(await exchange(first));
    return !first.none;
  }

  async function exchange(first: Asked): Promise<boolean> {
    // Breadth first: each entry is reached once, and remembers from whose wish.
    const reached = new Map<number, { readonly by: Asked; readonly from: number | undefined }>();
    const wishes: { readonly by: Asked; readonly from: number | undefined }[] = [{ by: first, from: undefined }];
    const asking = new Set<Asked>([first]);
    for (const wish of wishes)
      for (let at = 0; ; at++) {
        const entry = await entryOf(wish.by, at);
        if (entry === undefined) break;
        if (reached.has(entry)) continue;
        reached.set(entry, wish);
        const owner = takenBy.get(entry);
        if (owner === undefined) {
          for (let given: number | undefined = entry; given !== undefined; ) {
            const step = reached.get(given);
            if (step === undefined) break;
            takenBy.set(given, step.by);
            given = step.from;
          }
          return true;
        }
        if (asking.has(owner)) continue;
        asking.add(owner);
        wishes.push({ by: owner, from: entry });
      }
    return false;
  }

  return (traces) => {
    const key = JSON.stringify(traces);
    const asked = known.get(key) ?? { entries: [], more: log.entries(traces)[Symbol.asyncIterator](), next: 0, none: false };
    known.set(key, asked);
    return take(asked);
  };
}

/** No trace at all would let every entry stand for every operation. */
function asked(traces: Traces): Traces {
  const { types, subject, actor, clear, since, until } = traces ?? {};
  const stated = { types, subject, actor, clear, since, until };
  const given = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
  if (types === undefined && clear === undefined) throw invalid();
  checkFilter(given);
  return given;
}

function weightOf(fact: unknown): number {
  return isCount(fact) ? fact : 0;
}

function checkKind(kind: unknown): void {
  if (typeof kind !== "string" || !/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(kind)) throw invalid();
}

function invalid(): PrivacyError {
  return new PrivacyError("EVIDENCE_INVALID", "evidence has a kind, a count from 0, and says by types or facts which entries are meant");
}
