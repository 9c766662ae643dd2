/** Labels of the terms of `../terms/notices.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const noticesLabels: DpvLabels = {
  "dpv:ConsentNotice": { en: "Consent Notice", fr: "Mention relative au consentement" },
  "eu-gdpr:DPABreachNotice": { en: "DPA Breach Notice" },
  "eu-gdpr:DataSubjectBreachNotice": { en: "Data Subject Breach Notice" },
  "eu-gdpr:DirectDataCollectionNotice": { en: "Direct Data Collection Notice" },
  "dpv:GraphicalNotice": { en: "Graphical Notice", fr: "Information graphique" },
  "eu-gdpr:IndirectDataCollectionNotice": { en: "Indirect Data Collection Notice" },
  "dpv:LayeredNotice": { en: "Layered Notice", fr: "Information à plusieurs niveaux" },
  "dpv:PostedNotice": { en: "Posted Notice", fr: "Affichage" },
  "dpv:PrintedNotice": { en: "Printed Notice", fr: "Mention imprimée" },
  "dpv:PrivacyNotice": { en: "Privacy Notice", fr: "Mention d'information" },
  "dpv:RightExerciseNotice": { en: "Right Exercise Notice" },
  "dpv:RightFulfilmentNotice": { en: "Right Fulfilment Notice" },
  "dpv:RightNonFulfilmentNotice": { en: "Right Non-Fulfilment Notice" },
  "eu-gdpr:RightsRecipientsNotice": { en: "Rights Recipients Notice" },
  "eu-gdpr:SARNotice": { en: "SAR Notice" },
};
