/** Durable appends: each in a transaction of the log's own, together with those that wait beside it. */
import { PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { EncodedEntry } from "../encode.ts";
import { storeFailure } from "./failures.ts";

/** Appends that go into one transaction at most. */
const GROUP = 500;

/** Bytes that appends add up to in one transaction, so that one huge append does not fail those beside it. */
const GROUP_BYTES = 16_777_216;

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
  /** Groups whose own rows the database refused: nothing of them is written. */
  const refused = new WeakSet<readonly EncodedEntry[]>();
  async function inserting(tx: Sql, entries: readonly EncodedEntry[]): Promise<void> {
    try {
      await insert(tx, entries);
    } catch (error) {
      if (isOfTheData(error)) refused.add(entries);
      throw error;
    }
  }
  const write = (entries: readonly EncodedEntry[]): Promise<void> => writeWithin(sql, patience, (tx) => inserting(tx, entries));
  if (exclusive) return write;
  const waiting: Waiting[] = [];
  let busy = false;

  async function flush(): Promise<void> {
    busy = true;
    // One turn of the event loop gathers the appends that are asked for at the same time.
    await Promise.resolve();
    while (waiting.length > 0) {
      await writeGroup(waiting.splice(0, groupSize(waiting)));
    }
    busy = false;
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    const all = group.flatMap(({ entries }) => entries);
    try {
      await write(all);
    } catch (error) {
      // One caller's fault stays his own: the others are written without him.
      if (group.length > 1 && refused.has(all)) for (const one of group) await writeGroup([one]);
      else for (const { failed } of group) failed(storeFailure(error));
      return;
    }
    for (const { done } of group) done();
  }

  return (entries) =>
    new Promise<void>((done, failed) => {
      waiting.push({ entries, done, failed });
      if (!busy) void flush();
    });
}

/** How many of those that wait go together: always the first, others up to the limits. */
function groupSize(waiting: readonly Waiting[]): number {
  let bytes = 0;
  const end = waiting.findIndex(({ entries }, at) => {
    for (const { leaf, parts } of entries) bytes += parts.reduce((sum, { payload }) => sum + payload.length, leaf.length);
    return at > 0 && (at >= GROUP || bytes > GROUP_BYTES);
  });
  return end < 0 ? waiting.length : end;
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

/**
 * True when rows were refused for what they are, before any commit: data exceptions (class 22), constraints (23), limits (54), or a text
 * that was too long to be made. After a lost connection or commit nothing is written again, for it might be there twice.
 */
function isOfTheData(error: unknown): boolean {
  return /^(22|23|54)/.test(sqlState(error) ?? "") || error instanceof RangeError;
}

function blocked(): PrivacyError {
  return new PrivacyError(
    "AUDIT_BLOCKED",
    "no connection became free for the log: append outside open transactions, or give it a pool of its own",
  );
}
