/**
 * A department's social-work files (letter of the CNIL of 22 July 2011 on the Conseil général de l'Essonne). As it was at the inspection
 * of 6 October 2009; as corrected by the measures of 2010 and 2011.
 */
import { createHash } from "node:crypto";
import { caseLoad, defineMatrix } from "@favorable/access";
import type { State } from "@favorable/example-storyteller";
import {
  accessLogs,
  assessed,
  entry,
  governance,
  measures,
  mentions,
  nothingElse,
  procedure,
  rightsInPublicTask,
  system,
} from "@favorable/example-storyteller/corrected-parts";
import { defineVocabulary, moderatedText } from "@favorable/fields";
import { defineProcessing, type ProcessingDocument } from "@favorable/processing";
import * as z from "zod";
import { filingSystems } from "./filing-systems.ts";
import { partners } from "./partners.ts";
import { letters } from "./proceedings.ts";
import { categories, origins, purposes, subjects } from "./words.ts";

/** The document of one of the two files. */
export function socialCaseFile(state: State): ProcessingDocument {
  return state === "was" ? asItWas() : assessed(correctedCaseFile().document("submitted"), "medium");
}

const head = (name: string) =>
  ({
    id: "social-case-file",
    kind: "social-work",
    controller: { name, kind: "public-body", country: "FR", department: { fr: "direction du service social" } },
    proceedings: letters,
  }) as const;

function asItWas(): ProcessingDocument {
  const vocabulary = defineVocabulary({ purposes, categories, origins, subjects });
  const { field, record } = vocabulary;
  const on = { origins: ["socialWorker"], purposes: ["socialWork"] } as const;
  const appraisal = { ...on, category: "appraisals", freeText: {} } as const;
  const file = record("file", {
    nir: field(z.string(), {
      category: "nir",
      origins: ["subject"],
      purposes: ["socialWork"],
      nationalId: true,
      subject: true,
      label: { fr: "numéro de Sécurité sociale (NIR)", en: "social security number" },
    }),
    difficulties: field(z.string(), {
      ...appraisal,
      label: {
        fr: "difficultés sociales (situation irrégulière, problèmes psychologiques, conflits conjugaux)",
        en: "social difficulties (irregular immigration status, psychological problems, couple conflicts)",
      },
    }),
    capacity: field(z.string(), { ...appraisal, label: { fr: "capacités à se mobiliser", en: "capacity to mobilise" } }),
    brakes: field(z.string(), { ...appraisal, label: { fr: "freins et potentialités", en: "brakes and potential" } }),
    results: field(z.string(), { ...appraisal, label: { fr: "résultats à atteindre", en: "results expected" } }),
    resultsBy: field(z.string(), { ...appraisal, label: { fr: "dans quel délai", en: "by when" } }),
    interventions: field(z.string(), {
      ...appraisal,
      label: {
        fr: "interventions préconisées (psychiatre, alcoologue, association de femmes battues)",
        en: "interventions advised (psychiatrist, alcohol specialist, association for battered women)",
      },
    }),
  });
  // The letter asks that the software to come be « non consultable entièrement par l'ensemble du personnel »: as it was, all staff could.
  const access = defineMatrix(vocabulary, {
    actions: ["read"],
    roles: { allStaff: { label: { fr: "ensemble du personnel", en: "all staff" }, purposes: ["socialWork"], rowScope: "all" } },
    grants: { allStaff: { nir: ["read"], appraisals: ["read"] } },
  });
  return defineProcessing({
    ...head("Conseil général de l'Essonne"),
    vocabulary,
    records: { file },
    access,
    dpo: "none",
    functions: {
      computerisation: {
        label: { fr: "informatiser le dossier social", en: "computerise the case file" },
        purposes: ["socialWork"],
        kind: "digitise",
        state: "planned",
      },
    },
    notices: {},
    recipients: partners("planned"),
    filingSystems: filingSystems("was"),
    security: { paper: { used: true } },
    // « Conservé pendant 5 ans au moins »: a floor and no cap.
    retention: { dis: { categories: ["nir", "appraisals"], minimum: { period: "P5Y" } } },
  }).document("submitted");
}

