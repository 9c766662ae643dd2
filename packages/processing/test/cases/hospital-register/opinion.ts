/** The report and the opinion: twelve visas, thirty-three remarks (their ids are those of the reference). */
import type { ProcessingDocument, RemarkDocument } from "@favorable/processing";
import { accessRemarks, firstRemarks, keepingRemarks } from "./remarks.ts";

const remarks: Readonly<Record<string, RemarkDocument>> = { ...firstRemarks, ...accessRemarks, ...keepingRemarks };

/** What the authority answered. */
export const opinion: NonNullable<ProcessingDocument["proceedings"]> = {
  report: { kind: "report", on: "2021-10-20", authority: "CCIN", follows: "request" },
  opinion: {
    kind: "opinion",
    on: "2021-10-20",
    authority: "CCIN",
    reference: "2021-206",
    follows: "request",
    outcome: "favorable-with-conditions",
    title: { fr: "avis favorable, à la condition de la prise en compte de ce qui précède", en: "favourable opinion under conditions" },
    visas: [
      { text: "Constitution" },
      { text: "Convention de sauvegarde des droits de l'homme et des libertés fondamentales du 4 novembre 1950" },
      { text: "Convention n° 108 du 28 janvier 1981 et son protocole additionnel" },
      { text: "loi n° 127 du 15 janvier 1930" },
      { text: "loi n° 918 du 27 décembre 1971" },
      { text: "loi n° 1.165 du 23 décembre 1993" },
      { text: "loi n° 1.509 du 20 septembre 2021" },
      { text: "Ordonnance Souveraine n° 5.095 du 14 février 1973" },
      { text: "Ordonnance Souveraine n° 2.230 du 19 juin 2009" },
      { text: "délibération n° 2011-82 du 21 octobre 2011 (principes européens)" },
      { text: "demande d'avis du 29 septembre 2021" },
      { text: "rapport du 20 octobre 2021" },
    ],
    remarks,
  },
};
