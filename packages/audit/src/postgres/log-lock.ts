/** The lock of a log. */
import type { Sql } from "@favorable/sql";

/** One sequencer or eraser at a time, whatever the process; the number is SHA-256("favorable.audit"), its first 63 bits. */
export const LOCK = "9023465708987420984";

/**
 * Runs in a transaction that holds the lock. It is read committed, whatever the session says: a snapshot from before the wait does not show what
 * the others did meanwhile, and what is decided on it destroys what nobody may destroy. Its commit waits for the disk: nothing is
 * signed that a crash could take back.
 *
 * @param begin - called when there is a connection, before the wait
 */
export function locked<T>(sql: Sql, run: (tx: Sql) => Promise<T>, begin?: () => void): Promise<T> {
  return sql.transaction(
    async (tx) => {
      begin?.();
      await tx.query(`select pg_advisory_xact_lock(${LOCK})::text, set_config('synchronous_commit', 'on', true)`);
      return run(tx);
    },
    { isolation: "read committed" },
  );
}
