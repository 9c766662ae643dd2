/**
 * Restriction of access after failures, as a state machine without a clock: the second case of CNIL deliberation 2022-100 of 21 July 2022, which
 * names the measures (a wait, a means against automatic attempts, a lock after a number of failures). Their figures are those of deliberation
 * 2017-012 of 19 January 2017, which it replaced.
 */
import { PrivacyError } from "@favorable/core";
import type { PasswordCase } from "./entropy.ts";

/** What is done against guessing; one of the three at the least. */
export interface ThrottleRule {
  /** A wait that doubles with each further failure. */
  readonly delay?: {
    /** Failures in a row before the first wait: 1 to 5. */
    readonly after: number;
    /** The first wait, above 60 seconds. */
    readonly seconds: number;
    /** Failures in 24 hours, 1 to 25; no attempt is taken beyond them. */
    readonly perDay: number;
  };
  /** A task that machines do not do (a captcha) is asked after so many failures in a row: 1 to 5. It is asked by the application: see `Attempts.attempt`. */
  readonly captcha?: { readonly after: number };
  /** Failures in a row that lock the account until it is unlocked: 1 to 10; 1 to 3 for a code that unlocks a device. */
  readonly lockAfter?: number;
}

/** What is known of an account's attempts. Times are milliseconds since 1970. */
export interface AttemptState {
  /** Attempts since the last success: each counts as a failure until it is told otherwise. */
  readonly failures: number;
  /** Failures of the last 24 hours, whatever succeeded between them. */
  readonly recent: readonly number[];
}

/** Whether a password may be looked at now. */
export type AttemptDecision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: "WAIT" | "DAY_SPENT"; readonly retryAt: Date }
  /** `CAPTCHA`: to be asked again with the task done. */
  | { readonly allowed: false; readonly code: "LOCKED" | "CAPTCHA" };

/** An account of which nothing is known. */
export const NO_ATTEMPTS: AttemptState = Object.freeze({ failures: 0, recent: Object.freeze([]) });

const DAY = 86_400_000;
/**
 * More than a minute after 5 failures, 25 attempts in 24 hours, a lock after at most 10 failures (deliberation 2017-012, case 2); 3 for the code of
 * a device (its case 4).
 */
const MOST = { after: 5, seconds: 60, perDay: 25, lockAfter: 10, device: 3 } as const;

/** The rule that a case takes unless told: 90 seconds after 5 failures, doubling, 25 a day, locked after 10; a device after 3. */
export function recommendedThrottle(level: PasswordCase): ThrottleRule {
  if (level === "held-device") return { lockAfter: MOST.device };
  return { delay: { after: MOST.after, seconds: 90, perDay: MOST.perDay }, lockAfter: MOST.lockAfter };
}

/**
 * Checks a rule against the figures above: a stricter one is taken.
 *
 * @throws `POLICY_INVALID` with the `place`
 */
export function checkedThrottle(rule: ThrottleRule, level: PasswordCase): ThrottleRule {
  const { delay, lockAfter, captcha } = rule;
  const within = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;
  const locked =
    lockAfter === undefined ? level !== "held-device" : within(lockAfter, level === "held-device" ? MOST.device : MOST.lockAfter);
  if (!locked || (lockAfter === undefined && delay === undefined && captcha === undefined)) throw invalid("throttle.lockAfter");
  if (captcha !== undefined && !within(captcha?.after, MOST.after)) throw invalid("throttle.captcha.after");
  const asked = captcha === undefined ? {} : { captcha: Object.freeze({ after: captcha.after }) };
  if (delay === undefined) return Object.freeze({ ...rule, ...asked });
  if (!within(delay.after, MOST.after)) throw invalid("throttle.delay.after");
  if (!Number.isFinite(delay.seconds) || delay.seconds <= MOST.seconds || delay.seconds > 86_400) throw invalid("throttle.delay.seconds");
  if (!within(delay.perDay, MOST.perDay)) throw invalid("throttle.delay.perDay");
  return Object.freeze({ ...rule, ...asked, delay: Object.freeze({ ...delay }) });
}

/**
 * Decides on an attempt, and counts it as a failure at once: attempts that run side by side cannot share one look. A wait, a spent day or a
 * lock counts nothing, so that nobody can be kept out for ever by somebody who goes on knocking while it lasts.
 *
 * @param now - milliseconds since 1970
 * @param solved - the task that machines do not do was done for this attempt
 */
export function attempted(
  state: AttemptState,
  { delay, lockAfter, captcha }: ThrottleRule,
  now: number,
  solved: boolean = false,
): { readonly decision: AttemptDecision; readonly state: AttemptState } {
  // A clock that was set back opens nothing: what lies ahead of it still counts.
  const recent = state.recent.filter((at) => now - at < DAY);
  const kept = { failures: state.failures, recent };
  if (lockAfter !== undefined && state.failures >= lockAfter) return { decision: { allowed: false, code: "LOCKED" }, state: kept };
  if (delay !== undefined) {
    const spent = recent[recent.length - delay.perDay];
    if (spent !== undefined) return { decision: { allowed: false, code: "DAY_SPENT", retryAt: new Date(spent + DAY) }, state: kept };
    const last = recent.at(-1);
    const wait = waitOf(delay, state.failures);
    if (last !== undefined && now < last + wait)
      return { decision: { allowed: false, code: "WAIT", retryAt: new Date(last + wait) }, state: kept };
  }
  if (captcha !== undefined && state.failures >= captcha.after && !solved)
    return { decision: { allowed: false, code: "CAPTCHA" }, state: kept };
  return { decision: { allowed: true }, state: { failures: state.failures + 1, recent: [...recent, now] } };
}

/**
 * The state after a success: failures in a row begin again, and the attempt that succeeded was none. What failed before it stays among the
 * failures of the day, or whoever guesses would be given 25 more each time the owner logs in.
 */
export function succeededAfter(state: AttemptState): AttemptState | undefined {
  const recent = state.recent.slice(0, -1);
  return recent.length === 0 ? undefined : { failures: 0, recent };
}

/** Milliseconds to wait after so many failures in a row: doubling, a day at the most. */
function waitOf({ after, seconds }: NonNullable<ThrottleRule["delay"]>, failures: number): number {
  return failures < after ? 0 : Math.min(seconds * 1000 * 2 ** (failures - after), DAY);
}

function invalid(place: string): PrivacyError {
  return new PrivacyError("POLICY_INVALID", "the restriction of access is weaker than the recommendation's", { place });
}
