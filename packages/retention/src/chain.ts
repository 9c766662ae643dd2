/** A policy through time: its versions and the day from which each is in force. */
import { type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import { type Approval, amend } from "./amend.ts";
import type { RetentionPolicy } from "./policy.ts";
import type { RetentionEvents } from "./start-of.ts";

/** A version and the first day it is in force. */
export interface DatedPolicy {
  readonly from: CalendarDate;
  readonly policy: RetentionPolicy;
  /** Who approved it, where it keeps data longer than the one before. */
  readonly approval?: Approval;
}

declare const chainBrand: unique symbol;

/** Checked versions, oldest first. */
export type PolicyChain = readonly DatedPolicy[] & { readonly [chainBrand]: true };

/**
 * Checks the versions of a policy: each is an amendment of the one before, dated later.
 *
 * A version counts for all rows from its day on, for those collected under an older one too: when the law shortens a period, data go
 * earlier.
 *
 * @throws `AMENDMENT_INVALID` with a `reason`: `empty`, `from` (not later than the version before), and as `amend` does;
 *   `AMENDMENT_UNAPPROVED`, `DATE_INVALID`
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { datedPolicies, definePolicy, lastDay, policyOn } from "@favorable/retention";
 *
 * const parts = { id: "footage", start: { kind: "field", field: "takenOn" }, then: "delete", zone: "Europe/Paris" } as const;
 * const chain = datedPolicies([
 *   { from: calendarDate("2021-01-01"), policy: definePolicy({ ...parts, version: 1, maximum: { period: "P6M" } }) },
 *   { from: calendarDate("2022-03-01"), policy: definePolicy({ ...parts, version: 2, maximum: { period: "P30D" } }) },
 * ]);
 * const taken = calendarDate("2022-01-10");
 * console.log(lastDay(policyOn(chain, calendarDate("2022-02-28")), taken)); // 2022-07-10
 * console.log(lastDay(policyOn(chain, calendarDate("2022-03-01")), taken)); // 2022-02-09
 * ```
 */
export function datedPolicies(versions: readonly DatedPolicy[], events: RetentionEvents = {}): PolicyChain {
  const chain = versions.map(({ from, policy, approval }) =>
    Object.freeze({ from: calendarDate(from), policy, ...(approval === undefined ? {} : { approval }) }),
  );
  if (chain.length === 0) throw refused("empty");
  for (const [at, next] of chain.entries()) {
    const before = chain[at - 1];
    if (before === undefined) continue;
    if (next.from <= before.from) throw refused("from");
    amend(before.policy, next.policy, { events, ...(next.approval === undefined ? {} : { approval: next.approval }) });
  }
  return Object.freeze(chain) as unknown as PolicyChain; // The brand's one cast: all is checked.
}

/**
 * The version in force on a day.
 *
 * @throws `POLICY_NOT_IN_FORCE` before the first
 */
export function policyOn(chain: PolicyChain, asOf: CalendarDate): RetentionPolicy {
  const found = chain.filter(({ from }) => from <= asOf).at(-1);
  if (found === undefined) throw new PrivacyError("POLICY_NOT_IN_FORCE", "no version of the policy is in force on that day", { asOf });
  return found.policy;
}

function refused(reason: string): PrivacyError {
  return new PrivacyError("AMENDMENT_INVALID", `the versions are refused: ${reason}`, { reason });
}
