/** The request for an opinion. */
import type { ProcessingDocument } from "@favorable/processing";

/** What the hospital filed. */
export const request: NonNullable<ProcessingDocument["proceedings"]> = {
  request: {
    kind: "opinion-request",
    on: "2021-09-29",
    authority: "CCIN",
    by: { fr: "Centre Hospitalier Princesse Grace" },
    legalBasis: { text: "loi n° 1.165 du 23 décembre 1993", article: "7" },
  },
};
