/** Fixes of section I: purpose and functions. */
import type { ProcessingDocument } from "@favorable/processing";
import { entries } from "../facts.ts";
import { rewrittenPurpose } from "../rules/purpose/rewrite.ts";
import { isMonitoring } from "../rules/words.ts";
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
          speaks && one.main !== true ? one : { ...one, statement: rewrittenPurpose(whole, id).text, population },
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
    // A field is used for what it is tagged with; one without a tag has no use yet. What was found incompatible stops.
    adapt: (document) =>
      eachField(
        {
          ...document,
          purposes: each(document.purposes, ({ compatibility, ...one }) =>
            compatibility === undefined || compatibility.outcome === "incompatible" ? one : { ...one, compatibility },
          ),
        },
        (field) => (field.purposes.length > 0 ? field : { ...field, purposes: names(document.purposes) }),
      ),
  },
  "pur-no-permanent-monitoring": {
    declaration: {
      capture: { devices: ["cctv"], continuous: false, audio: false, masking: true, area: todo("la zone", "the area"), uses: ["security"] },
    },
    adapt: (document) => ({ ...document, capture: kept(document) }),
  },
};

type Capture = Exclude<NonNullable<ProcessingDocument["capture"]>, string>;

/** Devices that are turned away from the people who work, and run when something happens. */
function kept({ capture, categories }: ProcessingDocument): Capture {
  const stated: Capture = typeof capture === "object" ? capture : { devices: ["cctv"] };
  const timed = entries(categories).some(([, { kind }]) => kind === "working-time");
  const away = <T extends Pick<Capture, "targets" | "schedule">>(one: T): T => ({
    ...one,
    ...(one.targets === undefined ? {} : { targets: one.targets.filter((target) => !AT_WORK.has(target)) }),
    ...(one.schedule === undefined ? {} : { schedule: "on-event" as const }),
  });
  return {
    ...away(stated),
    continuous: false,
    uses: (stated.uses ?? []).filter((use) => !isMonitoring(use, timed)),
    ...(stated.systems === undefined ? {} : { systems: each(stated.systems, away) }),
  };
}

const AT_WORK: ReadonlySet<string> = new Set(["workstations", "staff", "staff-representatives"]);
