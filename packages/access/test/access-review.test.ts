import { defineMatrix } from "@favorable/access";
import { type AccessCheck, type AccessEntry, type AccountFacts, rerunCheck, reviewAccess } from "@favorable/access/review";
import { calendarDate } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import fc from "fast-check";
import { expect, test } from "vitest";
import { entry } from "./histories.ts";
import { access } from "./hospital.ts";

const asOf = calendarDate("2021-12-01");
const rules = { dormantAfterDays: 60, endingWithinDays: 30 };
const at = (index: number, day: string, more: Partial<AccessEntry> = {}): AccessEntry =>
  entry(index, `${day}T09:00:00.000Z`, { action: "read", role: "manager", actor: "m-1", ...more });

function found(accounts: readonly AccountFacts[], entries: readonly AccessEntry[] = []): Readonly<Record<string, readonly number[][]>> {
  const options = { matrix: access, accounts, entries, from: 0, below: 1000, asOf, zone: "Europe/Monaco", rules };
  const review = reviewAccess(options);
  const checks: Partial<Record<AccessCheck, number[][]>> = {};
  for (const { query, rows, entries: seen } of review.findings)
    checks[query.check] = [...(checks[query.check] ?? []), [...rows, ...seen.map((one) => one + 100)]];
  for (const { query } of review.findings)
    expect(rerunCheck(query, options)).toEqual(review.findings.filter((one) => one.query.check === query.check));
  return checks;
}
const manager = (more: Partial<AccountFacts> = {}): AccountFacts => ({ actor: "m-1", roles: [{ role: "manager" }], ...more });
const used = [at(0, "2021-11-20")];

test("an account in order raises nothing, and its use is told by day", () => {
  expect(found([manager({ persons: ["p-1"] })], used)).toEqual({});
  const options = { matrix: access, accounts: [manager()], from: 0, below: 1000, asOf, zone: "Europe/Monaco", rules };
  const late = entry(2, "2021-11-21T23:30:00.000Z", { actor: "m-1", action: "modify" });
  const refused = at(3, "2021-11-30", { type: "access.refused" });
  const { holdings, unusedActions } = reviewAccess({ ...options, entries: [late, refused, ...used] });
  expect(holdings).toMatchObject([{ row: 0, uses: 2, firstUsed: "2021-11-20", lastUsed: "2021-11-22", refused: 1 }]);
  expect(holdings[0]?.cells).toEqual({ identity: ["read"], status: ["read", "modify"], logs: [] });
  expect(unusedActions).toEqual({ manager: [] });
  expect(reviewAccess({ ...options, entries: used }).unusedActions).toEqual({ manager: ["modify"] });
});

test("rights not used, used long ago, or too new to tell", () => {
  expect(found([manager()])).toEqual({ "never-used": [[0]] });
  expect(found([manager({ roles: [{ role: "manager", since: calendarDate("2021-10-02") }] })])).toEqual({});
  expect(found([manager({ roles: [{ role: "manager", since: calendarDate("2021-10-01") }] })])).toEqual({ "never-used": [[0]] });
  expect(found([manager()], [at(0, "2021-10-01")])).toEqual({ dormant: [[0]] });
  expect(found([manager()], [at(0, "2021-10-02")])).toEqual({});
});

test("grants that end, ended, or were used outside their days", () => {
  const until = (day: string) => [manager({ roles: [{ role: "manager", until: calendarDate(day) }] })];
  expect(found(until("2021-12-31"), used)).toEqual({ "about-to-end": [[0]] });
  expect(found(until("2022-01-01"), used)).toEqual({});
  expect(found(until("2021-12-01"), used)).toEqual({ "about-to-end": [[0]] });
  expect(found(until("2021-11-30"), used)).toEqual({ ended: [[0]] });
  expect(found(until("2021-11-19"), used)).toEqual({ ended: [[0]], "used-outside-grant": [[0, 100]] });
});

