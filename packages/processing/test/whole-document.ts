/** A document in which every key of the form is stated, so that none is lost unseen. */
import type { ProcessingDocument } from "@favorable/processing";

/** Every key required, to the bottom: a key that the form gains does not compile here until it is stated. */
type Whole<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer I)[]
    ? readonly Whole<I>[]
    : { readonly [K in keyof T]-?: Whole<Exclude<T[K], undefined>> };

const text = { fr: "texte", en: "text" } as const;
const law = { text: "Law 1.509 of 20 September 2021", article: "1" } as const;
const hash = "0123456789abcdef".repeat(4);
const controller = { name: "Hospital", kind: "public-body", nature: text, country: "MC", foundingTexts: [law], contact: "Monaco" } as const;

export const whole: Whole<ProcessingDocument> = {
  format: "favorable-processing/1",
  id: "whole",
  stage: "submitted",
  title: text,
  zone: "Europe/Monaco",
  startsOn: "2021-10-30",
  endsOn: "2023-04-30",
  controller,
  jointControllers: { controllers: [controller], arrangement: text },
  dpo: { contact: "dpo@example.org", named: true },
  events: { endOfDuty: { label: text, on: "2023-05-01" } },
  subjects: {
    staff: {
      label: text,
      namedAs: text,
      relation: "staff",
      legalScope: { ...law, included: text, excluded: text },
      minors: false,
      minorsRule: text,
    },
  },
  purposes: {
    followUp: {
      statement: text,
      object: text,
      population: ["staff"],
      bases: [
        {
          kind: "consent",
          from: "2021-09-29",
          until: "2021-10-30",
          endEvent: "endOfDuty",
          reference: law,
          criterion: text,
          consent: { perPurpose: true, proof: text, withdrawal: text, asEasyAsGiving: true, imbalance: text },
          balance: { reference: "B-1", on: "2021-09-01" },
        },
      ],
      main: true,
      compatibility: { reference: "C-1", on: "2021-09-01" },
    },
  },
  functions: { record: { label: text, purposes: ["followUp"], actors: ["director", "case managers"] } },
  categories: { status: { label: text, kind: "medical-file", special: "health", condition: law } },
  origins: { occupationalHealth: { label: text, kind: "third-party", certifies: true, link: "mail" } },
  originRules: [{ origin: "occupationalHealth", categories: ["status"], keeps: ["agent.status"] }],
  records: {
    agent: {
      label: text,
      subjects: ["staff"],
      fields: {
        status: {
          label: text,
          category: "status",
          origins: ["occupationalHealth"],
          purposes: ["followUp"],
          kind: "closed-list",
          subject: true,
          optional: true,
          legalRef: law,
          justification: text,
          nationalId: false,
          proof: false,
          moderator: "none",
          boundTo: "clock",
          reason: true,
        },
      },
    },
  },
  notices: {
    policy: {
      title: text,
      attached: true,
      sha256: hash,
      mentions: ["controller", "source"],
      channels: [{ kind: "intranet", reaches: ["staff"], when: "at-collection" }],
    },
  },
  rights: {
    contact: text,
    channels: ["e-mail"],
    answerWithin: "P1M",
    identityCheck: ["session", "challenge"],
    identityCopy: { blackAndWhite: true, crossed: true, access: ["director"], retention: "P1M", securedTransmission: true },
    means: {
      access: { how: text, reference: law },
      rectification: { how: text, reference: law },
      erasure: { how: text, reference: law },
      restriction: { how: text, reference: law },
      objection: { how: text, reference: law },
      portability: { how: text, reference: law },
    },
    propagation: true,
  },
  access: {
    actions: ["read", "add", "modify", "delete", "extract"],
    roles: { director: { label: text, mission: text, purposes: ["followUp"], kind: "business", central: true, rowScope: "all" } },
    grants: { director: { status: ["read", "extract"] } },
    immutable: ["status"],
    units: 3,
    accounts: { individual: true, shared: false, factors: 2 },
    procedure: { grant: text, reviewEvery: "P1Y", leavers: text },
  },
  logs: { events: ["connection", "read"], entries: ["actor"], store: "append-only-witnessed", category: "status", reviewEvery: "P1M" },
  links: {
    mail: {
      processing: text,
      status: "reviewed",
      direction: "in",
      purposes: ["followUp"],
      carries: ["agent.status", "status"],
      channel: { kind: "secure-mail", encrypted: true, maximumAge: "P7D", purgeReaches: ["live", "backups"], backupRotation: "P30D" },
    },
  },
  recipients: { inspector: { label: text, purposes: ["followUp"], categories: ["status"], basis: law } },
  processors: {
    host: {
      label: text,
      contract: "K-1",
      clauses: ["a", "h"],
      subProcessors: ["cloud"],
      country: "FR",
      endOfContract: "return-and-delete",
    },
  },
  transfers: { none: { to: "CH", categories: ["status"], safeguard: "adequacy" } },
  security: {
    passwords: { minimumLength: 12, entropyBits: 80, storedAs: "salted-hash", lockout: true, sentInClear: false },
    encryption: { inTransit: true, atRest: true, keys: text },
    infrastructureChecklist: { reference: "I-1", on: "2021-09-01" },
    review: { last: "2021-09-01", every: "P1Y" },
    exposed: false,
    exports: { encrypted: true, linkedToo: true, ledger: true, expireAfter: "P30D" },
    backups: { rotation: "P30D", encrypted: true },
    paper: { used: true, measures: text },
    environments: [{ name: "test", production: false, data: "generated" }],
    breach: { procedure: text, authorityWithinHours: 72, register: true },
  },
  retention: {
    register: {
      categories: ["status"],
      start: { kind: "field", field: "agent.status" },
      minimum: { period: "P18M", event: "endOfDuty" },
      maximum: { period: "P18M", event: "endOfDuty" },
      then: "delete",
      activeFor: "P6M",
      archive: { roles: ["director"], period: "P12M" },
      reference: law,
      justification: text,
      immutable: true,
    },
  },
  purge: { automatic: true, every: "P1D", followsShortening: true, lengtheningNeedsReview: true, evidence: true },
  capture: { devices: ["cctv"], continuous: false, audio: false, masking: true, area: text, uses: ["entrance"] },
  governance: {
    formality: { kind: "opinion-request", on: "2021-09-29", reference: "F-1" },
    necessity: { statement: text, alternatives: text, reviewOn: "2022-10-30" },
    riskCriteria: ["sensitive"],
    impactAssessment: {
      title: text,
      attached: true,
      sha256: hash,
      declaration: hash,
      residualRisk: "low",
      authorityConsulted: false,
    },
    approved: { sha256: hash, on: "2021-10-20", reference: "2021-206" },
    changeProcedure: { statement: text, reference: law },
  },
};
