/** The words of the file as it was. */
const text = {
  fr: "Suivre les usagers du service social et leurs droits",
  en: "Follow the users of the social service and their rights",
} as const;

export const purposes = { socialWork: { statement: text, population: ["users"], main: true } } as const;

export const categories = {
  nir: { label: { fr: "NIR, systématique", en: "social security number, systematic" }, nationalId: true },
  appraisals: {
    label: { fr: "appréciations subjectives et vie privée", en: "subjective appreciations and private life" },
    special: "social-appraisal",
  },
} as const;

export const origins = {
  subject: { label: { fr: "l'usager", en: "the user" }, kind: "subject", channels: ["form", "oral"] },
  socialWorker: { label: { fr: "l'assistant social", en: "the social worker" }, kind: "application" },
} as const;

export const subjects = {
  users: { label: { fr: "usagers du service social", en: "users of the social service" }, relation: "public", vulnerable: true },
} as const;
