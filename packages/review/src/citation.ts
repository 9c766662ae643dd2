/** Sources in both languages: rules cite in English, by a small vocabulary that is put into French word for word. */
import type { Bilingual } from "./verdict.ts";

/** Longest first, so that a phrase is not cut by a shorter one. */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  [
    /APDP guides? on video surveillance at work, access to premises, geolocation/g,
    "guides APDP sur la vidéosurveillance au travail, l'accès aux locaux et la géolocalisation",
  ],
  [/APDP guides? on video surveillance and the placing of cameras/g, "guides APDP sur la vidéosurveillance et l'emplacement des caméras"],
  [/APDP guide on the information of persons/g, "guide APDP sur l'information des personnes"],
  [/APDP guide on the right of access/g, "guide APDP sur le droit d'accès"],
  [/APDP guide on security measures/g, "guide APDP sur les mesures de sécurité"],
  [/APDP guide on authorisations/g, "guide APDP sur les habilitations"],
  [/APDP guides on service providers/g, "guides APDP sur les prestataires"],
  [/APDP guides on authorisations and on electronic mail/g, "guides APDP sur les habilitations et la messagerie"],
  [/APDP guide on access to premises/g, "guide APDP sur l'accès aux locaux"],
  [/APDP guide on working time/g, "guide APDP sur le temps de travail"],
  [/APDP guide on electronic mail/g, "guide APDP sur la messagerie"],
  [/APDP guide on geolocation/g, "guide APDP sur la géolocalisation"],
  [/APDP guide on call recording, training/g, "guide APDP sur l'écoute et l'enregistrement des appels, formation"],
  [/, after departure/g, ", après le départ"],
  [/, standard case/g, ", cas général"],
  [/APDP guides/g, "guides APDP"],
  [/CCIN recommendation 2010-13 on video surveillance/g, "recommandation CCIN n° 2010-13 sur la vidéosurveillance"],
  [/CNIL sheet on video surveillance at work/g, "dossier CNIL sur la vidéosurveillance au travail"],
  [/CNIL standard NS-51 on geolocation/g, "norme simplifiée CNIL NS-51 sur la géolocalisation"],
  [/CNIL standard NS-42 on access to premises/g, "norme simplifiée CNIL NS-42 sur l'accès aux locaux"],
  [/CNIL standard NS-57 on call recording/g, "norme simplifiée CNIL NS-57 sur l'enregistrement des appels"],
  [/CNIL guide on recruitment, after the last contact/g, "guide CNIL du recrutement, après le dernier contact"],
  [/CNIL,? recommendation on logging/g, "recommandation CNIL sur la journalisation"],
  [/CNIL developer guide, sheets/g, "guide CNIL du développeur, fiches"],
  [/CNIL developer guide, sheet/g, "guide CNIL du développeur, fiche"],
  [/CNIL notice on body-worn cameras/g, "mise en demeure CNIL sur des caméras-piétons"],
  [/CNIL notice of 1 June 2010/g, "mise en demeure CNIL du 1er juin 2010"],
  [/complaint to the CNIL/g, "plainte à la CNIL"],
  [/municipal vaccination file/g, "fichier de vaccination d'une police municipale"],
  [/regional youth pass message/g, "message d'un pass jeunes régional"],
  [/Essonne case files/g, "dossiers sociaux de l'Essonne"],
  [/second subparagraph/g, "second alinéa"],
  [/subordination/g, "subordination"],
  [/preamble/g, "préambule"],
  [/deliberation/g, "délibération"],
  [/law (1\.\d+) art\. /g, "loi n° $1, art. "],
  [/GDPR (?=\d)/g, "RGPD, art. "],
  [/GDPR/g, "RGPD"],
];

/** Puts a citation into both languages. */
export function citation(source: string): Bilingual {
  const fr = FRENCH.reduce((text, [phrase, french]) => text.replace(phrase, french), source);
  return { fr: fr.replaceAll("; ", " ; "), en: source.replace(/GDPR (?=\d)/g, "GDPR art. ") };
}
