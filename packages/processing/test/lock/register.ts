/** A register to lock and to change: small, with a bit of everything that is compared where it has its effect. */
import { type ProcessingDocument, readDocument } from "@favorable/processing";

const text = (en: string) => ({ en, fr: en });

/** A document to change freely. */
export type Draft = { -readonly [K in keyof ProcessingDocument]: Mutable<ProcessingDocument[K]> };
export type Mutable<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer I)[]
    ? Mutable<I>[]
    : { -readonly [K in keyof T]: Mutable<T[K]> };

export const register: ProcessingDocument = readDocument({
  format: "favorable-processing/2",
  id: "register",
  stage: "submitted",
  title: text("Register"),
  controller: { name: "Hospital", kind: "public-body", country: "MC" },
  events: { endOfDuty: { label: text("End of the duty") } },
  subjects: {
    staff: { label: text("Staff"), relation: "staff" },
    students: { label: text("Students"), relation: "student" },
  },
  purposes: {
    followUp: {
      statement: text("Follow up the vaccination of staff and students"),
      population: ["staff", "students"],
      bases: [
        { kind: "consent", until: "2021-10-30" },
        { kind: "legal-obligation", from: "2021-10-30", reference: { text: "Law 1.509", article: "1" } },
      ],
    },
    statistics: { statement: text("Count the vaccinated staff"), population: ["staff"], bases: [{ kind: "public-task" }] },
  },
  functions: { record: { label: text("Record"), purposes: ["followUp"], actors: ["hr"] } },
  categories: {
    identity: { label: text("Identity") },
    health: { label: text("Health"), special: "health", condition: { text: "GDPR", article: "9(2)(i)" } },
    comments: { label: text("Comments") },
    logs: { label: text("Logs"), kind: "access-log" },
  },
  origins: {
    hrFile: { label: text("HR file"), kind: "file" },
    occupationalHealth: { label: text("Occupational health"), kind: "third-party", certifies: true },
  },
  originRules: [{ origin: "occupationalHealth", categories: ["health"], keeps: ["agent.status"] }],
  records: {
    agent: {
      subjects: ["staff", "students"],
      fields: {
        name: { category: "identity", origins: ["hrFile"], purposes: ["followUp"], kind: "text" },
        status: {
          category: "health",
          origins: ["occupationalHealth"],
          purposes: ["followUp", "statistics"],
          kind: "closed-list",
          values: ["complete", "none"],
          legalRef: { text: "Law 1.509" },
        },
        proof: { category: "health", origins: ["hrFile", "occupationalHealth"], purposes: ["followUp"], kind: "document", proof: true },
        comment: { category: "comments", origins: ["hrFile"], purposes: ["followUp"], kind: "free-text", moderator: "hr" },
      },
    },
  },
  notices: {
    policy: {
      title: text("Policy"),
      attached: true,
      mentions: ["controller", "rights", "retention"],
      channels: [
        { kind: "intranet", reaches: ["staff"], when: "at-collection" },
        { kind: "letter", reaches: ["staff", "students"], when: "within-one-month" },
      ],
    },
  },
  rights: { answerWithin: "P1M", channels: ["e-mail", "post"], identityCheck: ["session"], propagation: true },
  access: {
    actions: ["read", "add", "modify", "delete", "extract"],
    roles: {
      hr: { label: text("Human resources"), purposes: ["followUp", "statistics"], rowScope: "own-unit" },
      doctor: { label: text("Doctor"), purposes: ["followUp"], rowScope: "case-load" },
      admin: { label: text("Administrator"), purposes: [], kind: "technical" },
    },
    grants: {
      hr: { identity: ["read", "modify"], health: ["read"], comments: "all", logs: "none" },
      doctor: { identity: ["read"], health: ["read", "add"], comments: "none", logs: "none" },
      admin: { identity: "none", health: "none", comments: "none", logs: ["read", "delete"] },
    },
    immutable: ["logs"],
    accounts: { individual: true, shared: false, factors: 2 },
  },
  logs: { events: ["connection", "read", "modify"], entries: ["actor", "time"], store: "append-only", category: "logs" },
  links: {
    mail: {
      processing: text("Mail"),
      status: "filed",
      direction: "in",
      purposes: ["followUp"],
      carries: ["agent.proof"],
      channel: { kind: "secure-mail", encrypted: true, maximumAge: "P7D", purgeReaches: ["live", "backups"] },
    },
  },
  recipients: { inspector: { label: text("Inspector"), purposes: ["followUp"], categories: ["identity"] } },
  processors: { host: { label: text("Host"), clauses: ["a", "b"], country: "FR" } },
  security: {
    passwords: { minimumLength: 12, storedAs: "salted-hash" },
    encryption: { inTransit: true, atRest: true },
    exports: { encrypted: true, ledger: true, expireAfter: "P30D" },
    backups: { rotation: "P30D" },
  },
  retention: {
    register: {
      categories: ["identity", "health", "comments"],
      start: { kind: "fixed-date", on: "2021-10-30" },
      maximum: { period: "P18M" },
      then: "delete",
    },
    traces: {
      categories: ["logs"],
      start: { kind: "last-activity" },
      minimum: { period: "P12M" },
      maximum: { period: "P24M", event: "endOfDuty" },
      immutable: true,
    },
  },
  purge: { automatic: true, every: "P1D", evidence: true },
  capture: "none",
});

/** A copy to change, for a reader to check. */
export function draftOf(document: ProcessingDocument): Draft {
  return structuredClone(document) as Draft;
}

/** The register after a change, read again: a change that makes no sense fails the test. */
export function changed(change: (draft: Draft) => void, document: ProcessingDocument = register): ProcessingDocument {
  const draft = draftOf(document);
  change(draft);
  return readDocument(draft);
}

/** A member that the test knows to be there. */
export function at<T>(map: Readonly<Record<string, T>> | undefined, name: string): T {
  const found = map?.[name];
  if (found === undefined) throw new Error(`the register has no ${name}`);
  return found;
}
