/**
 * A small town's body-worn cameras and fixed cameras (press article on a notice of the CNIL). As it was, with the seven shortcomings of
 * the notice; as corrected, as the notice asks.
 */
import { defineMatrix } from "@favorable/access";
import type { State } from "@favorable/example-storyteller";
import {
  accessLogs,
  assessed,
  entry,
  governance,
  measures,
  nothingElse,
  procedure,
  rightsInPublicTask,
  system,
} from "@favorable/example-storyteller/corrected-parts";
import { defineVocabulary } from "@favorable/fields";
import { defineProcessing, type ProcessingDocument } from "@favorable/processing";
import * as z from "zod";
import { boards, notice } from "./notices.ts";

/** The document of one of the two files. */
export function bodyCameras(state: State): ProcessingDocument {
  return state === "was" ? asItWas() : assessed(correctedCameras().document("submitted"), "medium");
}

const subjects = {
  public: { label: { fr: "personnes filmées", en: "persons filmed" }, relation: "public" },
  agents: { label: { fr: "agents de la police municipale", en: "municipal police officers" }, relation: "staff" },
} as const;
const purposes = {
  interventions: {
    statement: {
      fr: "Prévenir les incidents lors des interventions de la police municipale",
      en: "Prevent incidents during police interventions",
    },
    population: ["public", "agents"],
    main: true,
  },
  protection: {
    statement: { fr: "Protéger les bâtiments et lieux publics de la commune", en: "Protect the public buildings and places of the town" },
    population: ["public"],
  },
} as const;
const categories = {
  cameraImages: { label: { fr: "images des caméras-piétons", en: "images of body-worn cameras" }, kind: "body-camera" },
  fixedImages: { label: { fr: "images de vidéoprotection", en: "images of fixed cameras" }, kind: "cctv" },
} as const;
const origins = { camera: { label: { fr: "la caméra", en: "the camera" }, kind: "system", channels: ["device"] } } as const;
const head = {
  id: "town-cameras",
  kind: "video-protection",
  // The notice does not name it.
  controller: {
    name: "une petite commune française",
    kind: "public-body",
    country: "FR",
    department: { fr: "police municipale", en: "municipal police" },
  },
  proceedings: notice,
} as const;
const systems = {
  bodyWorn: {
    label: { fr: "caméras-piétons de la police municipale", en: "body-worn (“pedestrian”) cameras of the municipal police" },
    device: "body-camera",
    purposes: ["interventions"],
    targets: ["interventions"],
    embedded: ["timestamp", "agent"],
  },
  fixed: {
    label: { fr: "dispositif de vidéoprotection", en: "fixed video-protection" },
    device: "cctv",
    purposes: ["protection"],
  },
} as const;
const seen = { fr: "établir un incident", en: "establish an incident" } as const;
// Code de la sécurité intérieure, art. L. 241-2, until loi n° 2022-52 of 24 January 2022, art. 14, made it one month. The story ends before.
const sixMonths = { start: { kind: "field", field: "footage.capturedAt" }, maximum: { period: "P6M" } } as const;

const fromCapture = { start: { kind: "field", field: "view.capturedAt" } } as const;

function asItWas(): ProcessingDocument {
  const vocabulary = defineVocabulary({ purposes, categories, origins, subjects });
  const { field, record } = vocabulary;
  const on = { category: "cameraImages", origins: ["camera"], purposes: ["interventions"] } as const;
  const footage = record("footage", {
    video: field(z.string(), { ...on, kind: "document" }),
    capturedAt: field(z.iso.datetime(), on),
    agent: field(z.string(), { ...on, kind: "identifier" }),
  });
  const view = record(
    "view",
    {
      image: field(z.string(), { category: "fixedImages", origins: ["camera"], purposes: ["protection"], kind: "document" }),
      capturedAt: field(z.iso.datetime(), { category: "fixedImages", origins: ["camera"], purposes: ["protection"] }),
    },
    { subjects: ["public"] },
  );
  const access = defineMatrix(vocabulary, {
    actions: ["read"],
    roles: { viewers: { label: { fr: "agents qui consultent les images", en: "officers who view images" }, purposes: ["interventions"] } },
    grants: { viewers: { cameraImages: ["read"], fixedImages: ["read"] } },
  });
  // What the notice finds and does not measure is stated with invented values: how short a password, which periods, which mentions.
  return defineProcessing({
    ...head,
    vocabulary,
    records: { footage, view },
    access,
    accuracy: { clock: { source: "device", synchronised: false }, actor: "device-setting" },
    notices: { boards: boards("was") },
    logs: { events: [] },
    security: { passwords: { minimumLength: 8 }, infrastructure: { strongPasswords: false } },
    retention: {
      body: { categories: ["cameraImages"], ...sixMonths, then: "delete" },
      fixed: { categories: ["fixedImages"], ...fromCapture, maximum: { period: "P15D" } },
      fixedElsewhere: { categories: ["fixedImages"], ...fromCapture, maximum: { period: "P30D" } },
    },
    capture: {
      devices: ["body-camera", "cctv"],
      systems: { ...systems, fixed: { ...systems.fixed, targets: ["premises", "interior-of-buildings"], masking: false } },
    },
  }).document("submitted");
}

