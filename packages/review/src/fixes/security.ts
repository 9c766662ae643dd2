/** Fixes of section VII: security. */
import type { Action, ProcessingDocument, SecurityDocument } from "@favorable/processing";
import { access, DAY, todo } from "./examples.ts";
import { collect, type Fixes } from "./fix.ts";

const checklist = { reference: "<checklist>", on: DAY };
const paper = { used: true, measures: todo("armoire fermée, digicode", "locked cabinet, door code") };
const breach = { procedure: todo("qui constate, qui notifie", "who finds out, who notifies"), authorityWithinHours: 72, register: true };

/** The document with other measures. */
function secured(document: ProcessingDocument, more: SecurityDocument): ProcessingDocument {
  return { ...document, security: { ...document.security, ...more } };
}

/** What the file says of its copies, when it does not say that there are none. */
function copies({ security }: ProcessingDocument): object {
  return typeof security?.exports === "object" ? security.exports : {};
}

export const securityFixes: Fixes = {
  "sec-infra-nominative-strong": {
    declaration: {
      security: { infrastructureChecklist: checklist, infrastructure: { unusedPortsClosed: true, strongPasswords: true } },
    },
  },
  "sec-password-strength": {
    ...collect("credentials"),
    declaration: { security: { passwords: { minimumLength: 12, storedAs: "salted-hash", sentInClear: false } } },
  },
  "sec-strong-auth-sensitive": {
    ...collect("credentials"),
    declaration: { access: { accounts: { factors: 2 } } },
    adapt: (document) => ({
      ...document,
      access: { ...(document.access ?? access), accounts: { ...document.access?.accounts, factors: 2 } },
      ...(document.security?.authentication === undefined
        ? {}
        : {
            security: {
              ...document.security,
              authentication: document.security.authentication.map((way) => ({ ...way, factors: Math.max(2, way.factors) })),
            },
          }),
    }),
  },
  "sec-export-encrypted": {
    ...collect("exports"),
    declaration: { security: { exports: { encrypted: true, linkedToo: true } } },
  },
  "sec-export-ledger": {
    ...collect("exports"),
    declaration: {
      access: { actions: ["read", "add", "modify", "delete", "extract"] },
      security: { exports: { encrypted: true, linkedToo: true, ledger: true, expireAfter: "P30D" } },
    },
    adapt: (document) => {
      const stated = document.access ?? access;
      const actions: readonly Action[] = stated.actions.includes("extract") ? stated.actions : [...stated.actions, "extract"];
      return secured(
        { ...document, access: { ...stated, actions } },
        { exports: { encrypted: true, linkedToo: true, ...copies(document), limitedToScope: true, ledger: true, expireAfter: "P30D" } },
      );
    },
  },
  "sec-encryption-at-rest-transit": {
    declaration: { security: { encryption: { inTransit: true, atRest: true } }, links: { "*": { channel: { encrypted: true } } } },
    adapt: (document) => {
      const links = Object.entries(document.links ?? {}).map(
        ([id, one]) => [id, one.channel === undefined ? one : { ...one, channel: { ...one.channel, encrypted: true } }] as const,
      );
      return secured(
        { ...document, ...(document.links === undefined ? {} : { links: Object.fromEntries(links) }) },
        {
          encryption: { ...document.security?.encryption, inTransit: true, atRest: true },
          ...(typeof document.security?.backups === "object" ? { backups: { ...document.security.backups, encrypted: true } } : {}),
        },
      );
    },
  },
  "sec-state-of-the-art-maintained": {
    ...collect("reviews"),
    declaration: { security: { review: { last: DAY, every: "P1Y" } } },
  },
  "sec-test-data-not-real": {
    ...collect("realRows"),
    declaration: { security: { environments: [{ name: "test", production: false, data: "generated" }] } },
    adapt: (document) =>
      secured(document, {
        environments: (document.security?.environments ?? [{ name: "test", production: false, data: "generated" }]).map((one) =>
          one.production || one.data !== "real" ? one : { ...one, data: "generated" },
        ),
      }),
  },
  "sec-breach-procedure": {
    declaration: { security: { breach } },
    adapt: (document) =>
      secured(document, {
        breach: { ...breach, ...document.security?.breach, authorityWithinHours: 72, register: true, personsInformed: true },
      }),
  },
  "sec-breach-notified": collect("breaches"),
  "sec-physical-and-manual": {
    declaration: { security: { paper } },
    adapt: (document) => secured(document, { paper: { ...paper, ...document.security?.paper } }),
  },
};
