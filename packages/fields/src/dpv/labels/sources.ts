/** Labels of the terms of `../terms/sources.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const sourcesLabels: DpvLabels = {
  "dpv:DataControllerDataSource": { en: "Data Controller as Data Source", fr: "Source : le responsable du traitement" },
  "dpv:DataSource": { en: "Data Source", fr: "Source des données" },
  "dpv:DataSubjectDataSource": { en: "Data Subject as Data Source", fr: "Source : la personne concernée" },
  "dpv:NonPublicDataSource": { en: "Non-Public Data Source", fr: "Source non publique" },
  "dpv:PublicDataSource": { en: "Public Data Source", fr: "Source publique" },
  "dpv:ThirdPartyDataSource": { en: "Third Party as Data Source", fr: "Source : un tiers" },
};
