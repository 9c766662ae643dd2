/** Durable appends: each in a transaction of the log's own, together with those that wait beside it. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { EncodedEntry } from "../encode.ts";
import { storeFailure } from "./failures.ts";

/** Appends that go into one transaction at most. */
const GROUP = 500;

interface Waiting {
  readonly entries: readonly EncodedEntry[];
  readonly done: () => void;
  readonly failed: (error: PrivacyError) => void;
}

/** How appends are written. */
export interface AppendQueueOptions {
  /** The outer handle: never one of a transaction. */
  readonly sql: Sql;
  /** Writes entries in the transaction it is given. */
  readonly insert: (tx: Sql, entries: readonly EncodedEntry[]) => Promise<void>;
  /** True when the store has one connection. */
  readonly exclusive: boolean;
  /** Milliseconds an append waits for a connection before it is refused. */
  readonly patience: number;
}

/** Appends durably; resolves once committed, rejects with nothing written (or, when a commit's answer was lost, maybe written). */
export type DurableAppend = (entries: readonly EncodedEntry[]) => Promise<void>;

/**
 * With several connections, whoever finds the queue idle writes for all who wait (group commit).
 *
 * With one connection each caller asks for it himself: only so can the driver see that a caller stands inside the very transaction he
 * would wait for, and refuse him at once. A waiting caller is written by nobody else, so that refused means not written.
 */
export function durableAppend({ sql, insert, exclusive, patience }: AppendQueueOptions): DurableAppend {
  const write = (entries: readonly EncodedEntry[]): Promise<void> => writeWithin(sql, patience, (tx) => insert(tx, entries));
  if (exclusive) return write;
  const waiting: Waiting[] = [];
  let busy = false;

  async function flush(): Promise<void> {
    busy = true;
    // One turn of the event loop gathers the appends that are asked for at the same time.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting.splice(0, GROUP);
      try {
        await write(group.flatMap(({ entries }) => entries));
        for (const { done } of group) done();
      } catch (error) {
        for (const { failed } of group) failed(storeFailure(error));
      }
    }
    busy = false;
  }

  return (entries) =>
    new Promise<void>((done, failed) => {
      waiting.push({ entries, done, failed });
      if (!busy) void flush();
    });
}

/** Runs a transaction that must get its connection in time; once it has begun, time no longer counts. */
async function writeWithin(sql: Sql, patience: number, run: (tx: Sql) => Promise<void>): Promise<void> {
  let state: "waiting" | "begun" | "refused" = "waiting";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      if (state !== "waiting") return;
      state = "refused";
      refuse(blocked());
    }, patience);
  });
  const written = sql.transaction(async (tx) => {
    if (state === "refused") throw blocked();
    state = "begun";
    await run(tx);
  });
  // After a refusal the transaction may still begin, finds the refusal and ends without a trace.
  written.catch(() => undefined);
  try {
    await Promise.race([written, tooLate]);
  } catch (error) {
    throw storeFailure(error);
  } finally {
    clearTimeout(timer);
  }
}

function blocked(): PrivacyError {
  return new PrivacyError(
    "AUDIT_BLOCKED",
    "no connection became free for the log: append outside open transactions, or give it a pool of its own",
  );
}
