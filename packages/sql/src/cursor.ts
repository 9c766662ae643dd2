/** Rows by the batch, from a cursor of the database: memory stays that of one batch. */
import { PrivacyError } from "@favorable/core";
import type { Sql, SqlParam } from "./port.ts";

let opened = 0;

/**
 * Reads the rows of a query in batches, inside a transaction.
 *
 * @param tx - the handle of a transaction; outside one the database refuses (SQLSTATE 25P01)
 * @param text - one `select`, with `$1`, `$2`, … as in `query`
 * @param batch - rows per round trip, 1 to 10,000
 * @throws `BATCH_INVALID`; what `query` throws
 */
export async function* cursorRows<R = Record<string, unknown>>(
  tx: Sql,
  text: string,
  params: readonly SqlParam[] = [],
  batch = 1000,
): AsyncGenerator<R[], void, undefined> {
  if (!Number.isInteger(batch) || batch < 1 || batch > 10_000) throw new PrivacyError("BATCH_INVALID", "a batch has 1 to 10,000 rows");
  opened = (opened + 1) % Number.MAX_SAFE_INTEGER;
  const cursor = `favorable_cursor_${opened}`;
  await tx.query(`declare ${cursor} no scroll cursor for ${text}`, params);
  let broken = false;
  try {
    for (;;) {
      const { rows } = await tx.query<R>(`fetch forward ${batch} from ${cursor}`);
      if (rows.length > 0) yield rows;
      if (rows.length < batch) return;
    }
  } catch (error) {
    broken = true;
    throw error;
  } finally {
    // After a failed fetch the transaction is lost and the cursor with it.
    if (!broken) await tx.query(`close ${cursor}`);
  }
}
