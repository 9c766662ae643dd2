/** Time is injected; a simulated clock says that it is one, wherever its time is used as evidence. */
import { PrivacyError } from "./privacy-error.ts";

/** Gives the present instant. */
export interface Clock {
  /** The present, as the system or a simulation has it. */
  now(): Date;
  /** True when the time is made up: evidence taken under it must say so. */
  readonly simulated: boolean;
}

/** A clock that is moved by hand, forward only. */
export interface SimulatedClock extends Clock {
  readonly simulated: true;
  /** Moves to a later instant; throws `CLOCK_BACKWARDS` for an earlier one, `INSTANT_INVALID` for none. */
  moveTo(instant: Date): void;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date(), simulated: false };

/**
 * Makes a clock for demonstrations and tests.
 *
 * @param start - the first instant
 * @throws `INSTANT_INVALID` when the date is not a valid one
 * @example
 * ```ts
 * import { simulatedClock } from "@favorable/core";
 *
 * const clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
 * clock.moveTo(new Date("2023-05-01T08:00:00Z"));
 * console.log(clock.now().toISOString()); // 2023-05-01T08:00:00.000Z
 * console.log(clock.simulated); // true
 * ```
 */
export function simulatedClock(start: Date): SimulatedClock {
  let instant = valid(start);
  return {
    simulated: true,
    now: () => new Date(instant),
    moveTo(next) {
      const later = valid(next);
      if (later < instant) throw new PrivacyError("CLOCK_BACKWARDS", "a simulated clock only moves forward");
      instant = later;
    },
  };
}

function valid(date: Date): number {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new PrivacyError("INSTANT_INVALID", "not a valid instant");
  return time;
}
