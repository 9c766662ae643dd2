/** What this process was told is in the log, until it has seen it there: deletions that also fix the database's own count show here. */
import { type Sql, sqlState } from "@favorable/sql";
import { heldEntries } from "./append-rows.ts";

/** Entries remembered at most; the oldest are forgotten beyond it. */
const LIMIT = 50_000;

/** Entries this process appended and has not seen with a position. */
export interface Receipts {
  /** Remembers entries that are committed (no transaction) or stand and fall with one. */
  keep(ids: readonly string[], xid?: string): void;
  /** Forgets entries that have a position. */
  seen(ids: readonly string[]): void;
  /** The outbox itself told of so many deletions: they are not told again. */
  told(count: number): void;
  /** Counts entries that were committed and that the log does not have; each is told once. To be asked when the outbox was just emptied. */
  missing(sql: Sql): Promise<number>;
}

/** Starts with nothing remembered. */
export function receipts(): Receipts {
  const outstanding = new Map<string, string | undefined>();
  let known = 0;

  /** What became of transactions; one that the server has forgotten is no evidence. */
  async function statuses(sql: Sql, xids: readonly string[]): Promise<Map<string, string | null>> {
    if (xids.length === 0) return new Map();
    try {
      const { rows } = await sql.query<{ xid: string; status: string | null }>(
        "select x as xid, pg_xact_status(x::xid8) as status from unnest($1::text[]) x",
        [[...xids]],
      );
      return new Map(rows.map(({ xid, status }) => [xid, status]));
    } catch (error) {
      // Numbers the server has not reached: it was put back to an earlier state, and knows nothing of these transactions.
      if (sqlState(error) === "22023") return new Map();
      throw error;
    }
  }

  return {
    keep(ids, xid) {
      for (const id of ids) outstanding.set(id, xid);
      for (const id of outstanding.keys()) {
        if (outstanding.size <= LIMIT) break;
        outstanding.delete(id);
      }
    },
    seen(ids) {
      for (const id of ids) outstanding.delete(id);
    },
    told(count) {
      known += count;
    },
    async missing(sql) {
      const already = known;
      known = 0;
      const asked = [...outstanding];
      if (asked.length === 0) return 0;
      // First what became of the transactions, then what is there: one that commits in between is then still "in progress".
      const status = await statuses(sql, [...new Set(asked.flatMap(([, xid]) => (xid === undefined ? [] : [xid])))]);
      const held = await heldEntries(
        sql,
        asked.map(([id]) => id),
      );
      let missing = 0;
      for (const [id, xid] of asked) {
        const fate = xid === undefined ? "committed" : status.get(xid);
        if (fate === "in progress") continue;
        if (fate === "committed" && !held.has(id)) missing++;
        outstanding.delete(id);
      }
      return Math.max(0, missing - already);
    },
  };
}
