/** Clauses of section II: lawfulness and justification. */
import { type Clauses, ccin, pass, rgpd } from "./clause.ts";

export const lawfulnessClauses: Clauses = {
  "law-basis-declared": [
    ccin("II", "Ce traitement est justifié par le respect d’une obligation légale à laquelle est soumis le responsable de traitement."),
    rgpd("6, par. 1", "Le traitement n'est licite que si, et dans la mesure où, au moins une des conditions suivantes est remplie"),
  ],
  "law-explicit-legal-text": [
    ccin("II", "tout membre d’un établissement de soins ou de santé est tenu d’être vacciné contre la COVID-19"),
    rgpd("6, par. 3", "Les finalités du traitement sont définies dans cette base juridique"),
    rgpd(
      "6, par. 1, second alinéa",
      "Le point f) du premier alinéa ne s'applique pas au traitement effectué par les autorités publiques dans l'exécution de leurs missions.",
    ),
  ],
  "law-basis-in-force": [
    ccin("II", "la loi n° 1.509, susvisée, entrera en vigueur le 30 octobre 2021"),
    ccin(
      "II",
      "la transmission des informations relatives à l’obligation vaccinale, avant cette date, a pour justification le consentement des personnes concernées",
    ),
  ],
  "law-special-category-condition": [
    ccin("VI", "compte tenu du caractère sensible de ces données"),
    rgpd("9, par. 2", "Le paragraphe 1 ne s'applique pas si l'une des conditions suivantes est remplie"),
  ],
  "law-consent-valid": [
    ccin("II", "a pour justification le consentement des personnes concernées"),
    pass("les lycéens pouvaient cocher une case pour savoir si oui ou non ils voulaient recevoir des informations de la région"),
    rgpd("6, par. 1, a)", "pour une ou plusieurs finalités spécifiques"),
    rgpd("7, par. 3", "Il est aussi simple de retirer son consentement que de le donner."),
  ],
  "law-automated-decision": [
    rgpd(
      "22, par. 1",
      "La personne concernée a le droit de ne pas faire l'objet d'une décision fondée exclusivement sur un traitement automatisé, y compris le profilage",
    ),
  ],
};
