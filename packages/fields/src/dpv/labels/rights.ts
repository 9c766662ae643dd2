/** Labels of the terms of `../terms/rights.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const rightsLabels: DpvLabels = {
  "eu-gdpr:A13": { en: "A13 Right to be Informed", fr: "Information (collecte directe)" },
  "eu-gdpr:A14": { en: "A14 Right to be Informed", fr: "Information (collecte indirecte)" },
  "eu-gdpr:A15": { en: "A15 Right of Access", fr: "Droit d'accès" },
  "eu-gdpr:A16": { en: "A16 Right to Rectification", fr: "Droit de rectification" },
  "eu-gdpr:A17": { en: "A17 Right to Erasure", fr: "Droit à l'effacement" },
  "eu-gdpr:A18": { en: "A18 Right to Restrict Processing", fr: "Droit à la limitation" },
  "eu-gdpr:A19": { en: "A19 Right to Rectification Notification", fr: "Notification aux destinataires" },
  "eu-gdpr:A20": { en: "A20 Right to Data Portability", fr: "Droit à la portabilité" },
  "eu-gdpr:A21": { en: "A21 Right to object", fr: "Droit d'opposition" },
  "eu-gdpr:A22": { en: "A22 Right to object to automated decision making", fr: "Décision individuelle automatisée" },
  "eu-gdpr:A7-3": { en: "A7-3 Right to Withdraw Consent", fr: "Droit de retirer son consentement" },
  "eu-gdpr:A77": { en: "A77 Right to Complaint", fr: "Réclamation auprès d'une autorité de contrôle" },
  "eu-gdpr:A78": {
    en: "A78 Right to an effective judicial remedy against a supervisory authority",
    fr: "Recours contre une autorité de contrôle",
  },
  "eu-gdpr:A79": {
    en: "A79 Right to an effective judicial remedy against a controller or processor",
    fr: "Recours contre un responsable ou un sous-traitant",
  },
  "dpv:DataSubjectRight": { en: "Data Subject Right", fr: "Droit de la personne concernée" },
  "dpv:RightExerciseActivity": { en: "Right Exercise Activity", fr: "Exercice d'un droit" },
};
