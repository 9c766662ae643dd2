/** Why something is kept although its erasure was asked for, in words. */
import type { KeptPart } from "@favorable/core";
import type { Text } from "@favorable/fields";

/** By reason. */
export const KEPT_GROUNDS: Readonly<Record<KeptPart["reason"], Text>> = {
  held: {
    fr: "Conservé pour la constatation, l’exercice ou la défense de droits en justice (RGPD, art. 17(3)(e)).",
    en: "Kept for the establishment, exercise or defence of legal claims (GDPR art. 17(3)(e)).",
  },
  floor: {
    fr: "Conservé jusqu’au terme d’une durée imposée par un texte (RGPD, art. 17(3)(b)).",
    en: "Kept until the end of a period that a legal obligation imposes (GDPR art. 17(3)(b)).",
  },
  "copy-pending": {
    fr: "La suppression de cette copie est demandée et reste à confirmer ; elle vous sera confirmée.",
    en: "The deletion of this copy has been ordered and is still to be confirmed; you will be told.",
  },
  "other-purpose": {
    fr: "Conservé pour une autre finalité, qui n’a pas pris fin.",
    en: "Kept for another purpose, which has not ended.",
  },
  unreachable: {
    fr: "Ce support n’a pas répondu ; la suppression sera reprise et vous sera confirmée.",
    en: "This place did not answer; the deletion will be tried again, and you will be told.",
  },
};
