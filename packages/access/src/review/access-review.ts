/** The access review: who holds what, what it was used for, and what is to be looked at. */
import { type CalendarDate, dateInZone, isCalendarDate, PrivacyError } from "@favorable/core";
import { effective } from "../documents/effective.ts";
import { foldedActor } from "../duties.ts";
import type { MatrixDocument } from "../role.ts";
import { type AccountFacts, accountsOfOnePerson, assertAccounts } from "./accounts/account.ts";
import { type AccessCheck, type AccessRules, CHECKS } from "./accounts/checks.ts";
import { type Holding, holdingsOf } from "./accounts/holdings.ts";
import { type AccessEntry, assertPeriod, inPeriod, type LogPeriod } from "./entry.ts";
import { grouped } from "./signals/window.ts";

/** What a review reads of a matrix. */
export interface ReviewedMatrix {
  readonly vocabulary: { readonly categories: Readonly<Record<string, unknown>> };
  readonly conflicts: readonly (readonly string[])[];
  readonly breakGlass: Readonly<Record<string, unknown>>;
  /** The matrix as plain data. */
  document(): MatrixDocument;
}

/** What is reviewed. */
export interface AccessReviewOptions extends LogPeriod {
  readonly matrix: ReviewedMatrix;
  readonly accounts: readonly AccountFacts[];
  readonly entries: Iterable<AccessEntry>;
  readonly asOf: CalendarDate;
  /** IANA zone in which days are counted. */
  readonly zone: string;
  readonly rules: AccessRules;
}

/** One check over one stretch of the log: the same facts give the same findings. */
export interface AccessQuery extends LogPeriod {
  readonly check: AccessCheck;
  readonly asOf: CalendarDate;
  readonly zone: string;
  readonly rules: AccessRules;
}

/** What a reviewer is to look at; it names no person: rows and entries do. */
export interface AccessFinding {
  readonly query: AccessQuery;
  /** Rows of the review's holdings. */
  readonly rows: readonly number[];
  /** Positions in the log. */
  readonly entries: readonly number[];
}

