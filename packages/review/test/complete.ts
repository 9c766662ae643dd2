/** A file that meets every rule of the strictest profiles, and evidence that shows it; rules are tried by breaking one fact at a time. */

import type { ProcessingDocument } from "@favorable/processing";
import { documentSha256, type EvidenceBundle } from "@favorable/review";
import { set } from "./change.ts";
import { chpgCorrected } from "./chpg-corrected.ts";

const how = { how: { en: "by e-mail" } };
const hash = "a".repeat(64);

const facts: Readonly<Record<string, unknown>> = {
  "purposes.followUp.bases.0.consent": {
    perPurpose: true,
    proof: { en: "signed form" },
    withdrawal: { en: "on request" },
    asEasyAsGiving: true,
    imbalance: { en: "no consequence" },
  },
  "notices.policy.mentions": [
    "controller",
    "dpo",
    "purposes",
    "basis",
    "recipients",
    "transfers",
    "retention",
    "rights",
    "withdrawal",
    "complaint",
    "compulsory",
    "consequences",
    "categories",
    "source",
  ],
  "notices.policy.channels": [
    {
      kind: "handed-over",
      reaches: ["staff", "nursingStudents", "careStudents", "volunteers", "locums", "providers"],
      when: "before-collection",
    },
  ],
  "rights.means": { access: how, rectification: how, erasure: how, restriction: how, portability: how },
  "rights.propagation": true,
  "access.units": 1,
  "access.accounts": { individual: true, factors: 2 },
  "access.procedure": { grant: { en: "by the director" }, reviewEvery: "P6M", leavers: { en: "closed at once" } },
  "logs.events": ["connection", "read", "add", "modify", "delete", "extract"],
  "logs.entries": ["actor", "time", "object", "purpose"],
  "logs.reviewEvery": "P1M",
  recipients: {
    labour: { label: { en: "Labour office" }, purposes: ["followUp"], categories: ["vaccinationStatus"], basis: { text: "Law 1.509" } },
  },
  processors: {
    host: { label: { en: "Host" }, country: "FR", contract: { reference: "2021-7" }, clauses: ["a", "b", "c", "d", "e", "f", "g", "h"] },
  },
  transfers: { backup: { to: "CH", categories: ["vaccinationStatus"], safeguard: "adequacy" } },
  jointControllers: "none",
  "security.passwords": { minimumLength: 12, storedAs: "salted-hash" },
  "security.encryption": { inTransit: true, atRest: true },
  "security.infrastructureChecklist": { reference: "7", on: "2021-10-01" },
  "security.review": { last: "2021-10-01", every: "P1Y" },
  "security.exposed": false,
  "security.paper": { used: true, measures: { en: "locked cabinet" } },
  "security.environments": [{ name: "test", production: false, data: "generated" }],
  "security.breach": { procedure: { en: "written" }, authorityWithinHours: 72, register: true },
  "retention.vaccination.activeFor": "P18M",
  "retention.logs.activeFor": "P1Y",
  "retention.logs.justification": { en: "proof of accesses while the duty lasts" },
  purge: { automatic: true, every: "P1D", followsShortening: true, evidence: true },
  capture: { devices: ["badge"], continuous: false, audio: false, masking: true, area: { en: "entrance" }, uses: [] },
  governance: {
    formality: { kind: "register-entry", on: "2021-09-29" },
    necessity: { statement: { en: "the law requires it" } },
    riskCriteria: ["sensitive data", "vulnerable persons"],
    impactAssessment: { title: { en: "DPIA" }, attached: true, declaration: hash, residualRisk: "low" },
    approved: { sha256: hash, on: "2021-10-20" },
  },
};

const conditioned = ["vaccinationScheme", "sicknessPosition", "vaccinationStatus", "contraIndication"];

/** The file. */
export const complete: ProcessingDocument = [
  ...Object.entries(facts),
  ...conditioned.map((id) => [`categories.${id}.condition`, { text: "GDPR", article: "9(2)(b)" }] as const),
  ...Object.keys(chpgCorrected.subjects ?? {}).map((id) => [`subjects.${id}.minors`, false] as const),
  ...["surname", "firstName"].map((id) => [`records.agent.fields.${id}.justification`, { en: "to recognise the person" }] as const),
  ...["actor", "at"].map((id) => [`records.connection.fields.${id}.justification`, { en: "to prove accesses" }] as const),
  ["access.roles.administrators.purposes", ["followUp"]] as const,
  ["access.grants.administrators", Object.fromEntries(Object.keys(chpgCorrected.categories ?? {}).map((id) => [id, ["read"]]))] as const,
].reduce((file, [path, value]) => set(file, path, value), chpgCorrected);

/** Evidence in which nothing is wrong. */
export const sound: EvidenceBundle = {
  asOf: "2022-06-01",
  simulated: false,
  log: { verdict: "intact", witnessed: "witnessed", size: 1000 },
  coverage: { actions: 500, entries: 500 },
  ages: Object.fromEntries(
    Object.keys(chpgCorrected.categories ?? {}).map((id) => [
      id,
      id === "connectionLogs" ? { overdue: 0 } : { oldest: "2021-10-30", overdue: 0 },
    ]),
  ),
  purges: [{ policy: "vaccination", on: "2022-05-31", deleted: 3, proved: 3 }],
  exports: { copies: 1, entries: 1, plain: 0, expired: 0 },
  actors: ["hrDirector"],
  acrossUnits: [],
  uses: [{ purpose: "followUp", fields: ["situation.scheme"] }],
  recipients: ["labour"],
  credentials: { accounts: 4, shared: 0, leavers: 0, clear: 0, oneFactor: 0 },
  implementation: { fields: [], purposes: [], roles: [], grants: [], policiesNotRun: [] },
  requests: { received: 2, open: 0, late: 0 },
  erasures: { done: 1, stillReadable: 0 },
  notices: { staff: 10, nursingStudents: 1, careStudents: 1, volunteers: 1, locums: 1, providers: 1 },
  channels: { messaging: { overdue: 0, inBackups: 0 } },
  obligations: { mail: { open: 0, overdue: 0, unreachable: 0 } },
  backups: { declared: 1, missing: 0, outliving: 0 },
  restrictions: { standing: 0, lifted: 0 },
  breaches: { recorded: 1, open: 0, overdue: 0, notifiedLate: 0, personsUntold: 0 },
  proofs: { occupationalHealth: 0 },
  freeText: { unmoderated: 0 },
  accuracy: { unbound: 0, expiredWithoutAlert: 0 },
  consents: { uses: 5, withoutRecord: 0 },
  drift: { approved: hash, widened: [] },
  locations: ["FR"],
  realRows: { test: 0 },
  reviews: { logs: "2022-05-15", security: "2022-05-01" },
};

/** The same evidence, taken of this file: of what it declares. */
export function soundOf(file: ProcessingDocument, more: Partial<EvidenceBundle> = {}): EvidenceBundle {
  const of = <T>(part: Readonly<Record<string, T>> | undefined, declared: object | undefined): Record<string, T> =>
    Object.fromEntries(Object.entries(part ?? {}).filter(([id]) => Object.hasOwn(declared ?? {}, id)));
  return {
    ...sound,
    ages: of(sound.ages, file.categories),
    notices: of(sound.notices, file.subjects),
    channels: of(sound.channels, file.links),
    proofs: of(sound.proofs, file.origins),
    purges: (sound.purges ?? []).filter(({ policy }) => Object.hasOwn(file.retention ?? {}, policy)),
    declaration: documentSha256(file),
    ...more,
  };
}
