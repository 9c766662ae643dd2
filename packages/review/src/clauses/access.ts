/** Clauses of section V: persons with access. */
import { type Clauses, cameras, ccin, rgpd } from "./clause.ts";

const SECURED = "traitées de façon à garantir une sécurité appropriée des données à caractère personnel";

export const accessClauses: Clauses = {
  "acc-roles-x-actions-declared": [
    ccin("V", "le directeur de la Direction des Ressources Humaines : lecture, ajout, modification et suppression des informations"),
    rgpd(
      "25, par. 2",
      "les données à caractère personnel ne sont pas rendues accessibles à un nombre indéterminé de personnes physiques sans l'intervention de la personne physique concernée",
    ),
  ],
  "acc-need-to-know-role": [
    ccin(
      "V",
      "Au vu des missions et attributions de chacune des personnes ayant accès au traitement, la Commission considère que les accès au traitement sont justifiés",
    ),
    ccin("V", "tous les droits dans le cadre de leurs missions de maintenance et de sécurité"),
    rgpd("5, par. 1, f)", SECURED),
  ],
  "acc-individual-credentials": [
    ccin("dispositif", "chaque personne habilitée à avoir accès au traitement doit avoir ses propres identifiants et mots de passe"),
  ],
  "acc-undeclared-actor": [
    ccin("I", "des éléments d’alertes à destination des gestionnaires en charge du suivi"),
    ccin("V", "Les personnes pouvant avoir accès aux informations sont :"),
  ],
  "acc-grant-and-revocation": [
    rgpd(
      "32, par. 1, d)",
      "une procédure visant à tester, à analyser et à évaluer régulièrement l'efficacité des mesures techniques et organisationnelles",
    ),
  ],
  "acc-access-traceability": [
    ccin("III", "données d’identification électronique : logs de connexion des personnes habilitées à avoir accès au traitement"),
    cameras('"no measure" allows "to ensure the traceability of the access to the images"'),
    rgpd("5, par. 2", "est en mesure de démontrer que celui-ci est respecté"),
  ],
};