/** A review. Its holdings name persons: it is kept as the log is. */
export interface AccessReview extends LogPeriod {
  readonly asOf: CalendarDate;
  readonly zone: string;
  readonly holdings: readonly Holding[];
  /** Whose accounts were reviewed, with or without a role: by them a reviewer's own rights are known under another account. */
  readonly persons: readonly { readonly actor: string; readonly persons: readonly string[] }[];
  readonly findings: readonly AccessFinding[];
  /** Rights that no holder of the role used in the period, by role: what a role could do without. Actions the entries do not name are not counted. */
  readonly unusedActions: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reviews accounts against matrix and log.
 *
 * @throws `ACCOUNTS_INVALID` with the position, `PERIOD_INVALID`, `DATE_INVALID`, `RULES_INVALID`, `ZONE_UNKNOWN`
 * @example
 * ```ts
 * import { defineMatrix } from "@favorable/access";
 * import { reviewAccess } from "@favorable/access/review";
 * import { calendarDate } from "@favorable/core";
 * import { defineVocabulary } from "@favorable/fields";
 *
 * const vocabulary = defineVocabulary({
 *   purposes: { care: { statement: { en: "Care" } } },
 *   categories: { file: { label: { en: "Medical file" } } },
 *   origins: { subject: { label: { en: "The person" } } },
 * });
 * const matrix = defineMatrix(vocabulary, {
 *   actions: ["read"],
 *   roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] } },
 *   grants: { nurse: { file: ["read"] } },
 * });
 * const accounts = [{ actor: "n-1", roles: [{ role: "nurse" }], leftOn: calendarDate("2021-10-31") }];
 * const rules = { dormantAfterDays: 90, endingWithinDays: 30 };
 * const asOf = calendarDate("2021-12-01");
 * const { findings } = reviewAccess({ matrix, accounts, entries: [], from: 0, below: 0, asOf, zone: "Europe/Monaco", rules });
 * console.log(findings.map(({ query }) => query.check).join()); // never-used,leaver
 * ```
 */
export function reviewAccess({ matrix, accounts, entries, from, below, asOf, zone, rules }: AccessReviewOptions): AccessReview {
  assertAccounts(accounts);
  assertPeriod({ from, below });
  if (!isCalendarDate(asOf)) throw new PrivacyError("DATE_INVALID", "a review is made on a calendar date");
  assertDays(rules);
  dateInZone(new Date(0), zone);
  const document = matrix.document();
  const looked = inPeriod(entries, { from, below });
  const categories = Object.keys(matrix.vocabulary.categories);
  const cellsOf = (role: string): Holding["cells"] =>
    Object.fromEntries(
      categories.map((category) => [category, Object.hasOwn(document.roles, role) ? effective(document, role, category) : []]),
    );
  const ordered = [...accounts].sort((a, b) => (a.actor < b.actor ? -1 : 1));
  const holdings = holdingsOf(ordered, looked, zone, cellsOf);
  const rowsByActor = new Map<string, number[]>();
  for (const { actor, row } of holdings) {
    const who = foldedActor(actor);
    rowsByActor.set(who, [...(rowsByActor.get(who) ?? []), row]);
  }
  const facts = {
    accounts: ordered,
    holdings,
    entries: looked,
    byActor: grouped(looked, ({ actor }) => actor && foldedActor(actor)),
    samePerson: accountsOfOnePerson(ordered),
    rowsByActor,
    rolesOf: document.roles,
    asOf,
    zone,
    rules,
    roles: Object.keys(document.roles),
    emergencies: Object.keys(matrix.breakGlass),
    conflicts: matrix.conflicts,
  };
  // The one cast: keys of CHECKS are the names of checks.
  const checks = Object.keys(CHECKS) as AccessCheck[];
  return {
    from,
    below,
    asOf,
    zone,
    holdings: facts.holdings,
    persons: ordered.flatMap(({ actor, persons = [] }) => (persons.length === 0 ? [] : [{ actor, persons }])),
    findings: checks.flatMap((check) => {
      const query = { check, from, below, asOf, zone, rules };
      return CHECKS[check](facts).map(({ rows = [], entries: found = [] }) => ({ query, rows, entries: found }));
    }),
    unusedActions: unused(facts.holdings, looked),
  };
}

/**
 * Runs one check again: over the same facts it finds the same.
 *
 * @throws what `reviewAccess` throws
 */
export function rerunCheck(
  { check, from, below, asOf, zone, rules }: AccessQuery,
  facts: Pick<AccessReviewOptions, "matrix" | "accounts" | "entries">,
): readonly AccessFinding[] {
  const { findings } = reviewAccess({ ...facts, from, below, asOf, zone, rules });
  return findings.filter(({ query }) => query.check === check);
}

function unused(holdings: readonly Holding[], entries: readonly AccessEntry[]): Readonly<Record<string, readonly string[]>> {
  // What was sent to a destination was extracted, whatever the entry calls it.
  const done = entries.filter(({ type }) => type !== "access.refused");
  const used = new Set(done.map(({ type, role, action }) => `${type === "access.sent" ? "extract" : action} ${role}`));
  const cellsOf = new Map(holdings.map(({ role, cells }) => [role, cells]));
  const roles = [...cellsOf.keys()].sort();
  return Object.fromEntries(
    roles.map((role) => {
      const cells = cellsOf.get(role) ?? {};
      const may = [...new Set(Object.values(cells).flat())];
      return [role, may.filter((action) => !used.has(`${action} ${role}`))];
    }),
  );
}

function assertDays({ dormantAfterDays, endingWithinDays, hoursOfOnePerson = 16 }: AccessRules): void {
  const days = [dormantAfterDays, endingWithinDays].every((count) => Number.isInteger(count) && count >= 0 && count <= 36_500);
  if (!days || !Number.isInteger(hoursOfOnePerson) || hoursOfOnePerson < 1 || hoursOfOnePerson > 24)
    throw new PrivacyError("RULES_INVALID", "a review has whole days from 0 to 36,500, and hours from 1 to 24");
}
