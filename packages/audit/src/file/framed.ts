/** A journal of texts over a file: adds durably, and knows where its last whole frame ends whatever failed. */
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { EMPTY, frame, type Recovered, recover } from "./frames.ts";
import type { JournalFile } from "./journal-file.ts";

/** What health says of a journal that was cut off. */
export const TORN =
  "the last line of the file was not whole when it was opened, as a crash in the middle of an append leaves it: it was put aside in a file beside, look at it";

/** A journal that can be written. */
export interface FramedJournal {
  /** What it held when it was opened. */
  readonly texts: readonly string[];
  /** True when the last line was not whole at opening: it was put aside, and cut off. */
  readonly torn: boolean;
  /** True once nobody knows what the disk holds: nothing more is written until it is opened again. */
  lost(): boolean;
  /** Adds one frame; when it resolves it survives a loss of power. */
  add(text: string): Promise<void>;
  /** Replaces all frames at once. */
  replace(texts: readonly string[]): Promise<void>;
  /** Removes all frames. */
  clear(): Promise<void>;
  /** Lets another process have the file. */
  close(): Promise<void>;
}

/**
 * Opens a journal; a last line that is not whole is put aside and cut off.
 *
 * @throws `JOURNAL_CORRUPT`; `JOURNAL_FAILED` with the system's code when the file system refuses
 */
export async function framedJournal(file: JournalFile): Promise<FramedJournal> {
  const found = await orClose(file, async (): Promise<Recovered> => {
    const bytes = await onDisk(() => file.read());
    const whole = recover(bytes);
    if (whole.torn) {
      await onDisk(() => file.aside(bytes.subarray(whole.length)));
      await onDisk(() => file.cut(whole.length));
    }
    return whole;
  });
  let { length, sum } = found;
  /** Nobody knows what the disk holds: the next opening reads it. */
  let lost = false;

  const step = async (run: () => Promise<void>): Promise<void> => {
    if (lost)
      throw new PrivacyError("JOURNAL_FAILED", "an earlier failure left the journal's end unknown: open it again", { reason: "lost" });
    await onDisk(run);
  };
  return {
    texts: found.texts,
    torn: found.torn,
    lost: () => lost,
    add: (text) =>
      step(async () => {
        const next = frame(text, sum);
        try {
          await file.add(next.bytes);
        } catch (error) {
          // What was half written must not stand before the next frame.
          await file.cut(length).catch(() => {
            lost = true;
          });
          throw error;
        }
        length += next.bytes.length;
        ({ sum } = next);
      }),
    replace: (texts) =>
      step(async () => {
        const frames: Uint8Array[] = [];
        let after = EMPTY.sum;
        for (const text of texts) {
          const next = frame(text, after);
          frames.push(next.bytes);
          after = next.sum;
        }
        const size = frames.reduce((total, bytes) => total + bytes.length, 0);
        const whole = new Uint8Array(size);
        let at = 0;
        for (const bytes of frames) {
          whole.set(bytes, at);
          at += bytes.length;
        }
        lost = true; // Until it is known which of the two is there.
        await file.replace(whole);
        lost = false;
        length = size;
        sum = after;
      }),
    clear: () =>
      step(async () => {
        lost = true;
        await file.cut(0);
        lost = false;
        ({ length, sum } = EMPTY);
      }),
    close: () => onDisk(() => file.close()),
  };
}

/** Whoever opens a log hands its file over: when that fails, the file is given back to others. */
export async function orClose<T>(file: Pick<JournalFile, "close">, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
}

/** Errors of the file system name paths of the machine: only their code travels. */
async function onDisk<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isPrivacyError(error)) throw error;
    const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
    const known = typeof code === "string" && /^E[A-Z0-9]{2,20}$/.test(code);
    throw new PrivacyError("JOURNAL_FAILED", "the journal could not be written or read", { reason: known ? code : "unknown" });
  }
}