test("leavers: an open account, and what was done after the last day", () => {
  const left = (day: string, open = true) => [manager({ leftOn: calendarDate(day), open })];
  expect(found(left("2021-11-20"), used)).toEqual({ leaver: [[0]] });
  expect(found(left("2021-11-19"), used)).toEqual({ leaver: [[0]], "used-after-leaving": [[0, 100]] });
  expect(found(left("2021-12-01"), used)).toEqual({});
  expect(found(left("2021-11-19", false), used)).toEqual({ "used-after-leaving": [[0, 100]] });
  expect(found([manager({ roles: [], leftOn: asOf }), { actor: "x-1", roles: [], leftOn: calendarDate("2021-01-01") }])).toEqual({
    leaver: [[]],
  });
});

test("conflicting, undeclared and emergency roles", () => {
  const both = [{ role: "hrDirector" }, { role: "auditor" }];
  const uses = [at(0, "2021-11-20", { role: "hrDirector" }), at(1, "2021-11-20", { role: "auditor" })];
  expect(found([manager({ roles: both })], uses)).toEqual({ "conflicting-roles": [[0, 1]] });
  expect(found([manager({ roles: [{ role: "toString" }] })], [at(0, "2021-11-20", { role: "toString" })])).toEqual({
    "unknown-role": [[0]],
  });
  expect(found([manager({ roles: [{ role: "onCall" }] })], [at(0, "2021-11-20", { role: "onCall" })])).toEqual({
    "emergency-role-held": [[0]],
  });
});

test("signs of shared accounts: a general name, several persons, days that one person cannot work", () => {
  expect(found([manager({ persons: ["p-1", "p-2"] })], used)).toEqual({ "shared-account": [[0]] });
  expect(found([manager({ actor: "admin" })], [at(0, "2021-11-20", { actor: "admin" })])).toEqual({ "shared-account": [[0]] });
  const hours = (count: number) =>
    Array.from({ length: count }, (_, hour) => entry(hour, `2021-11-20T${String(hour).padStart(2, "0")}:10:00.000Z`, { actor: "m-1" }));
  expect(found([manager()], hours(15))).toEqual({});
  expect(found([manager()], hours(16))).toEqual({ "long-days": [[0, ...Array.from({ length: 16 }, (_, hour) => 100 + hour)]] });
  const two = [manager({ persons: ["p-1"] }), manager({ actor: "m-2", persons: ["p-1"] })];
  expect(found(two, [...used, at(1, "2021-11-20", { actor: "m-2" })])).toEqual({ "several-accounts": [[0, 1]] });
});

test("a role that was used and is not held is found, an opened emergency role is not", () => {
  expect(found([manager()], [...used, at(1, "2021-11-21", { role: "hrDirector" })])).toEqual({ "used-without-holding": [[101]] });
  expect(found([], [at(1, "2021-11-21", { actor: "ghost" })])).toEqual({ "used-without-holding": [[101]] });
  expect(found([manager()], [...used, at(1, "2021-11-21", { role: "onCall", emergency: "e-1" })])).toEqual({});
});

test("the review does not depend on the order of accounts, roles or entries", () => {
  const accounts: readonly AccountFacts[] = [
    { actor: "b", roles: [{ role: "manager" }, { role: "auditor" }] },
    { actor: "a", roles: [{ role: "auditor" }, { role: "hrDirector" }], leftOn: calendarDate("2021-11-01") },
    { actor: "c", roles: [{ role: "manager" }], persons: ["p-1", "p-2"] },
  ];
  const entries = [
    at(0, "2021-11-20", { actor: "a", role: "auditor" }),
    at(1, "2021-09-01", { actor: "b" }),
    at(2, "2021-11-20", { actor: "z" }),
  ];
  const of = (list: readonly AccountFacts[], seen: readonly AccessEntry[]) =>
    reviewAccess({ matrix: access, accounts: list, entries: seen, from: 0, below: 9, asOf, zone: "UTC", rules });
  fc.assert(
    fc.property(fc.shuffledSubarray([...accounts], { minLength: 3 }), fc.shuffledSubarray([...entries], { minLength: 3 }), (list, seen) => {
      expect(
        of(
          list.map((one) => ({ ...one, roles: [...one.roles].reverse() })),
          seen,
        ),
      ).toEqual(of(accounts, entries));
    }),
    { numRuns: 30 },
  );
});

