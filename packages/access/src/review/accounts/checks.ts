/** What is wrong with holdings: each check is a function of accounts, holdings and entries. */
import { addDays, type CalendarDate, dateInZone, isPrivacyError } from "@favorable/core";
import { assertPersonal, foldedActor } from "../../duties.ts";
import type { RoleFacts } from "../../role.ts";
import type { AccessEntry } from "../entry.ts";
import type { AccountFacts } from "./account.ts";
import type { Holding } from "./holdings.ts";

/** The days of an access review. */
export interface AccessRules {
  /** A role that was not used for this many days is dormant. */
  readonly dormantAfterDays: number;
  /** A grant that ends within this many days is about to end. */
  readonly endingWithinDays: number;
  /** An account that acts in this many different hours of a day is hardly one person's; 16 unless told. */
  readonly hoursOfOnePerson?: number;
}

/** What checks look at. */
export interface CheckedFacts {
  readonly accounts: readonly AccountFacts[];
  readonly holdings: readonly Holding[];
  readonly entries: readonly AccessEntry[];
  /** The same by actor, folded: there may be many of both. */
  readonly byActor: ReadonlyMap<string, readonly AccessEntry[]>;
  readonly rowsByActor: ReadonlyMap<string, readonly number[]>;
  /** By actor, folded: the accounts of the same person. */
  readonly samePerson: ReadonlyMap<string, readonly AccountFacts[]>;
  readonly asOf: CalendarDate;
  readonly zone: string;
  readonly rules: AccessRules;
  readonly roles: readonly string[];
  readonly rolesOf: Readonly<Record<string, RoleFacts>>;
  readonly emergencies: readonly string[];
  readonly conflicts: readonly (readonly string[])[];
}

/** What a check found: rows of holdings, positions of entries. */
export interface Found {
  readonly rows?: readonly number[];
  readonly entries?: readonly number[];
}

/** Name of a check. */
export type AccessCheck =
  | "unknown-role"
  | "emergency-role-held"
  | "never-used"
  | "dormant"
  | "ended"
  | "about-to-end"
  | "leaver"
  | "used-after-leaving"
  | "conflicting-roles"
  | "technical-role-in-business"
  | "shared-account"
  | "several-accounts"
  | "long-days"
  | "used-without-holding"
  | "used-outside-grant";

