/**
 * A region's card for young people (press article on the Pass'Région). As it was: numbers collected for offers carried a greeting signed
 * by the president of the region. As corrected: the two uses that were agreed to, and no other.
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
import { defineProcessing, type ProcessingDocument } from "@favorable/processing";
import * as z from "zod";
import { consent, pupils } from "./people.ts";
import { messageComplaint } from "./proceedings.ts";

const purposes = (state: State) =>
  ({
    offers: {
      statement: { fr: "Envoyer les bons plans du Pass'Région", en: "Send the offers of the Pass'Région" },
      population: ["pupils"],
      main: true,
      bases: [{ kind: "consent", consent: consent(state) }],
    },
    schemes: {
      statement: { fr: "Informer sur les dispositifs régionaux", en: "Inform about regional schemes" },
      population: ["pupils"],
      bases: [{ kind: "consent", consent: consent(state) }],
    },
  }) as const;

const categories = { contact: { label: { fr: "numéro de téléphone portable", en: "mobile number" }, minors: true } } as const;
const origins = {
  subject: {
    label: { fr: "le lycéen, à l'activation du Pass", en: "the pupil, when the pass is activated" },
    kind: "subject",
    channels: ["form"],
  },
} as const;
const head = (name: string) =>
  ({
    id: "youth-pass",
    kind: "user-service",
    controller: { name, kind: "public-body", country: "FR" },
    proceedings: messageComplaint,
  }) as const;
const sendOffers = {
  label: { fr: "envoyer les bons plans et informations", en: "send offers and information" },
  purposes: ["offers", "schemes"],
  kind: "send",
  uses: ["youth.phone"],
} as const;

/** The document of one of the two files. */
export function youthPass(state: State): ProcessingDocument {
  return state === "was" ? asItWas() : assessed(correctedPass().document("submitted"), "low");
}

function asItWas(): ProcessingDocument {
  const vocabulary = defineVocabulary({
    purposes: {
      ...purposes("was"),
      greeting: {
        statement: { fr: "Souhaiter une excellente rentrée", en: "Wish a good start of the school year" },
        population: ["pupils"],
      },
    },
    categories,
    origins,
    subjects: { pupils: pupils("was") },
  });
  const youth = vocabulary.record("youth", {
    phone: vocabulary.field(z.string(), {
      category: "contact",
      origins: ["subject"],
      purposes: ["offers", "schemes", "greeting"],
      kind: "contact",
    }),
  });
  return defineProcessing({
    ...head("Région Auvergne-Rhône-Alpes"),
    vocabulary,
    records: { youth },
    functions: {
      sendOffers,
      sendGreeting: {
        label: {
          fr: "SMS de rentrée signé du président de la région, aussi président du parti Les Républicains",
          en: "text message at the start of the school year, signed by the president of the region, also of the party Les Républicains",
        },
        purposes: ["greeting"],
        kind: "send",
        uses: ["youth.phone"],
        actors: ["presidentOfTheRegion"],
      },
    },
    security: { exports: { encrypted: false, ledger: false } },
  }).document("submitted");
}

/** The corrected file, as what enforces it: vocabulary, records, matrix. */
// The type is what `defineProcessing` infers of the literal: writing it would write the declaration twice.
export function correctedPass() {
  const vocabulary = defineVocabulary({
    purposes: purposes("corrected"),
    categories: {
      ...categories,
      pass: { label: { fr: "titulaire et usage du Pass", en: "holder and use of the pass" }, minors: true },
      accessLogs: { label: { fr: "journal des accès", en: "access log" }, kind: "access-log" },
    },
    origins: { ...origins, system },
    subjects: { pupils: pupils("corrected") },
  });
  const youth = vocabulary.record("youth", {
    phone: vocabulary.field(z.string(), {
      category: "contact",
      origins: ["subject"],
      purposes: ["offers", "schemes"],
      kind: "contact",
      justification: { fr: "canal choisi par le lycéen", en: "channel the pupil chose" },
    }),
    holder: vocabulary.field(z.string(), {
      category: "pass",
      origins: ["system"],
      purposes: ["offers", "schemes"],
      kind: "identifier",
      subject: true,
      justification: { fr: "retrouver le consentement du titulaire", en: "find the consent of the holder" },
    }),
    lastUsedOn: vocabulary.field(z.iso.date(), {
      category: "pass",
      origins: ["system"],
      purposes: ["offers", "schemes"],
      justification: { fr: "compter la durée de validité du Pass", en: "count the validity of the pass" },
    }),
  });
  const log = entry("offers");
  const logEntry = vocabulary.record("entry", {
    actor: vocabulary.field(z.string(), log.actor),
    at: vocabulary.field(z.iso.datetime(), log.at),
  });
  const access = defineMatrix(vocabulary, {
    actions: ["read", "add", "modify", "delete", "extract"],
    roles: {
      passTeam: {
        label: { fr: "équipe du Pass'Région", en: "Pass'Région team" },
        mission: { fr: "gérer le Pass et ses envois", en: "manage the pass and its messages" },
        purposes: ["offers", "schemes"],
      },
    },
    grants: {
      passTeam: {
        contact: ["read", "add", "modify", "delete", "extract"],
        pass: ["read", "add", "modify", "delete", "extract"],
        accessLogs: ["read"],
      },
    },
    immutable: ["accessLogs"],
    units: 1,
    accounts: { individual: true, shared: false, factors: 2 },
    procedure,
  });
  return defineProcessing({
    // An invented region: no favorable file was ever submitted by the one of the article.
    ...head("Une région"),
    vocabulary,
    records: { youth, entry: logEntry },
    access,
    functions: { sendOffers },
    logs: {
      events: ["connection", "read", "add", "modify", "delete", "extract", "refusal", "export"],
      entries: ["actor", "time", "object", "purpose", "role"],
      store: "append-only-witnessed",
      category: "accessLogs",
      reviewEvery: "P1M",
      mayChange: "nobody",
    },
    ...nothingElse,
    dpo: { contact: "dpd@region.example", named: true },
    notices: {
      activation: {
        title: { fr: "information donnée à l'activation du Pass", en: "notice given when the pass is activated" },
        attached: true,
        sha256: createHash("sha256").update("information donnée à l'activation du Pass").digest("hex"),
        collection: "direct",
        audience: "minors",
        mentions,
        channels: [{ kind: "form", reaches: ["pupils"], when: "at-collection", evidence: "delivery-log" }],
      },
    },
    rights: {
      ...rightsByConsent,
      withdrawal: { how: { fr: "décocher la case du compte", en: "untick the box in the account" } },
    },
    recipients: {},
    security: {
      ...measures("2019-09-02"),
      exports: { encrypted: true, ledger: true, selection: "chosen-fields", approvedBy: "passTeam", expireAfter: "P7D" },
      paper: { used: false },
    },
    retention: {
      numbers: {
        categories: ["contact", "pass"],
        start: { kind: "last-activity" },
        maximum: { period: "P1Y" },
        activeFor: "P1Y",
        then: "delete",
        justification: { fr: "durée de validité du Pass", en: "validity of the pass" },
      },
      accessLogs,
    },
    purge: { automatic: true, every: "P1D", evidence: true },
    governance: governance(
      "2018-08-01",
      "2021-12-01",
      { fr: "envoyer aux titulaires ce qu'ils ont demandé, et rien d'autre", en: "send holders what they asked for, and nothing else" },
      ["vulnerable-persons", "large-scale"],
    ),
  });
}
