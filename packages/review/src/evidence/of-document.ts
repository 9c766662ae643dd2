/** Evidence against the file it was taken of: what cannot be is refused, what was looked at in vain is not an observation. */
import { addPeriod, isCalendarDate, PrivacyError } from "@favorable/core";
import type { ProcessingDocument, RetentionDocument } from "@favorable/processing";
import { entries, holds, retentionsOf } from "../facts.ts";
import { readPeriod } from "../periods.ts";
import type { AgeEvidence, EvidenceBundle } from "./bundle.ts";

/**
 * Refuses evidence that this file makes impossible: a name it does not declare, or no overdue record where the oldest one is past
 * its declared cap and none is held.
 *
 * @throws `EVIDENCE_INVALID` with the `paths`
 */
export function assertOfDocument(evidence: EvidenceBundle, document: ProcessingDocument): void {
  const paths: string[] = [];
  const known = (part: string, names: readonly string[], of: Readonly<Record<string, unknown>> | undefined): void => {
    for (const name of names) if (!holds(of, name)) paths.push(`${part}.${printable(name)}`);
  };
  known("ages", Object.keys(evidence.ages ?? {}), document.categories);
  known("notices", Object.keys(evidence.notices ?? {}), document.subjects);
  known("channels", Object.keys(evidence.channels ?? {}), document.links);
  known("proofs", Object.keys(evidence.proofs ?? {}), document.origins);
  for (const [at, { policy }] of (evidence.purges ?? []).entries())
    if (!holds(document.retention, policy)) paths.push(`purges.${at}.policy`);
  for (const [at, policy] of (evidence.implementation?.policiesNotRun ?? []).entries())
    if (!holds(document.retention, policy)) paths.push(`implementation.policiesNotRun.${at}`);
  for (const [category, age] of entries(evidence.ages))
    if (holds(document.categories, category) && denied(document, category, age, evidence.asOf)) paths.push(`ages.${category}.overdue`);
  if (paths.length > 0) throw new PrivacyError("EVIDENCE_INVALID", "the evidence cannot be of this declaration", { paths: paths.sort() });
}

/** A name that does not look like a declared one may be anything. */
function printable(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name) ? name : "*";
}

/** The oldest record is past every cap that covers it, nothing is held, and nothing is said to be overdue. */
function denied(document: ProcessingDocument, category: string, { oldest, overdue, held = 0 }: AgeEvidence, asOf: string): boolean {
  const covering = retentionsOf(document, category);
  if (overdue > 0 || held > 0 || oldest === undefined || covering.length === 0) return false;
  return covering.every(({ retention }) => {
    const end = lastDay(document, retention, oldest);
    return end !== undefined && end < asOf;
  });
}

function lastDay(document: ProcessingDocument, { start, maximum }: RetentionDocument, oldest: string): string | undefined {
  const length = readPeriod(maximum?.period);
  const after = (day: string | undefined): string | undefined =>
    !isCalendarDate(day) ? undefined : length === undefined ? day : addPeriod(day, length);
  if (maximum?.event !== undefined) return after(document.events?.[maximum.event]?.on);
  if (length === undefined) return undefined;
  if (start?.kind === "fixed-date") return after(start.on > oldest ? start.on : oldest);
  if (start?.kind === "event") return after(document.events?.[start.event]?.on);
  return after(oldest);
}

/** The evidence without the parts in which nothing was there to be observed: they then count as not looked at. */
export function looked(evidence: EvidenceBundle | undefined): EvidenceBundle | undefined {
  if (evidence === undefined) return undefined;
  const { log, coverage, uses, credentials, actors, ...rest } = evidence;
  return {
    ...rest,
    ...(log === undefined || (log.size === 0 && log.verdict === "intact" && (log.mayChange ?? []).length === 0) ? {} : { log }),
    ...(coverage === undefined || (coverage.actions === 0 && coverage.entries === 0) ? {} : { coverage }),
    ...(uses === undefined || uses.length === 0 ? {} : { uses }),
    ...(credentials === undefined || credentials.accounts === 0 ? {} : { credentials }),
    ...(actors === undefined || actors.length === 0 ? {} : { actors }),
  };
}
