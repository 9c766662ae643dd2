/** What the page says of persons who ask, and of what comes and goes; each phrase in both languages. */

/** The words of the part on rights. */
export const RIGHTS = {
  clock: { fr: "Horloge des demandes", en: "Clock of the requests" },
  contact: { fr: "Service à saisir", en: "Whom to ask" },
  ways: { fr: "Par", en: "By" },
  answerWithin: { fr: "Réponse en", en: "Answer within" },
  check: { fr: "Identité vérifiée par", en: "Identity checked by" },
  rights: { fr: "Droits exerçables", en: "Rights that can be exercised" },
  none: { fr: "aucune vérification", en: "no check" },
  request: { fr: "Demande", en: "Request" },
  received: { fr: "Reçue le", en: "Received" },
  due: { fr: "Dernier jour", en: "Last day" },
  answered: { fr: "Répondue le", en: "Answered" },
  extended: { fr: "prolongé", en: "extended" },
  kept: { fr: "temps pris", en: "time taken" },
  span: { fr: "temps donné", en: "time given" },
  late: { fr: "hors délai", en: "late" },
} as const;

/** The words of the part on links. */
export const LINKS = {
  with: { fr: "Avec", en: "With" },
  kind: { fr: "Sens ou qualité", en: "Direction or standing" },
  what: { fr: "Données", en: "Data" },
  how: { fr: "Par quoi, à quelles conditions", en: "By what, on what conditions" },
  in: { fr: "entrant", en: "incoming" },
  out: { fr: "sortant", en: "outgoing" },
  both: { fr: "dans les deux sens", en: "both ways" },
  recipient: { fr: "destinataire", en: "recipient" },
  processor: { fr: "sous-traitant", en: "processor" },
  transfer: { fr: "transfert", en: "transfer" },
  unknown: { fr: "situation de l’autre traitement non connue", en: "standing of the other processing not known" },
  encrypted: { fr: "chiffré", en: "encrypted" },
  clear: { fr: "non chiffré", en: "not encrypted" },
  stays: { fr: "séjour d’au plus", en: "stays at most" },
  backups: { fr: "sauvegardes écrasées après", en: "backups overwritten after" },
  contract: { fr: "contrat", en: "contract" },
  noContract: { fr: "contrat non déclaré", en: "contract not stated" },
  noSafeguard: { fr: "garantie non déclarée", en: "safeguard not stated" },
} as const;