/** The checks, in the order in which findings are told. */
export const CHECKS: { readonly [name in AccessCheck]: (facts: CheckedFacts) => readonly Found[] } = {
  "unknown-role": ({ holdings, roles }) => rowsWhere(holdings, ({ role }) => !roles.includes(role)),
  "emergency-role-held": ({ holdings, emergencies }) => rowsWhere(holdings, ({ role }) => emergencies.includes(role)),
  "never-used": ({ holdings, asOf, rules }) =>
    rowsWhere(holdings, ({ lastUsed, since }) => lastUsed === undefined && (since === undefined || since < before(asOf, rules))),
  dormant: ({ holdings, asOf, rules }) => rowsWhere(holdings, ({ lastUsed }) => lastUsed !== undefined && lastUsed < before(asOf, rules)),
  ended: ({ holdings, asOf }) => rowsWhere(holdings, ({ until }) => until !== undefined && until < asOf),
  "about-to-end": ({ holdings, asOf, rules }) =>
    rowsWhere(holdings, ({ until }) => until !== undefined && until >= asOf && until <= addDays(asOf, rules.endingWithinDays)),
  leaver: ({ accounts, rowsByActor, samePerson, asOf }) =>
    perAccount(accounts, rowsByActor, (account) => {
      const last = lastDay(account, samePerson);
      return account.open !== false && last !== undefined && last < asOf;
    }),
  "used-after-leaving": ({ accounts, byActor, rowsByActor, samePerson, zone }) =>
    accounts.flatMap((account) => {
      const last = lastDay(account, samePerson);
      const who = foldedActor(account.actor);
      const late = last === undefined ? [] : (byActor.get(who) ?? []).filter((entry) => dayOf(entry, zone) > last);
      return late.length === 0 ? [] : [{ rows: rowsByActor.get(who) ?? [], entries: positions(late) }];
    }),
  "conflicting-roles": ({ holdings, rowsByActor, samePerson, conflicts }) =>
    [...new Set(samePerson.values())].flatMap((accounts) =>
      conflicts.flatMap((pair) => {
        const own = accounts.flatMap(({ actor }) => rowsByActor.get(foldedActor(actor)) ?? []);
        const rows = own.filter((row) => pair.includes(holdings[row]?.role ?? "")).sort((a, b) => a - b);
        return new Set(rows.map((row) => holdings[row]?.role)).size > 1 ? [{ rows }] : [];
      }),
    ),
  // Administrators act for maintenance and security: a purpose that an ordinary role holds is neither.
  "technical-role-in-business": ({ holdings, roles, rolesOf }) => {
    const business = new Set(roles.flatMap((role) => (rolesOf[role]?.kind === "technical" ? [] : (rolesOf[role]?.purposes ?? []))));
    return rowsWhere(
      holdings,
      ({ role }) => rolesOf[role]?.kind === "technical" && rolesOf[role].purposes.some((purpose) => business.has(purpose)),
    );
  },
  "shared-account": ({ accounts, rowsByActor }) =>
    perAccount(accounts, rowsByActor, ({ actor, persons = [] }) => persons.length > 1 || isGeneric(actor)),
  "several-accounts": ({ accounts, rowsByActor }) => {
    const ofPerson = new Map<string, string[]>();
    for (const { actor, persons = [] } of accounts)
      for (const person of persons) ofPerson.set(person, [...(ofPerson.get(person) ?? []), actor]);
    return [...ofPerson.values()]
      .filter((actors) => actors.length > 1)
      .map((actors) => ({ rows: actors.flatMap((actor) => rowsByActor.get(foldedActor(actor)) ?? []).sort((a, b) => a - b) }));
  },
  "long-days"({ accounts, byActor, rowsByActor, rules }) {
    return accounts.flatMap((account) => {
      const actor = foldedActor(account.actor);
      const own = byActor.get(actor) ?? [];
      // Hours and days are those of UTC: a stretch of hours is as long in any zone.
      const hours = new Map<string, Set<string>>();
      for (const { at } of own) {
        const day = at.slice(0, 10);
        hours.set(day, (hours.get(day) ?? new Set<string>()).add(at.slice(11, 13)));
      }
      const long = new Set([...hours].filter(([, of]) => of.size >= (rules.hoursOfOnePerson ?? 16)).map(([day]) => day));
      const worked = own.filter(({ at }) => long.has(at.slice(0, 10)));
      return worked.length === 0 ? [] : [{ rows: rowsByActor.get(actor) ?? [], entries: positions(worked) }];
    });
  },
  "used-without-holding": ({ accounts, entries, emergencies }) => {
    const held = new Set(accounts.flatMap(({ actor, roles }) => roles.map(({ role }) => JSON.stringify([foldedActor(actor), role]))));
    return groupedEntries(
      entries,
      ({ actor, role, type }) =>
        type !== "access.refused" &&
        !type.startsWith("access.emergency") &&
        role !== undefined &&
        !emergencies.includes(role) &&
        !held.has(JSON.stringify([foldedActor(actor ?? ""), role])),
    );
  },
  "used-outside-grant": ({ holdings, byActor, zone }) =>
    holdings.flatMap(({ row, actor, role, since, until }) => {
      const outside = (byActor.get(foldedActor(actor)) ?? []).filter((entry) => {
        if (entry.role !== role || entry.type === "access.refused") return false;
        const day = dayOf(entry, zone);
        return (since !== undefined && day < since) || (until !== undefined && day > until);
      });
      return outside.length === 0 ? [] : [{ rows: [row], entries: positions(outside) }];
    }),
};

function before(asOf: CalendarDate, { dormantAfterDays }: AccessRules): CalendarDate {
  return addDays(asOf, -dormantAfterDays);
}

/** A person's last day: the account's own, else the latest that another account of theirs tells. */
function lastDay({ actor, leftOn }: AccountFacts, samePerson: CheckedFacts["samePerson"]): CalendarDate | undefined {
  const told = (samePerson.get(foldedActor(actor)) ?? []).flatMap((account) => account.leftOn ?? []);
  return leftOn ?? told.sort().at(-1);
}

function rowsWhere(holdings: readonly Holding[], test: (holding: Holding) => boolean): readonly Found[] {
  return holdings.filter(test).map(({ row }) => ({ rows: [row] }));
}

/** An account without roles is told too, as a finding without rows: it is open all the same. */
function perAccount(
  accounts: readonly AccountFacts[],
  rowsByActor: CheckedFacts["rowsByActor"],
  test: (account: AccountFacts) => boolean,
): readonly Found[] {
  return accounts.filter(test).map(({ actor }) => ({ rows: rowsByActor.get(foldedActor(actor)) ?? [] }));
}

function groupedEntries(entries: readonly AccessEntry[], test: (entry: AccessEntry) => boolean): readonly Found[] {
  const groups = new Map<string, AccessEntry[]>();
  for (const entry of entries)
    if (entry.actor !== undefined && test(entry)) {
      const key = JSON.stringify([foldedActor(entry.actor), entry.role]);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [entry]);
      else group.push(entry);
    }
  return [...groups.values()].map((group) => ({ entries: positions(group) }));
}

function positions(entries: readonly AccessEntry[]): readonly number[] {
  return entries.map(({ index }) => index).sort((a, b) => a - b);
}

function dayOf({ at }: AccessEntry, zone: string): CalendarDate {
  return dateInZone(new Date(at), zone);
}

function isGeneric(actor: string): boolean {
  try {
    assertPersonal(actor);
    return false;
  } catch (error) {
    if (isPrivacyError(error)) return true;
    throw error;
  }
}
