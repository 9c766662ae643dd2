/** The information notice of the corrected file (law 1.165, article 14), and the mentions it carries. */
import { createHash } from "node:crypto";

/** The text that is joined to the file and handed over. */
export const NOTICE = `Suivi de la vaccination — information des personnes concernées

Responsable du traitement : Centre Hospitalier Princesse Grace. Délégué à la protection des données : joignable par courrier électronique.
Finalité : suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l'obligation vaccinale.
Justification : obligation légale (loi n° 1.509 du 20 septembre 2021) ; jusqu'au 29 octobre 2021, votre consentement.
Informations traitées : identité, vie professionnelle, statut vaccinal et justificatifs, informations temporelles, position maladie,
contre-indications, suivi de retenue sur salaire, commentaires modérés. Origine : fichier RH, vous-même, l'OMT ou la DASA.
Caractère obligatoire : qui ne justifie pas de son statut est suspendu de ses fonctions.
Destinataires : les directions habilitées du CHPG ; aucun destinataire extérieur.
Conservation : 18 mois à compter du 30 octobre 2021 ; journaux d'accès : jusqu'à la fin de l'obligation, puis trois mois au plus.
Droits : accès, rectification et mise à jour auprès du délégué, par courrier électronique ; réponse dans le mois.
`;

/** SHA-256 of the notice, hexadecimal. */
export const NOTICE_SHA256: string = createHash("sha256").update(NOTICE).digest("hex");
