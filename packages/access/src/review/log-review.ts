/** The review of a log: signals with declared thresholds, each a query that anybody can run again over the same entries. */
import { PrivacyError } from "@favorable/core";
import { type AccessEntry, assertPeriod, inPeriod, type LogPeriod } from "./entry.ts";
import { DETECTORS, LOOKS_BACK } from "./signals/detect.ts";
import { assertRules, NEEDS, type ReviewPorts, type SignalName, type SignalRules } from "./signals/rules.ts";

/** One signal over one stretch of the log: plain data, which gives the same findings over the same entries. */
export interface SignalQuery<N extends SignalName = SignalName> extends LogPeriod {
  readonly signal: N;
  /** Position from which entries are known: what began before the period and shows in it is found by them. Not above `from`. */
  readonly since: number;
  /** When the review is made, UTC: what was due before then and is not done counts. */
  readonly asOf: string;
  readonly rule: NonNullable<SignalRules[N]>;
}

/** What a reviewer is to look at. It names no person: the entries do, and opening them is logged. */
export interface SignalFinding {
  readonly query: SignalQuery;
  /** Positions in the log, ascending. */
  readonly entries: readonly number[];
  /** How many different persons those entries are about. */
  readonly persons: number;
  readonly rows: number;
  /** Times of the first and the last of them. */
  readonly first: string;
  readonly last: string;
}

/** A review. */
export interface LogReview extends LogPeriod {
  readonly asOf: string;
  readonly rules: SignalRules;
  /** Entries that were looked at. */
  readonly entries: number;
  /** Entries whose actor is erased: no signal by actor sees them. */
  readonly erased: number;
  readonly findings: readonly SignalFinding[];
  /** Signals that are declared and could not be assessed, and the ports they lack. */
  readonly notAssessed: readonly { readonly signal: SignalName; readonly lacks: readonly string[] }[];
}

/** Where a review looks, and by which thresholds. */
export interface LogReviewOptions extends LogPeriod {
  readonly rules: SignalRules;
  /**
   * Position from which entries are given, 0 unless told: give those of the previous period too, or what straddles two periods is seen in
   * neither, and an emergency that was opened at the end of one is never asked about.
   */
  readonly since?: number;
  readonly ports?: ReviewPorts;
  /** When the review is made. */
  readonly asOf: Date;
}

/**
 * Looks for every declared signal. A signal is a reason to look, not a verdict: a nurse may have to read her neighbour's file.
 *
 * @throws `RULES_INVALID` with the `signal`, `PERIOD_INVALID`, `INSTANT_INVALID`
 * @example
 * ```ts
 * import { reviewLog } from "@favorable/access/review";
 *
 * const read = { type: "access.read", role: "nurse", purpose: "care", rows: 1, times: 1, erased: false } as const;
 * const entries = Array.from({ length: 40 }, (_, index) => {
 *   const at = new Date(Date.UTC(2021, 10, 2, 9, index)).toISOString();
 *   return { ...read, index, at, actor: "a-17", persons: [`p-${index}`] };
 * });
 * const rules = { bulk: { persons: 30, withinMinutes: 60 } };
 * const { findings } = reviewLog(entries, { from: 0, below: 40, rules, asOf: new Date("2021-11-03T08:00:00Z") });
 * console.log(findings.map(({ persons }) => persons).join()); // 40
 * ```
 */
export function reviewLog(
  entries: Iterable<AccessEntry>,
  { from, below, since = 0, rules, ports = {}, asOf }: LogReviewOptions,
): LogReview {
  assertRules(rules);
  assertPeriod({ from, below });
  if (!(asOf instanceof Date) || Number.isNaN(asOf.getTime())) throw new PrivacyError("INSTANT_INVALID", "a review is made at an instant");
  const start = Math.min(since, from);
  assertPeriod({ from: start, below });
  const known = inPeriod(entries, { from: start, below });
  const looked = known.filter(({ index }) => index >= from);
  const at = asOf.toISOString();
  const wanted = signalNames(rules);
  const lacking = wanted.map((signal) => ({ signal, lacks: NEEDS[signal].filter((port) => ports[port] === undefined) }));
  return {
    from,
    below,
    asOf: at,
    rules,
    entries: looked.length,
    erased: looked.filter(({ erased }) => erased).length,
    findings: lacking.flatMap(({ signal, lacks }) =>
      lacks.length > 0 ? [] : detect(signal, { known, looked, since: start, from, below, at, rules, ports }),
    ),
    notAssessed: lacking.filter(({ lacks }) => lacks.length > 0),
  };
}

/**
 * Runs one signal again: over the same entries and ports it finds the same.
 *
 * @throws `RULES_INVALID`, `PERIOD_INVALID`, `INSTANT_INVALID`; `PORT_MISSING` with what it `lacks`
 */
export function rerunSignal(query: SignalQuery, entries: Iterable<AccessEntry>, ports: ReviewPorts = {}): readonly SignalFinding[] {
  const { signal, since, from, below, rule, asOf } = query;
  const review = reviewLog(entries, { from, below, since, rules: { [signal]: rule }, ports, asOf: new Date(asOf) });
  const [lacking] = review.notAssessed;
  if (lacking !== undefined) throw new PrivacyError("PORT_MISSING", "the signal cannot be assessed", { lacks: lacking.lacks });
  return review.findings;
}

interface Looking extends LogPeriod {
  readonly since: number;
  readonly known: readonly AccessEntry[];
  readonly looked: readonly AccessEntry[];
  readonly at: string;
  readonly rules: SignalRules;
  readonly ports: ReviewPorts;
}

function detect<N extends SignalName>(
  signal: N,
  { known, looked, since, from, below, at, rules, ports }: Looking,
): readonly SignalFinding[] {
  const rule: SignalRules[N] = rules[signal];
  if (rule === undefined) return [];
  const query = { signal, since, from, below, asOf: at, rule };
  return DETECTORS[signal](LOOKS_BACK.has(signal) ? known : looked, rule, { ports, asOf: at, from })
    .map((group) => finding(query, group))
    .sort((a, b) => (a.entries[0] ?? 0) - (b.entries[0] ?? 0));
}

function finding(query: SignalQuery, group: readonly AccessEntry[]): SignalFinding {
  const times = group.map(({ at }) => at).sort();
  return {
    query,
    entries: [...new Set(group.map(({ index }) => index))].sort((a, b) => a - b),
    persons: new Set(group.flatMap(({ persons }) => persons)).size,
    rows: group.reduce((sum, { rows }) => sum + rows, 0),
    first: times[0] ?? "",
    last: times.at(-1) ?? "",
  };
}

function signalNames(rules: SignalRules): readonly SignalName[] {
  // The one cast: keys of NEEDS are the names of signals.
  return (Object.keys(NEEDS) as SignalName[]).filter((name) => rules[name] !== undefined);
}
