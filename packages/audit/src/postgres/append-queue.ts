/** Durable appends: each in a transaction of the log's own, together with those that wait beside it. */
import type { PrivacyError } from "@favorable/core";
import { sqlState } from "@favorable/sql";
import type { EncodedEntry } from "../encode.ts";
import { STATEMENT_ENTRIES } from "./append-rows.ts";
import type { DurableWrite } from "./durable-write.ts";
import { storeFailure } from "./failures.ts";

/** Bytes that appends add up to in one transaction, so that one huge append does not fail those beside it. */
const GROUP_BYTES = 16_777_216;

/** Writes under way at once: while one waits for the disk, the next is made; the server forces both to the disk together. */
const WRITES = 2;

/**
 * From so many on, those who wait while nothing is under way are written in two halves. Callers that are answered together come back together:
 * in one group, this process would rest while the database writes, and the database while entries are made.
 */
const HALVED = 8;

interface Waiting {
  readonly entries: readonly EncodedEntry[];
  readonly done: () => void;
  readonly failed: (error: PrivacyError) => void;
}

/** How appends are written. */
export interface AppendQueueOptions {
  /** Writes entries in a transaction of their own. */
  readonly write: DurableWrite;
  /** True when the store has one connection. */
  readonly exclusive: boolean;
}

/**
 * With several connections, whoever finds the queue idle writes for all who wait (group commit).
 *
 * With one connection each caller asks for it himself: only so can the driver see that a caller stands inside the very transaction he
 * would wait for, and refuse him at once. A waiting caller is written by nobody else, so that refused means not written.
 */
export function durableAppend({ write, exclusive }: AppendQueueOptions): DurableWrite {
  if (exclusive) return (entries) => write(entries).catch((error: unknown) => Promise.reject(storeFailure(error)));
  const waiting: Waiting[] = [];
  let writing = 0;
  let gathering = false;

  /** One turn of the event loop gathers the appends that are asked for at the same time. */
  async function gather(): Promise<void> {
    gathering = true;
    await Promise.resolve();
    gathering = false;
    send();
  }

  function send(): void {
    while (waiting.length > 0 && writing < WRITES) {
      const halved = writing === 0 && waiting.length >= HALVED;
      const group = waiting.splice(0, groupSize(halved ? waiting.slice(0, Math.ceil(waiting.length / 2)) : waiting));
      writing++;
      void writeGroup(group).finally(() => {
        writing--;
        send();
      });
    }
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      await write(group.flatMap(({ entries }) => entries));
    } catch (error) {
      // One caller's fault stays his own: the others are written without him.
      if (group.length > 1 && isOfTheData(error)) for (const one of group) await writeGroup([one]);
      else for (const { failed } of group) failed(storeFailure(error));
      return;
    }
    for (const { done } of group) done();
  }

  return (entries) =>
    new Promise<void>((done, failed) => {
      waiting.push({ entries, done, failed });
      if (!gathering && writing < WRITES) void gather();
    });
}

/** How many of those that wait go together: always the first, others up to the limits. */
function groupSize(waiting: readonly Waiting[]): number {
  let bytes = 0;
  let count = 0;
  const end = waiting.findIndex(({ entries }, at) => {
    count += entries.length;
    for (const { leaf, parts } of entries) bytes += parts.reduce((sum, { payload }) => sum + payload.length, leaf.length);
    return at > 0 && (count > STATEMENT_ENTRIES || bytes > GROUP_BYTES);
  });
  return end < 0 ? waiting.length : end;
}

/**
 * True when rows were refused for what they are, before any commit: data exceptions (class 22), constraints (23), limits (54), or a text
 * that was too long to be made. After a lost connection or commit nothing is written again, for it might be there twice.
 */
function isOfTheData(error: unknown): boolean {
  return /^(22|23|54)/.test(sqlState(error) ?? "") || error instanceof RangeError;
}
