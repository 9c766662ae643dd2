/** The erasure ledger for `favorable retention run`: its gate, and the orders that wait. */
import { logHead } from "@favorable/audit/postgres";
import { fromHex, PrivacyError } from "@favorable/core";
import { erasureLedger } from "@favorable/retention";
import { fileErasureStore } from "@favorable/retention/node";
import { type ErasableTable, type EraserOptions, eraser, openAfterStart, type RestoreGate } from "@favorable/retention/postgres";
import type { Sql } from "@favorable/sql";
import { readText } from "../input.ts";
import type { Attached, RetentionConfig } from "./config.ts";

/** What the ledger is opened for. */
export interface Erasures {
  readonly gate: RestoreGate;
  /** Carries out again what a hold or a floor had stopped; nothing where no table names its subjects. */
  readonly resume: () => Promise<{ readonly completed: number; readonly waiting: number } | undefined>;
}

/**
 * Opens the ledger and looks at the database. Without a ledger in the configuration there is neither.
 *
 * @throws `FILE_UNREADABLE`, `LEDGER_INVALID`, and what the gate throws
 */
export async function openErasures(sql: Sql, { tables, copies, erasures }: RetentionConfig): Promise<Erasures | undefined> {
  if (erasures === undefined) return undefined;
  const { backups, zone } = erasures;
  const text = readText(erasures.key, "key of the erasure ledger").trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new PrivacyError("LEDGER_INVALID", "the key of a ledger is a file of 64 hexadecimal digits");
  const key = fromHex(text.toLowerCase());
  const ledger = erasureLedger({ store: fileErasureStore(erasures.ledger, key), key, backups });
  // Only a ledger that knows checkpoints is compared with a log.
  const knows = (await ledger.store.read()).some(({ kind }) => kind === "checkpoint" || kind === "restored");
  const gate = await openAfterStart({ sql, ledger, zone, ...(knows ? { head: logHead(sql) } : {}) });
  const [first, ...more] = tables.flatMap((one) => erasable(one));
  return {
    gate,
    async resume() {
      if (first === undefined) return undefined;
      const options: EraserOptions = { sql, ledger, gate, zone, tables: [first, ...more], copies };
      return eraser(options).resume();
    },
  };
}

function erasable({ policy, table, purposes }: Attached): ErasableTable[] {
  const { subject } = table;
  if (subject === undefined || subject === null) return [];
  return [{ policy, table: { ...table, subject }, ...(purposes === undefined ? {} : { purposes }) }];
}

/** How many orders of erasure wait in the database. */
export async function waitingOrders(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ n: number }>("select count(*)::int as n from favorable.erasure where completed_on is null");
  return rows[0]?.n ?? 0;
}
