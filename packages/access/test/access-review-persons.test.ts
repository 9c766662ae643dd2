import { defineMatrix } from "@favorable/access";
import { type AccessEntry, type AccountFacts, reviewAccess } from "@favorable/access/review";
import { calendarDate } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { expect, test } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { entry } from "./histories.ts";

const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Care" } } },
  categories: { file: { label: { en: "File" } } },
  origins: { subject: { label: { en: "The person" } } },
});
const matrix = defineMatrix(vocabulary, {
  actions: ["read"],
  roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] }, doctor: { label: { en: "Doctor" }, purposes: ["care"] } },
  grants: { nurse: { file: "none" }, doctor: { file: ["read"] } },
  conflicts: [["nurse", "doctor"]],
});
const asOf = calendarDate("2021-12-01");
const rules = { dormantAfterDays: 90, endingWithinDays: 30 };
const used = (actor: string, day = "2021-11-20"): AccessEntry =>
  entry(1, `${day}T09:00:00.000Z`, { actor, role: "doctor", action: "read" });
const review = (accounts: readonly AccountFacts[], entries: readonly AccessEntry[] = []) =>
  reviewAccess({ matrix, accounts, entries, from: 0, below: 1000, asOf, zone: "UTC", rules });
const checks = (...of: Parameters<typeof review>): string[] => [...new Set(review(...of).findings.map(({ query }) => query.check))].sort();

test("entries are an account's whatever its spelling", () => {
  const doctor: AccountFacts = { actor: "n-1", roles: [{ role: "doctor" }] };
  expect(review([doctor], [used("N-1 ")]).holdings).toMatchObject([{ uses: 1, lastUsed: "2021-11-20" }]);
  expect(checks([doctor], [used("N-1 ")])).toEqual([]);
  expect(checks([{ ...doctor, roles: [] }], [used("N-1")])).toEqual(["used-without-holding"]);
  const left = { ...doctor, leftOn: calendarDate("2021-11-01"), open: false };
  expect(checks([left], [used("\uff2e-1")])).toEqual(["used-after-leaving"]);
});

test("two accounts that people cannot tell apart are no directory", async () => {
  const twice = [
    { actor: "n-1", roles: [{ role: "nurse" }] },
    { actor: "N-1", roles: [{ role: "doctor" }] },
  ];
  expect(await rejectionCode(Promise.resolve().then(() => review(twice)))).toBe("ACCOUNTS_INVALID");
});

test("roles in conflict, and a last day, are a person's under all their accounts", () => {
  const two = (more: Partial<AccountFacts> = {}): AccountFacts[] => [
    { actor: "n-1", persons: ["p"], roles: [{ role: "nurse" }], ...more },
    { actor: "x-2", persons: ["p"], roles: [{ role: "doctor" }] },
  ];
  const found = review(two(), [used("x-2")]).findings;
  expect(found.find(({ query }) => query.check === "conflicting-roles")?.rows).toEqual([0, 1]);
  expect(checks(two({ leftOn: calendarDate("2021-11-01"), open: false }), [used("x-2")])).toEqual(
    ["conflicting-roles", "leaver", "never-used", "several-accounts", "used-after-leaving"].sort(),
  );
  // An account of several persons says nothing about each: it is told as shared.
  const shared = [{ actor: "s-1", persons: ["p", "q"], roles: [{ role: "nurse" }] }, ...two().slice(1)];
  expect(checks(shared, [used("x-2")])).not.toContain("conflicting-roles");
});
