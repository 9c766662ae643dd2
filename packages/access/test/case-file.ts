/** A case file in small: units, cases, one's own record, roles held apart, an emergency role. */
import { allOf, anyOf, caseLoad, defineMatrix, during, lastDays, ownRecord, ownUnit, sameTenant } from "@favorable/access";
import { simulatedClock } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import * as z from "zod";

export const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Social care" } }, self: { statement: { en: "Show people their own file" } } },
  categories: { identity: { label: { en: "Identity" } }, notes: { label: { en: "Notes" } } },
  origins: { subject: { label: { en: "The person" } } },
});
const { field, record } = vocabulary;
const tags = { origins: ["subject"], purposes: ["care", "self"] } as const;

export const file = record("file", {
  person: field(z.string(), { ...tags, category: "identity", subject: true }),
  unit: field(z.string(), { ...tags, category: "identity" }),
  openedOn: field(z.iso.date(), { ...tags, category: "identity" }),
  note: field(z.string().optional(), { ...tags, category: "notes" }),
  office: field(z.string().optional(), { origins: ["subject"], purposes: ["self"], category: "identity" }),
});

export const clock = () => simulatedClock(new Date("2026-03-10T22:30:00Z"));

export function declare(at = clock()) {
  return defineMatrix(
    vocabulary,
    {
      actions: ["read", "add", "modify", "delete"],
      roles: {
        worker: { label: { en: "Social worker" }, purposes: ["care"] },
        manager: { label: { en: "Manager" }, purposes: ["care"] },
        auditor: { label: { en: "Auditor" }, purposes: ["care"] },
        person: { label: { en: "Person" }, purposes: ["self"] },
        onCall: { label: { en: "On call" }, purposes: ["care"] },
      },
      grants: {
        worker: { identity: ["read", "add", "modify"], notes: ["read", "add", "modify"] },
        manager: { identity: "all", notes: "none" },
        auditor: { identity: ["read"], notes: ["read"] },
        person: { identity: ["read"], notes: "none" },
        onCall: { identity: ["read"], notes: ["read"] },
      },
      when: [
        { roles: ["worker"], where: ownUnit("unit") },
        { roles: ["worker"], actions: ["modify"], where: anyOf(caseLoad("person"), lastDays("openedOn", 30)) },
        { roles: ["auditor"], where: allOf(sameTenant("unit"), during({ from: "2026-03-01", until: "2026-03-31" })) },
        { roles: ["person"], where: ownRecord("person") },
      ],
      conflicts: [["manager", "auditor"]],
      breakGlass: { onCall: { for: ["worker"], maximumMinutes: 60 } },
    },
    { clock: at, zone: "Europe/Paris" },
  );
}

export const row = { person: "p-1", unit: "north", openedOn: "2026-02-20", note: "n", office: "o" };
