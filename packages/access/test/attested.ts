/** An attestation of four rights, and the one before. */
import {
  type AccessReview,
  type AccountFacts,
  type AnsweredAttestation,
  type Attestation,
  attestationHash,
  attestationOf,
  reviewAccess,
} from "@favorable/access/review";
import { calendarDate } from "@favorable/core";
import { entry } from "./histories.ts";
import { access, vocabulary } from "./hospital.ts";

const accounts: readonly AccountFacts[] = [
  { actor: "m-1", name: "Person One", roles: [{ role: "manager", until: calendarDate("2021-12-15") }], persons: ["p-1"] },
  { actor: "m-2", name: "Person Two", roles: [{ role: "manager" }], leftOn: calendarDate("2021-11-15"), persons: ["p-2"] },
  { actor: "h-1", name: "Person Three", roles: [{ role: "hrDirector" }, { role: "auditor" }], persons: ["p-3"] },
];
const options = { matrix: access, from: 0, below: 9, zone: "Europe/Monaco", rules: { dormantAfterDays: 60, endingWithinDays: 30 } };
const entries = [
  entry(0, "2021-11-20T09:00:00.000Z", { actor: "m-1" }),
  entry(1, "2021-11-25T09:00:00.000Z", { actor: "m-1" }),
  entry(2, "2021-11-25T10:00:00.000Z", { actor: "h-1", role: "hrDirector" }),
  entry(3, "2021-11-29T10:00:00.000Z", { actor: "m-2" }),
];

export const review = reviewAccess({
  ...options,
  accounts: [...accounts.slice(2), ...accounts.slice(0, 2)],
  entries,
  asOf: calendarDate("2021-12-01"),
});
/** A review of other accounts, by the same rules. */
export const reviewOf = (of: readonly AccountFacts[]): AccessReview =>
  reviewAccess({ ...options, accounts: of, entries: [], asOf: calendarDate("2021-12-01") });
const ordered = reviewAccess({ ...options, accounts, entries, asOf: calendarDate("2021-12-01") });
export const attestation: Attestation = attestationOf(ordered, { reviewer: "dpo-1" });

const earlier = attestationOf(
  reviewAccess({
    ...options,
    accounts: [
      { actor: "m-1", name: "Person One", roles: [{ role: "manager" }] },
      { actor: "m-2", name: "Person Two", roles: [{ role: "manager" }] },
      { actor: "m-9", name: "Person Nine", roles: [{ role: "manager" }] },
      { actor: "h-1", name: "Person Three", roles: [{ role: "hrDirector" }] },
    ],
    entries: [],
    asOf: calendarDate("2021-06-01"),
  }),
  { reviewer: "dpo-1" },
);
export const previous: AnsweredAttestation = {
  attestation: earlier,
  answer: { attestation: attestationHash(earlier), decisions: earlier.rows.map(({ actor }) => (actor === "m-2" ? "revoke" : "keep")) },
};

export const labels = {
  roles: Object.fromEntries(Object.entries(access.roles).map(([name, { label }]) => [name, label])),
  categories: Object.fromEntries(Object.entries(vocabulary.categories).map(([name, { label }]) => [name, label])),
};
