/** What a corrected file states besides what its own reference asks: the parts that any file of a public body has today. */
import { documentHash, type ProcessingDocument } from "@favorable/processing";

const how = (fr: string, en: string) => ({ how: { fr, en } });
const asked = how("par courriel ou sur place", "by e-mail or on site");

type Part = Pick<
  ProcessingDocument,
  "dpo" | "jointControllers" | "onBehalfOf" | "automatedDecisions" | "links" | "processors" | "transfers" | "hosting" | "tenants"
>;

/** Parts that name nothing of the file. */
export const nothingElse = {
  jointControllers: "none",
  onBehalfOf: "none",
  automatedDecisions: "none",
  links: {},
  processors: {},
  transfers: {},
  tenants: "none",
  hosting: { main: { holds: ["application", "database", "logs", "backups"], country: "FR" } },
} as const satisfies Part;

/** Section IV: one month (GDPR art. 12(3)), a proportionate check (art. 12(6)), the rights that any basis gives. */
const everyRight = {
  contact: { fr: "déléguée ou délégué à la protection des données", en: "data-protection officer" },
  channels: ["e-mail", "on-site"],
  answerWithin: "P1M",
  identityCheck: ["challenge", "known-facts"],
  identityCopy: "never-asked",
  means: { access: asked, rectification: asked, erasure: asked, restriction: asked },
  propagation: true,
  ledger: true,
} as const satisfies ProcessingDocument["rights"];

/** Where consent is the basis: data can be taken along (GDPR art. 20(1)); who disagrees withdraws, there is nothing to object to. */
export const rightsByConsent = {
  ...everyRight,
  means: { ...everyRight.means, portability: asked },
} as const satisfies ProcessingDocument["rights"];

/** Where a task in the public interest is: objection (GDPR art. 21(1)) and no portability (art. 20(3)). */
export const rightsInPublicTask = {
  ...everyRight,
  means: { ...everyRight.means, objection: asked },
} as const satisfies ProcessingDocument["rights"];

/** Section VII, measures that were looked at on a day. */
export function measures(on: string) {
  return {
    passwords: { minimumLength: 12, classes: 4, storedAs: "salted-hash", lockout: true, sentInClear: false },
    encryption: {
      inTransit: true,
      atRest: true,
      keys: { fr: "clés tenues par la collectivité", en: "keys held by the body" },
      keyCustody: "controller",
    },
    authentication: [{ from: "inside", factors: 2, means: ["password", "token"] }],
    infrastructureChecklist: { reference: "relevé des ports, serveurs et comptes", on },
    infrastructure: {
      unusedPortsClosed: true,
      nominative: ["servers", "peripherals", "network-devices", "user-accounts", "administrator-accounts"],
      strongPasswords: true,
    },
    review: { last: on, every: "P1Y" },
    patches: { within: "P1M" },
    exposed: false,
    backups: {
      rotation: "P30D",
      encrypted: true,
      every: "P1D",
      erasure: "replayed-at-restore",
      restoreTestedEvery: "P3M",
      hosting: "main",
    },
    environments: [{ name: "test", production: false, data: "generated" }],
    breach: {
      procedure: { fr: "procédure écrite de gestion des violations", en: "written breach procedure" },
      authorityWithinHours: 72,
      personsInformed: true,
      register: true,
    },
  } as const satisfies ProcessingDocument["security"];
}

/** Section IX: the register, why it is needed, and which of the nine criteria of WP248 rev.01 it meets. */
export function governance(
  on: string,
  reviewOn: string,
  statement: { readonly fr: string; readonly en: string },
  riskCriteria: readonly string[],
) {
  return {
    formality: { kind: "register-entry", on, reference: "R-1" },
    register: { reference: "R-1", createdOn: on },
    necessity: { statement, alternatives: { fr: "aucun moyen moins intrusif", en: "no less intrusive means" }, reviewOn },
    riskCriteria,
    changeProcedure: { statement: { fr: "toute extension repasse devant le délégué", en: "any extension goes back to the officer" } },
  } as const satisfies ProcessingDocument["governance"];
}

/**
 * The document with the impact assessment that was made of it (GDPR art. 35(7)): it names the hash of the document it describes, which is the
 * document without it.
 */
export function assessed(document: ProcessingDocument, residualRisk: "low" | "medium"): ProcessingDocument {
  const impactAssessment = {
    title: { fr: "analyse d'impact relative à la protection des données", en: "data-protection impact assessment" },
    attached: true,
    declaration: documentHash(document),
    residualRisk,
    sections: ["operations", "necessity", "risks", "measures"],
    covers: Object.keys(document.categories ?? {}),
  } as const;
  return { ...document, governance: { ...document.governance, impactAssessment } };
}

/** Section V: how access is given and taken back. */
export const procedure = {
  grant: { fr: "demande écrite validée par la direction", en: "written request validated by the management" },
  reviewEvery: "P6M",
  leavers: { fr: "compte fermé le jour du départ", en: "account closed on the day of departure" },
} as const;

/** Mentions of a notice given when data are collected from the person (GDPR art. 13). */
export const mentions = [
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
] as const;

/** Section VIII for a category `accessLogs`: six months at least, a year at most (CNIL deliberation 2021-122). */
export const accessLogs = {
  categories: ["accessLogs"],
  start: { kind: "last-activity" },
  minimum: { period: "P6M" },
  maximum: { period: "P1Y" },
  activeFor: "P1Y",
  then: "delete",
  immutable: true,
  justification: { fr: "prouver les accès", en: "prove accesses" },
} as const;

/** Tags of the two fields of an entry of the access log, for a purpose that the log proves. */
export const entry = <const P extends string>(purpose: P) => {
  const tags = {
    category: "accessLogs",
    origins: ["system"],
    purposes: [purpose],
    justification: { fr: "prouver les accès", en: "prove accesses" },
    legalRef: { text: "RGPD", article: "32" },
  } as const;
  return {
    actor: { ...tags, kind: "identifier", subject: true, boundTo: "actor" },
    at: { ...tags, boundTo: "clock" },
  } as const;
};

/** The origin of what a system notes by itself. */
export const system = { label: { fr: "le logiciel", en: "the software" }, kind: "system" } as const;
