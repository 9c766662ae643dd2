/** One durable write: in one round trip where the driver can, within a time, and with its outcome known. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { inTime, type Sql, sqlState } from "@favorable/sql";
import type { EncodedEntry } from "../encode.ts";
import type { Acknowledged } from "./acknowledged.ts";
import { type AppendStatement, appendIn, appendOnce, heldEntries, type RowContext, STATEMENT_ENTRIES } from "./append-rows.ts";

/** How entries are written. */
export interface DurableWriteOptions {
  /** The outer handle: never one of a transaction. */
  readonly sql: Sql;
  readonly context: RowContext;
  /** True when commits wait for the disk without being told to. */
  readonly synchronous: boolean;
  /** Milliseconds a write waits for a connection before it is refused; as long again a lost answer is asked for. */
  readonly patience: number;
  /** What appends before were told. */
  readonly acknowledged: Acknowledged;
}

/** Writes entries, all or none; when it resolves they are committed. */
export type DurableWrite = (entries: readonly EncodedEntry[]) => Promise<void>;

/** Pause between attempts to reach a server again, in milliseconds. */
const PAUSE = 100;

/**
 * Makes the write. Rejects with the database's error when nothing was written, `AUDIT_BLOCKED` when no connection came in time, and
 * `AUDIT_UNKNOWN` when the connection was lost after the statement was sent and nothing could settle it: entries are then looked for by
 * their identifiers, and written again only if the log does not have them.
 */
export function durableWrite(options: DurableWriteOptions): DurableWrite {
  return async (entries) => {
    const after = options.acknowledged.carry();
    await settling(options, entries, (absent, begin) => write(options, absent, begin, after));
    options.acknowledged.settle(
      after,
      entries.flatMap(({ id }, at) => (at % STATEMENT_ENTRIES === 0 ? [id] : [])),
    );
  };
}

/** Writes and, when the answer was lost, finds out; `write` calls `begin` when it has a connection, which throws when that was too late. */
export async function settling(
  { sql, patience }: Pick<DurableWriteOptions, "sql" | "patience">,
  entries: readonly EncodedEntry[],
  write: (entries: readonly EncodedEntry[], begin: () => void) => Promise<void>,
): Promise<void> {
  let sent = false;
  try {
    await inTime(patience, blocked, (begin) =>
      write(entries, () => {
        begin();
        sent = true;
      }),
    );
    return;
  } catch (error) {
    if (!sent || !isLost(error)) throw error;
  }
  const ids = entries.map(({ id }) => id);
  for (const deadline = Date.now() + patience; ; ) {
    try {
      const held = await heldEntries(sql, ids);
      const absent = entries.filter(({ id }) => !held.has(id));
      if (absent.length > 0) await inTime(patience, blocked, (begin) => write(absent, begin));
      return;
    } catch (error) {
      if (!isLost(error) || Date.now() + PAUSE > deadline) throw unknown(ids);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

type Xids = readonly { readonly xid: string | null }[];

async function write(
  options: DurableWriteOptions,
  entries: readonly EncodedEntry[],
  begin: () => void,
  after: readonly string[],
): Promise<void> {
  const { sql, context, synchronous } = options;
  const { autocommit } = sql;
  const inOne = (run: (tx: Sql) => Promise<void>): Promise<void> =>
    sql.transaction(async (tx) => {
      begin();
      // Acknowledged means on the disk, even where the session was told otherwise.
      if (!synchronous) await tx.query("select set_config('synchronous_commit', 'on', true)");
      await run(tx);
    });
  if (entries.length > STATEMENT_ENTRIES) {
    await inOne(async (tx) => {
      await appendIn(tx, entries, context, tx, after);
    });
    return;
  }
  // Keys of bodies are had before the transaction: inside, they would need a second connection.
  const alone = async ({ text, params }: AppendStatement): Promise<Xids> => {
    if (autocommit !== undefined && synchronous) return (await autocommit<Xids[number]>(text, params, begin)).rows;
    let rows: Xids = [];
    await inOne(async (tx) => {
      rows = (await tx.query<Xids[number]>(text, params)).rows;
    });
    return rows;
  };
  await appendOnce(alone, entries, context, undefined, after);
}

/** No answer, or the end of the server's process: classes 08 and 57P0x, 40003, or no state at all. */
function isLost(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|57P0[1235]|40003)/.test(state);
  return isPrivacyError(error, "SQL_UNAVAILABLE") || isPrivacyError(error, "COMMIT_UNKNOWN") || isPrivacyError(error, "AUDIT_BLOCKED");
}

function blocked(): PrivacyError {
  return new PrivacyError(
    "AUDIT_BLOCKED",
    "no connection became free for the log: append outside open transactions, or give it a pool of its own",
  );
}

function unknown(entries: readonly string[]): PrivacyError {
  return new PrivacyError("AUDIT_UNKNOWN", "the connection was lost: the entries may be in the log or not; look for them by identifier", {
    entries,
  });
}