test("findings name no person", () => {
  const { findings } = reviewAccess({
    matrix: access,
    accounts: [{ actor: "kovacs-zsofia", name: "Zsófia Kovács", roles: [{ role: "manager" }], persons: ["p-77777", "p-88888"] }],
    entries: [],
    from: 0,
    below: 9,
    asOf,
    zone: "UTC",
    rules,
  });
  expect(findings).toHaveLength(2);
  expect(JSON.stringify(findings)).not.toMatch(/kov|Zs|p-7|p-8/i);
});

test("facts that cannot be reviewed are refused, by their position", () => {
  const refused = (accounts: unknown, code = "ACCOUNTS_INVALID", more: object = {}) =>
    expect(() =>
      reviewAccess({
        matrix: access,
        accounts: accounts as AccountFacts[],
        entries: [],
        from: 0,
        below: 1,
        asOf,
        zone: "UTC",
        rules,
        ...more,
      }),
    ).toThrow(expect.objectContaining({ code }));
  refused([manager(), manager()]);
  refused([manager({ roles: [{ role: "manager" }, { role: "manager" }] })]);
  refused([manager({ leftOn: "31/12/2021" as never })]);
  refused([{ actor: "", roles: [] }]);
  refused([], "DATE_INVALID", { asOf: "yesterday" });
  refused([], "RULES_INVALID", { rules: { dormantAfterDays: -1, endingWithinDays: 0 } });
  refused([], "ZONE_UNKNOWN", { zone: "Nowhere" });
  refused([], "PERIOD_INVALID", { from: 2 });
});

test("a technical role that acts for an ordinary role's purpose is found", () => {
  const vocabulary = defineVocabulary({
    purposes: { care: { statement: {} }, maintenance: { statement: {} } },
    categories: { file: { label: {} } },
    origins: { subject: { label: {} } },
  });
  const of = (purposes: readonly ("care" | "maintenance")[]) =>
    defineMatrix(vocabulary, {
      actions: ["read"],
      roles: { nurse: { label: {}, purposes: ["care"] }, admin: { label: {}, purposes, kind: "technical" } },
      grants: { nurse: { file: ["read"] }, admin: { file: ["read"] } },
    });
  const accounts = [{ actor: "x-1", roles: [{ role: "admin" }] }];
  const review = (matrix: ReturnType<typeof of>) =>
    reviewAccess({
      matrix,
      accounts,
      entries: [],
      from: 0,
      below: 0,
      asOf,
      zone: "UTC",
      rules: { dormantAfterDays: 90, endingWithinDays: 30 },
    })
      .findings.map(({ query }) => query.check)
      .filter((check) => check === "technical-role-in-business");
  expect(review(of(["care", "maintenance"]))).toHaveLength(1);
  expect(review(of(["maintenance"]))).toEqual([]);
});

test("looks at each entry once, however many accounts there are", () => {
  let reads = 0;
  const matrix = access;
  const count = 400;
  const entries = Array.from({ length: count }, (_, at) => {
    const made = entry(at, `2021-11-20T10:${String(at % 60).padStart(2, "0")}:00.000Z`, { actor: `m-${at % 100}` });
    return Object.defineProperty({ ...made }, "actor", {
      enumerable: true,
      get() {
        reads += 1;
        return made.actor;
      },
    });
  });
  const accounts = Array.from({ length: 100 }, (_, at) => ({
    actor: `m-${at}`,
    roles: [{ role: "manager" }],
    leftOn: calendarDate("2021-11-01"),
  }));
  reviewAccess({
    matrix,
    accounts,
    entries,
    from: 0,
    below: count,
    asOf,
    zone: "UTC",
    rules: { dormantAfterDays: 90, endingWithinDays: 30 },
  });
  expect(reads).toBeLessThan(20 * count);
});
