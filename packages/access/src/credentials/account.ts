/** Accounts and the persons they are bound to: one named person each. */
import { type CalendarDate, calendarDate, PrivacyError } from "@favorable/core";
import { assertPersonal } from "../duties.ts";
import type { FactorKind } from "./second-factor.ts";

/** A factor besides the password that was enrolled for an account. */
export interface EnrolledFactor {
  readonly kind: FactorKind;
  readonly enrolledOn: CalendarDate;
}

/** An account; secrets of factors stand elsewhere. */
export interface Account {
  /** The identifier that the person logs in with, and that logs name. */
  readonly account: string;
  /** The identifier of the one person who holds it, of the staff directory. */
  readonly person: string;
  /** Wide rights: the password is renewed (CNIL deliberation 2022-100). */
  readonly privileged: boolean;
  readonly state: "active" | "closed";
  readonly openedOn: CalendarDate;
  readonly closedOn?: CalendarDate;
  /** The stored hash (PHC string); none until a password was chosen. */
  readonly hash?: string;
  readonly passwordSetOn?: CalendarDate;
  readonly lastUsedOn?: CalendarDate;
  readonly factors: readonly EnrolledFactor[];
}

/**
 * Opens an account for one named person (CCIN deliberation 2021-206, V: each authorised person has an identifier and a password of their own).
 *
 * @throws `ACTOR_MISSING`, `ACCOUNT_SHARED` for a name that systems give to nobody in particular, `PERSON_MISSING`, `DATE_INVALID`
 */
export function openAccount(given: {
  readonly account: string;
  readonly person: string;
  readonly on: string;
  readonly privileged?: boolean;
}): Account {
  const { account, person, on, privileged = false } = given ?? {};
  assertPersonal(account);
  assertPerson(person);
  return Object.freeze({ account, person, privileged, state: "active", openedOn: calendarDate(on), factors: Object.freeze([]) });
}

/** A leaver's account: closed, and without password or factors, so that nothing of it opens again by itself. */
export function closeAccount(account: Account, on: string): Account {
  const { hash: _hash, passwordSetOn: _set, ...rest } = account;
  return Object.freeze({ ...rest, state: "closed", closedOn: calendarDate(on), factors: Object.freeze([]) });
}

/**
 * Opens a closed account again, for the same person alone: an identifier that logs name is never given to somebody else. Password and factors
 * are enrolled anew.
 *
 * @throws `ACCOUNT_FOREIGN` for another person, `ACCOUNT_OPEN`, `DATE_INVALID`
 */
export function reactivateAccount(account: Account, { person, on }: { readonly person: string; readonly on: string }): Account {
  assertPerson(person);
  if (account.state !== "closed") throw new PrivacyError("ACCOUNT_OPEN", "the account is not closed");
  if (account.person !== person) throw new PrivacyError("ACCOUNT_FOREIGN", "an account goes to nobody else");
  const { closedOn: _closed, lastUsedOn: _used, ...rest } = account;
  return Object.freeze({ ...rest, state: "active", openedOn: calendarDate(on), factors: Object.freeze([]) });
}

/**
 * Demands that no identifier stands for two persons; one person may hold several accounts, such as one with wide rights besides the usual.
 *
 * @throws `ACCOUNT_SHARED` with the number of `accounts` that do, never their names
 */
export function assertIndividual(accounts: readonly Account[]): void {
  const shared = sharedAccounts(accounts);
  if (shared.size > 0) throw new PrivacyError("ACCOUNT_SHARED", "an account is one person's", { accounts: shared.size });
}

/** Identifiers (as somebody would type them) that stand for several persons, or for nobody in particular. */
export function sharedAccounts(accounts: readonly Account[]): ReadonlySet<string> {
  const persons = new Map<string, string>();
  const shared = new Set<string>();
  for (const { account, person } of accounts) {
    const name = account.trim().normalize("NFKC").toLowerCase();
    if ((persons.get(name) ?? person) !== person || !isPersonal(account)) shared.add(name);
    persons.set(name, person);
  }
  return shared;
}

function isPersonal(account: string): boolean {
  try {
    assertPersonal(account);
    return true;
  } catch {
    return false;
  }
}

function assertPerson(person: unknown): void {
  if (typeof person !== "string" || person.trim() === "") throw new PrivacyError("PERSON_MISSING", "an account is a named person's");
}
