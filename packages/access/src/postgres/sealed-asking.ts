/** Changes inside a transaction of the caller's: what is asked beside it has to get a connection, and its ticket has to be seen from inside. */
import { PrivacyError } from "@favorable/core";
import { inTime, type Sql, type SqlParam } from "@favorable/sql";

/** A statement with its parameters. */
export type Asking = readonly [text: string, params: readonly SqlParam[]];

/**
 * Runs a statement that must have its connection in time. With a driver that cannot tell when it begins, patience is counted over the whole, and
 * a statement that was refused may still run: it leaves what is asked, and no ticket that anybody has.
 *
 * @throws `ASKING_BLOCKED`; as the statement
 */
export async function askInTime<R>(sql: Sql, [text, params]: Asking, patienceMs: number): Promise<readonly R[]> {
  const { rows } = await inTime(patienceMs, blocked, (begin) =>
    sql.autocommit === undefined ? sql.query<R>(text, params) : sql.autocommit<R>(text, params, begin),
  );
  return rows;
}

const looked = new WeakMap<Sql, Promise<void>>();

/**
 * Refuses a transaction that does not see what is committed beside it: its snapshot may be older than the ticket. `show` takes none itself.
 *
 * @throws `ISOLATION_UNFIT`
 */
export function assertReadCommitted(tx: Sql): Promise<void> {
  const known = looked.get(tx) ?? isolationOf(tx);
  looked.set(tx, known);
  return known;
}

async function isolationOf(tx: Sql): Promise<void> {
  const { rows } = await tx.query<{ transaction_isolation: string }>("show transaction_isolation");
  if (rows[0]?.transaction_isolation === "read committed") return;
  throw new PrivacyError(
    "ISOLATION_UNFIT",
    "a transaction that is not read committed does not see what is asked beside it: prepare the change before it begins",
  );
}

function blocked(): PrivacyError {
  return new PrivacyError(
    "ASKING_BLOCKED",
    "no connection became free to ask beside the transaction: prepare the change before it begins, or ask from a pool of its own",
  );
}
