/** The complaint about the message (press article on the Pass'Région). The complainant is told by what he is. */
import type { ProcessingDocument } from "@favorable/processing";

/** The acts, the same for both files. */
export const messageComplaint: NonNullable<ProcessingDocument["proceedings"]> = {
  complaint: {
    kind: "complaint",
    by: { fr: "le père d'une lycéenne destinataire, maire", en: "the father of a pupil who received it, a mayor" },
    remarks: {
      noUse: {
        kind: "allegation",
        statement: {
          fr: "ni une information liée aux dispositifs régionaux, ni un bon plan",
          en: "neither information about regional schemes nor an offer",
        },
        concerns: ["/purposes/offers/bases/0/consent/wording"],
      },
      political: {
        kind: "allegation",
        statement: { fr: "communication politique", en: "political communication" },
        concerns: ["/functions/sendGreeting"],
      },
    },
    outcome: "pending",
    failing: { fr: "se réserve le droit de saisir la CNIL", en: "reserves the right to seize the CNIL" },
  },
  answer: {
    kind: "statement",
    by: { fr: "le cabinet du président de la région", en: "the office of the president of the region" },
    follows: "complaint",
    remarks: {
      box: {
        kind: "finding",
        statement: {
          fr: "les lycéens pouvaient cocher une case pour recevoir des informations de la région et le contenu du Pass",
          en: "pupils could tick a box to receive information of the region and the content of the pass",
        },
        concerns: ["/purposes/offers/bases/0/consent"],
      },
    },
  },
};
