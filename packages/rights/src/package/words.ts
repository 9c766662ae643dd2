/** The words of an answer, in French and English. */

import type { LegalBasis } from "@favorable/fields";
import type { Regime } from "../register/regime.ts";

/** The languages an answer is written in. */
export type PackageLanguage = "fr" | "en";

type Words = Readonly<Record<PackageLanguage, string>>;

/** Names of the texts. */
export type Word =
  | "title"
  | "portability"
  | "lead"
  | "portableLead"
  | "skip"
  | "request"
  | "asOf"
  | "controller"
  | "contact"
  | "contents"
  | "data"
  | "none"
  | "notHeld"
  | "received"
  | "entry"
  | "field"
  | "value"
  | "category"
  | "usedFor"
  | "cameFrom"
  | "purposes"
  | "purpose"
  | "bases"
  | "recipients"
  | "noRecipients"
  | "thirdCountry"
  | "periods"
  | "period"
  | "accesses"
  | "ownActs"
  | "noAccesses"
  | "when"
  | "role"
  | "event"
  | "withheld"
  | "withheldLead"
  | "wholeRow"
  | "decisions"
  | "decisionsNotStated"
  | "noDecisions"
  | "rights"
  | "rightsLead"
  | "yes"
  | "no"
  | "empty"
  | "from"
  | "until";

/** Every text of the page. */
export const WORDS: Readonly<Record<Word, Words>> = {
  title: { fr: "Vos données à caractère personnel", en: "Your personal data" },
  portability: { fr: "Vos données portables", en: "Your portable data" },
  lead: {
    fr: "Réponse à votre demande. Elle contient ce qui est détenu à votre sujet, et ce que vous devez savoir de son usage (RGPD, art. 15).",
    en: "The answer to your request: what is held about you, and what you have to know of its use (GDPR art. 15).",
  },
  portableLead: {
    fr: "Les données que vous avez fournies et qui sont traitées sur votre consentement ou pour un contrat (RGPD, art. 20).",
    en: "The data you provided and that are processed on your consent or for a contract (GDPR art. 20).",
  },
  skip: { fr: "Aller au contenu", en: "Skip to the content" },
  request: { fr: "Demande", en: "Request" },
  asOf: { fr: "État au", en: "As of" },
  controller: { fr: "Responsable du traitement", en: "Controller" },
  contact: { fr: "Contact", en: "Contact" },
  contents: { fr: "Sommaire", en: "Contents" },
  data: { fr: "Les données", en: "The data" },
  none: { fr: "Aucune donnée.", en: "No data." },
  notHeld: { fr: "Rien n’est détenu à votre sujet de ce qui suit", en: "Of the following nothing is held about you" },
  received: { fr: "les a reçues", en: "has received them" },
  entry: { fr: "Ligne", en: "Row" },
  field: { fr: "Information", en: "Information" },
  value: { fr: "Valeur", en: "Value" },
  category: { fr: "Catégorie", en: "Category" },
  usedFor: { fr: "Finalités", en: "Purposes" },
  cameFrom: { fr: "Provenance", en: "Origin" },
  purposes: { fr: "Pourquoi elles sont utilisées", en: "Why they are used" },
  purpose: { fr: "Finalité", en: "Purpose" },
  bases: { fr: "Fondement", en: "Legal basis" },
  recipients: { fr: "À qui elles sont communiquées", en: "To whom they are disclosed" },
  noRecipients: { fr: "À personne hors du responsable du traitement.", en: "To nobody outside the controller." },
  thirdCountry: { fr: "Pays tiers", en: "Third country" },
  periods: { fr: "Combien de temps elles sont conservées", en: "How long they are kept" },
  period: { fr: "Durée", en: "Period" },
  accesses: { fr: "Qui les a consultées", en: "Who has read them" },
  ownActs: { fr: "Vos propres actes, comme membre du personnel", en: "Your own acts, as a member of staff" },
  noAccesses: { fr: "Le journal ne contient aucun accès.", en: "The log holds no access." },
  when: { fr: "Date (UTC)", en: "When (UTC)" },
  role: { fr: "Fonction", en: "Role" },
  event: { fr: "Opération", en: "Operation" },
  withheld: { fr: "Ce qui n’est pas communiqué", en: "What is not disclosed" },
  withheldLead: {
    fr: "Ces éléments renseignent sur d’autres personnes, dont les droits s’y opposent",
    en: "These tell of other persons, whose rights stand against it",
  },
  wholeRow: { fr: "la ligne entière", en: "the whole row" },
  decisions: { fr: "Décisions automatisées", en: "Automated decisions" },
  decisionsNotStated: {
    fr: "Il n’est pas indiqué si des décisions sont prises de façon automatisée.",
    en: "It is not stated whether decisions are taken by automated means.",
  },
  noDecisions: { fr: "Aucune décision n’est prise de façon automatisée.", en: "No decision is taken by automated means." },
  rights: { fr: "Vos droits", en: "Your rights" },
  rightsLead: {
    fr: "Vous pouvez demander la rectification ou l’effacement de ces données, la limitation de leur traitement, ou vous y opposer, en écrivant au contact ci-dessus. Vous pouvez réclamer auprès de l’autorité de contrôle :",
    en: "You may ask for these data to be rectified or erased, for their processing to be restricted, or object to it, by writing to the contact above. You may lodge a complaint with the supervisory authority:",
  },
  yes: { fr: "oui", en: "yes" },
  no: { fr: "non", en: "no" },
  empty: { fr: "vide", en: "empty" },
  from: { fr: "à partir du", en: "from" },
  until: { fr: "jusqu’au", en: "until" },
};

/** Legal bases. */
export const BASES: Readonly<Record<LegalBasis["kind"], Words>> = {
  consent: { fr: "consentement", en: "consent" },
  contract: { fr: "contrat", en: "contract" },
  "legal-obligation": { fr: "obligation légale", en: "legal obligation" },
  "vital-interests": { fr: "intérêts vitaux", en: "vital interests" },
  "public-task": { fr: "mission d’intérêt public", en: "public task" },
  "legitimate-interest": { fr: "intérêt légitime", en: "legitimate interest" },
};

/** Where the rights of others stand against a copy: GDPR articles 15(4) and 20(4); Monaco law 1.565 articles 12 and 18. */
export const OTHERS: Readonly<Record<"access" | "portability", Readonly<Record<Regime, Words | undefined>>>> = {
  access: {
    gdpr: { fr: "RGPD, art. 15(4)", en: "GDPR art. 15(4)" },
    "mc-1565": { fr: "loi n° 1.565 du 3 décembre 2024, art. 12", en: "Monaco law 1.565 of 3 December 2024, art. 12" },
    "mc-1165": undefined,
  },
  portability: {
    gdpr: { fr: "RGPD, art. 20(4)", en: "GDPR art. 20(4)" },
    "mc-1565": { fr: "loi n° 1.565 du 3 décembre 2024, art. 18", en: "Monaco law 1.565 of 3 December 2024, art. 18" },
    "mc-1165": undefined,
  },
};
