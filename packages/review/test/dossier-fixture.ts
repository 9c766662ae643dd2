/** A hospital register in the manner of CCIN deliberation 2021-206, an opinion on it, and evidence; counts are made up. */
import { canonicalBytes, type JsonValue, toHex } from "@favorable/core";
import type { Action, FieldDocument, ProcessingDocument } from "@favorable/processing";
import { sha256 } from "@noble/hashes/sha2.js";
import type { DossierEvidence, DossierFinding, DossierInput, DossierOpinion } from "../src/dossier/index.ts";

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

type Spoken = Omit<DossierFinding, "severity" | "rests" | "source"> & Partial<DossierFinding>;
const finding = (spoken: Spoken): DossierFinding => ({
  severity: "reserve",
  rests: "promise",
  source: "CCIN 2021-206, VI (C24)",
  ...spoken,
});
const quiet = (rule: string, section: string, fr: string, en: string): DossierFinding =>
  finding({ rule, section, state: "satisfied", statement: { fr, en }, source: "Law 1.165, art. 10-1; GDPR 5(1)(b)" });

export const findings: readonly DossierFinding[] = [
  finding({
    rule: "pur-covers-data-subjects",
    section: "I",
    state: "fired",
    severity: "modify",
    statement: { en: "The population named in the purpose covers every declared category of data subjects." },
    source: "CCIN 2021-206, I (C02)",
    declared: ["named: employees", "concerned: staff, students, volunteers, external persons"],
    remarks: [
      {
        section: "I",
        word: "modifie",
        statement: {
          fr: "Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l'obligation vaccinale",
          en: "Follow-up of the vaccination of employees and of persons working at CHPG who are subject to the vaccination duty",
        },
        remedy: { fr: "La finalité reprise dans ces termes.", en: "The purpose restated in these words." },
      },
    ],
  }),
  finding({
    rule: "lnk-transient-channel-purge",
    section: "VI",
    state: "fired",
    rests: "evidence",
    statement: "Messages that carry sensitive data leave the channel soon after intake.",
    declared: ["14 messages are older than 7 days"],
    remarks: [
      {
        section: "VI",
        word: "demande",
        statement: {
          fr: "que les messages portant des justificatifs soient traités dans les meilleurs délais puis supprimés de la messagerie",
          en: "that messages carrying proofs be handled promptly, then deleted from the messaging",
        },
        remedy: { fr: "Une purge sans message en retard.", en: "One purge run that leaves no overdue message." },
      },
    ],
  }),
  finding({
    rule: "lnk-purge-reaches-backups",
    section: "VI",
    state: "fired",
    statement: "Deletion reaches the backups of a channel.",
    missing: ["links.mail.channel.backupRotation"],
    remarks: [
      {
        section: "VI",
        word: "demande",
        statement: {
          fr: "que cette suppression soit également effectuée sur le système de sauvegarde de la messagerie",
          en: "that this deletion also reach the messaging backup",
        },
        remedy: { fr: "Une durée de rotation déclarée.", en: "A declared rotation." },
      },
    ],
  }),
  finding({
    rule: "rig-requester-identity-check",
    section: "IV",
    state: "fired",
    statement: "A requester is recognised before an answer.",
    missing: "rights.identityCheck",
    remarks: [
      {
        section: "IV",
        word: "considere",
        statement: {
          fr: "qu'une procédure devra être mise en place pour s'assurer que l'expéditeur du courriel est la personne concernée",
          en: "that a procedure must be set up to ensure that the sender of the e-mail is the data subject",
        },
        remedy: { fr: "Une vérification déclarée.", en: "A declared check." },
      },
    ],
  }),
  finding({
    rule: "inf-source-conditioned-minimum",
    section: "III",
    state: "fired",
    statement: "Where a competent third party certifies, no other proof is recorded.",
    remarks: [
      {
        section: "III",
        word: "souligne",
        statement: {
          fr: "que seule la mention transmise est enregistrée, à l'exclusion d'autres indications",
          en: "that only the statement received is recorded, excluding any other proof",
        },
      },
    ],
  }),
  finding({
    rule: "sec-infra-nominative-strong",
    section: "VII",
    state: "fired",
    severity: "reminder",
    statement: "Accounts are nominative and strong.",
    remarks: [
      {
        section: "VII",
        word: "rappelle",
        statement: {
          fr: "que les ports non utilisés doivent être désactivés et les comptes protégés nominativement",
          en: "that unused ports must be disabled and accounts protected nominatively",
        },
        remedy: { fr: "Une liste de contrôle datée.", en: "A dated checklist." },
      },
    ],
  }),
  finding({
    rule: "ret-log-floor",
    section: "VIII",
    state: "not-assessable",
    statement: "Logs are kept at least the floor.",
    missing: ["logs.category"],
  }),
  finding({
    rule: "pur-subjects-within-legal-scope",
    section: "I",
    state: "human",
    statement: "Every category of data subjects is inside the scope of the legal text.",
    question: {
      fr: "Le périmètre des personnes concernées est-il conforme à la loi, exclusions comprises ?",
      en: "Does the perimeter of the data subjects conform to the law, exclusions included?",
    },
    declared: ["external persons: in direct contact only"],
  }),
  finding({
    rule: "nec-proportionate",
    section: "IX",
    state: "human",
    statement: "The processing is necessary and proportionate.",
    question: { fr: "Le traitement est-il nécessaire et proportionné ?", en: "Is the processing necessary and proportionate?" },
  }),
  quiet("pur-determined-explicit", "I", "La finalité est déterminée et explicite.", "The purpose is determined and explicit."),
  quiet("law-basis-declared", "II", "Chaque finalité a une base légale.", "Each purpose has a legal basis."),
  quiet("acc-matrix-complete", "V", "Chaque fonction est décidée pour chaque catégorie.", "Every role is decided for every category."),
  quiet("ret-cap", "VIII", "La durée ne dépasse pas la loi.", "The period does not exceed the law."),
];

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
