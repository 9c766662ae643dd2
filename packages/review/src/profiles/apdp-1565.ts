import type { Profile } from "../profile.ts";
import { gdprFamily } from "./gdpr-family.ts";

/**
 * Monaco, law 1.565 of 3 December 2024, with the practical guides of the APDP (July 2025).
 *
 * Assumed, the list of the APDP not being at hand: countries with adequate protection (art. 97) are those of the European Economic
 * Area and those the European Commission found adequate.
 */
export const apdp1565: Profile = {
  ...gdprFamily,
  id: "apdp-1565",
  title: { fr: "Monaco, loi n° 1.565 (APDP)", en: "Monaco, law 1.565 (APDP)" },
  // Signed on 3 December 2024, published in the Journal de Monaco on the 13th, opposable on the day after (Constitution art. 69).
  inForce: { from: "2024-12-14" },
  sources: ["law-1565", "apdp-guide"],
  otherwise: ["ccin", "gdpr", "cnil-guide", "cnil", "press"],
  home: ["MC"],
  informationText: { fr: "l'article 11 de la loi n° 1.565 du 3 décembre 2024", en: "article 11 of law 1.565 of 3 December 2024" },
  securityText: { fr: "l'article 31 de la loi n° 1.565 du 3 décembre 2024", en: "article 31 of law 1.565 of 3 December 2024" },
  identityCopyText: { fr: "l'article 12 de la loi n° 1.565 du 3 décembre 2024", en: "article 12 of law 1.565 of 3 December 2024" },
  caps: {
    "access-log": { period: "P1Y", source: "APDP guides on authorisations and on electronic mail" },
    cctv: { period: "P30D", source: "law 1.565 art. 84", beyond: "never" },
    "badge-event": { period: "P3M", source: "APDP guide on access to premises" },
    "working-time": { period: "P5Y", source: "APDP guide on working time" },
    "user-account": { period: "P3M", source: "APDP guides on authorisations and on electronic mail, after departure" },
    mailbox: { period: "P3M", source: "APDP guide on electronic mail, after departure" },
    geolocation: { period: "P2M", source: "APDP guide on geolocation" },
    "call-recording": { period: "P6M", source: "APDP guide on call recording, training" },
    "rights-request": { period: "P3Y", source: "APDP guide on the right of access" },
    "identity-copy": { period: "P3Y", source: "APDP guide on the right of access" },
  },
  floors: { "working-time": { period: "P5Y", source: "APDP guide on working time" } },
};
