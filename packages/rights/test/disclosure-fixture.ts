/** Two records, their purposes, and what is held about a person of the staff. */
import { defineVocabulary } from "@favorable/fields";
import { createDetector } from "@favorable/fields/detectors";
import * as z from "zod";
import type { AccessPackage } from "../src/disclosure/access-package.ts";
import { disclose } from "../src/disclosure/disclose.ts";
import { releaseDisclosure } from "../src/disclosure/release.ts";
import type { CollectedRow, DisclosureSource } from "../src/disclosure/source.ts";
import { handler, type Rig } from "./desk-rig.ts";
import { day } from "./requests.ts";

const vocabulary = defineVocabulary({
  purposes: {
    followUp: {
      statement: { fr: "Suivi de la vaccination des employés", en: "Follow-up of the vaccination of employees" },
      bases: [
        { kind: "consent", until: "2021-10-29" },
        { kind: "legal-obligation", from: "2021-10-30", reference: { text: "Law 1.509", article: "1" } },
      ],
    },
    reminders: { statement: { fr: "Rappels choisis", en: "Reminders by choice" }, bases: [{ kind: "consent" }] },
  },
  categories: {
    identity: { label: { fr: "Identité", en: "Identity" } },
    status: { label: { fr: "Statut vaccinal", en: "Vaccination status" }, special: "health" },
    comments: { label: { fr: "Commentaires", en: "Comments" } },
    contact: { label: { fr: "Coordonnées", en: "Contact" } },
  },
  origins: {
    hrFile: { label: { fr: "Fichier RH", en: "HR file" }, kind: "file" },
    subject: { label: { fr: "La personne elle-même", en: "The person" }, kind: "subject" },
    application: { label: { fr: "L’application", en: "The application" }, kind: "application" },
  },
});
const { field, record } = vocabulary;
const agent = record("agent", {
  staffNumber: field(z.string(), {
    category: "identity",
    origins: ["hrFile"],
    purposes: ["followUp"],
    subject: true,
    label: { fr: "Matricule", en: "Staff number" },
  }),
  status: field(z.string(), { category: "status", origins: ["subject", "hrFile"], purposes: ["followUp"] }),
  comment: field(z.string(), {
    category: "comments",
    origins: ["application"],
    purposes: ["followUp"],
    freeText: { moderator: "hrDirector" },
  }),
});
const reminder = record("reminder", {
  phone: field(z.string(), { category: "contact", origins: ["subject"], purposes: ["reminders"] }),
  guessedBestHour: field(z.number(), { category: "contact", origins: ["application"], purposes: ["reminders"] }),
});

/** What the tests plant: no error may hold it. */
export const MARKER = "Zsófia Kovács-Rakéta";

export const rows: readonly CollectedRow[] = [
  {
    record: "agent",
    values: { staffNumber: "p-4711", status: "2 doses", comment: `see with ${MARKER}, z.k@hospital.example` },
    origin: "hrFile",
  },
  { record: "agent", values: { staffNumber: "p-4711", status: "<script>alert(1)</script> & co" }, origin: "subject", others: ["p-4712"] },
  { record: "reminder", values: { phone: "+377 98 00 00 00", guessedBestHour: 9 } },
];

export function sourceOf({ log }: Pick<Rig, "log">, more: Partial<DisclosureSource> = {}): DisclosureSource {
  return {
    controller: { name: { fr: "Hôpital", en: "Hospital" }, contact: { fr: "dpo@hospital.example", en: "dpo@hospital.example" } },
    authority: { fr: "APDP, Monaco", en: "APDP, Monaco" },
    vocabulary,
    records: [agent, reminder],
    collect: async (subject) => (subject === "p-4711" ? rows : []),
    recipients: [
      { name: { fr: "Médecine du travail", en: "Occupational health" }, purposes: ["followUp"] },
      { name: { fr: "Personne", en: "Nobody" }, purposes: ["payroll"] },
    ],
    periods: {
      identity: { fr: "18 mois à compter du 30 octobre 2021", en: "18 months from 30 October 2021" },
      status: { fr: "18 mois à compter du 30 octobre 2021", en: "18 months from 30 October 2021" },
      comments: { fr: "18 mois à compter du 30 octobre 2021", en: "18 months from 30 October 2021" },
      contact: { fr: "Jusqu’au retrait", en: "Until withdrawal" },
    },
    accesses: {
      log,
      reader: {
        actor: "staff-h",
        role: "dpo-office",
        purpose: "subject-access",
        retention: { policy: "rights-desk", version: 1, start: day("2021-10-31") },
      },
      types: ["access.read"],
    },
    detector: createDetector({ countries: ["MC", "FR"] }),
    asOf: day("2021-10-31"),
    ...more,
  };
}

/** Two reads of the person's row, one of them together with somebody else's, and one read they did themselves. */
export async function readThem({ log }: Pick<Rig, "log">): Promise<void> {
  const retention = { policy: "access-log", version: 1, start: day("2021-10-31") };
  const read = (actor: string, ...subjects: readonly string[]) =>
    log.append({
      type: "access.read",
      clear: { role: "hrDirector", purpose: "followUp" },
      parts: [
        { name: "actor", subject: actor, value: actor, retention },
        ...subjects.map((subject) => ({ name: "row", subject, value: "status", retention })),
      ],
    });
  await read("staff-77", "p-4711");
  await read("staff-78", "p-4711", "p-4799");
  await read("p-4711", "p-4799");
}

/** The answer to a verified request, everything sent but the row about somebody else. */
export async function answerTo(rig: Rig, id: string, more: Partial<DisclosureSource> = {}): Promise<AccessPackage> {
  const draft = await disclose(rig.desk, await rig.desk.verified(id), sourceOf(rig, more), handler);
  const decisions = Object.fromEntries(draft.flags.map((flag) => [flag.id, flag.id === "agent/1/*" ? "withhold" : "send"] as const));
  return releaseDisclosure(rig.desk, draft, decisions, handler);
}
