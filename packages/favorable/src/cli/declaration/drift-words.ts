/** The words of a comparison, in both languages side by side. */
import type { Change, Direction, Relation } from "@favorable/processing";

/** A language of the report. */
export type Language = "fr" | "en";

type Words = Readonly<Record<Language, string>>;

/** The head of each part of the report. */
export const DIRECTION: Readonly<Record<Direction, Words>> = {
  widening: { fr: "Élargissements : à soumettre de nouveau avant usage", en: "Widenings: back to review before use" },
  neutral: { fr: "Sans effet", en: "No effect" },
  narrowing: { fr: "Restrictions : couvertes par l'approbation", en: "Narrowings: covered by the approval" },
};

/** The first line, with the number of widenings. */
export function outcome(direction: Direction, count: number, language: Language): string {
  if (direction !== "widening") return language === "fr" ? "CONFORME À CE QUI A ÉTÉ APPROUVÉ" : "WITHIN WHAT WAS APPROVED";
  if (language === "fr") return `ÉLARGI : ${count} ${count === 1 ? "différence" : "différences"} à soumettre de nouveau`;
  return `WIDENED: ${count} ${count === 1 ? "difference goes" : "differences go"} back to review`;
}

/** What happened at a place. */
export const CHANGE: Readonly<Record<Change, Words>> = {
  added: { fr: "ajouté", en: "added" },
  removed: { fr: "supprimé", en: "removed" },
  changed: { fr: "modifié", en: "changed" },
  withdrawn: {
    fr: "n'est plus déclaré (ce qui n'est pas déclarer qu'il n'y en a pas)",
    en: "not stated any more (which is not to state that there is none)",
  },
  renamed: { fr: "renommé, comme indiqué", en: "renamed, as told" },
  restated: { fr: "dit la même chose autrement", en: "says the same in other words or another order" },
};

/** What is compared. */
export const RELATION: Readonly<Record<Relation, Words>> = {
  document: { fr: "", en: "" },
  access: { fr: "accès du rôle", en: "access of the role" },
  rows: { fr: "lignes accessibles", en: "rows within reach" },
  immutable: { fr: "inaltérable", en: "immutable" },
  category: { fr: "ce que la catégorie dit du champ", en: "what the category says of the field" },
  retention: { fr: "conservation", en: "retention" },
  recipients: { fr: "destinataire", en: "recipient" },
  transfers: { fr: "transfert", en: "transfer" },
  processors: { fr: "sous-traitant", en: "processor" },
  filingSystems: { fr: "fichier", en: "filing system" },
  links: { fr: "lien", en: "link" },
  origins: { fr: "exclu de l'origine", en: "excluded from the origin" },
  notices: { fr: "information des personnes", en: "information of the persons" },
  population: { fr: "personnes que nomme la finalité", en: "persons the purpose names" },
  environments: { fr: "environnement", en: "environment" },
  separation: { fr: "rôles incompatibles", en: "roles kept apart" },
  authentication: { fr: "authentification", en: "authentication" },
  logReviews: { fr: "examen des journaux", en: "look at the logs" },
  naming: { fr: "emploi de la donnée", en: "use of the data" },
  duties: { fr: "répartition entre responsables", en: "duties of the controllers" },
};

/** The lines around them. */
export const COPY: Readonly<Record<"approved" | "by" | "on" | "none" | "undeclared", Words>> = {
  approved: { fr: "Approuvé", en: "Approved" },
  by: { fr: "par", en: "by" },
  on: { fr: "le", en: "on" },
  none: { fr: "Aucune différence.", en: "No difference." },
  undeclared: { fr: "chemin dont le sens n'est pas déclaré", en: "a path whose direction is not declared" },
};
