/** Rows that end when the export is cancelled, also while the source keeps them waiting. */
import type { PrivacyError } from "@favorable/core";
import { exportError } from "../export-error.ts";
import type { Row } from "../ndjson.ts";
import type { Rows } from "../row-source.ts";

/**
 * Hands on the rows; throws `EXPORT_CANCELLED` once the signal says so. The source is then told to return, and not waited for: it may be
 * stuck, and one that is stuck in a generator answers no sooner than it moves.
 */
export async function* cancellable(
  rows: Rows,
  signal: AbortSignal,
  taken: () => number,
): AsyncGenerator<Row | readonly Row[], void, undefined> {
  const iterator: AsyncIterator<Row | readonly Row[]> | Iterator<Row | readonly Row[]> =
    Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let ended = false;
  const step = async (): Promise<IteratorResult<Row | readonly Row[]>> => {
    try {
      return await iterator.next();
    } catch (error) {
      ended = true; // An iterator that has thrown is over.
      throw error;
    }
  };
  try {
    for (;;) {
      if (signal.aborted) throw cancelled(taken());
      const { done, value } = await orCancelled(step(), signal, taken);
      if (done === true) {
        ended = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!ended) await leave(iterator, signal.aborted);
  }
}

/** What a promise gives, or `EXPORT_CANCELLED` when the signal comes first; what the promise does afterwards is nobody's. */
export async function orCancelled<T>(work: Promise<T>, signal: AbortSignal, taken: () => number): Promise<T> {
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(cancelled(taken()));
  });
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    work.catch(() => {});
  }
}

function cancelled(rows: number): PrivacyError {
  return exportError("EXPORT_CANCELLED", "the export was cancelled", { rows });
}

async function leave(iterator: AsyncIterator<unknown> | Iterator<unknown>, atOnce: boolean): Promise<void> {
  const work = Promise.resolve(iterator.return?.());
  if (atOnce) work.catch(() => {});
  else await work;
}
