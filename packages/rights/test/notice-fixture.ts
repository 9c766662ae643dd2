/** The notice of the vaccination register (CCIN deliberation 2021-206), under law 1.165, and the same facts under the GDPR. */
import type { NoticeFacts } from "@favorable/rights";

const both = (fr: string, en: string) => ({ fr, en });

export const register: NoticeFacts = {
  processing: "vaccination-follow-up",
  subject: "staff",
  subjectLabel: both("personnel du CHPG", "staff of CHPG"),
  channel: "letter",
  regime: "mc-1165",
  collection: "both",
  controller: { name: "Centre Hospitalier Princesse Grace", contact: "délégué à la protection des données", country: "MC" },
  dpo: { contact: "délégué à la protection des données" },
  purposes: [
    {
      statement: both(
        "Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l'obligation vaccinale",
        "Follow-up of the vaccination of employees and of persons working at CHPG who are subject to the vaccination duty",
      ),
      bases: [
        { kind: "consent", until: "2021-10-29" },
        { kind: "legal-obligation", from: "2021-10-30", reference: both("loi n° 1.509", "law 1.509") },
      ],
    },
  ],
  categories: [both("identité", "identity"), both("statut vaccinal", "vaccination status")],
  sources: [{ label: both("fichier RH", "HR file") }, { label: both("vous-même", "yourself") }],
  compulsory: {
    statement: both("La justification du statut est obligatoire.", "Proof of the status is compulsory."),
    consequences: both("Qui ne justifie pas de son statut est suspendu.", "Whoever does not prove their status is suspended."),
  },
  recipients: "none",
  retention: [
    {
      what: both("Informations de vaccination", "Vaccination data"),
      period: both("18 mois à compter du 30 octobre 2021", "18 months from 30 October 2021"),
    },
  ],
  rights: {
    contact: both("le délégué, par courrier électronique", "the officer, by e-mail"),
    means: [{ right: "access" }, { right: "rectification", how: both("auprès du délégué", "with the officer") }],
    answerWithin: "P1M",
  },
  withdrawal: both("auprès du délégué", "with the officer"),
  fullAt: both("sur l'intranet et au bureau du personnel", "on the intranet and at the staff office"),
};

/** Whole under the GDPR. */
export const gdpr: NoticeFacts = {
  ...register,
  regime: "gdpr",
  controller: { name: "Centre Hospitalier", contact: "1 avenue de l'Hôpital", country: "FR" },
  transfers: "none",
  rights: {
    contact: both("le délégué", "the officer"),
    means: [{ right: "access" }, { right: "rectification" }, { right: "erasure" }, { right: "restriction" }, { right: "portability" }],
  },
  complaint: { authority: both("la CNIL", "the CNIL") },
  automatedDecisions: "none",
};
