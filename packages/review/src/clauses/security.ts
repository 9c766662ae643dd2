/** Clauses of section VII: security. */
import { type Clauses, cameras, ccin, letter, police, rgpd } from "./clause.ts";

export const securityClauses: Clauses = {
  "sec-infra-nominative-strong": [
    ccin(
      "dispositif",
      "les ports non utilisés doivent être désactivés et les serveurs, périphériques, équipements de raccordements (switchs, routeurs, pare-feux) ainsi que les comptes utilisateurs et administrateurs doivent être protégés nominativement par un identifiant et un mot de passe réputé fort",
    ),
  ],
  "sec-password-strength": [
    ccin("VII", "protégés nominativement par un identifiant et un mot de passe réputé fort"),
    cameras('"the password allowing access to the software of the camera" is "not sufficiently robust"'),
  ],
  "sec-strong-auth-sensitive": [rgpd("32, par. 1", "afin de garantir un niveau de sécurité adapté au risque")],
  "sec-export-encrypted": [
    ccin(
      "dispositif",
      "la copie ou l’extraction d’informations issues du présent traitement et de traitements rapprochés soit chiffrée sur son support de réception",
    ),
  ],
  "sec-export-ledger": [
    ccin("VII", "la copie ou l’extraction d’informations issues du présent traitement"),
    police("has indeed discovered the existence of several computer files on this subject"),
  ],
  "sec-encryption-at-rest-transit": [
    ccin("III", "les informations seront transmises au CHPG par l’OMT et la DASA au travers d’une messagerie sécurisée"),
    rgpd("32, par. 1, a)", "la pseudonymisation et le chiffrement des données à caractère personnel"),
  ],
  "sec-state-of-the-art-maintained": [
    ccin(
      "VII",
      "devront être maintenues et mises à jour en tenant compte de l’état de l’art, afin de permettre de conserver le haut niveau de fiabilité attendu tout au long de la période d’exploitation du présent traitement",
    ),
    rgpd("24, par. 1", "Ces mesures sont réexaminées et actualisées si nécessaire."),
  ],
  "sec-breach-procedure": [rgpd("33, par. 1", "si possible, 72 heures au plus tard après en avoir pris connaissance")],
  "sec-breach-notified": [rgpd("33, par. 1", "si possible, 72 heures au plus tard après en avoir pris connaissance")],
  "sec-physical-and-manual": [
    letter("insuffisance des mesure de sécurité et de confidentialité des données traitées manuellement et informatiquement"),
    letter("des mesures de sécurité relatives à l’accès physique aux données (digicode pour les classothèques)"),
  ],
};
