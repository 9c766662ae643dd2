/** Labels of the terms of `../terms/entities.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const entitiesLabels: DpvLabels = {
  "dpv:Authority": { en: "Authority", fr: "Autorité" },
  "dpv:DataController": { en: "Data Controller", fr: "Responsable du traitement" },
  "dpv:DataExporter": { en: "Data Exporter", fr: "Exportateur de données" },
  "dpv:DataImporter": { en: "Data Importer", fr: "Importateur de données" },
  "dpv:DataProcessor": { en: "Data Processor", fr: "Sous-traitant" },
  "dpv:DataProtectionAuthority": { en: "Data Protection Authority", fr: "Autorité de contrôle" },
  "dpv:DataProtectionOfficer": { en: "Data Protection Officer", fr: "Délégué à la protection des données" },
  "dpv:DataSubProcessor": { en: "Data Sub-Processor", fr: "Sous-traitant ultérieur" },
  "dpv:GovernmentalOrganisation": { en: "Governmental Organisation", fr: "Organisme gouvernemental" },
  "dpv:HealthcareOrganisation": { en: "Healthcare Organisation", fr: "Établissement de santé" },
  "dpv:Hospital": { en: "Hospital", fr: "Hôpital" },
  "dpv:JointDataControllers": { en: "Joint Data Controllers", fr: "Responsables conjoints du traitement" },
  "dpv:LawEnforcementOrganisation": { en: "Law Enforcement Organisation", fr: "Service répressif" },
  "dpv:NaturalPerson": { en: "Natural Person", fr: "Personne physique" },
  "dpv:Organisation": { en: "Organisation", fr: "Organisme" },
  "dpv:PublicSectorBody": { en: "Public Sector Body", fr: "Organisme du secteur public" },
  "dpv:Recipient": { en: "Recipient", fr: "Destinataire" },
  "dpv:RegionalAuthority": { en: "Regional Authority", fr: "Autorité régionale" },
  "dpv:Representative": { en: "Representative", fr: "Représentant" },
  "dpv:ServiceProvider": { en: "Service Provider", fr: "Prestataire" },
  "dpv:ThirdParty": { en: "Third Party", fr: "Tiers" },
};
