/** Attempts to log in, counted in a store before each password is looked at. */
import { type Clock, PrivacyError, systemClock } from "@favorable/core";
import type { PasswordPolicy } from "./password-policy.ts";
import { type AttemptDecision, type AttemptState, attempted, NO_ATTEMPTS, succeededAfter } from "./throttle.ts";

/** Where attempts are counted. */
export interface AttemptStore {
  /**
   * Replaces the state of an account by what `change` makes of it, alone and durably; undefined stands for an account that is not there, before
   * and after. `account` is what somebody typed: a password typed at the wrong place may stand there, so a store keeps no such text.
   */
  change<T>(
    account: string,
    change: (state: AttemptState | undefined) => { readonly state: AttemptState | undefined; readonly answer: T },
  ): Promise<T>;
}

/** The restriction of access of a policy. */
export interface Attempts {
  /**
   * To be asked before a password is looked at; when it is not `allowed`, no password is, not even the right one. Accounts that do not exist
   * are asked for the same way: the answer tells nobody which do.
   *
   * @param proof - `captcha` is true when the application has seen the task done that the rule asks for
   * @throws `ATTEMPTS_UNRECORDED` when the store fails: what is not counted is not allowed; `ACTOR_MISSING`
   */
  attempt(account: string, proof?: { readonly captcha: boolean }): Promise<AttemptDecision>;
  /** To be told when password and further factors were right: failures in a row begin again; those of the day stay counted. */
  succeeded(account: string): Promise<void>;
  /** Ends a lock, by somebody who has made sure who asks (deliberation 2022-100: by a mechanism that fits the risk of impersonation). */
  unlock(account: string): Promise<void>;
}

/**
 * Makes the restriction of a policy.
 *
 * @throws `POLICY_INVALID` for a policy without one
 * @example
 * ```ts
 * import { definePasswordPolicy, memoryAttempts, restrictAttempts } from "@favorable/access/credentials";
 *
 * const policy = definePasswordPolicy({ case: "restricted", administratorsRenewEvery: "P1Y", throttle: { lockAfter: 2 } });
 * const attempts = restrictAttempts(policy, memoryAttempts());
 * await attempts.attempt("a-17");
 * await attempts.attempt("a-17");
 * console.log((await attempts.attempt("a-17")).allowed); // false
 * ```
 */
export function restrictAttempts(policy: PasswordPolicy, store: AttemptStore, clock: Clock = systemClock): Attempts {
  const { throttle } = policy;
  if (throttle === undefined) throw new PrivacyError("POLICY_INVALID", "the policy restricts no access", { place: "throttle" });
  const forget = async (account: string): Promise<void> => {
    await recorded(() => store.change(named(account), () => ({ state: undefined, answer: undefined })));
  };
  return {
    attempt: (account, proof) =>
      recorded(() =>
        store.change(named(account), (state = NO_ATTEMPTS) => {
          const { decision, state: next } = attempted(state, throttle, clock.now().getTime(), proof?.captcha === true);
          return { state: next, answer: decision };
        }),
      ),
    async succeeded(account) {
      await recorded(() => store.change(named(account), (state) => ({ state: state && succeededAfter(state), answer: undefined })));
    },
    unlock: forget,
  };
}

/** A store in memory: for one process, and gone with it. */
export function memoryAttempts(): AttemptStore {
  const states = new Map<string, AttemptState>();
  return {
    async change(account, change) {
      const { state, answer } = change(states.get(account));
      if (state === undefined) states.delete(account);
      else states.set(account, state);
      return answer;
    },
  };
}

function named(account: unknown): string {
  if (typeof account !== "string" || account.trim() === "") throw new PrivacyError("ACTOR_MISSING", "an attempt is at somebody's account");
  return account.trim().normalize("NFKC").toLowerCase();
}

async function recorded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof PrivacyError && error.code === "ACTOR_MISSING") throw error;
    throw new PrivacyError("ATTEMPTS_UNRECORDED", "the store of attempts does not answer: what is not counted is not allowed");
  }
}
