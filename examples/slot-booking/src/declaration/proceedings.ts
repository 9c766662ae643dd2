/** What the union, the town and the CNIL said (press article of 2021). Persons are told by their role. */
import type { ProcessingDocument } from "@favorable/processing";

/** The acts, the same for both files. */
export const complaints: NonNullable<ProcessingDocument["proceedings"]> = {
  complaint: {
    kind: "complaint",
    on: "2021",
    authority: "CNIL",
    by: { fr: "Union syndicale des professionnels de la police municipale (USPPM)", en: "police union USPPM" },
    outcome: "pending",
    remarks: {
      secrecy: {
        kind: "allegation",
        statement: { fr: "violation du secret médical", en: "breach of medical confidentiality" },
        concerns: ["/categories/vaccinationStatus"],
      },
      drift: {
        kind: "allegation",
        statement: { fr: "d'une réservation volontaire à un recensement", en: "from voluntary booking to listing" },
        concerns: ["/purposes/statusListing"],
      },
      copies: {
        kind: "allegation",
        statement: { fr: "copies officieuses", en: "unofficial copies" },
        concerns: ["/filingSystems/computerFiles"],
      },
      hierarchy: {
        kind: "allegation",
        statement: { fr: "accès de la hiérarchie", en: "access by the hierarchy" },
        concerns: ["/access/grants/hierarchy"],
      },
      discrimination: {
        kind: "allegation",
        statement: { fr: "« chasse aux sorcières », discrimination", en: "“witch hunt”, discrimination" },
      },
    },
  },
  answer: {
    kind: "statement",
    by: { fr: "la municipalité", en: "the municipality" },
    follows: "complaint",
    remarks: {
      destroyed: {
        kind: "measure",
        statement: { fr: "le fichier a été détruit", en: "the file was destroyed" },
        concerns: ["/filingSystems/computerFiles/destroyed"],
      },
    },
  },
  reply: {
    kind: "statement",
    by: { fr: "USPPM", en: "USPPM" },
    follows: "answer",
    remarks: { unsatisfied: { kind: "allegation", statement: { fr: "cette réponse ne suffit pas", en: "that answer is not enough" } } },
  },
  context: {
    kind: "statement",
    by: { fr: "presse", en: "press" },
    remarks: {
      noPass: {
        kind: "finding",
        statement: {
          fr: "les agents n'étaient pas alors soumis au passe sanitaire",
          en: "officers were not then subject to the health pass",
        },
        concerns: ["/subjects/officers/legalScope"],
      },
    },
  },
  doctorsLists: {
    kind: "opinion",
    on: "2021-07",
    authority: "CNIL",
    title: {
      fr: "listes de patients non vaccinés remises aux médecins traitants",
      en: "lists of unvaccinated patients given to attending doctors",
    },
    outcome: "favorable-with-conditions",
    remarks: {
      destruction: {
        kind: "demand",
        statement: {
          fr: "détruire la liste à la fin de la campagne de sensibilisation",
          en: "destroying the list at the end of the awareness campaign",
        },
        concerns: ["/retention"],
      },
    },
  },
};
