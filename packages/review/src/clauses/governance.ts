/** Clauses of section IX: necessity, impact assessment and governance. */
import { type Clauses, ccin, letter, police, rgpd } from "./clause.ts";

export const governanceClauses: Clauses = {
  "nec-necessity-proportionality": [
    police("the municipality may have gone a little too far in monitoring its own municipal agents"),
    rgpd("5, par. 1, c)", "limitées à ce qui est nécessaire au regard des finalités pour lesquelles elles sont traitées"),
  ],
  "nec-dpia-when-high-risk": [
    rgpd("35, par. 1", "susceptible d'engendrer un risque élevé pour les droits et libertés des personnes physiques"),
    rgpd("36, par. 1", "Le responsable du traitement consulte l'autorité de contrôle préalablement au traitement"),
  ],
  "nec-record-of-processing": [
    ccin("préambule", "soumis à l’avis de la Commission conformément à l’article 7 de la loi n° 1.165 du 23 décembre 1993"),
    letter("absence de formalités préalables"),
    rgpd("30, par. 1", "un registre des activités de traitement effectuées sous leur responsabilité"),
  ],
  "nec-dpo-designated": [
    ccin("IV", "auprès du Délégué à la protection des données"),
    letter("la désignation d’un Correspondant informatique et libertés (CIL)"),
    rgpd("37, par. 1, a)", "le traitement est effectué par une autorité publique ou un organisme public"),
  ],
  "nec-change-triggers-review": [
    ccin(
      "dispositif",
      "si les délais de conservation des données relatives à la vaccination devaient être allongés, une demande de modification du présent traitement devra lui être soumise",
    ),
  ],
  "nec-declared-equals-implemented": [
    ccin("dispositif", "À la condition de la prise en compte de ce qui précède"),
    police("But the file turned into a computer file."),
    rgpd("24, par. 1", "être en mesure de démontrer que le traitement est effectué conformément au présent règlement"),
  ],
};
