import type { Profile } from "../profile.ts";

/**
 * Monaco, law 1.165 of 23 December 1993, as the CCIN applied it in deliberation 2021-206.
 *
 * The mentions of article 14 are those commonly cited; the text of the law itself was not at hand.
 */
export const ccin1165: Profile = {
  id: "ccin-1165",
  title: { fr: "Monaco, loi n° 1.165 (CCIN)", en: "Monaco, law 1.165 (CCIN)" },
  sources: ["decision", "law-1165"],
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
  required: [],
  caps: {},
  floors: {},
};
