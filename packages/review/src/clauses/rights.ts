/** Clauses of section IV: rights of the persons. */
import { type Clauses, cameras, ccin, letter, rgpd } from "./clause.ts";

const conforming =
  "l’information des personnes concernées doit impérativement être conforme aux dispositions de l’article 14 de la loi n° 1.165 du 23 décembre 1993";

export const rightsClauses: Clauses = {
  "rig-notice-exists-attached": [
    ccin("IV", "Ce document n’ayant pas été joint à la demande"),
    ccin("dispositif", conforming),
    letter("défaut d’information des personnes concernées"),
  ],
  "rig-notice-complete": [
    ccin("dispositif", conforming),
    cameras("CCTV public information boards do not include all of the necessary information"),
    rgpd("13, par. 1", "toutes les informations suivantes"),
  ],
  "rig-notice-reaches-all": [
    ccin(
      "IV",
      "certaines catégories de personnes soumises à l’obligation vaccinale ne sont pas salariées du CHPG, ou n’ont pas accès à l’Intranet de l’établissement",
    ),
    ccin("dispositif", "l’information de toutes les personnes concernées soit valablement effectuée"),
    letter("défaut d’information des personnes concernées"),
  ],
  "rig-access-one-month": [
    ccin("dispositif", "la réponse à un droit d’accès doit intervenir dans le mois suivant la réception de la demande"),
    rgpd("12, par. 3", "dans un délai d'un mois à compter de la réception de la demande"),
  ],
  "rig-requester-identity-check": [
    ccin(
      "dispositif",
      "une procédure relative au droit d’accès par voie électronique devra être mise en place afin que le responsable de traitement puisse s’assurer que l’expéditeur du courriel est effectivement la personne concernée par les informations",
    ),
  ],
  "rig-identity-copy-safeguards": [
    ccin(
      "IV",
      "si une copie d’un document d’identité était demandée, la transmission et le traitement de ce document devront faire l’objet de mesures de protection particulières",
    ),
  ],
  "rig-rights-channels-complete": [
    ccin(
      "IV",
      "les modalités d’exercice des droits des personnes concernées sont conformes aux dispositions des articles 13, 15 et 16 de la loi n° 1.165",
    ),
    rgpd(
      "12, par. 2",
      "Le responsable du traitement facilite l'exercice des droits conférés à la personne concernée au titre des articles 15 à 22.",
    ),
  ],
  "rig-restriction-upheld": [rgpd("18, par. 3", "avant que la limitation du traitement ne soit levée")],
};
