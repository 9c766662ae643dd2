/** Names and texts that fixes share: placeholders, to be replaced by what is true of the processing. */
import type {
  AccessDocument,
  BasisDocument,
  CategoryDocument,
  FieldDocument,
  FunctionDocument,
  LegalReference,
  OriginDocument,
  PurposeDocument,
  RecordDocument,
  RetentionDocument,
  SubjectDocument,
  Text,
} from "@favorable/processing";

/** The day on which the fix is made. */
export const DAY = "YYYY-MM-DD";

/** A text to be written. */
export function todo(fr: string, en: string): Text {
  return { fr: `<${fr}>`, en: `<${en}>` };
}

export const law: LegalReference = { text: "<law>", article: "<article>" };

export const reason: Text = todo("pourquoi c'est nécessaire", "why it is necessary");

export const basis: BasisDocument = { kind: "public-task", reference: law };

export const purpose: PurposeDocument = {
  statement: { fr: "Réponse aux demandes de carte d'accès", en: "Answering applications for an access card" },
  population: ["*"],
  bases: [basis],
};

export const subject: SubjectDocument = {
  label: { fr: "demandeurs", en: "applicants" },
  relation: "user",
  minors: false,
};

export const category: CategoryDocument = { label: { fr: "identité et coordonnées", en: "identity and contact" } };

export const origin: OriginDocument = { label: { fr: "la personne concernée", en: "the data subject" }, kind: "subject" };

export const field: FieldDocument = {
  category: "contact",
  origins: ["applicant"],
  purposes: ["applications"],
  kind: "text",
  justification: reason,
};

export const record: RecordDocument = { subjects: ["applicants"], fields: { name: field } };

export const answering: FunctionDocument = {
  label: { fr: "répondre aux demandes", en: "answer applications" },
  purposes: ["*"],
};

export const access: AccessDocument = {
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: {
    officer: {
      label: { fr: "agent d'accueil", en: "reception officer" },
      mission: { fr: "répondre aux demandes", en: "answer applications" },
      purposes: ["*"],
    },
  },
  grants: {},
};

export const retention: RetentionDocument = {
  categories: ["*"],
  start: { kind: "last-activity" },
  maximum: { period: "P1Y" },
  then: "delete",
  justification: reason,
};
