/** Eighteen months later: what has expired is not seen any more, then it is gone, and the evidence says how far. */

import { plan, purgeEvidence, sweep } from "@favorable/retention/postgres";
import type { PurgeRunEvidence } from "@favorable/review";
import { readRows, tableOf } from "../store/rows.ts";
import { TABLES } from "./open.ts";
import type { OpenRegister } from "./register.ts";

/** Sweeps every table; returns the runs as evidence. */
export async function eighteenMonths(register: OpenRegister): Promise<readonly PurgeRunEvidence[]> {
  const { declaration, store, log, policy, teller, today } = register;
  const { sql } = store;
  const records = TABLES.map((name) => declaration.records[name]);

  let visible = 0;
  let planned = 0;
  for (const record of records) {
    visible += (await readRows(sql, record)).length;
    planned += (await plan({ sql, policy, table: { table: tableOf(record) } })).removable;
  }
  if (visible !== 0) throw new Error("expired rows are still seen");
  teller.step(`on ${today()} nothing is seen any more, though ${planned.toLocaleString("en")} rows are still stored`);

  const progress = teller.progress("sweep", planned);
  let removed = 0;
  for (const record of records) {
    const result = await sweep({
      sql,
      policy,
      table: { table: tableOf(record) },
      onEvidence: (tx, { relation, level, removed: rows, held, asOf, simulated }) => {
        removed += rows;
        progress.advance(removed);
        return log.appendIn(tx, {
          type: "data.purged",
          clear: { policy: policy.id, version: policy.version, relation, level: level.replaceAll(" ", "-"), rows, held, asOf, simulated },
        });
      },
    });
    if (!result.done) throw new Error("the sweep stopped early");
  }
  const evidence = await purgeEvidence(sql, policy);
  const proved = evidence.reduce((total, one) => total + one.removed, 0);
  if (removed !== planned || proved !== removed) throw new Error("planned, removed and evidenced rows differ");
  progress.end(
    `${removed.toLocaleString("en")} rows removed: as many as planned, as many as the evidence says, level “${evidence[0]?.level ?? ""}”`,
  );
  teller.note("“row gone” is what a query can show; the write-ahead log and backups keep bytes until they are overwritten");
  return [{ policy: policy.id, on: today(), deleted: removed, proved }];
}
