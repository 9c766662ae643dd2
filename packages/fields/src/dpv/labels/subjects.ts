/** Labels of the terms of `../terms/subjects.ts`: English as DPV 2.3 has them (© W3C), French of our own. */
import type { DpvLabels } from "../label-table.ts";

/** By compact IRI. */
export const subjectsLabels: DpvLabels = {
  "dpv:Adult": { en: "Adult", fr: "Adulte" },
  "dpv:Applicant": { en: "Applicant", fr: "Demandeur" },
  "dpv:AsylumSeeker": { en: "Asylum Seeker", fr: "Demandeur d'asile" },
  "dpv:Child": { en: "Child", fr: "Enfant" },
  "dpv:Citizen": { en: "Citizen", fr: "Citoyen" },
  "dpv:Client": { en: "Client", fr: "Client (service)" },
  "dpv:Consumer": { en: "Consumer", fr: "Consommateur" },
  "dpv:Customer": { en: "Customer", fr: "Client" },
  "dpv:DataSubject": { en: "Data Subject", fr: "Personne concernée" },
  "dpv:ElderlyDataSubject": { en: "Elderly Data Subject", fr: "Personne âgée" },
  "dpv:Employee": { en: "Employee", fr: "Salarié" },
  "dpv:GuardianOfDataSubject": { en: "Guardian(s) of Data Subject", fr: "Tuteur de la personne concernée" },
  "dpv:HumanSubject": { en: "Human Subject", fr: "Personne physique concernée" },
  "dpv:Immigrant": { en: "Immigrant", fr: "Immigré" },
  "dpv:JobApplicant": { en: "Job Applicant", fr: "Candidat à un emploi" },
  "dpv:Member": { en: "Member", fr: "Membre" },
  "dpv:MentallyVulnerableDataSubject": { en: "Mentally Vulnerable Data Subject", fr: "Personne psychiquement vulnérable" },
  "dpv:ParentOfDataSubject": { en: "Parent(s) of Data Subject", fr: "Parent de la personne concernée" },
  "dpv:Participant": { en: "Participant", fr: "Participant" },
  "dpv:Patient": { en: "Patient", fr: "Patient" },
  "dpv:Student": { en: "Student", fr: "Élève ou étudiant" },
  "dpv:User": { en: "User", fr: "Utilisateur" },
  "dpv:Visitor": { en: "Visitor", fr: "Visiteur" },
  "dpv:VulnerableDataSubject": { en: "Vulnerable Data Subject", fr: "Personne vulnérable" },
};
