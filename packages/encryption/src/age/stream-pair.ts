/** A readable and a writable side around an engine of bytes. */
import type { Emit } from "./payload.ts";

/** What turns bytes into bytes. */
export interface Engine {
  /** Takes one piece. */
  push(bytes: Uint8Array, emit: Emit): Promise<void> | void;
  /** Takes the end. */
  end(emit: Emit): Promise<void> | void;
}

/** What `pipeThrough` takes. */
export interface BytePair {
  /** Where the result is read. */
  readonly readable: ReadableStream<Uint8Array>;
  /** Where the input is written. */
  readonly writable: WritableStream<Uint8Array>;
}

/**
 * Makes the two sides. A `TransformStream` would do, but its error throws away what is still queued, and a reader of
 * a damaged file must get every authenticated byte before the error: here an error waits until the queue is read.
 */
export function streamPair(engine: Promise<Engine>): BytePair {
  let output: ReadableStreamDefaultController<Uint8Array> | undefined;
  let wanted: (() => void) | undefined;
  let cancelled = false;
  const wake = (): void => {
    wanted?.();
    wanted = undefined;
  };
  /** An abort must not wait for a reader that no longer reads. */
  const abandon = (reason: unknown): void => {
    if (!cancelled) output?.error(reason);
    cancelled = true;
    wake();
  };
  /** Until the reader asks again, which it does once the queue is empty. */
  const drained = async (): Promise<void> => {
    if (!cancelled && (output?.desiredSize ?? 1) <= 0) await new Promise<void>((resolve) => (wanted = resolve));
  };
  const run = async (work: (engine: Engine, emit: Emit) => Promise<void> | void): Promise<void> => {
    const emit: Emit = (bytes) => {
      if (!cancelled) output?.enqueue(bytes);
    };
    try {
      await work(await engine, emit);
      await drained();
    } catch (error) {
      await drained();
      if (!cancelled) output?.error(error);
      throw error;
    }
    if (cancelled) throw new DOMException("the reader is gone", "AbortError");
  };
  engine.catch((error: unknown) => output?.error(error));
  return {
    readable: new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          output = controller;
        },
        pull: wake,
        cancel: () => {
          cancelled = true;
          wake();
        },
      },
      { highWaterMark: 1 },
    ),
    writable: new WritableStream<Uint8Array>({
      start: (controller) => {
        const signal: unknown = Reflect.get(controller, "signal"); // The types of Node do not know it yet.
        if (signal instanceof AbortSignal) signal.addEventListener("abort", () => abandon(signal.reason));
      },
      write: (bytes) => run((ready, emit) => ready.push(bytes, emit)),
      close: async () => {
        await run((ready, emit) => ready.end(emit));
        output?.close();
      },
    }),
  };
}
