/** The whole file: sections I to IX joined to the vocabulary, the records and the matrix. */
import { defineProcessing } from "@favorable/processing";
import { registerMatrix } from "./access.ts";
import { NOTICE_SHA256 } from "./notice.ts";
import { registerRecords } from "./records.ts";
import { corrected, LAW_1165, LAW_1509, type State } from "./state.ts";
import { registerVocabulary } from "./vocabulary.ts";

const everyone = ["staff", "students", "volunteers", "externals"] as const;
const aboutVaccination = [
  "identityStaff",
  "identityExternal",
  "professionalLife",
  "timeInformation",
  "vaccinationProofs",
  "comments",
  "sicknessPosition",
  "salaryWithholding",
  "vaccinationStatus",
  "contraIndication",
] as const;

/** Declares the register, in one of its two states. */
export function declareRegister(state: State) {
  const vocabulary = registerVocabulary(state);
  const access = registerMatrix(state, vocabulary);
  return defineProcessing({
    id: "chpg-vaccination-follow-up",
    vocabulary,
    records: registerRecords(state, vocabulary),
    access,
    title: { fr: "Suivi de la vaccination", en: "Vaccination follow-up" },
    zone: "Europe/Monaco",
    startsOn: "2021-10-21",
    controller: {
      name: "Centre Hospitalier Princesse Grace",
      kind: "public-body",
      nature: { fr: "établissement public autonome", en: "autonomous public establishment" },
      country: "MC",
      foundingTexts: [{ text: "loi n° 127 du 15 janvier 1930" }, { text: "loi n° 918 du 27 décembre 1971" }],
    },
    dpo: { contact: "délégué à la protection des données du CHPG" },
    events: { endOfDuty: { label: { fr: "fin de l'obligation vaccinale", en: "end of the vaccination duty" } } },
    functions: {
      census: {
        label: { fr: "recenser la situation vaccinale au regard de la loi", en: "record vaccination situations with regard to the law" },
        purposes: ["followUp"],
        actors: ["hrDirector", "careDirector", "medicalDirector"],
      },
      alerts: {
        label: {
          fr: "permettre un suivi dynamique, avec des éléments d'alertes à destination des gestionnaires",
          en: "dynamic follow-up with alerts to the case managers",
        },
        purposes: ["followUp"],
        // Section I of the file sends the alerts to « gestionnaires » that its section V does not know.
        actors: state === "submitted" ? ["caseManagers"] : ["hrDirector", "careDirector", "medicalDirector"],
      },
      figures: {
        label: { fr: "réaliser des statistiques", en: "statistics" },
        purposes: ["statistics"],
        actors: ["hrDirector", "careDirector", "medicalDirector"],
      },
      scanning: {
        label: { fr: "numérisation du justificatif via la Gestion Électronique de Documents", en: "digitise the proof" },
        purposes: ["followUp"],
        actors: ["hrDirector"],
      },
    },
    ...corrected(state, {
      originRules: [
        {
          origin: "occupationalHealth",
          categories: ["vaccinationStatus", "vaccinationProofs", "contraIndication"],
          keeps: ["situation.scheme", "situation.receivedOn", "situation.nextDoseDue"],
        },
      ],
    }),
    notices: {
      policy: {
        title: {
          fr: "Politique générale de la protection des données à caractère personnel des professionnels du CHPG",
          en: "General data-protection policy for CHPG professionals",
        },
        attached: false,
        channels: [{ kind: "intranet", reaches: ["staff"] }],
        ...corrected(state, {
          attached: true,
          sha256: NOTICE_SHA256,
          mentions: [
            "controller",
            "dpo",
            "purposes",
            "basis",
            "recipients",
            "retention",
            "rights",
            "compulsory",
            "consequences",
            "categories",
            "source",
          ],
          channels: [
            { kind: "intranet", reaches: ["staff"], when: "before-collection" },
            { kind: "handed-over", reaches: everyone, when: "before-collection" },
          ],
        }),
      },
    },
    rights: {
      contact: { fr: "délégué à la protection des données", en: "data-protection officer" },
      channels: ["e-mail"],
      means: {
        access: {
          how: { fr: "par courrier électronique auprès du délégué", en: "by e-mail to the officer" },
          reference: { text: LAW_1165, article: "13, 15 and 16" },
        },
        rectification: {
          how: { fr: "par courrier électronique auprès du délégué", en: "by e-mail to the officer" },
          reference: { text: LAW_1165, article: "16" },
        },
      },
      ...corrected(state, {
        answerWithin: "P1M",
        identityCheck: ["session", "challenge"],
        identityCopy: "never-asked",
        propagation: true,
      }),
    },
    logs: {
      events: ["connection"],
      entries: ["actor", "time"],
      category: "loginLogs",
      ...corrected(state, {
        events: ["connection", "read", "add", "modify", "delete", "extract", "refusal", "export", "erasure"],
        entries: ["actor", "role", "purpose", "object", "time"],
        store: "append-only-witnessed",
        reviewEvery: "P1M",
      }),
    },
    links: {
      humanResources: {
        processing: { fr: "Gestion des ressources humaines et paie", en: "Human resources and payroll" },
        status: "reviewed",
        direction: "in",
        purposes: ["followUp"],
        carries: ["identityStaff", "professionalLife", "sicknessPosition", "timeInformation"],
        channel: { kind: "file-transfer", encrypted: true },
      },
      messaging: {
        processing: { fr: "Gestion de la messagerie professionnelle du CHPG", en: "CHPG professional messaging" },
        status: "reviewed",
        direction: "in",
        purposes: ["followUp"],
        carries: ["vaccinationProofs", "contraIndication", "vaccinationStatus"],
        channel: {
          kind: "mail",
          encrypted: true,
          ...corrected(state, { maximumAge: "P2D", purgeReaches: ["live", "backups"], backupRotation: "P30D" }),
        },
      },
    },
    recipients: {},
    transfers: {},
    security: {
      passwords: { minimumLength: 12, storedAs: "salted-hash", lockout: true },
      encryption: { inTransit: true, atRest: true },
      exposed: false,
      paper: { used: true, measures: { fr: "armoire fermée, accès par badge", en: "locked cabinet, access by badge" } },
      ...corrected(state, { exports: { encrypted: true, linkedToo: true, ledger: true, expireAfter: "P1M" } }),
    },
    retention: {
      vaccination: {
        categories: aboutVaccination,
        start: { kind: "fixed-date", on: "2021-10-30" },
        maximum: { period: "P18M" },
        then: "delete",
        reference: { text: LAW_1509 },
      },
      logs: {
        categories: ["loginLogs"],
        start: { kind: "field", field: "connection.at" },
        then: "delete",
        justification: { fr: "prouver les accès pendant l'obligation", en: "prove accesses while the duty lasts" },
        ...(state === "submitted"
          ? { maximum: { period: "P1Y" } }
          : { minimum: { event: "endOfDuty" }, maximum: { event: "endOfDuty", period: "P3M" }, immutable: true }),
      },
    },
    purge: {
      automatic: true,
      every: "P7D",
      followsShortening: true,
      ...corrected(state, { lengtheningNeedsReview: true, evidence: true }),
    },
    capture: "none",
    governance: {
      formality: { kind: "opinion-request", on: "2021-09-29" },
      necessity: {
        statement: {
          fr: "la loi impose au responsable de vérifier l'accomplissement de l'obligation",
          en: "the law obliges the controller to check that the duty is met",
        },
      },
    },
  });
}

/** The declaration's type, the same in both states. */
export type Register = ReturnType<typeof declareRegister>;