/** The corrected file, as what enforces it: vocabulary, records, matrix. */
// The type is what `defineProcessing` infers of the literal: writing it would write the declaration twice.
export function correctedCaseFile() {
  const law = { text: "code de l'action sociale et des familles", article: "L. 121-1, L. 123-2" } as const;
  const vocabulary = defineVocabulary({
    purposes: { socialWork: { ...purposes.socialWork, bases: [{ kind: "public-task", reference: law }] } },
    categories: {
      identity: { label: { fr: "identité de la personne", en: "identity of the person" } },
      help: { label: { fr: "aides et orientations", en: "help and referrals" }, closedList: true },
      notes: { label: { fr: "observations pratiques, modérées", en: "practical notes, moderated" } },
      accessLogs: { label: { fr: "journal des accès", en: "access log" }, kind: "access-log" },
    },
    origins: { ...origins, system },
    subjects: { users: { ...subjects.users, minors: false } },
  });
  const { field, record } = vocabulary;
  const needed = { legalRef: law, justification: { fr: "ouvrir et suivre un droit", en: "open and follow a right" } } as const;
  const onHelp = { category: "help", origins: ["socialWorker"], purposes: ["socialWork"], ...needed } as const;
  const file = record("file", {
    name: field(z.string(), { category: "identity", origins: ["subject"], purposes: ["socialWork"], subject: true, ...needed }),
    help: field(z.enum(["housing", "income", "health-access", "family", "none"]), onHelp),
    openedOn: field(z.iso.date(), { ...onHelp, boundTo: "clock" }),
    followedOn: field(z.iso.date(), { ...onHelp, boundTo: "clock", boundWhen: "changed" }),
    // Nobody reads it but its moderator until it is accepted; what is refused is not kept.
    note: field(moderatedText.optional(), {
      ...onHelp,
      category: "notes",
      freeText: { moderator: "teamLead", screenedFor: ["fr-nir", "term:judgement", "term:health"] },
    }),
  });
  const log = entry("socialWork");
  const logEntry = record("entry", { actor: field(z.string(), log.actor), at: field(z.iso.datetime(), log.at) });
  const access = defineMatrix(vocabulary, {
    actions: ["read", "add", "modify", "delete", "extract"],
    roles: {
      socialWorker: {
        label: { fr: "assistant de service social", en: "social worker" },
        mission: { fr: "suivre les personnes qui lui sont confiées", en: "follow the persons in their care" },
        purposes: ["socialWork"],
        rowScope: "case-load",
      },
      teamLead: {
        label: { fr: "responsable d'équipe", en: "team lead" },
        mission: { fr: "relire les observations avant qu'elles soient vues", en: "read notes over before they are seen" },
        purposes: ["socialWork"],
        rowScope: "own-unit",
      },
      reception: {
        label: { fr: "agent d'accueil", en: "reception" },
        mission: { fr: "recevoir et orienter", en: "receive and direct" },
        purposes: ["socialWork"],
        rowScope: "own-unit",
      },
      archivist: {
        label: { fr: "archiviste", en: "archivist" },
        mission: { fr: "tenir les archives intermédiaires", en: "keep the intermediate archives" },
        purposes: ["socialWork"],
        rowScope: "own-unit",
      },
    },
    grants: {
      socialWorker: { identity: ["read", "add", "modify"], help: ["read", "add", "modify"], notes: ["read", "modify"], accessLogs: "none" },
      teamLead: { identity: ["read"], help: "none", notes: ["read", "modify"], accessLogs: "none" },
      reception: { identity: ["read"], help: "none", notes: "none", accessLogs: "none" },
      archivist: { identity: ["read", "delete"], help: ["read", "delete"], notes: ["delete"], accessLogs: ["read"] },
    },
    when: [{ roles: ["socialWorker"], where: caseLoad("name") }],
    immutable: ["accessLogs"],
    units: 12,
    accounts: { individual: true, shared: false, factors: 2 },
    procedure,
  });
  const everyForm = { kind: "form", reaches: ["users"], when: "at-collection" } as const;
  return defineProcessing({
    // An invented department: the favorable file is not the one of the letter.
    ...head("Un département"),
    vocabulary,
    records: { file, entry: logEntry },
    access,
    ...nothingElse,
    rights: rightsInPublicTask,
    logs: {
      events: ["connection", "read", "add", "modify", "delete", "extract", "refusal", "export", "erasure"],
      entries: ["actor", "time", "object", "purpose", "role"],
      store: "append-only-witnessed",
      category: "accessLogs",
      reviewEvery: "P1M",
      mayChange: "nobody",
    },
    governance: governance(
      "2010-10-12",
      "2027-01-01",
      {
        fr: "suivre les personnes qui demandent de l'aide, avec des informations succinctes",
        en: "follow the persons who ask for help, with succinct information",
      },
      ["vulnerable-persons", "sensitive-data"],
    ),
    purge: { automatic: true, every: "P7D", reaches: ["live", "archive", "paper"], evidence: true },
    dpo: { contact: "Correspondant informatique et libertés", designatedOn: "2010-10-12" },
    authorisations: {
      byProfession: true,
      holders: {
        socialWorker: { professions: [{ fr: "assistant de service social" }] },
        teamLead: { professions: [{ fr: "responsable d'équipe" }] },
        reception: { professions: [{ fr: "agent d'accueil" }] },
        archivist: { professions: [{ fr: "archiviste" }] },
      },
    },
    functions: {
      computerisation: {
        label: { fr: "informatiser le dossier social", en: "computerise the case file" },
        purposes: ["socialWork"],
        kind: "digitise",
        state: "abandoned",
      },
    },
    notices: {
      charter: {
        title: { fr: "mention d'information de la charte graphique", en: "information mention of the graphic charter" },
        attached: true,
        sha256: createHash("sha256").update("mention d'information de la charte graphique").digest("hex"),
        collection: "direct",
        mentions,
        channels: [everyForm, { kind: "display", reaches: ["users"], when: "before-collection" }],
      },
    },
    recipients: {},
    filingSystems: filingSystems("corrected"),
    security: {
      ...measures("2026-09-15"),
      exports: { encrypted: true, ledger: true, expireAfter: "P1M" },
      paper: { used: true, measures: { fr: "classothèques fermées", en: "closed filing rooms" }, means: ["door-code"] },
      organisation: [
        { kind: "awareness", since: "2011-01" },
        {
          kind: "unannounced-check",
          by: {
            fr: "direction du développement social et de prévention santé",
            en: "directorate of social development and health prevention",
          },
          since: "2011-01",
        },
        {
          kind: "procedure",
          by: { fr: "nouvelles règles d'archivage, papier et informatique", en: "new archiving rules, paper and computer" },
        },
      ],
    },
    retention: {
      cases: {
        categories: ["identity", "help", "notes"],
        start: { kind: "last-activity" },
        maximum: { period: "P5Y" },
        activeFor: "P2Y",
        archive: { roles: ["archivist"], period: "P3Y", filingSystem: "classotheque" },
        then: "delete",
        reference: law,
        former: [{ minimum: { period: "P5Y" }, until: "2010" }],
      },
      accessLogs,
    },
  });
}
