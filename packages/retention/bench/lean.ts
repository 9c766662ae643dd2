/** The batches of a sweep, with one part left out: what that part costs. */
import { calendarDate } from "@favorable/core";
import type { RetentionPolicy } from "@favorable/retention";
import type { RetainedTable } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import type { BatchRequest } from "../src/postgres/batch.ts";
import { startCutoff } from "../src/postgres/cutoff.ts";
import { enroll } from "../src/postgres/lease.ts";
import { hasFewGaps } from "../src/postgres/stride.ts";
import { runBatch } from "../src/postgres/sweep-batch.ts";
import { describeTable } from "../src/postgres/table.ts";
import type { SweepMode } from "../src/postgres/window.ts";

/** What to sweep, and without what. */
export interface LeanOptions {
  readonly sql: Sql;
  readonly policy: RetentionPolicy;
  readonly table: RetainedTable;
  readonly batch: number;
  readonly mode?: SweepMode;
  readonly without?: BatchRequest["without"];
}

/** Sweeps to the end. */
export async function leanSweep({ sql, policy, table, batch, mode = "windows", without }: LeanOptions): Promise<void> {
  const described = await describeTable(sql, policy, table);
  const asOf = calendarDate("2022-01-31");
  const cutoff = startCutoff(policy, {}, asOf);
  if (cutoff === "none") throw new Error("nothing is due");
  const identity = { policy, relation: table.table, asOf };
  await enroll(sql, identity, mode, []);
  const plan = {
    ...{ sql, policy, asOf, cutoff, identity, table: described, name: table.table, dependants: [] },
    stride: await hasFewGaps(sql, described),
    ...{ worker: undefined, leaseMs: 60_000, statementMs: 60_000, shredder: undefined, subjectTables: [], onEvidence: undefined },
    ...(without === undefined ? {} : { without }),
  };
  for (;;) {
    const step = await runBatch(plan, batch, batch);
    if (typeof step === "string" || step.done) return;
  }
}
