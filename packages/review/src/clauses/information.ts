/** Clauses of section III: information processed. */
import { type Clauses, cameras, ccin, gdpr, letter, pass, rgpd } from "./clause.ts";

export const informationClauses: Clauses = {
  "inf-each-field-necessary": [
    ccin("III", "« adéquates, pertinentes et non excessives » au regard de la finalité du traitement"),
    rgpd(
      "5, par. 1, c)",
      "adéquates, pertinentes et limitées à ce qui est nécessaire au regard des finalités pour lesquelles elles sont traitées",
    ),
    gdpr("5(1)(c)", "adequate, relevant and limited to what is necessary in relation to the purposes for which they are processed"),
  ],
  "inf-legally-limited-fields": [ccin("dispositif", "les informations collectées soient strictement limitées à celles légalement prévues")],
  "inf-source-conditioned-minimum": [
    ccin(
      "III",
      "la mention de cette information par l’OMT ou la DASA doit être portée dans le présent traitement, à l’exclusion dans ce cas d’autres indications justifiant du statut des personnes concernées",
    ),
  ],
  "inf-origin-declared": [ccin("III", "Les données d’identification électronique ont pour origine le système.")],
  "inf-special-category-minimal": [
    ccin(
      "III",
      "position maladie : uniquement congé longue maladie, congé longue durée, arrêt de travail, maladie professionnelle, congé maternité",
    ),
    letter("présence d’appréciations subjectives et de données relatives à la vie privée des personnes"),
  ],
  "inf-free-text-controlled": [
    ccin("III", "commentaires : champ libre soumis à modérateur"),
    letter("présence d’appréciations subjectives et de données relatives à la vie privée des personnes"),
  ],
  "inf-national-id-restricted": [letter("traitement systématique du NIR dans le cadre du Dossier d’intervention sociale (DIS)")],
  "inf-accurate-and-current": [
    ccin("I", "permettre un suivi dynamique de ces situations"),
    cameras('such as the time stamp and the identifier of the agent carrying the camera "were inaccurate"'),
    rgpd("5, par. 1, d)", "exactes et, si nécessaire, tenues à jour"),
  ],
  "inf-minors-protected": [
    pass("Le message reçu par des lycéens"),
    rgpd("12, par. 1", "en particulier pour toute information destinée spécifiquement à un enfant"),
  ],
  "inf-capture-scope-minimised": [cameras("“the visualization of the interior of buildings”, which is not authorized")],
};
