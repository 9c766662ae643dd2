/** What a review may read of accounts and credentials: numbers and levels, never a name, a secret or a hash. */
import { addPeriod, type CalendarDate, calendarDate } from "@favorable/core";
import { type Account, sharedAccounts } from "./account.ts";
import { needsRehash } from "./hash-password.ts";
import type { PasswordPolicy } from "./password-policy.ts";
import { type HashParameters, readPhc } from "./phc.ts";
import type { FactorKind } from "./second-factor.ts";

/** What {@link credentialEvidence} reads. */
export interface CredentialSources {
  readonly policy: PasswordPolicy;
  readonly accounts: readonly Account[];
  /** Identifiers of the persons who work here on that day, of the staff directory; without it leavers are not counted. */
  readonly persons?: Iterable<string>;
  /** The current costs of hashing. */
  readonly parameters: HashParameters;
  readonly on: string;
  /** Period after which an account that was not used is counted, such as `P6M`. */
  readonly unusedAfter?: string;
}

/** Numbers of accounts, unless said otherwise; of open ones, except `closed`. */
export interface CredentialEvidence {
  readonly on: CalendarDate;
  readonly policy: {
    readonly case: string;
    readonly entropyBits: number;
    readonly minimumLength: number;
    readonly restricted: boolean;
    readonly administratorsRenewEvery: string;
  };
  readonly accounts: {
    readonly open: number;
    readonly closed: number;
    readonly privileged: number;
    /** Identifiers that stand for several persons, or for nobody in particular. */
    readonly shared: number;
    /** No person is named. */
    readonly withoutPerson: number;
    /** Of somebody who does not work here any more; absent where no directory was given. */
    readonly leavers?: number;
    /** Not used for the period given, or never in that time since they were opened. */
    readonly unused?: number;
  };
  readonly secondFactor: {
    readonly enrolled: number;
    /** Part of the open accounts that have one, 0 to 1, in hundredths rounded down; 1 where no account is open. */
    readonly share: number;
    /** Part of the privileged ones. */
    readonly privilegedShare: number;
    readonly kinds: Readonly<Partial<Record<FactorKind, number>>>;
  };
  readonly hashes: {
    readonly current: number;
    /** Below the current costs: hashed again at the next login. */
    readonly stale: number;
    /** Not a known hash: it may be a password in clear. */
    readonly unreadable: number;
    /** No password was chosen. */
    readonly none: number;
  };
  /** Privileged accounts whose password is older than the policy's period. */
  readonly renewalOverdue: number;
  /** For the evidence bundle of a review: all accounts, and those of them that are shared, of leavers, in clear. */
  readonly credentials: { readonly accounts: number; readonly shared: number; readonly leavers?: number; readonly clear: number };
}

/**
 * Counts. What the accounts hold is looked at and let go.
 *
 * @throws `DATE_INVALID`, `PERIOD_INVALID`
 */
export function credentialEvidence(sources: CredentialSources): CredentialEvidence {
  const { policy, accounts, persons, parameters, unusedAfter } = sources;
  const on = calendarDate(sources.on);
  const open = accounts.filter(({ state }) => state === "active");
  const privileged = open.filter((account) => account.privileged);
  const shared = sharedAccounts(open).size;
  const here = persons === undefined ? undefined : new Set(persons);
  const leavers = here === undefined ? {} : { leavers: open.filter(({ person }) => !here.has(person)).length };
  const hashes = open.map(({ hash }) => (hash === undefined ? "none" : stateOf(hash, parameters)));
  const count = (state: string): number => hashes.filter((one) => one === state).length;
  const strong = (of: readonly Account[]): number =>
    of.length === 0 ? 1 : Math.floor((100 * of.filter(({ factors }) => factors.length > 0).length) / of.length) / 100;
  return {
    on,
    policy: {
      case: policy.case,
      entropyBits: policy.entropyBits,
      minimumLength: policy.minimumLength,
      restricted: policy.throttle !== undefined,
      administratorsRenewEvery: policy.administratorsRenewEvery,
    },
    accounts: {
      open: open.length,
      closed: accounts.length - open.length,
      privileged: privileged.length,
      shared,
      withoutPerson: open.filter(({ person }) => typeof person !== "string" || person.trim() === "").length,
      ...leavers,
      ...(unusedAfter === undefined
        ? {}
        : { unused: open.filter((one) => isPast(one.lastUsedOn ?? one.openedOn, unusedAfter, on)).length }),
    },
    secondFactor: {
      enrolled: open.filter(({ factors }) => factors.length > 0).length,
      share: strong(open),
      privilegedShare: strong(privileged),
      kinds: kindsOf(open),
    },
    hashes: { current: count("current"), stale: count("stale"), unreadable: count("unreadable"), none: count("none") },
    renewalOverdue: privileged.filter((account) => renewalDue(account, policy, on)).length,
    credentials: { accounts: open.length, shared, ...leavers, clear: count("unreadable") },
  };
}

/**
 * Whether the password of an account has to be renewed on a day: of privileged accounts only, past the policy's period
 * (CNIL deliberation 2022-100).
 */
export function renewalDue({ privileged, passwordSetOn }: Account, policy: PasswordPolicy, on: string): boolean {
  return privileged && passwordSetOn !== undefined && isPast(passwordSetOn, policy.administratorsRenewEvery, calendarDate(on));
}

function isPast(from: CalendarDate, length: string, on: CalendarDate): boolean {
  return addPeriod(from, length as Parameters<typeof addPeriod>[1]) < on;
}

function stateOf(hash: string, parameters: HashParameters): "current" | "stale" | "unreadable" {
  try {
    readPhc(hash);
  } catch {
    return "unreadable";
  }
  return needsRehash(hash, parameters) ? "stale" : "current";
}

function kindsOf(accounts: readonly Account[]): Readonly<Partial<Record<FactorKind, number>>> {
  const kinds: Partial<Record<FactorKind, number>> = {};
  for (const { factors } of accounts)
    for (const kind of new Set(factors.map((factor) => factor.kind))) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
}
