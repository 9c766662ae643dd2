/** A hospital register in the manner of CCIN deliberation 2021-206, an opinion on it, and evidence; counts are made up. */
import { canonicalBytes, type JsonValue, toHex } from "@favorable/core";
import type { Action, FieldDocument, ProcessingDocument } from "@favorable/processing";
import { sha256 } from "@noble/hashes/sha2.js";
import type { DossierEvidence, DossierInput, DossierOpinion } from "../src/dossier/index.ts";
import { findings } from "./dossier-findings.ts";

const health = "health" as const;
const category = (fr: string, en: string, special?: typeof health) => ({
  label: { fr, en },
  ...(special === undefined ? {} : { special }),
});
const fields = (name: string, count: number, purposes: readonly string[]): Record<string, FieldDocument> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${name}${at}`, { category: name, origins: ["hr"], purposes, kind: "text" as const }]),
  );

const LETTERS: Readonly<Record<string, Action>> = { r: "read", a: "add", m: "modify", d: "delete", e: "extract" };
const grants = (codes: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(codes).map(([id, code]) => [id, code === "" ? ("none" as const) : [...code].flatMap((letter) => LETTERS[letter] ?? [])]),
  );

export const document: ProcessingDocument = {
  format: "favorable-processing/2",
  id: "vaccination-follow-up",
  stage: "submitted",
  title: {
    fr: "Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l'obligation vaccinale",
    en: "Follow-up of the vaccination of employees and of persons working at CHPG who are subject to the vaccination duty",
  },
  zone: "Europe/Monaco",
  startsOn: "2021-10-01",
  controller: {
    name: "Centre Hospitalier Princesse Grace",
    kind: "public-body",
    nature: { fr: "établissement public autonome", en: "autonomous public establishment" },
  },
  events: {
    law: { label: { fr: "la loi entre en vigueur", en: "the law enters into force" }, on: "2021-10-30" },
    dutyEnds: { label: { fr: "fin de l'obligation vaccinale", en: "end of the vaccination duty" } },
  },
  purposes: {
    followUp: {
      statement: { fr: "Suivi de la vaccination des employés du CHPG", en: "Follow-up of the vaccination of CHPG employees" },
      object: { fr: "Suivi de la vaccination", en: "Vaccination follow-up" },
      main: true,
      bases: [
        { kind: "consent", until: "2021-10-29" },
        { kind: "legal-obligation", from: "2021-10-30", reference: { text: "Loi n° 1.509 du 20 septembre 2021", article: "1" } },
      ],
    },
    statistics: {
      statement: { fr: "Statistiques sur la vaccination", en: "Statistics on vaccination" },
      object: { fr: "Statistiques", en: "Statistics" },
    },
  },
  categories: {
    identity: category("Identité", "Identity"),
    career: category("Vie professionnelle", "Professional life"),
    proofs: category("Justificatifs de vaccination", "Vaccination proofs", health),
    status: category("Statut vaccinal", "Vaccination status", health),
    contra: category("Contre-indication", "Contra-indication", health),
    time: category("Informations temporelles", "Time information"),
    salary: category("Retenues sur salaire", "Salary withholding"),
    comments: { label: { fr: "Commentaires" } },
    logs: category("Journaux de connexion", "Connection logs"),
  },
  origins: { hr: { label: { fr: "Fichier RH", en: "HR file" }, kind: "file" } },
  records: {
    agent: {
      subjects: ["staff"],
      fields: {
        ...fields("identity", 5, ["followUp"]),
        ...fields("career", 5, ["followUp", "statistics"]),
        ...fields("proofs", 3, ["followUp"]),
        ...fields("status", 9, ["followUp", "statistics"]),
        ...fields("contra", 3, ["followUp"]),
        ...fields("time", 7, ["followUp"]),
        ...fields("salary", 8, ["followUp"]),
        ...fields("comments", 1, ["followUp"]),
      },
    },
  },
  access: {
    actions: ["read", "add", "modify", "delete", "extract"],
    roles: {
      hr: {
        label: { fr: "Direction des ressources humaines", en: "Director, human resources" },
        purposes: ["followUp", "statistics"],
        kind: "business",
      },
      care: {
        label: { fr: "Coordination générale des soins", en: "Director, general care" },
        purposes: ["followUp"],
        kind: "business",
        rowScope: "own-unit",
      },
      medical: {
        label: { fr: "Direction des affaires médicales", en: "Director, medical affairs" },
        purposes: ["followUp"],
        kind: "business",
        rowScope: "own-unit",
      },
      managers: { label: { fr: "Gestionnaires de dossiers", en: "Case managers" }, purposes: ["followUp"], rowScope: "case-load" },
      dsio: { label: { fr: "Administrateurs DSIO", en: "DSIO administrators" }, purposes: ["followUp"], kind: "technical" },
    },
    grants: {
      hr: {
        ...grants({
          identity: "rame",
          career: "rame",
          proofs: "ramd",
          contra: "ramd",
          time: "ram",
          salary: "ramde",
          comments: "ramd",
          logs: "rd",
        }),
        status: "all",
      },
      care: grants({
        identity: "r",
        career: "r",
        proofs: "ramd",
        status: "ramde",
        contra: "ramd",
        time: "ram",
        salary: "",
        comments: "ra",
        logs: "r",
      }),
      medical: grants({
        identity: "r",
        career: "r",
        proofs: "ramd",
        status: "ramde",
        contra: "ramd",
        time: "ram",
        salary: "",
        comments: "ra",
        logs: "r",
      }),
      managers: grants({ identity: "r", career: "r", proofs: "ra", status: "ram", contra: "", time: "ram", salary: "", comments: "a" }),
      dsio: grants({
        identity: "rm",
        career: "rm",
        proofs: "rm",
        status: "rm",
        contra: "r",
        time: "rm",
        salary: "r",
        comments: "r",
        logs: "re",
      }),
    },
    immutable: ["logs"],
  },
  links: {
    mail: {
      processing: { fr: "Messagerie professionnelle", en: "Professional messaging" },
      status: "reviewed",
      direction: "in",
      purposes: ["followUp"],
      carries: ["proofs"],
      channel: { kind: "mail", maximumAge: "P7D" },
    },
  },
  retention: {
    vaccination: {
      categories: ["identity", "career", "proofs", "status", "contra", "time", "comments"],
      start: { kind: "fixed-date", on: "2021-10-30" },
      maximum: { period: "P18M" },
      then: "delete",
    },
    salary: { categories: ["salary"], start: { kind: "fixed-date", on: "2021-10-30" }, maximum: { period: "P18M" }, then: "delete" },
    logs: { categories: ["logs"], start: { kind: "field", field: "log.at" }, minimum: { period: "P18M" }, immutable: true },
  },
};

export const hashOf = (value: unknown): string => toHex(sha256(canonicalBytes(value as JsonValue)));

export const opinion: DossierOpinion = {
  outcome: "favorable-with-conditions",
  declaration: { id: document.id, sha256: hashOf(document) },
  rulebook: { version: "1", sha256: "b07d".repeat(16) },
  profile: "ccin-1165",
  asOf: "2022-03-15",
  evidence: { used: true, simulated: true, asOf: "2022-03-14", parts: ["ages", "channels", "exports", "log", "purges"] },
  findings,
  notApplicable: [
    { rule: "pur-no-permanent-monitoring", reason: "no-subject" },
    { rule: "law-transfer", reason: { en: "another law" } },
  ],
};

const weekly = [61, 118, 190, 355, 602, 540, 498, 470, 512, 466, 431, 238, 221, 455, 520, 488, 462, 441, 436, 425, 410, 402, 398, 371];
const growth = weekly.map((_, at) => ({
  on: new Date(Date.UTC(2021, 9, 4 + at * 7)).toISOString().slice(0, 10),
  size: weekly.slice(0, at + 1).reduce((sum, one) => sum + one, 0),
}));

export const evidence: DossierEvidence = {
  log: {
    verdict: "intact",
    witnessed: "witnessed",
    size: 9510,
    root: "4f6b".repeat(16),
    growth,
    checkpoints: [3, 9, 15, 23].map((at, index) => ({
      on: growth[at]?.on ?? "",
      size: growth[at]?.size ?? 0,
      root: "91c2".repeat(16),
      witnessed: index !== 1,
    })),
  },
  oldest: {
    status: { on: "2021-10-04", count: 2996 },
    identity: { on: "2021-10-06", count: 3011 },
    salary: { on: "2021-11-22", count: 41 },
    logs: { on: "2021-10-02", count: 9510 },
  },
  channels: { mail: { on: "2022-01-31", count: 14 } },
  requests: [
    { kind: "access", on: "2021-11-04", due: "2021-12-04", answeredOn: "2021-11-19" },
    { kind: "rectification", on: "2021-12-06", due: "2022-01-06", answeredOn: "2022-01-11" },
    { kind: "erasure", on: "2021-12-20", due: "2022-03-20", extended: true, answeredOn: "2022-02-02" },
    { kind: "access", on: "2022-01-10", due: "2022-02-10" },
    { kind: "objection", on: "2022-02-21", due: "2022-03-21" },
  ],
  sweeps: [{ on: "2022-03-01", policy: "vaccination", deleted: 0, held: 0, overdue: 0 }],
  exports: [{ on: "2022-02-10T09:30:00Z", role: "hr", purpose: "followUp", rows: 2996, recipients: 1, encrypted: true }],
};

export const input: DossierInput = { document, opinion, evidence, generatedOn: "2022-03-16" };

/** The same input with another document, its opinion re-pointed at it. */
export const about = (changed: ProcessingDocument, more: Partial<DossierInput> = {}): DossierInput => ({
  ...input,
  document: changed,
  opinion: { ...opinion, declaration: { id: changed.id, sha256: hashOf(changed) } },
  ...more,
});
