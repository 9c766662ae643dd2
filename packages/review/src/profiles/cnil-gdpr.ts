import type { Profile } from "../profile.ts";
import { gdprFamily } from "./gdpr-family.ts";

/** France: the GDPR as the CNIL applies it. */
export const cnilGdpr: Profile = {
  ...gdprFamily,
  id: "cnil-gdpr",
  title: { fr: "France, RGPD (CNIL)", en: "France, GDPR (CNIL)" },
  inForce: { from: "2018-05-25" },
  sources: ["cnil", "gdpr", "cnil-guide"],
  otherwise: ["ccin", "apdp-guide", "press"],
  home: [],
  informationText: { fr: "les articles 13 et 14 du RGPD", en: "articles 13 and 14 of the GDPR" },
  securityText: { fr: "l'article 32 du RGPD", en: "article 32 of the GDPR" },
  identityCopyText: { fr: "l'article 12(6) du RGPD", en: "article 12(6) of the GDPR" },
  caps: {
    "access-log": { period: "P1Y", source: "CNIL, recommendation on logging (2021-122), standard case" },
    cctv: { period: "P1M", source: "CNIL sheet on video surveillance at work", beyond: "text" },
    geolocation: { period: "P2M", source: "CNIL standard NS-51 on geolocation (2015-165), art. 5" },
    "badge-event": { period: "P3M", source: "CNIL standard NS-42 on access to premises (02-001)" },
    "call-recording": { period: "P6M", source: "CNIL standard NS-57 on call recording (2014-474)" },
    recruitment: { period: "P2Y", source: "CNIL guide on recruitment, after the last contact" },
    "body-camera": { period: "P6M", source: "CNIL notice on body-worn cameras" },
    payroll: { period: "P5Y", source: "CNIL developer guide, sheet 14" },
    "working-time": { period: "P5Y", source: "CNIL developer guide, sheet 14" },
    "medical-file": { period: "P20Y", source: "CNIL developer guide, sheet 14" },
    prospect: { period: "P3Y", source: "CNIL developer guide, sheet 14" },
  },
  floors: { "access-log": { period: "P6M", source: "CNIL, recommendation on logging (2021-122)" } },
};
