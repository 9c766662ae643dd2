/** The terms by which a notice says what a declaration holds as codes. */
import type { Text, TransferDocument } from "@favorable/processing";

type Safeguard = Exclude<NonNullable<TransferDocument["safeguard"]>, "none">;

interface RetentionTerms {
  readonly from: string;
  readonly until: string;
  readonly after: string;
  readonly field: string;
  /** Before the label of the field that holds the date. */
  readonly dated: string;
  readonly "last-activity": string;
}

/** French and English. */
export const NOTICE_TERMS: {
  readonly retention: Readonly<Record<"fr" | "en", RetentionTerms>>;
  readonly safeguards: Readonly<Record<Safeguard, Text>>;
  readonly authorities: Readonly<Record<"CCIN" | "APDP" | "CNIL", Text>>;
} = {
  retention: {
    fr: {
      from: "à compter du",
      until: "jusqu'à l'événement suivant :",
      after: "après l'événement suivant :",
      field: "à compter de la date inscrite à votre dossier",
      dated: "à compter de la date suivante :",
      "last-activity": "à compter de votre dernière activité",
    },
    en: {
      from: "from",
      until: "until:",
      after: "after:",
      field: "from the date in your file",
      dated: "from this date:",
      "last-activity": "from your last activity",
    },
  },
  // GDPR articles 45 to 49.
  safeguards: {
    adequacy: { fr: "décision d'adéquation", en: "adequacy decision" },
    "standard-clauses": { fr: "clauses contractuelles types", en: "standard contractual clauses" },
    "binding-rules": { fr: "règles d'entreprise contraignantes", en: "binding corporate rules" },
    derogation: { fr: "dérogation de l'article 49", en: "derogation of article 49" },
  },
  authorities: {
    CCIN: {
      fr: "la Commission de contrôle des informations nominatives (CCIN)",
      en: "the Commission de contrôle des informations nominatives (CCIN)",
    },
    APDP: {
      fr: "l'Autorité de protection des données personnelles (APDP)",
      en: "the Autorité de protection des données personnelles (APDP)",
    },
    CNIL: {
      fr: "la Commission nationale de l'informatique et des libertés (CNIL)",
      en: "the Commission nationale de l'informatique et des libertés (CNIL)",
    },
  },
};
