/** Accounts and who holds what, as the directory says it. */
import { type CalendarDate, isCalendarDate, PrivacyError } from "@favorable/core";
import { foldedActor } from "../../duties.ts";

/** A role that an account holds. */
export interface HeldRole {
  readonly role: string;
  /** First day. */
  readonly since?: CalendarDate;
  /** Last day; without one the grant does not end by itself. */
  readonly until?: CalendarDate;
}

/** An account. */
export interface AccountFacts {
  /** Its identifier: the `actor` of entries. */
  readonly actor: string;
  readonly roles: readonly HeldRole[];
  /** The persons it is bound to: one, or it is shared. */
  readonly persons?: readonly string[];
  /** What the person is called, for the page that is signed. */
  readonly name?: string;
  /** The person's last day in the organisation. */
  readonly leftOn?: CalendarDate;
  /** False once it is closed; open unless told. */
  readonly open?: boolean;
}

/** Refuses accounts that cannot be reviewed, also two whose identifiers people cannot tell apart; throws `ACCOUNTS_INVALID` with the position of the first. */
export function assertAccounts(accounts: readonly AccountFacts[]): void {
  const seen = new Set<string>();
  accounts.forEach((account, at) => {
    const { actor, roles, leftOn } = account ?? {};
    const dated = (date: unknown): boolean => date === undefined || isCalendarDate(date);
    const sound =
      typeof actor === "string" &&
      actor !== "" &&
      !seen.has(foldedActor(actor)) &&
      Array.isArray(roles) &&
      roles.every((held: HeldRole) => typeof held?.role === "string" && dated(held.since) && dated(held.until)) &&
      new Set(roles.map(({ role }: HeldRole) => role)).size === roles.length &&
      dated(leftOn);
    if (!sound) throw new PrivacyError("ACCOUNTS_INVALID", "accounts have one identifier each, roles once, and calendar dates", { at });
    seen.add(foldedActor(actor));
  });
}

/**
 * Accounts of one person, by the folded identifier of each; an account that is bound to nobody, or to several persons, is alone. What is true of a
 * person (conflicting roles, a last day) is true under each of them.
 */
export function accountsOfOnePerson(accounts: readonly AccountFacts[]): ReadonlyMap<string, readonly AccountFacts[]> {
  const ofPerson = new Map<string, AccountFacts[]>();
  for (const account of accounts) {
    const [person, ...others] = account.persons ?? [];
    if (person !== undefined && others.length === 0) ofPerson.set(person, [...(ofPerson.get(person) ?? []), account]);
  }
  return new Map(
    accounts.map((account) => {
      const [person, ...others] = account.persons ?? [];
      const same = person === undefined || others.length > 0 ? undefined : ofPerson.get(person);
      return [foldedActor(account.actor), same ?? [account]];
    }),
  );
}
