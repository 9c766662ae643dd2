/** The sentence a section ends with: the authority's verdict where every rule of it is satisfied, else what stands against it. */
import type { Opinion } from "../../opinion.ts";
import type { Section } from "../../verdict.ts";
import type { Saying } from "../saying.ts";

type Both = readonly [fr: string, en: string];

/** Who speaks, by profile; the review itself for a house profile. */
const SPEAKERS: Readonly<Record<string, Both>> = {
  "ccin-1165": ["la Commission", "the Commission"],
  "apdp-1565": ["l'Autorité", "the Authority"],
  "cnil-gdpr": ["la Commission", "the Commission"],
};

/** Names who would speak. */
export function speaker({ t }: Saying, { profile }: Pick<Opinion, "profile">): string {
  return t(...((Object.hasOwn(SPEAKERS, profile) ? SPEAKERS[profile] : undefined) ?? ["l'examen", "the review"]));
}

/** What is considered (I and III in the words of CCIN deliberation 2021-206; law 1.165 art. 10-1). */
const CONSIDERED: Readonly<Record<Section, Both>> = {
  I: [
    "la finalité du traitement est déterminée, explicite et légitime",
    "the purpose of the processing is determined, explicit and legitimate",
  ],
  II: ["le traitement est licite et justifié", "the processing is lawful and justified"],
  III: [
    "les informations collectées au sein du traitement sont « adéquates, pertinentes et non excessives » au regard de sa finalité",
    "the information collected is “adequate, relevant and not excessive” for its purpose",
  ],
  IV: [
    "l'information des personnes et l'exercice de leurs droits sont assurés",
    "the information of the persons and the exercise of their rights are ensured",
  ],
  V: ["les accès au traitement sont justifiés par les missions", "access to the processing is justified by the missions"],
  VI: [
    "les rapprochements, interconnexions et communications d'informations sont justifiés",
    "the links, interconnections and disclosures of information are justified",
  ],
  VII: ["les mesures de sécurité déclarées répondent aux règles examinées", "the security measures stated meet the rules examined"],
  VIII: ["les durées de conservation sont conformes aux règles examinées", "the retention periods comply with the rules examined"],
  IX: ["le traitement est nécessaire et proportionné", "the processing is necessary and proportionate"],
};

/** How the rules of a section stand. */
export interface Standing {
  readonly blocks: boolean;
  readonly conditions: boolean;
  readonly open: number;
  readonly human: number;
  readonly satisfied: number;
  readonly fired: number;
}

/** The sentence. */
export function verdictSentence(say: Saying, opinion: Opinion, section: Section, found: Standing): string {
  const { t } = say;
  const who = speaker(say, opinion);
  const that = t(...CONSIDERED[section]);
  const { blocks, conditions, open, human, satisfied, fired } = found;
  if (satisfied + fired + open + human === 0)
    return t("Aucune règle de cette partie ne s'applique à ce dossier.", "No rule of this part applies to this file.");
  if (blocks) return t(`En l'état, ${who} ne peut considérer que ${that}.`, `As it stands, ${who} cannot consider that ${that}.`);
  if (open > 0 || satisfied + fired === 0)
    return t(
      `Faute ${open > 0 ? "de ce qui est dit manquer ci-dessus" : "d'une règle qui ait pu être examinée"}, ${who} ne peut, en l'état, considérer que ${that}.`,
      `For want of ${open > 0 ? "what is said to be missing above" : "a rule that could be examined"}, ${who} cannot, as it stands, consider that ${that}.`,
    );
  const precedes = conditions ? t("de la prise en compte de ce qui précède", "the above being taken into account") : undefined;
  // What is left to a person is not considered before that person has spoken.
  const left = human > 0 ? t("de l'appréciation laissée à une personne", "the judgement left to a person") : undefined;
  const reserves = [precedes, left].filter((one) => one !== undefined);
  const considers = left === undefined ? t("considère", "considers") : t("pourra considérer", "may consider");
  if (reserves.length === 0) return t(`${capital(who)} considère que ${that}.`, `${capital(who)} considers that ${that}.`);
  return t(
    `Sous réserve ${reserves.join(" et ")}, ${who} ${considers} que ${that}.`,
    `Subject to ${reserves.join(" and ")}, ${who} ${considers} that ${that}.`,
  );
}

/** With a capital letter. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
