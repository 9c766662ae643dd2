/** Clauses of section I: purpose and functions. */
import { type Clauses, ccin, gdpr, pass, rgpd } from "./clause.ts";

export const purposeClauses: Clauses = {
  "pur-determined-explicit": [
    ccin("I", "elle considère que la finalité du traitement est déterminée et explicite"),
    rgpd("5, par. 1, b)", "collectées pour des finalités déterminées, explicites et légitimes"),
    gdpr("5(1)(b)", "collected for specified, explicit and legitimate purposes"),
  ],
  "pur-covers-data-subjects": [
    ccin("I", "l’obligation vaccinale au sein du CHPG concerne également des personnes qui ne sont pas employées par cet établissement"),
    ccin(
      "dispositif",
      "Modifie la finalité comme suit : « Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l’obligation vaccinale »",
    ),
  ],
  "pur-subjects-within-legal-scope": [
    ccin("I", "elle demande que le périmètre des personnes concernées par le présent traitement soit conforme aux dispositions légales"),
  ],
  "pur-compatible-use": [
    pass("Ce fichier n’est pas destiné à cela."),
    rgpd("5, par. 1, b)", "ne pas être traitées ultérieurement d'une manière incompatible avec ces finalités"),
    gdpr("5(1)(b)", "not further processed in a manner that is incompatible with those purposes"),
  ],
  "pur-no-permanent-monitoring": [
    rgpd(
      "88, par. 2",
      "des mesures appropriées et spécifiques pour protéger la dignité humaine, les intérêts légitimes et les droits fondamentaux des personnes concernées",
    ),
  ],
};
