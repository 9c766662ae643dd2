/** The runs of the purge, and whether each deletion left an entry. */
import type { CalendarDate } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { purgeRuns } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import type { PurgeRunEvidence } from "../evidence/bundle.ts";
import { retentionIdOf } from "./ages.ts";
import type { MappedRetention } from "./mapping.ts";

/** What entries of the log tell of one run. */
export interface LoggedPurge {
  /** The policy, as it is attached. */
  readonly policy: string;
  readonly on: CalendarDate;
  /** Rows that entries account for; 0 for a run that took nothing. */
  readonly rows: number;
}

/** What was found. */
export interface CollectedPurges {
  readonly purges: readonly PurgeRunEvidence[];
  /** Declared retentions that no run was ever seen of, those of the log apart. */
  readonly policiesNotRun: readonly string[];
  /** Some run was under a simulated clock. */
  readonly simulated: boolean;
}

/**
 * Reads the runs that the store keeps of the mapped policies, up to a day.
 *
 * `logged` is what the log tells; without it the store's own account, which is written in the statement that deletes, is the only proof
 * `simulated` false leaves out runs under a simulated clock: they show nothing of a live system
 */
export async function purgeEvidence(
  sql: Sql,
  document: ProcessingDocument,
  mapped: readonly MappedRetention[],
  {
    day,
    logged,
    simulated,
  }: { readonly day: CalendarDate; readonly logged: readonly LoggedPurge[] | undefined; readonly simulated: boolean },
): Promise<CollectedPurges> {
  const declared = new Map(mapped.map((one) => [one.policy.id, retentionIdOf(one)]));
  const all = await purgeRuns(sql, [...declared.keys()]);
  const runs = all.filter((run) => run.asOf <= day && (simulated || !run.simulated));
  const inLog = (policy: string, on: CalendarDate): number =>
    (logged ?? []).filter((one) => one.policy === policy && one.on === on).reduce((sum, { rows }) => sum + rows, 0);
  const stored = runs.map(({ policy, asOf: on, removed }): PurgeRunEvidence => {
    const proved = logged === undefined ? removed : Math.min(removed, inLog(policy, on));
    return { policy: declared.get(policy) ?? policy, on, deleted: removed, proved };
  });
  // The store keeps no trace of a run that had nothing to look at; its entry tells of it.
  const told = (logged ?? []).flatMap(({ policy, on, rows }): PurgeRunEvidence[] => {
    const id = declared.get(policy);
    const known = id === undefined || on > day || rows > 0 || all.some((one) => one.policy === policy && one.asOf === on);
    return known ? [] : [{ policy: id, on, deleted: 0, proved: 0 }];
  });
  const purges = [...stored, ...told].sort((one, other) => (`${one.on} ${one.policy}` < `${other.on} ${other.policy}` ? -1 : 1));
  const run = new Set(purges.map(({ policy }) => policy));
  const log = document.logs?.category;
  const expected = Object.entries(document.retention ?? {}).filter(
    ([, { categories }]) => !(log !== undefined && categories.every((id) => id === log)),
  );
  return {
    purges,
    policiesNotRun: expected.map(([id]) => id).filter((id) => !run.has(id)),
    simulated: runs.some((one) => one.simulated),
  };
}
