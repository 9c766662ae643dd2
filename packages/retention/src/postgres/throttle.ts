/** The pause between batches. */
import { PrivacyError } from "@favorable/core";

/** A quarter of the time: the foreground had the same 99th percentile as with no sweep, in the measurements of decision 0050. */
export const DEFAULT_DUTY = 0.25;

/** A pause never outlasts a lease, and a cancelled sweep is told soon. */
const LONGEST_MS = 10_000;

/** Refuses what is no share of time: `DUTY_INVALID`. */
export function checkDuty(duty: number): number {
  if (!(duty > 0 && duty <= 1)) throw new PrivacyError("DUTY_INVALID", "the duty is a share of time, above 0 and at most 1");
  return duty;
}

/** Milliseconds to rest after so many milliseconds of work, for a share of time. */
export function restAfter(workedMs: number, duty: number): number {
  return Math.min(LONGEST_MS, (workedMs * (1 - duty)) / duty);
}

/** Waits; ends early on abort. */
export function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0 || signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
}
