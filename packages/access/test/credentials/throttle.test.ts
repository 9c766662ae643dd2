import {
  type AttemptState,
  attempted,
  definePasswordPolicy,
  memoryAttempts,
  NO_ATTEMPTS,
  recommendedThrottle,
  restrictAttempts,
} from "@favorable/access/credentials";
import { simulatedClock } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../../testing/codes.ts";

const START = Date.parse("2026-03-01T08:00:00Z");
const MINUTE = 60_000;
const DAY = 86_400_000;
const delayOnly = { delay: { after: 5, seconds: 90, perDay: 25 } } as const;
const after = (count: number, rule: Parameters<typeof attempted>[1], every: number): { state: AttemptState; now: number } => {
  let state = NO_ATTEMPTS;
  let now = START;
  for (let at = 0; at < count; at++) {
    const answer = attempted(state, rule, now);
    expect(answer.decision.allowed).toBe(true);
    state = answer.state;
    now += every;
  }
  return { state, now };
};

describe("the restriction of access", () => {
  it("makes one wait for more than a minute after five failures, then twice as long", () => {
    const { state } = after(5, delayOnly, 0);
    expect(attempted(state, delayOnly, START + 60_000).decision).toEqual({
      allowed: false,
      code: "WAIT",
      retryAt: new Date(START + 90_000),
    });
    expect(attempted(state, delayOnly, START + 89_999).decision.allowed).toBe(false);
    const sixth = attempted(state, delayOnly, START + 90_000);
    expect(sixth.decision.allowed).toBe(true);
    expect(attempted(sixth.state, delayOnly, START + 90_000 + 179_999).decision).toMatchObject({ code: "WAIT" });
    expect(attempted(sixth.state, delayOnly, START + 90_000 + 180_000).decision.allowed).toBe(true);
  });

  it("counts nothing while one waits, so that knocking keeps nobody out", () => {
    const { state } = after(5, delayOnly, 0);
    const refused = attempted(state, delayOnly, START + 10);
    expect(refused.state).toEqual(state);
  });

  it("locks at ten failures, whatever the time", () => {
    const rule = { lockAfter: 10 };
    const { state, now } = after(10, rule, MINUTE);
    expect(attempted(state, rule, now).decision).toEqual({ allowed: false, code: "LOCKED" });
    expect(attempted(state, rule, now + 400 * DAY).decision).toEqual({ allowed: false, code: "LOCKED" });
    expect(recommendedThrottle("held-device")).toEqual({ lockAfter: 3 });
  });

  it("lets no attacker try more than 25 times in any 24 hours", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 * 3_600_000 }), { minLength: 60, maxLength: 120 }), (pauses) => {
        const rule = { delay: { after: 1, seconds: 61, perDay: 25 } };
        let state = NO_ATTEMPTS;
        let now = START;
        const taken: number[] = [];
        for (const pause of pauses) {
          now += pause;
          // A success of the person forgets the failures in a row; the attacker's own never comes.
          const answer = attempted({ ...state, failures: 0 }, rule, now);
          state = answer.state;
          if (answer.decision.allowed) taken.push(now);
        }
        for (const [at, time] of taken.entries()) expect((taken[at + 25] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(DAY);
      }),
    );
    const spent = { failures: 0, recent: Array.from({ length: 25 }, (_, at) => START + at) };
    expect(attempted(spent, delayOnly, START + 1000).decision).toEqual({
      allowed: false,
      code: "DAY_SPENT",
      retryAt: new Date(START + DAY),
    });
    expect(attempted(spent, delayOnly, START + DAY).decision.allowed).toBe(true);
  });

  it("opens nothing when the clock is set back, and waits a day at the most", () => {
    const { state } = after(5, delayOnly, 0);
    expect(attempted(state, delayOnly, START - 3 * DAY).decision.allowed).toBe(false);
    const late = { failures: 60, recent: [START] };
    expect(attempted(late, delayOnly, START + DAY - 1).decision).toMatchObject({ code: "WAIT", retryAt: new Date(START + DAY) });
    expect(attempted(late, delayOnly, START + DAY).decision.allowed).toBe(true);
  });
});

