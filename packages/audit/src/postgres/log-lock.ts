/** The lock of a log. */
import type { Sql } from "@favorable/sql";

/** One sequencer or eraser at a time, whatever the process; the number is SHA-256("favorable.audit"), its first 63 bits. */
export const LOCK = "9023465708987420984";

/**
 * Takes the lock until the transaction ends. Its commit waits for the disk whatever the session says: nothing is signed that a crash
 * could take back.
 */
export async function lockLog(tx: Sql): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${LOCK})::text, set_config('synchronous_commit', 'on', true)`);
}
