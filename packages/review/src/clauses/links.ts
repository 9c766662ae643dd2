/** Clauses of section VI: links, recipients, processors and transfers. */
import { type Clauses, ccin, pass, rgpd } from "./clause.ts";

export const linksClauses: Clauses = {
  "lnk-linked-processing-lawful": [ccin("VI", "La Commission constate que ces traitements ont été légalement mis en œuvre.")],
  "lnk-transient-channel-purge": [
    ccin(
      "dispositif",
      "les communications de justificatifs par le biais de la messagerie soient traitées dans les plus brefs délais puis supprimées de la messagerie",
    ),
  ],
  "lnk-backups-bounded": [ccin("VI", "cette suppression soit également effectuée sur le système de sauvegarde de la messagerie")],
  "lnk-purge-reaches-backups": [
    ccin("dispositif", "cette suppression soit également effectuée sur le système de sauvegarde de la messagerie"),
  ],
  "lnk-recipient-declared-purpose": [
    pass("seules données communicables dans le cadre de ce dispositif"),
    rgpd("13, par. 1, e)", "les destinataires ou les catégories de destinataires des données à caractère personnel, s'ils existent"),
  ],
  "lnk-processor-contract": [rgpd("28, par. 3", "Le traitement par un sous-traitant est régi par un contrat ou un autre acte juridique")],
  "lnk-joint-controllers-arrangement": [
    rgpd("26, par. 1", "Les responsables conjoints du traitement définissent de manière transparente leurs obligations respectives"),
  ],
  "lnk-transfer-third-country": [
    rgpd(
      "44",
      "de manière à ce que le niveau de protection des personnes physiques garanti par le présent règlement ne soit pas compromis",
    ),
  ],
};
