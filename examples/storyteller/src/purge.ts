/** The purge of every day, as the corrected files declare it: what is due goes, each batch with its entry in the same transaction. */
import type { ProcessingDocument } from "@favorable/processing";
import { definePolicy, type RetentionPolicy } from "@favorable/retention";
import { sweep } from "@favorable/retention/postgres";
import type { System } from "./system.ts";

/** A policy, and the table it is attached to. */
export interface Kept {
  readonly policy: RetentionPolicy;
  readonly table: string;
  /** The column that names the person; null where the rows are nobody's. */
  readonly subject: string | null;
  /** The column the period starts from. */
  readonly start: string;
}

/** The policy that a file declares; the story has no period of its own. */
export function policyOf(document: ProcessingDocument, id: string, zone: string): RetentionPolicy {
  const declared = document.retention?.[id];
  if (declared?.start === undefined || declared.maximum === undefined || declared.then === undefined)
    throw new Error("the file declares no period");
  const { start, maximum, then } = declared;
  return definePolicy({ id, version: 1, start, maximum, then, zone });
}

/** Removes what is due today from the tables and from the log; returns how many rows of the tables went. */
export async function purge({ sql, log, today }: System, kept: readonly Kept[]): Promise<number> {
  let total = 0;
  for (const { policy, table, subject, start } of kept) {
    let removed = 0;
    const { done } = await sweep({
      sql,
      policy,
      table: { table, subject, start },
      duty: 1,
      onEvidence: (tx, { relation, level, removed: rows, held, asOf, simulated }) => {
        removed += rows;
        const clear = { policy: policy.id, relation, level: level.replaceAll(" ", "-"), rows, held, asOf, simulated };
        return log.appendIn(tx, { type: "data.purged", clear });
      },
    });
    if (!done) throw new Error("the sweep stopped early");
    await log.append({ type: "data.swept", clear: { policy: policy.id, rows: removed, asOf: today() } });
    total += removed;
  }
  const { erased } = await log.eraseExpired({ asOf: today() });
  await log.append({ type: "data.swept", clear: { policy: "accessLogs", rows: erased, asOf: today() } });
  return total;
}
