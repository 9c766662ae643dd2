/**
 * A municipal police force offers vaccination slots (press article of 2021 on Marseille). As it was: an offer of slots became files
 * of who was vaccinated, read by the hierarchy. As corrected: a booking of slots that keeps no status and ends with the campaign.
 */
import { createHash } from "node:crypto";
import { defineMatrix } from "@favorable/access";
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
  rightsByConsent,
  system,
} from "@favorable/example-storyteller/corrected-parts";
import { defineVocabulary } from "@favorable/fields";
import { defineProcessing, type Processing, type ProcessingDocument } from "@favorable/processing";
import * as z from "zod";
import { complaints } from "./proceedings.ts";

const townPolice = { kind: "public-body", country: "FR", department: { fr: "police municipale", en: "municipal police" } } as const;
const officers = { label: { fr: "agents de la police municipale", en: "municipal police officers" }, relation: "staff" } as const;

/** The document of one of the two files. */
export function slotBooking(state: State): ProcessingDocument {
  return state === "was" ? asItWas().document("submitted") : assessed(correctedBooking().document("submitted"), "low");
}

function asItWas(): Pick<Processing<never, never, never>, "document"> {
  const vocabulary = defineVocabulary({
    purposes: {
      slotBooking: {
        statement: { fr: "Faciliter la vaccination et proposer des créneaux", en: "Make vaccination easier and offer slots" },
        population: ["officers"],
        main: true,
      },
      statusListing: {
        statement: { fr: "Recenser le statut vaccinal des agents", en: "List the vaccination status of officers" },
        population: ["officers"],
      },
    },
    categories: {
      identity: { label: { fr: "identité des agents", en: "identity of officers" } },
      vaccinationStatus: {
        label: { fr: "statut vaccinal ou refus", en: "vaccination status or refusal" },
        kind: "campaign-list",
        special: "health",
      },
    },
    origins: {
      sheet: { label: { fr: "fiche envoyée aux agents", en: "sheet sent to officers" }, kind: "subject", channels: ["form"] },
      knownBefore: { label: { fr: "statuts déjà connus", en: "statuses that had already been known" }, kind: "file" },
    },
    subjects: { officers },
  });
  const { field, record } = vocabulary;
  const answer = record("answer", {
    officer: field(z.string(), {
      category: "identity",
      origins: ["sheet", "knownBefore"],
      purposes: ["slotBooking", "statusListing"],
      subject: true,
    }),
    wantsVaccination: field(z.boolean(), { category: "vaccinationStatus", origins: ["sheet"], purposes: ["slotBooking", "statusListing"] }),
    status: field(z.enum(["vaccinated", "not-vaccinated", "refuses"]), {
      category: "vaccinationStatus",
      origins: ["sheet", "knownBefore"],
      purposes: ["statusListing"],
    }),
  });
  const access = defineMatrix(vocabulary, {
    actions: ["read", "extract"],
    roles: {
      hierarchy: {
        label: { fr: "hiérarchie de la police municipale", en: "hierarchy of the municipal police" },
        purposes: ["statusListing"],
      },
    },
    grants: { hierarchy: { identity: "all", vaccinationStatus: "all" } },
  });
  return defineProcessing({
    id: "municipal-police-slots",
    vocabulary,
    records: { answer },
    access,
    kind: "staff-management",
    controller: { name: "Ville de Marseille", ...townPolice },
    functions: {
      offerSlots: { label: { fr: "proposer des créneaux", en: "offer slots" }, purposes: ["slotBooking"], kind: "send" },
      list: {
        label: { fr: "lister qui est vacciné", en: "list who is vaccinated" },
        purposes: ["statusListing"],
        kind: "record",
        actors: ["hierarchy"],
        uses: ["answer.status"],
      },
    },
    filingSystems: {
      sheet: {
        label: {
          fr: "fiche demandant si l'agent souhaite se faire vacciner",
          en: "sheet asking whether the officer wants to be vaccinated",
        },
        form: "form",
        since: "2021",
        records: ["answer"],
      },
      computerFiles: {
        label: { fr: "plusieurs fichiers informatiques", en: "several computer files" },
        form: "spreadsheet",
        copyOf: "sheet",
        records: ["answer"],
        declared: false,
        destroyed: { evidence: "none" },
      },
    },
    security: { exports: { encrypted: false, ledger: false } },
    purge: { automatic: false },
    proceedings: complaints,
  });
}

