/** The words of a notice in French and English. */
import type { Language } from "../register/sheet.ts";
import type { NoticeBasis, NoticeRight } from "./facts.ts";
import type { NoticeItem } from "./items.ts";

/** Words of one language. */
export interface NoticeWords {
  readonly title: string;
  readonly audience: string;
  readonly items: Readonly<Record<NoticeItem, string>>;
  readonly basis: Readonly<Record<NoticeBasis["kind"], string>>;
  readonly rights: Readonly<Record<NoticeRight, string>>;
  /** The heading of transfers for a controller of Monaco, whose law is about what leaves the Principality (law 1.565, article 11, 15). */
  readonly transfersFromMonaco: string;
  readonly from: string;
  readonly until: string;
  readonly none: Readonly<Record<"recipients" | "transfers" | "compulsory" | "automated-decision", string>>;
  readonly noConsequence: string;
  readonly publicSource: string;
  readonly exercise: string;
  readonly within: string;
  readonly complain: string;
  readonly missing: string;
  readonly fullAt: string;
  readonly version: string;
  readonly draft: string;
  readonly period: Readonly<Record<"Y" | "M" | "W" | "D", readonly [one: string, many: string]>>;
}

/** French and English. */
export const NOTICE_WORDS: Readonly<Record<Language, NoticeWords>> = {
  fr: {
    title: "Information sur le traitement de vos données",
    audience: "Personnes concernées",
    items: {
      controller: "Responsable du traitement",
      representative: "Représentant",
      dpo: "Délégué à la protection des données",
      purposes: "Finalités",
      basis: "Base juridique",
      "legitimate-interests": "Intérêts légitimes poursuivis",
      categories: "Catégories de données",
      source: "Origine des données",
      compulsory: "Caractère obligatoire",
      consequences: "Si vous ne les fournissez pas",
      recipients: "Destinataires",
      transfers: "Transferts hors de l'Union européenne",
      retention: "Durées de conservation",
      rights: "Vos droits",
      withdrawal: "Retrait du consentement",
      complaint: "Réclamation",
      "automated-decision": "Décision automatisée",
    },
    basis: {
      consent: "votre consentement",
      contract: "un contrat auquel vous êtes partie",
      "legal-obligation": "une obligation légale",
      "vital-interests": "la sauvegarde d'intérêts vitaux",
      "public-task": "une mission d'intérêt public",
      "legitimate-interest": "un intérêt légitime",
    },
    rights: {
      access: "Accès à vos données",
      rectification: "Rectification",
      erasure: "Effacement",
      restriction: "Limitation du traitement",
      objection: "Opposition au traitement",
      portability: "Portabilité",
    },
    transfersFromMonaco: "Transferts hors de Monaco",
    from: "à partir du",
    until: "jusqu'au",
    none: {
      recipients: "Aucun destinataire extérieur.",
      transfers: "Aucun transfert.",
      compulsory: "Aucune donnée n'est obligatoire.",
      "automated-decision": "Aucune décision n'est prise sans intervention humaine ; aucun profilage.",
    },
    noConsequence: "Aucune conséquence.",
    publicSource: "source accessible au public",
    exercise: "Pour les exercer",
    within: "Réponse dans un délai de",
    complain: "Vous pouvez introduire une réclamation auprès de",
    missing: "Non indiqué : cette mention manque.",
    fullAt: "Information complète",
    version: "Version",
    draft: "Projet : ce texte n'est pas publié.",
    period: { Y: ["an", "ans"], M: ["mois", "mois"], W: ["semaine", "semaines"], D: ["jour", "jours"] },
  },
  en: {
    title: "How we use data about you",
    audience: "Data subjects",
    items: {
      controller: "Controller",
      representative: "Representative",
      dpo: "Data protection officer",
      purposes: "Purposes",
      basis: "Legal basis",
      "legitimate-interests": "Legitimate interests pursued",
      categories: "Categories of data",
      source: "Source of the data",
      compulsory: "Whether you must provide data",
      consequences: "If you do not provide them",
      recipients: "Recipients",
      transfers: "Transfers outside the European Union",
      retention: "Retention periods",
      rights: "Your rights",
      withdrawal: "Withdrawal of consent",
      complaint: "Complaint",
      "automated-decision": "Automated decisions",
    },
    basis: {
      consent: "your consent",
      contract: "a contract to which you are party",
      "legal-obligation": "a legal obligation",
      "vital-interests": "the protection of vital interests",
      "public-task": "a task in the public interest",
      "legitimate-interest": "a legitimate interest",
    },
    rights: {
      access: "Access to your data",
      rectification: "Rectification",
      erasure: "Erasure",
      restriction: "Restriction of processing",
      objection: "Objection to processing",
      portability: "Portability",
    },
    transfersFromMonaco: "Transfers out of Monaco",
    from: "from",
    until: "until",
    none: {
      recipients: "No recipient outside.",
      transfers: "No transfer.",
      compulsory: "No data are compulsory.",
      "automated-decision": "No decision is taken without a person; no profiling.",
    },
    noConsequence: "No consequence.",
    publicSource: "publicly accessible source",
    exercise: "To exercise them",
    within: "Answer within",
    complain: "You may lodge a complaint with",
    missing: "Not stated: this item is missing.",
    fullAt: "Full notice",
    version: "Version",
    draft: "Draft: this text is not published.",
    period: { Y: ["year", "years"], M: ["month", "months"], W: ["week", "weeks"], D: ["day", "days"] },
  },
};
