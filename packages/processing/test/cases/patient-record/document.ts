/** OLVG, access to electronic patient records (Autoriteit Persoonsgegevens, 26 November 2020), written by hand, as the decision describes it. */
import type { ProcessingDocument } from "@favorable/processing";

export const patientRecord: ProcessingDocument = {
  format: "favorable-processing/2",
  id: "patient-record",
  stage: "submitted",
  kind: "patient-record",
  controller: { name: "OLVG Foundation", kind: "private-body", nature: { en: "hospital" }, country: "NL" },
  subjects: {
    patients: { label: { en: "patients treated" }, relation: "public", vulnerable: true, number: { about: 500000, in: "2018" } },
  },
  purposes: { care: { statement: { en: "patient care, electronic patient record" }, population: ["patients"], main: true } },
  categories: { healthRecords: { label: { en: "health records" }, kind: "medical-file", special: "health" } },
  origins: { care: { label: { en: "care" }, kind: "application" } },
  records: {
    patient: {
      subjects: ["patients"],
      fields: { record: { category: "healthRecords", origins: ["care"], purposes: ["care"], kind: "document" } },
    },
  },
  access: {
    actions: ["read", "add", "modify"],
    roles: {
      employees: { label: { en: "employees" }, purposes: ["care"] },
      workingStudents: { label: { en: "working students" }, purposes: ["care"] },
    },
    grants: { employees: { healthRecords: "all" }, workingStudents: { healthRecords: "all" } },
    accounts: { individual: true, factors: 1 },
  },
  authorisations: {
    holders: { workingStudents: { persons: 181 } },
    breakGlass: { roles: ["employees", "workingStudents"], reportEvery: "P1M" },
  },
  logs: {
    events: ["connection", "read", "add", "modify"],
    reviewEvery: "P4W",
    reviews: [
      { kind: "sample", every: "P4W", applied: false, done: { times: 2, from: "2018-01-01", until: "2019-04-17" } },
      { kind: "break-glass-report", every: "P1M" },
      { kind: "incidental", done: { times: 8, from: "2018-01-01", until: "2019-05-22" } },
      { kind: "systematic", applied: false },
      { kind: "automatic-alert", applied: false },
    ],
    alerts: [],
  },
  security: {
    authentication: [
      { from: "inside", factors: 1, means: ["password", "single-sign-on"] },
      { from: "remote", factors: 2, means: ["password", "code", "token"] },
    ],
    premises: { means: ["badge"] },
    standards: ["NEN 7510", "NEN 7512", "NEN 7513"],
  },
  proceedings: {
    decision: {
      kind: "sanction",
      on: "2020-11-26",
      authority: "Autoriteit Persoonsgegevens",
      outcome: "breach",
      fine: { amount: 440000, currency: "EUR" },
      remarks: {
        "H09-01": {
          kind: "breach",
          section: "VII",
          statement: { en: "no two-factor authentication for records from inside the network" },
          reference: { text: "GDPR", article: "32" },
          concerns: ["/security/authentication/0/factors"],
        },
        "H09-02": {
          kind: "breach",
          section: "V",
          statement: { en: "logs not regularly reviewed, no systematic or automated alerts" },
          reference: { text: "GDPR", article: "32" },
          concerns: ["/logs/reviews", "/logs/alerts"],
        },
        "H09-03": {
          kind: "breach",
          section: "IX",
          statement: { en: "own logging policy (sample every four weeks) not applied" },
          concerns: ["/logs/reviews/0/applied"],
        },
        "H09-04": {
          kind: "finding",
          section: "VII",
          statement: { en: "room access by badge does not replace a second factor on the system" },
          concerns: ["/security/premises/means"],
        },
      },
    },
  },
};
