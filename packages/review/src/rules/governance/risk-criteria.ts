/**
 * The criteria of a high risk that follow from the file itself, as data: nine of WP248 rev.01 (endorsed by the EDPB), two of which call for
 * an impact assessment, and the cases that the CNIL lists (deliberation 2018-327).
 */
import type { ProcessingDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";
import type { Bilingual } from "../../verdict.ts";
import { capturedBy } from "../captures.ts";
import { plainWords } from "../words.ts";

/** The criteria that a file can show. */
export type RiskCriterion =
  | "evaluation"
  | "automated-decision"
  | "systematic-monitoring"
  | "sensitive-data"
  | "large-scale"
  | "matching"
  | "vulnerable-persons"
  | "innovative-use"
  | "prevents-right";

/** A criterion with the fact it follows from. */
export interface DerivedCriterion {
  readonly criterion: RiskCriterion;
  readonly fact: string;
}

const MONITORING: ReadonlySet<string> = new Set(["cctv", "body-camera", "geolocation", "screen", "audio"]);
/** Who depends on the controller: employees and pupils (WP248 rev.01, criterion 7). */
const DEPENDENT: ReadonlySet<string> = new Set(["staff", "student"]);

type Found = string | undefined;
const first = <T>(map: Readonly<Record<string, T>> | undefined, holds: (one: T) => boolean): Found =>
  entries(map).find(([, one]) => holds(one))?.[0];
const at = (name: Found, fact: (id: string) => string): Found => (name === undefined ? undefined : fact(name));

/** How each criterion shows. Scale and novelty have no measure in a file: they count where the file states them. */
const SHOWN: readonly (readonly [RiskCriterion, (document: ProcessingDocument) => Found])[] = [
  ["evaluation", (document) => at(profiled(document), (id) => `automatedDecisions.${id}.profiling = true`)],
  [
    "automated-decision",
    ({ automatedDecisions: all }) =>
      at(
        first(typeof all === "object" ? all : undefined, (one) => one.humanIntervention !== true),
        (id) => `automatedDecisions ∋ ${id}`,
      ),
  ],
  [
    "systematic-monitoring",
    ({ capture }) => {
      if (typeof capture !== "object") return undefined;
      const device = capturedBy(capture).flatMap(({ devices }) => devices.filter((one) => MONITORING.has(one)))[0];
      return at(device, (one) => `capture.devices ∋ ${one}`);
    },
  ],
  [
    "sensitive-data",
    ({ categories }) =>
      at(
        first(categories, ({ special }) => special !== undefined),
        (id) => `categories.${id}.special = ${categories?.[id]?.special}`,
      ),
  ],
  [
    "matching",
    ({ functions }) =>
      at(
        first(functions, ({ kind }) => kind === "link"),
        (id) => `functions.${id}.kind = link`,
      ),
  ],
  ["vulnerable-persons", (document) => vulnerable(document)],
];

function vulnerable({ subjects }: ProcessingDocument): Found {
  return (
    at(
      first(subjects, ({ minors }) => minors === true),
      (id) => `subjects.${id}.minors = true`,
    ) ??
    at(
      first(subjects, (one) => one.vulnerable === true),
      (id) => `subjects.${id}.vulnerable = true`,
    ) ??
    at(
      first(subjects, ({ relation }) => DEPENDENT.has(relation)),
      (id) => `subjects.${id}.relation = ${subjects?.[id]?.relation}`,
    )
  );
}

function profiled({ automatedDecisions: all }: ProcessingDocument): Found {
  return first(typeof all === "object" ? all : undefined, ({ profiling }) => profiling === true);
}

/** The criteria that follow from what the file states. */
export function derivedCriteria(document: ProcessingDocument): readonly DerivedCriterion[] {
  return SHOWN.flatMap(([criterion, shown]) => {
    const fact = shown(document);
    return fact === undefined ? [] : [{ criterion, fact }];
  });
}

/** How a file writes the criteria, in French or English: enough of the words of each. */
const WRITTEN: readonly (readonly [RiskCriterion, readonly string[]])[] = [
  ["evaluation", ["evaluation", "scoring", "notation", "profiling", "profilage"]],
  ["automated-decision", ["automated", "automatise", "automatisee", "automatique"]],
  ["systematic-monitoring", ["monitoring", "surveillance"]],
  ["sensitive-data", ["sensitive", "sensible", "special", "health", "sante"]],
  ["large-scale", ["scale", "echelle"]],
  ["matching", ["matching", "combining", "croisement", "combinaison"]],
  ["vulnerable-persons", ["vulnerable", "minor", "mineur", "children", "enfant", "employee", "salarie"]],
  ["innovative-use", ["innovative", "innovation", "innovant", "innovante", "novel"]],
  ["prevents-right", ["prevent", "exclusion", "empeche", "privation"]],
];

/** The criterion that a declared word names; the word itself when it names none. */
export function criterionOf(declared: string): string {
  const words = plainWords(declared);
  return WRITTEN.find(([, known]) => known.some((one) => words.includes(one)))?.[0] ?? declared;
}

/** The criteria in the words of an opinion. */
export const CRITERIA: Readonly<Record<RiskCriterion, Bilingual>> = {
  evaluation: { fr: "évaluation ou notation", en: "evaluation or scoring" },
  "automated-decision": { fr: "décision automatisée", en: "automated decision" },
  "systematic-monitoring": { fr: "surveillance systématique", en: "systematic monitoring" },
  "sensitive-data": { fr: "données sensibles", en: "sensitive data" },
  "large-scale": { fr: "grande échelle", en: "large scale" },
  matching: { fr: "croisement de données", en: "matching of data" },
  "vulnerable-persons": { fr: "personnes vulnérables", en: "vulnerable persons" },
  "innovative-use": { fr: "usage innovant", en: "innovative use" },
  "prevents-right": { fr: "exclusion d'un droit ou d'un service", en: "exclusion from a right or a service" },
};

/** A case for which an authority always requires an impact assessment. */
export interface ListedCase {
  readonly id: string;
  readonly label: Bilingual;
  readonly holds: (document: ProcessingDocument) => boolean;
}

const special = ({ categories }: ProcessingDocument, kind: string): boolean =>
  first(categories, (one) => one.special === kind) !== undefined;
const staffed = ({ subjects }: ProcessingDocument): boolean => first(subjects, ({ relation }) => relation === "staff") !== undefined;

/** CNIL deliberation 2018-327 of 11 October 2018: those of its fourteen types of processing that a file can show. */
export const CNIL_LIST: readonly ListedCase[] = [
  {
    id: "health-care",
    label: { fr: "données de santé pour la prise en charge des personnes", en: "health data for the care of persons" },
    holds: (document) => document.kind === "patient-record" && special(document, "health"),
  },
  {
    id: "genetic-vulnerable",
    label: { fr: "données génétiques de personnes vulnérables", en: "genetic data of vulnerable persons" },
    holds: (document) => special(document, "genetic") && vulnerable(document) !== undefined,
  },
  {
    id: "staff-profiles",
    label: { fr: "profils de personnes pour la gestion des ressources humaines", en: "profiles of persons for human resources" },
    holds: (document) => profiled(document) !== undefined && (document.kind === "staff-management" || staffed(document)),
  },
  {
    id: "staff-monitoring",
    label: { fr: "surveillance constante de l'activité des employés", en: "constant monitoring of the activity of employees" },
    holds: (document) =>
      typeof document.capture === "object" &&
      staffed(document) &&
      capturedBy(document.capture).some(
        ({ continuous, devices, targets }) =>
          (continuous || targets?.includes("workstations") === true) && devices.some((device) => MONITORING.has(device)),
      ),
  },
  {
    id: "profiling-elsewhere",
    label: { fr: "profilage à partir de données de sources externes", en: "profiling with data from external sources" },
    holds: (document) => profiled(document) !== undefined && first(document.origins, ({ kind }) => kind === "third-party") !== undefined,
  },
  {
    id: "biometric-vulnerable",
    label: { fr: "données biométriques de personnes vulnérables", en: "biometric data of vulnerable persons" },
    holds: (document) => special(document, "biometric") && vulnerable(document) !== undefined,
  },
  {
    id: "social-care",
    label: { fr: "accompagnement social ou médico-social", en: "social or medico-social support" },
    holds: (document) => document.kind === "social-work",
  },
];
