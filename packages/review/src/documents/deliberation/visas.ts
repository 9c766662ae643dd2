/** The texts a draft has regard to, by profile. */
import type { Bilingual } from "../../verdict.ts";

/**
 * Founding texts of each profile, in the order of the authority's own visas (CCIN deliberation 2021-206, head); a profile that is not here is
 * cited by its title.
 */
export const VISAS: Readonly<Record<string, readonly Bilingual[]>> = {
  "ccin-1165": [
    { fr: "la Constitution", en: "the Constitution" },
    {
      fr: "la Convention européenne de sauvegarde des droits de l'homme et des libertés fondamentales du Conseil de l'Europe",
      en: "the Convention of the Council of Europe for the Protection of Human Rights and Fundamental Freedoms",
    },
    {
      fr: "la Convention n° 108 du Conseil de l'Europe pour la protection des personnes à l'égard du traitement automatisé des données à caractère personnel",
      en: "Convention no. 108 of the Council of Europe for the Protection of Individuals with regard to Automatic Processing of Personal Data",
    },
    {
      fr: "la loi n° 1.165 du 23 décembre 1993 relative à la protection des informations nominatives, modifiée",
      en: "law no. 1.165 of 23 December 1993 on the protection of personal information, as amended",
    },
  ],
  "apdp-1565": [
    {
      fr: "la Convention n° 108 du Conseil de l'Europe pour la protection des personnes à l'égard du traitement automatisé des données à caractère personnel",
      en: "Convention no. 108 of the Council of Europe for the Protection of Individuals with regard to Automatic Processing of Personal Data",
    },
    {
      fr: "la loi n° 1.565 du 3 décembre 2024 relative à la protection des données personnelles",
      en: "law no. 1.565 of 3 December 2024 on the protection of personal data",
    },
  ],
  "cnil-gdpr": [
    {
      fr: "le règlement (UE) 2016/679 du Parlement européen et du Conseil du 27 avril 2016 (RGPD)",
      en: "Regulation (EU) 2016/679 of the European Parliament and of the Council of 27 April 2016 (GDPR)",
    },
    {
      fr: "la loi n° 78-17 du 6 janvier 1978 relative à l'informatique, aux fichiers et aux libertés",
      en: "law no. 78-17 of 6 January 1978 on information technology, files and civil liberties (France)",
    },
  ],
};

/** Titles of the nine sections (CCIN deliberation 2021-206, I to VIII). */
export const SECTION_TITLES: Readonly<Record<"I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX", Bilingual>> = {
  I: { fr: "Sur la finalité et les fonctionnalités du traitement", en: "Purpose and functions of the processing" },
  II: { fr: "Sur la licéité et la justification du traitement", en: "Lawfulness and justification of the processing" },
  III: { fr: "Sur les informations traitées", en: "Information processed" },
  IV: { fr: "Sur les droits des personnes concernées", en: "Rights of the persons concerned" },
  V: { fr: "Sur les personnes ayant accès au traitement", en: "Persons with access to the processing" },
  VI: { fr: "Sur les rapprochements, interconnexions et destinataires", en: "Links, interconnections and recipients" },
  VII: { fr: "Sur la sécurité du traitement et des informations", en: "Security of the processing and of the information" },
  VIII: { fr: "Sur les durées de conservation", en: "Retention periods" },
  IX: { fr: "Sur la nécessité, la proportionnalité et l'analyse d'impact", en: "Necessity, proportionality and impact assessment" },
};
