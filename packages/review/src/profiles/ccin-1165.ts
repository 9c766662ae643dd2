import type { Profile } from "../profile.ts";

/**
 * Monaco, law 1.165 of 23 December 1993, as the CCIN applied it in deliberation 2021-206.
 *
 * The mentions of article 14 are those commonly cited; the text of the law itself was not at hand.
 * Its article 7 has the processings of a public body submitted for an opinion, as the deliberation recalls.
 */
export const ccin1165: Profile = {
  id: "ccin-1165",
  title: { fr: "Monaco, loi n° 1.165 (CCIN)", en: "Monaco, law 1.165 (CCIN)" },
  // Law 1.565 of 3 December 2024, published on the 13th, repealed it from the day after (Constitution art. 69).
  inForce: { from: "1993-12-23", until: "2024-12-13" },
  sources: ["ccin", "law-1165"],
  otherwise: ["cnil", "press"],
  lawOnlyRules: false,
  informationText: {
    fr: "l'article 14 de la loi n° 1.165 du 23 décembre 1993",
    en: "article 14 of law 1.165 of 23 December 1993",
  },
  securityText: {
    fr: "l'article 17 de la loi n° 1.165 du 23 décembre 1993",
    en: "article 17 of law 1.165 of 23 December 1993",
  },
  identityCopyText: { fr: "la délibération n° 2015-113 du 18 novembre 2015", en: "deliberation 2015-113 of 18 November 2015" },
  mentions: { always: ["controller", "purposes", "rights"], compulsory: ["compulsory", "consequences"], recipients: ["recipients"] },
  rights: { always: ["access", "rectification"], byBasis: { "legitimate-interest": ["objection"] } },
  traced: "connections",
  consent: "stated",
  special: "basis",
  technical: "mission",
  officer: "stated",
  publicBodyFormality: "opinion-request",
  home: ["MC"],
  // « Aucune observation » on measures that were declared (CCIN 2021-206 §VII) is no leave to declare none.
  required: ["passwords", "encryption", "purge", "recipients", "dpo"],
  caps: { cctv: { period: "P1M", source: "CCIN recommendation 2010-13 on video surveillance", beyond: "text" } },
  floors: {},
};
