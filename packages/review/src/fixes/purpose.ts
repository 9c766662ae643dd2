/** Fixes of section I: purpose and functions. */
import { entries } from "../facts.ts";
import { rewrittenPurpose } from "../rules/purpose/rewrite.ts";
import { each, eachField, names } from "./edit.ts";
import { answering, DAY, law, purpose, subject, todo } from "./examples.ts";
import { collect, type Fixes } from "./fix.ts";

export const purposeFixes: Fixes = {
  "pur-determined-explicit": {
    declaration: {
      purposes: { "*": { statement: purpose.statement }, applications: purpose },
      functions: { "*": { purposes: ["*"] }, answering },
    },
  },
  "pur-covers-data-subjects": {
    declaration: {
      purposes: { "*": { population: ["*"] }, applications: purpose },
      subjects: { applicants: subject },
    },
    adapt: (document) => {
      const subjects = names(document.subjects).length > 0 ? (document.subjects ?? {}) : { applicants: subject };
      const population = names(subjects);
      const purposes = names(document.purposes).length > 0 ? (document.purposes ?? {}) : { applications: purpose };
      const whole = { ...document, subjects, purposes };
      const speaks = entries(purposes).some(([, one]) => one.main === true);
      return {
        ...whole,
        purposes: each(purposes, (one, id) =>
          speaks && one.main !== true ? one : { ...one, statement: rewrittenPurpose(whole, id), population },
        ),
      };
    },
  },
  "pur-subjects-within-legal-scope": {
    declaration: {
      subjects: {
        "*": {
          legalScope: {
            ...law,
            included: todo("qui entre dans le champ", "who is in its scope"),
            excluded: todo("qui en est exclu", "who is excluded"),
          },
        },
        applicants: subject,
      },
      purposes: { applications: purpose },
    },
  },
  "pur-compatible-use": {
    ...collect("uses"),
    declaration: {
      purposes: {
        "*": {
          compatibility: {
            reference: "<assessment>",
            on: DAY,
            factors: ["link", "context", "nature", "consequences", "safeguards"],
            outcome: "compatible",
          },
        },
      },
    },
    // A field is used for what it is tagged with; one without a tag has no use yet.
    adapt: (document) =>
      eachField(document, (field) => (field.purposes.length > 0 ? field : { ...field, purposes: names(document.purposes) })),
  },
  "pur-no-permanent-monitoring": {
    declaration: {
      capture: { devices: ["cctv"], continuous: false, audio: false, masking: true, area: todo("la zone", "the area"), uses: ["security"] },
    },
    adapt: (document) => ({
      ...document,
      capture: {
        devices: ["cctv"],
        ...(typeof document.capture === "object" ? document.capture : {}),
        continuous: false,
        uses: (typeof document.capture === "object" ? (document.capture.uses ?? []) : []).filter((use) => !MONITORING.has(use)),
      },
    }),
  },
};

const MONITORING: ReadonlySet<string> = new Set(["productivity", "time-control", "permanent-monitoring", "staff-representatives"]);
