/** Labels of the terms of `../terms/context.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const contextLabels: DpvLabels = {
  "dpv:Country": { en: "Country", fr: "Pays" },
  "dpv:DataVolume": { en: "Data Volume" },
  "dpv:FederatedLocations": { en: "Federated Locations" },
  "dpv:LargeScaleProcessing": { en: "Large Scale Processing", fr: "Traitement à grande échelle" },
  "dpv:Law": { en: "Law", fr: "Loi" },
  "dpv:Likelihood": { en: "Likelihood", fr: "Vraisemblance" },
  "dpv:LocalLocation": { en: "Local Location" },
  "dpv:MediumScaleProcessing": { en: "Medium Scale Processing", fr: "Traitement à moyenne échelle" },
  "dpv:Necessity": { en: "Necessity", fr: "Nécessité" },
  "dpv:NotRequired": { en: "Not Required", fr: "Non requis" },
  "dpv:Optional": { en: "Optional", fr: "Facultatif" },
  "dpv:Permission": { en: "Permission" },
  "dpv:PersonalDataProcess": { en: "Personal Data Process", fr: "Traitement de données à caractère personnel" },
  "dpv:Process": { en: "Process", fr: "Traitement (processus)" },
  "dpv:PublicSpace": { en: "Public Space", fr: "Espace public" },
  "dpv:PubliclyAccessibleSpace": { en: "Publicly Accessible Space", fr: "Espace accessible au public" },
  "dpv:Region": { en: "Region" },
  "dpv:RemoteLocation": { en: "Remote Location" },
  "dpv:Required": { en: "Required", fr: "Obligatoire" },
  "dpv:RiskLevel": { en: "Risk Level", fr: "Niveau de risque" },
  "dpv:Service": { en: "Service" },
  "dpv:Severity": { en: "Severity", fr: "Gravité" },
  "dpv:SmallScaleProcessing": { en: "Small Scale Processing", fr: "Traitement à petite échelle" },
  "dpv:SystematicMonitoring": { en: "Systematic Monitoring", fr: "Surveillance systématique" },
  "dpv:ThirdCountry": { en: "Third Country", fr: "Pays tiers" },
  "dpv:WithinDevice": { en: "Within Device (deprecated)" },
};
