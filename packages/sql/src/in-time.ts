/** Patience for a connection, and none for what has begun. */

/**
 * Runs what must have its connection in time; once it has begun, time no longer counts. After a refusal what still gets a connection finds the
 * refusal when it begins, and ends without a trace: `run` has to call `begin` before it sends anything, as `autocommit` of the port does.
 *
 * @param patienceMs - milliseconds, more than 0
 * @param late - makes the error of a refusal
 * @param run - calls `begin` when it has a connection; it throws when that was too late
 * @throws the error of `late`; as `run`
 * @example
 * ```ts
 * import { inTime } from "@favorable/sql";
 *
 * const never = new Promise<string>(() => {});
 * console.log(await inTime(5, () => new Error("too late"), () => never).catch((error: Error) => error.message)); // too late
 * ```
 */
export async function inTime<T>(patienceMs: number, late: () => Error, run: (begin: () => void) => Promise<T>): Promise<T> {
  let state: "waiting" | "begun" | "refused" = "waiting";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      if (state !== "waiting") return;
      state = "refused";
      refuse(late());
    }, patienceMs);
  });
  const done = run(() => {
    if (state === "refused") throw late();
    state = "begun";
  });
  // What ends after a refusal ends unheard.
  done.catch(() => undefined);
  try {
    return await Promise.race([done, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