describe("attempts", () => {
  const policy = definePasswordPolicy({ case: "restricted", administratorsRenewEvery: "P1Y" });

  it("are counted before the password is looked at, side by side as well, and forgotten on success or by an unlock", async () => {
    const clock = simulatedClock(new Date(START));
    const attempts = restrictAttempts(policy, memoryAttempts(), clock);
    const many = await Promise.all(Array.from({ length: 30 }, () => attempts.attempt("A-17 ")));
    expect(many.filter(({ allowed }) => allowed)).toHaveLength(5);
    expect((await attempts.attempt("a-18")).allowed).toBe(true);
    await attempts.succeeded("a-17");
    expect((await attempts.attempt("a-17")).allowed).toBe(true);
    for (let at = 0; at < 12; at++) {
      await attempts.attempt("a-17");
      clock.moveTo(new Date(clock.now().getTime() + DAY));
    }
    expect(await attempts.attempt("a-17")).toEqual({ allowed: false, code: "LOCKED" });
    await attempts.unlock("a-17");
    expect((await attempts.attempt("a-17")).allowed).toBe(true);
  });

  it("that failed stay among the 25 of a day when the owner logs in between: whoever guesses is given no more", async () => {
    const clock = simulatedClock(new Date(START));
    const attempts = restrictAttempts(policy, memoryAttempts(), clock);
    const guesses: number[] = [];
    for (let round = 0; round < 200; round++) {
      for (let guess = 0; guess < 4; guess++) if ((await attempts.attempt("a-17")).allowed) guesses.push(clock.now().getTime());
      if ((await attempts.attempt("a-17")).allowed) await attempts.succeeded("a-17");
      clock.moveTo(new Date(clock.now().getTime() + 30 * 60_000));
    }
    for (const [at, time] of guesses.entries()) expect((guesses[at + 25] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(DAY);
    expect(guesses.length).toBeGreaterThan(25); // Of more than one day, until the lock.
    // Somebody who only logs in, as often as they like, is never kept out.
    for (let login = 0; login < 60; login++) {
      expect((await attempts.attempt("a-18")).allowed).toBe(true);
      await attempts.succeeded("a-18");
    }
  });

  it("are allowed, where the rule says so, with a task that machines do not do", async () => {
    const asks = definePasswordPolicy({ case: "restricted", administratorsRenewEvery: "P1Y", throttle: { captcha: { after: 2 } } });
    const attempts = restrictAttempts(asks, memoryAttempts());
    await attempts.attempt("a-17");
    await attempts.attempt("a-17", { captcha: false });
    expect(await attempts.attempt("a-17")).toEqual({ allowed: false, code: "CAPTCHA" });
    expect((await attempts.attempt("a-17", { captcha: true })).allowed).toBe(true);
    expect(await attempts.attempt("a-17", { captcha: "yes" as never })).toEqual({ allowed: false, code: "CAPTCHA" });
    for (const captcha of [true, { after: 0 }, { after: 6 }, null])
      expect(
        codeOf(() => definePasswordPolicy({ case: "restricted", administratorsRenewEvery: "P1Y", throttle: { captcha } as never })),
      ).toBe("POLICY_INVALID");
    const device = { case: "held-device", administratorsRenewEvery: "P1Y", throttle: { captcha: { after: 2 } } } as const;
    expect(codeOf(() => definePasswordPolicy(device))).toBe("POLICY_INVALID"); // A device locks.
  });

  it("are not allowed when they cannot be counted, and say nothing of the store's error", async () => {
    const attempts = restrictAttempts(policy, { change: () => Promise.reject(new Error("account a-17 in table")) });
    const error: unknown = await attempts.attempt("a-17").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "ATTEMPTS_UNRECORDED" });
    expect(String(error)).not.toContain("a-17");
    await expect(attempts.attempt(" ")).rejects.toMatchObject({ code: "ACTOR_MISSING" });
    await expect(attempts.succeeded(5 as never)).rejects.toMatchObject({ code: "ACTOR_MISSING" });
    const alone = definePasswordPolicy({ case: "alone", administratorsRenewEvery: "P1Y" });
    expect(codeOf(() => restrictAttempts(alone, memoryAttempts()))).toBe("POLICY_INVALID");
  });
});
