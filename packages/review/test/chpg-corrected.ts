/** The same file once the conditions of CCIN deliberation 2021-206 are met. What it adds to the submitted one is what lifts them. */
import type { FieldDocument, ProcessingDocument, RecordDocument, SubjectDocument } from "@favorable/processing";
import { chpgSubmitted as submitted } from "./chpg-submitted.ts";

const LAW = "loi n° 1.509 du 20 septembre 2021";

const everyone = Object.keys(submitted.subjects ?? {});

const map = <T, U>(of: Readonly<Record<string, T>> | undefined, change: (value: T, id: string) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(of ?? {}).map(([id, value]) => [id, change(value, id)]));

const scoped = (subject: SubjectDocument): SubjectDocument => ({
  ...subject,
  legalScope: {
    text: LAW,
    article: "1",
    included: {
      fr: "personnel, et personnes y exerçant une activité en contact direct",
      en: "staff, and persons active there in direct contact",
    },
    ...(subject.relation === "staff"
      ? {}
      : { excluded: { fr: "activité ponctuelle sans contact direct", en: "occasional activity without direct contact" } }),
  },
});

const provided = (field: FieldDocument): FieldDocument =>
  field.category === "connectionLogs"
    ? { ...field, ...(field.kind === "instant" ? { boundTo: "clock" } : { boundTo: "actor" }) }
    : { ...field, legalRef: { text: LAW, article: "1" } };

/** Each correction on its own, so that tests can add them one by one; ids are those of the remarks they answer. */
export const corrections: Readonly<Record<string, (file: ProcessingDocument) => ProcessingDocument>> = {
  C01: (file) => ({ ...file, subjects: map(file.subjects, scoped) }),
  C02: (file) => ({
    ...file,
    purposes: map(file.purposes, (purpose) => ({
      ...purpose,
      statement: {
        fr: "Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l'obligation vaccinale",
        en: "Follow-up of the vaccination of employees and of persons working at CHPG subject to the vaccination duty",
      },
      population: everyone,
    })),
  }),
  C09: (file) => ({
    ...file,
    originRules: [
      {
        origin: "occupationalHealth",
        categories: ["vaccinationStatus"],
        keeps: ["situation.scheme", "situation.receivedOn", "situation.dueOn"],
      },
    ],
  }),
  C10: (file) => ({
    ...file,
    records: map(file.records, (record): RecordDocument => ({ ...record, fields: map(record.fields, provided) })),
  }),
  C13: (file) => ({
    ...file,
    notices: map(file.notices, (notice) => ({
      ...notice,
      attached: true,
      sha256: "0".repeat(64),
      mentions: ["controller", "dpo", "purposes", "basis", "recipients", "retention", "rights", "compulsory", "consequences"],
    })),
  }),
  C14: (file) => ({
    ...file,
    notices: map(file.notices, (notice) => ({
      ...notice,
      channels: [...notice.channels, { kind: "handed-over", reaches: everyone, when: "at-collection" }],
    })),
  }),
  C15: (file) => ({ ...file, rights: { ...file.rights, answerWithin: "P1M" } }),
  C16: (file) => ({ ...file, rights: { ...file.rights, identityCheck: ["challenge"] } }),
  C17: (file) => ({ ...file, rights: { ...file.rights, identityCopy: "never-asked" } }),
  // The floor ends with the duty (C32, and so C21); the cap that must still be stated ends three months later.
  C32: (file) => ({
    ...file,
    retention: {
      ...file.retention,
      logs: {
        categories: ["connectionLogs"],
        minimum: { event: "endOfDuty" },
        maximum: { event: "endOfDuty", period: "P3M" },
        then: "delete",
        immutable: true,
      },
    },
  }),
  immutableLogs: (file) => ({
    ...file,
    logs: { ...file.logs, store: "append-only-witnessed" },
    ...(file.access === undefined ? {} : { access: { ...file.access, immutable: ["connectionLogs"] } }),
  }),
  C24: (file) => channel(file, { maximumAge: "P7D" }),
  C25: (file) => channel(file, { purgeReaches: ["live", "backups"] }),
  C28: (file) => ({
    ...file,
    security: { ...file.security, exports: { encrypted: true, linkedToo: true, ledger: true, expireAfter: "P30D" } },
    ...(file.access === undefined
      ? {}
      : {
          access: {
            ...file.access,
            actions: ["read", "add", "modify", "delete", "extract"],
            grants: map(file.access.grants, (row, role) => (role === "hrDirector" ? { ...row, vaccinationStatus: "all" } : row)),
          },
        }),
  }),
  managers: (file) => ({
    ...file,
    functions: map(file.functions, (one) => ({ ...one, actors: ["hrDirector", "careDirector", "medicalDirector"] })),
  }),
};

function channel(file: ProcessingDocument, more: object): ProcessingDocument {
  return {
    ...file,
    links: map(file.links, (link) => (link.channel?.kind !== "mail" ? link : { ...link, channel: { ...link.channel, ...more } })),
  };
}

export const chpgCorrected: ProcessingDocument = Object.values(corrections).reduce((file, correct) => correct(file), submitted);
