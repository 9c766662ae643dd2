/** Words that a file writes freely, in French or English, compared without accents, case, hyphens and plurals. */

/** The words of a text, plain: lower case, without accents, hyphens apart, a plural ending taken off. */
export function plainWords(text: string): readonly string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => (word.length > 3 ? word.replace(/(?:s|x)$/, "") : word));
}

/** A list of phrases, as {@link plainWords} has them: `time control` or `controle du temp`. */
function phrases(...all: readonly string[]): readonly string[] {
  return all.map((one) => ` ${plainWords(one).join(" ")} `);
}

/** Uses of a device that watch how staff work (APDP and CNIL guides on video surveillance, geolocation and calls at work). */
const MONITORING = phrases(
  "productivity",
  "productivité",
  "rendement",
  "cadences",
  "efficiency of staff",
  "staff efficiency",
  "work rate",
  "keystrokes",
  "chronométrage",
  "chronométrer",
  "permanent monitoring",
  "constant monitoring",
  "continuous monitoring",
  "staff monitoring",
  "employee monitoring",
  "monitoring of staff",
  "monitoring of employees",
  "permanent surveillance",
  "surveillance of staff",
  "surveillance permanente",
  "surveillance constante",
  "surveillance continue",
  "surveillance du personnel",
  "surveillance des salariés",
  "surveillance des employés",
  "surveillance des agents",
  "contrôle du personnel",
  "contrôle des salariés",
  "contrôle permanent",
  "évaluation du personnel",
  "évaluation des salariés",
  "performance of staff",
  "staff performance",
  "performance des salariés",
  "performance du personnel",
  "comportement des salariés",
  "staff representatives",
  "représentants du personnel",
  "délégués syndicaux",
  "union representatives",
);

/** Control of hours, which a processing of working time declares. */
const TIME = phrases(
  "time control",
  "control of time",
  "control of hours",
  "contrôle du temps",
  "contrôle des horaires",
  "contrôle horaire",
);

/** Places where nobody is filmed (CNIL and APDP on video surveillance at work; CCIN recommendation 2010-13). */
const INTIMATE = phrases(
  "vestiaire",
  "toilette",
  "wc",
  "sanitaires",
  "cabinets d'aisance",
  "douche",
  "cabine d'essayage",
  "salle de pause",
  "salle de repos",
  "local syndical",
  "locaux syndicaux",
  "toilet",
  "restroom",
  "rest room",
  "lavatory",
  "bathroom",
  "changing room",
  "locker room",
  "shower",
  "fitting room",
  "break room",
);

/** What takes a place out: « hors vestiaires », “no toilets”. */
const EXCEPT = new Set(
  "hor sauf san excepte exclu excluant exclut excluent exclue exclusion non ni aucun aucune jamai pas except excluding exclude excluded without no not never neither nor outside".split(
    " ",
  ),
);

const holdsOne = (text: string, list: readonly string[]): boolean => {
  const plain = ` ${plainWords(text).join(" ")} `;
  return list.some((phrase) => plain.includes(phrase));
};

/** Tells whether a use is to watch how staff work; the control of hours is one unless working time is what is declared. */
export function isMonitoring(use: string, workingTime: boolean): boolean {
  return holdsOne(use, MONITORING) || (!workingTime && holdsOne(use, TIME));
}

/** Tells whether a description of an area takes in an intimate place; one that also takes something out is left to a reader. */
export function isIntimate(area: string): boolean {
  return holdsOne(area, INTIMATE) && !plainWords(area).some((word) => EXCEPT.has(word));
}

// What is done to anything, what it is done to, and what it is good for: together they name no purpose.
const EMPTY = new Set(
  [
    "gestion gerer administration administrer traitement traiter suivi suivre statistique diver diverse exploration exploitation utilisation utiliser usage analyse",
    "amelioration ameliorer optimisation optimiser continue continu performance efficacite qualite fonctionnement bon bonne developpement",
    "donnee information fichier personnelle general generale generaux interne administratif administrative autre finalite besoin",
    "utile necessaire organisme entreprise societe structure etablissement entite organisation activite mission interet objectif but fin outil systeme",
    "management managing manage processing process follow up following various miscellaneous several use using usage analysi analysing improvement improving improve",
    "optimisation optimization continuou operation operational running efficiency quality development data file internal administrative general other",
    "purpose need useful necessary organisation organization company body business activity interest goal objective tool system",
    "de du d des la le les l et ou a au aux pour en sur dan par son sa ses notre nos tout tous toute une un leur of the and or for to on by its our all any an in it with",
  ].flatMap((words) => plainWords(words)),
);

/** Tells whether a sentence names no purpose: « Gestion », « Divers traitements utiles à l'organisme ». */
export function isVague(statement: string): boolean {
  return plainWords(statement).every((word) => EMPTY.has(word));
}

/** Tells whether a text says something: a reason of one mark or of one short word is none. */
export function says(text: { readonly fr?: string; readonly en?: string } | undefined): boolean {
  return [text?.fr, text?.en].some((one) => one !== undefined && (one.match(/\p{L}/gu) ?? []).length > 3);
}
