/** Refusals of nobody in particular are counted, so that a flood of them cannot fill the log. */
import type { Clock } from "@favorable/core";

const MINUTE = 60_000;

/** Counts anonymous refusals by purpose and minute: the first of a minute is written at once, with what the last minute left. */
export class AnonymousRefusals {
  readonly #clock: Clock;
  readonly #counts = new Map<string, { minute: number; unwritten: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one; answers how many an entry is to tell now, 0 for none. */
  count(purpose: string): number {
    const minute = Math.floor(this.#clock.now().getTime() / MINUTE);
    const state = this.#counts.get(purpose);
    if (state?.minute === minute) {
      state.unwritten += 1;
      return 0;
    }
    this.#counts.set(purpose, { minute, unwritten: 0 });
    return 1 + (state?.unwritten ?? 0);
  }

  /** Puts back counts whose entry could not be written. */
  restore(purpose: string, times: number): void {
    const state = this.#counts.get(purpose);
    if (state === undefined) this.#counts.set(purpose, { minute: -1, unwritten: times });
    else state.unwritten += times;
  }

  /** Takes the counts that no entry tells yet. */
  take(): readonly { readonly purpose: string; readonly times: number }[] {
    const left = [...this.#counts]
      .filter(([, { unwritten }]) => unwritten > 0)
      .map(([purpose, { unwritten }]) => ({ purpose, times: unwritten }));
    for (const { purpose } of left) this.#counts.delete(purpose);
    return left;
  }
}
