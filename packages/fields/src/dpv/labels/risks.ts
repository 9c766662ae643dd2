/** Labels of the terms of `../terms/risks.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const risksLabels: DpvLabels = {
  "risk:Discrimination": { en: "Discrimination", fr: "Discrimination" },
  "risk:IllegalDataProcessing": { en: "Illegal Data Processing", fr: "Traitement illicite" },
  "risk:PublicServicesExclusion": { en: "Public Services Exclusion" },
  "risk:Reidentification": { en: "Re-identification", fr: "Réidentification" },
  "dpv:Risk": { en: "Risk", fr: "Risque" },
  "risk:RiskMatrix5x5": { en: "Risk Matrix 5x5" },
  "risk:UnauthorisedDataAccess": { en: "Unauthorised Data Access", fr: "Accès non autorisé" },
  "risk:UnauthorisedDataDisclosure": { en: "Unauthorised Data Disclosure", fr: "Divulgation non autorisée" },
  "risk:UnauthorisedDataModification": { en: "Unauthorised Data Modification", fr: "Modification non autorisée" },
  "risk:UnauthorisedReidentification": { en: "Unauthorised Re-Identification" },
  "risk:UnwantedDataDeletion": { en: "Unwanted Data Deletion", fr: "Suppression non désirée" },
  "risk:WorkplaceDiscrimination": { en: "Workplace Discrimination", fr: "Discrimination au travail" },
};