/** The corrected file, as what enforces it: vocabulary, records, matrix. */
// The type is what `defineProcessing` infers of the literal: writing it would write the declaration twice.
export function correctedCameras() {
  const law = { text: "code de la sécurité intérieure" } as const;
  const bodyLaw = { ...law, article: "L. 241-1, L. 241-2" } as const;
  const fixedLaw = { ...law, article: "L. 251-2, L. 252-5" } as const;
  const vocabulary = defineVocabulary({
    purposes: {
      interventions: { ...purposes.interventions, bases: [{ kind: "public-task", reference: bodyLaw }] },
      protection: { ...purposes.protection, bases: [{ kind: "public-task", reference: fixedLaw }] },
    },
    categories: { ...categories, accessLogs: { label: { fr: "consultations", en: "viewings" }, kind: "access-log" } },
    origins: { ...origins, system },
    subjects: { public: { ...subjects.public, minors: false }, agents: { ...subjects.agents, minors: false } },
  });
  const { field, record } = vocabulary;
  const on = {
    category: "cameraImages",
    origins: ["camera"],
    purposes: ["interventions"],
    legalRef: bodyLaw,
    justification: seen,
  } as const;
  const footage = record("footage", {
    video: field(z.string(), { ...on, kind: "document" }),
    capturedAt: field(z.iso.datetime(), { ...on, boundTo: "clock" }),
    agent: field(z.string(), { ...on, kind: "identifier", boundTo: "actor" }),
  });
  const view = record(
    "view",
    {
      image: field(z.string(), {
        category: "fixedImages",
        origins: ["camera"],
        purposes: ["protection"],
        kind: "document",
        legalRef: fixedLaw,
        justification: seen,
      }),
      capturedAt: field(z.iso.datetime(), {
        category: "fixedImages",
        origins: ["camera"],
        purposes: ["protection"],
        boundTo: "clock",
        legalRef: fixedLaw,
        justification: seen,
      }),
    },
    { subjects: ["public"] },
  );
  const log = entry("protection");
  const logEntry = record("entry", { actor: field(z.string(), log.actor), at: field(z.iso.datetime(), log.at) }, { subjects: ["agents"] });
  const access = defineMatrix(vocabulary, {
    actions: ["read", "add", "delete", "extract"],
    roles: {
      officer: {
        label: { fr: "agent équipé d'une caméra", en: "officer with a camera" },
        mission: { fr: "enregistrer une intervention", en: "record an intervention" },
        purposes: ["interventions"],
      },
      officerInCharge: {
        label: { fr: "responsable habilité", en: "authorised officer" },
        mission: { fr: "consulter les images après un incident", en: "view images after an incident" },
        purposes: ["interventions", "protection"],
      },
    },
    grants: {
      officer: { cameraImages: ["add"], fixedImages: "none", accessLogs: "none" },
      officerInCharge: { cameraImages: ["read", "extract"], fixedImages: ["read", "extract"], accessLogs: ["read"] },
    },
    immutable: ["accessLogs"],
    units: 1,
    accounts: { individual: true, shared: false, factors: 2 },
    procedure,
  });
  return defineProcessing({
    ...head,
    vocabulary,
    records: { footage, view, entry: logEntry },
    access,
    accuracy: { clock: { source: "trusted", synchronised: true }, actor: "session" },
    notices: { boards: boards("corrected") },
    logs: {
      events: ["connection", "read", "add", "delete", "extract", "refusal", "export", "erasure"],
      entries: ["actor", "time", "object", "purpose"],
      store: "append-only-witnessed",
      category: "accessLogs",
      reviewEvery: "P1M",
      mayChange: "nobody",
    },
    ...nothingElse,
    dpo: { contact: "dpd@commune.example", named: true },
    rights: rightsInPublicTask,
    recipients: {},
    functions: {
      record: {
        label: { fr: "enregistrer une intervention", en: "record an intervention" },
        purposes: ["interventions"],
        kind: "record",
        actors: ["officer"],
      },
      view: {
        label: { fr: "consulter les images après un incident", en: "view images after an incident" },
        purposes: ["interventions", "protection"],
        kind: "search",
        actors: ["officerInCharge"],
      },
    },
    security: {
      ...measures("2021-06-01"),
      exports: { encrypted: true, ledger: true, expireAfter: "P1M" },
      paper: { used: false },
    },
    governance: governance(
      "2021-06-01",
      "2022-06-01",
      {
        fr: "prévenir les incidents et en garder la preuve le temps de la loi",
        en: "prevent incidents and keep the proof as long as the law allows",
      },
      ["systematic-monitoring", "vulnerable-persons"],
    ),
    retention: {
      body: { categories: ["cameraImages"], ...sixMonths, activeFor: "P6M", then: "delete", reference: bodyLaw },
      // Code de la sécurité intérieure, art. L. 252-5: a month at the most.
      fixed: {
        categories: ["fixedImages"],
        start: { kind: "field", field: "view.capturedAt" },
        maximum: { period: "P30D" },
        activeFor: "P30D",
        then: "delete",
        reference: { ...law, article: "L. 252-5" },
      },
      accessLogs,
    },
    purge: { automatic: true, every: "P1D", evidence: true, evidenceHolds: ["policy", "time", "count"] },
    capture: {
      devices: ["body-camera", "cctv"],
      continuous: false,
      audio: false,
      masking: true,
      area: { fr: "lieux publics ; intérieurs masqués", en: "public places; interiors masked" },
      systems: { ...systems, fixed: { ...systems.fixed, targets: ["premises"], masking: true } },
    },
  });
}
