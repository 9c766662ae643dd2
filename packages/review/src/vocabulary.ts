/** The words of an opinion for what a file names by keys. */
import type { NoticeMention, RightKind } from "@favorable/processing";
import type { Bilingual } from "./verdict.ts";

/** The mentions of an information notice. */
export const MENTIONS: Readonly<Record<NoticeMention, Bilingual>> = {
  controller: { fr: "le responsable du traitement", en: "the controller" },
  dpo: { fr: "le délégué à la protection des données", en: "the data-protection officer" },
  purposes: { fr: "les finalités", en: "the purposes" },
  basis: { fr: "la base légale", en: "the legal basis" },
  "legitimate-interests": { fr: "les intérêts légitimes poursuivis", en: "the legitimate interests pursued" },
  recipients: { fr: "les destinataires", en: "the recipients" },
  transfers: { fr: "les transferts hors du pays", en: "the transfers abroad" },
  retention: { fr: "les durées de conservation", en: "the retention periods" },
  rights: { fr: "les droits des personnes", en: "the rights of the persons" },
  withdrawal: { fr: "le droit de retirer le consentement", en: "the right to withdraw consent" },
  complaint: { fr: "le droit de saisir l'autorité", en: "the right to lodge a complaint" },
  compulsory: { fr: "le caractère obligatoire ou facultatif des réponses", en: "whether answers are compulsory" },
  consequences: { fr: "les conséquences d'un défaut de réponse", en: "the consequences of not answering" },
  "automated-decision": { fr: "l'existence d'une décision automatisée", en: "the existence of an automated decision" },
  categories: { fr: "les catégories d'informations", en: "the categories of information" },
  source: { fr: "l'origine des informations", en: "the origin of the information" },
};

/** The rights of a person. */
export const RIGHTS: Readonly<Record<RightKind, Bilingual>> = {
  access: { fr: "accès", en: "access" },
  rectification: { fr: "rectification", en: "rectification" },
  erasure: { fr: "effacement", en: "erasure" },
  restriction: { fr: "limitation", en: "restriction" },
  objection: { fr: "opposition", en: "objection" },
  portability: { fr: "portabilité", en: "portability" },
};