/** The corrected file, as what enforces it: vocabulary, records, matrix. */
// The type is what `defineProcessing` infers of the literal: writing it would write the declaration twice.
export function correctedBooking() {
  const vocabulary = defineVocabulary({
    purposes: {
      slotBooking: {
        statement: {
          fr: "Proposer aux agents de la police municipale des créneaux de vaccination facultatifs",
          en: "Offer voluntary vaccination slots to municipal police officers",
        },
        population: ["officers"],
        main: true,
        bases: [
          {
            kind: "consent",
            consent: {
              perPurpose: true,
              proof: { fr: "réservation faite par l'agent lui-même", en: "booking made by the officer" },
              withdrawal: { fr: "annulation en ligne à tout moment", en: "cancellation on line at any time" },
              asEasyAsGiving: true,
              dependent: true,
              imbalance: { fr: "la hiérarchie ne sait pas qui réserve", en: "the hierarchy does not know who books" },
              act: "setting",
              recorded: ["purpose", "version", "time", "proof"],
            },
          },
        ],
      },
    },
    categories: {
      identity: { label: { fr: "identité de l'agent", en: "identity of the officer" } },
      slot: { label: { fr: "créneau réservé", en: "slot booked" }, kind: "campaign-list" },
      accessLogs: { label: { fr: "journal des accès", en: "access log" }, kind: "access-log" },
    },
    origins: { system, subject: { label: { fr: "l'agent", en: "the officer" }, kind: "subject", channels: ["form"] } },
    subjects: { officers: { ...officers, minors: false } },
  });
  const { field, record } = vocabulary;
  const justification = { fr: "tenir le créneau", en: "to keep the slot" };
  const booking = record("booking", {
    officer: field(z.string(), { category: "identity", origins: ["subject"], purposes: ["slotBooking"], subject: true, justification }),
    slotOn: field(z.iso.date(), { category: "slot", origins: ["subject"], purposes: ["slotBooking"], justification }),
  });
  const log = entry("slotBooking");
  const logEntry = record("entry", { actor: field(z.string(), log.actor), at: field(z.iso.datetime(), log.at) });
  const access = defineMatrix(vocabulary, {
    actions: ["read", "add", "delete", "extract"],
    roles: {
      bookingTeam: {
        label: { fr: "équipe de réservation de la médecine de prévention", en: "booking team of occupational health" },
        mission: { fr: "organiser les séances", en: "organise the sessions" },
        purposes: ["slotBooking"],
      },
      hierarchy: { label: { fr: "hiérarchie de la police municipale", en: "hierarchy of the municipal police" }, purposes: [] },
    },
    grants: {
      bookingTeam: {
        identity: ["read", "add", "delete", "extract"],
        slot: ["read", "add", "delete", "extract"],
        accessLogs: ["read"],
      },
      hierarchy: { identity: "none", slot: "none", accessLogs: "none" },
    },
    immutable: ["accessLogs"],
    units: 1,
    accounts: { individual: true, shared: false, factors: 2 },
    procedure,
  });
  return defineProcessing({
    id: "municipal-police-slots",
    vocabulary,
    records: { booking, entry: logEntry },
    access,
    kind: "staff-management",
    // An invented town: no favorable file was ever submitted by the one of the article.
    controller: { name: "Une ville", ...townPolice },
    events: { campaignEnd: { label: { fr: "fin de la campagne", en: "end of the campaign" } } },
    functions: {
      offerSlots: {
        label: { fr: "proposer des créneaux", en: "offer slots" },
        purposes: ["slotBooking"],
        kind: "record",
        actors: ["bookingTeam"],
        uses: ["booking.slotOn"],
      },
    },
    logs: {
      events: ["connection", "read", "add", "delete", "extract", "refusal", "export", "erasure"],
      entries: ["actor", "time", "object", "purpose", "role"],
      store: "append-only-witnessed",
      category: "accessLogs",
      reviewEvery: "P1M",
      mayChange: "nobody",
    },
    ...nothingElse,
    dpo: { contact: "dpd@ville.example", named: true },
    notices: {
      booking: {
        title: { fr: "information sur la réservation de créneaux", en: "notice on slot booking" },
        attached: true,
        sha256: createHash("sha256").update("information sur la réservation de créneaux").digest("hex"),
        collection: "direct",
        audience: "everyone",
        mentions,
        channels: [{ kind: "form", reaches: ["officers"], when: "at-collection", evidence: "delivery-log" }],
      },
    },
    rights: { ...rightsByConsent, withdrawal: { how: { fr: "annuler la réservation", en: "cancel the booking" }, function: "offerSlots" } },
    recipients: {},
    filingSystems: {
      register: { label: { fr: "table des réservations", en: "booking table" }, form: "database", records: ["booking"], declared: true },
    },
    security: {
      ...measures("2021-09-01"),
      exports: { encrypted: true, ledger: true, expireAfter: "P7D", selection: "chosen-fields", approvedBy: "bookingTeam" },
      paper: { used: false },
    },
    retention: {
      bookings: {
        categories: ["identity", "slot"],
        start: { kind: "field", field: "booking.slotOn" },
        maximum: { event: "campaignEnd" },
        then: "delete",
        activeFor: "P6M",
        justification: { fr: "la liste ne sert que pendant la campagne", en: "the list serves during the campaign only" },
      },
      accessLogs,
    },
    governance: governance(
      "2021-09-01",
      "2021-12-01",
      { fr: "réserver des créneaux sans connaître le statut de personne", en: "book slots without knowing anybody's status" },
      ["vulnerable-persons"],
    ),
    purge: { automatic: true, every: "P1D", events: ["campaignEnd"], evidence: true, evidenceHolds: ["policy", "time", "count", "hash"] },
    proceedings: complaints,
  });
}
