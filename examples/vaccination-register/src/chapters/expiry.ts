/** Eighteen months of weekly sweeps; then what has expired is not seen any more, is gone, and the evidence says how far. */
import { addDays, calendarDate } from "@favorable/core";
import { plan, purgeEvidence, sweep } from "@favorable/retention/postgres";
import { readRows, tableOf } from "../store/rows.ts";
import { TABLES } from "./open.ts";
import type { OpenRegister } from "./register.ts";

/** The day after the last: eighteen months from 30 October 2021 end on 30 April 2023 (deliberation, VIII). */
const AFTERWARDS = calendarDate("2023-05-01");

/** Runs the purge every week, as declared, until the last one before the data expire. */
export async function weeklySweeps(register: OpenRegister): Promise<void> {
  const { declaration, store, policy, teller, today } = register;
  const rows = async (): Promise<number> =>
    (
      await Promise.all(TABLES.map((name) => plan({ sql: store.sql, policy, table: { table: tableOf(declaration.records[name]) } })))
    ).reduce((total, one) => total + one.rows, 0);
  const before = await rows();
  const weeks = 74;
  const progress = teller.progress("weekly sweeps", weeks);
  for (let week = 1; week <= weeks; week++) {
    await register.moveTo(`${addDays(today(), 7)}T02:00:00Z`);
    await sweepTables(register, () => undefined);
    progress.advance(week);
  }
  if ((await rows()) !== before) throw new Error("a sweep took rows before their day");
  progress.end(`${weeks} weekly sweeps until ${today()}, each with its entry: nothing was due, nothing was taken`);
}

/** The first day after the period: invisible at once, then swept. */
export async function eighteenMonths(register: OpenRegister): Promise<void> {
  const { declaration, store, policy, teller, today } = register;
  const { sql } = store;
  await register.moveTo(`${AFTERWARDS}T02:00:00Z`);
  let visible = 0;
  let planned = 0;
  for (const name of TABLES) {
    const record = declaration.records[name];
    visible += (await readRows(sql, record)).length;
    planned += (await plan({ sql, policy, table: { table: tableOf(record) } })).removable;
  }
  if (visible !== 0) throw new Error("expired rows are still seen");
  teller.step(`on ${today()} nothing is seen any more, though ${planned.toLocaleString("en")} rows are still stored`);

  const progress = teller.progress("sweep", planned);
  const removed = await sweepTables(register, (rows) => progress.advance(rows));
  const evidence = await purgeEvidence(sql, policy);
  const proved = evidence.reduce((total, one) => total + one.removed, 0);
  if (removed !== planned || proved !== removed) throw new Error("planned, removed and evidenced rows differ");
  progress.end(
    `${removed.toLocaleString("en")} rows removed: as many as planned, as many as the evidence says, level “${evidence[0]?.level ?? ""}”`,
  );
  teller.note("“row gone” is what a query can show; the write-ahead log and backups keep bytes until they are overwritten");
}

/** One run over every table: each batch has its entry in its own transaction, the run has one at its end. */
async function sweepTables({ declaration, store, policy, log, today }: OpenRegister, advance: (removed: number) => void): Promise<number> {
  let removed = 0;
  for (const name of TABLES) {
    const result = await sweep({
      sql: store.sql,
      policy,
      table: { table: tableOf(declaration.records[name]) },
      onEvidence: (tx, { relation, level, removed: rows, held, asOf, simulated }) => {
        removed += rows;
        advance(removed);
        const facts = {
          policy: policy.id,
          version: policy.version,
          relation,
          level: level.replaceAll(" ", "-"),
          rows,
          held,
          asOf,
          simulated,
        };
        return log.appendIn(tx, { type: "data.purged", clear: facts });
      },
    });
    if (!result.done) throw new Error("the sweep stopped early");
  }
  await log.append({
    type: "data.swept",
    clear: { policy: policy.id, version: policy.version, tables: TABLES.length, rows: removed, asOf: today() },
  });
  return removed;
}
