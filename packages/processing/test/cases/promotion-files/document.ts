/** RATP, promotion files and the extraction tool DORA (CNIL, SAN-2021-019 of 29 October 2021), written by hand, as the decision describes it. */
import type { FieldDocument, FieldKind, ProcessingDocument } from "@favorable/processing";
import { promotionDecision } from "./decision.ts";

const field = (category: string, kind: FieldKind, en: string, more: Partial<FieldDocument> = {}): FieldDocument => ({
  label: { en },
  category,
  origins: ["dora"],
  purposes: ["promotionCommittees", "dora"],
  kind,
  ...more,
});
const everything = ["read", "extract"] as const;
const categories: NonNullable<ProcessingDocument["categories"]> = {
  identity: { label: { en: "name, first name, name of team manager" } },
  career: { label: { en: "registration number, hiring date, qualification date" } },
  levels: { label: { en: "old level and date, proposed level, bonuses" } },
  interviews: { label: { en: "appraisal and progress interviews, progress plans" } },
  evaluation: { label: { en: "professional evaluation criteria" } },
  presence: { label: { en: "presence at work, unavailability" } },
  conduct: { label: { en: "accident record, customer complaints, information reports, penalties" } },
  strikes: { label: { en: "strike days" }, special: "trade-union" },
};
const ids = Object.keys(categories);
const on = (cell: readonly ("read" | "extract")[] | "none") => Object.fromEntries(ids.map((id) => [id, cell]));

export const promotionFiles: ProcessingDocument = {
  format: "favorable-processing/2",
  id: "promotion-files",
  stage: "submitted",
  kind: "staff-management",
  controller: {
    name: "RATP",
    kind: "public-body",
    nature: { en: "public transport operator" },
    department: { en: "BUS department" },
    country: "FR",
  },
  subjects: {
    drivers: {
      label: { fr: "machinistes-receveurs", en: "bus drivers (machinist-receivers)" },
      relation: "staff",
      number: { about: 16000 },
    },
  },
  purposes: {
    promotionCommittees: {
      statement: { en: "preparation of classification committees, decision aid for promotion" },
      population: ["drivers"],
      main: true,
    },
    dora: { statement: { en: "exploration of operational data" }, population: ["drivers"] },
  },
  functions: {
    prepare: {
      label: { en: "prepare promotion files" },
      purposes: ["promotionCommittees"],
      kind: "decide",
      actors: ["centreManagement", "unitHr"],
    },
    explore: { label: { en: "view and extract from five HR applications" }, purposes: ["dora"], kind: "extract", actors: ["doraUsers"] },
  },
  categories,
  origins: { dora: { label: { en: "HR applications via DORA" }, kind: "file", link: "doraToExcel", systems: 5 } },
  events: { committee: { label: { en: "classification committee" } }, employmentEnd: { label: { en: "end of employment" } } },
  records: {
    promotion: {
      subjects: ["drivers"],
      fields: {
        name: field("identity", "text", "name"),
        firstName: field("identity", "text", "first name"),
        teamManager: field("identity", "text", "name of team manager"),
        registrationNumber: field("career", "identifier", "registration number", { subject: true }),
        hiredOn: field("career", "date", "hiring date"),
        qualifiedOn: field("career", "date", "qualification date"),
        oldLevel: field("levels", "text", "old level"),
        oldLevelOn: field("levels", "date", "date of the old level"),
        proposedLevel: field("levels", "text", "proposed level"),
        bonuses: field("levels", "text", "bonuses"),
        appraisalOn: field("interviews", "date", "dates of appraisal interviews"),
        progressOn: field("interviews", "date", "dates of progress interviews"),
        progressPlans: field("interviews", "text", "progress plans"),
        criteria: field("evaluation", "other", "professional evaluation criteria"),
        presence: field("presence", "number", "presence at work"),
        unavailability: field("presence", "number", "unavailability without distinction between the reasons"),
        unavailabilityReasons: field("presence", "other", "reasons of unavailability", { reason: true }),
        accidents: field("conduct", "other", "accident record"),
        complaints: field("conduct", "other", "customer complaints"),
        reports: field("conduct", "other", "information reports"),
        penalties: field("conduct", "other", "penalties"),
        strikeDays: field("strikes", "number", "number of strike days per agent over three years"),
      },
    },
  },
  access: {
    actions: ["read", "extract"],
    units: 16,
    roles: {
      doraUsers: { label: { en: "authorised DORA users" }, purposes: ["dora"], rowScope: "all" },
      centreManagement: { label: { en: "bus-centre management" }, purposes: ["promotionCommittees"] },
      unitHr: { label: { en: "unit HR" }, purposes: ["promotionCommittees"] },
      lineManagers: { label: { en: "line team managers" }, purposes: ["promotionCommittees"], rowScope: "all", central: false },
    },
    grants: { doraUsers: on(everything), centreManagement: on(["read"]), unitHr: on(["read"]), lineManagers: on(["read"]) },
  },
  authorisations: { holders: { lineManagers: { perUnit: 13 } } },
  links: {
    doraToExcel: {
      processing: { en: "five HR applications" },
      status: "unknown",
      direction: "in",
      purposes: ["dora"],
      carries: ids,
      channel: { kind: "file-transfer" },
    },
  },
  recipients: {
    arbitrationMeeting: {
      label: { en: "members of the arbitration meeting" },
      purposes: ["promotionCommittees"],
      categories: ids,
      kind: "internal",
      means: "copy",
    },
    otherCentres: {
      label: { en: "line managers of other centres, during the meeting" },
      purposes: ["promotionCommittees"],
      categories: ids,
      kind: "internal",
      means: "projection",
    },
    jointCommittee: {
      label: { en: "joint committee: proposals only, not the files" },
      purposes: ["promotionCommittees"],
      categories: ["levels"],
      kind: "internal",
    },
  },
  filingSystems: {
    dora: { label: { en: "DORA" }, form: "database", records: ["promotion"], retention: "dora" },
    excel: {
      label: { en: "Excel, sometimes with hidden tabs" },
      form: "spreadsheet",
      copyOf: "dora",
      records: ["promotion"],
      retention: "promotionFiles",
    },
    server: {
      label: { en: "server read by the line team managers of a centre" },
      form: "file-server",
      copyOf: "excel",
      retention: "promotionFiles",
    },
  },
  security: { exports: { selection: "everything", limitedToScope: false } },
  retention: {
    dora: {
      categories: ids,
      purposes: ["dora"],
      start: { kind: "last-activity" },
      maximum: { period: "P2Y", roundedTo: "end-of-year" },
      former: [{ maximum: { event: "employmentEnd", period: "P6Y" } }, { maximum: { period: "P6Y" } }],
    },
    promotionFiles: {
      categories: ids,
      purposes: ["promotionCommittees"],
      start: { kind: "event", event: "committee" },
      maximum: { period: "P18M" },
    },
  },
  governance: {
    register: { createdOn: "2018-05", lists: ids.filter((id) => id !== "strikes") },
    formality: { kind: "register-entry", on: "2018-05" },
  },
  proceedings: promotionDecision,
};
