/** The words of the matrix in French and English. */
import type { Text } from "@favorable/fields";
import type { Action } from "../core/action.ts";
import type { Language } from "../html/page.ts";

/** How documents are printed. */
export interface DocumentOptions {
  readonly language: Language;
}

interface MatrixWords {
  readonly title: string;
  readonly category: string;
  readonly none: string;
  readonly immutable: string;
  readonly legend: string;
  readonly roles: string;
  readonly purposes: string;
  readonly noPurpose: string;
  readonly rows: string;
  readonly allRows: string;
  readonly everyRole: string;
  readonly conflicts: string;
  readonly never: string;
  readonly emergencies: string;
  readonly opened: string;
  readonly longest: string;
  readonly technical: string;
  readonly locked: string;
  readonly and: string;
  readonly actions: Readonly<Record<Action, string>>;
  readonly meaning: Readonly<Record<Action, string>>;
}

/** The words. */
export const WORDS: Readonly<Record<Language, MatrixWords>> = {
  en: {
    title: "Who may do what",
    category: "Category",
    none: "nothing",
    immutable: "immutable",
    legend: "Legend",
    roles: "Roles and their purposes",
    purposes: "Purpose",
    noPurpose: "Roles that act for no purpose, and therefore may nothing",
    rows: "Rows in reach",
    allRows: "No condition narrows the rows.",
    everyRole: "every role",
    conflicts: "Roles that one person may not hold together",
    never: "None is declared.",
    emergencies: "Roles opened in an emergency only",
    opened: "by",
    longest: "at most",
    technical: "technical",
    locked: "neither modified nor deleted by anybody, whatever is granted",
    and: "and",
    actions: { read: "read", add: "add", modify: "modify", delete: "delete", extract: "extract" },
    meaning: {
      read: "see the information",
      add: "enter new information",
      modify: "change information that is there",
      delete: "delete information",
      extract: "take information out of the processing (file, print, transmission); reading does not imply it",
    },
  },
  fr: {
    title: "Qui peut faire quoi",
    category: "Catégorie",
    none: "rien",
    immutable: "immuable",
    legend: "Légende",
    roles: "Rôles et finalités",
    purposes: "Finalité",
    noPurpose: "Rôles qui n'agissent pour aucune finalité, et ne peuvent donc rien",
    rows: "Dossiers accessibles",
    allRows: "Aucune condition ne restreint les dossiers.",
    everyRole: "tous les rôles",
    conflicts: "Rôles qu'une même personne ne peut cumuler",
    never: "Aucun n'est déclaré.",
    emergencies: "Rôles ouverts en cas d'urgence seulement",
    opened: "par",
    longest: "au plus",
    technical: "technique",
    locked: "ni modifiée ni supprimée par quiconque, quels que soient les droits accordés",
    and: "et",
    actions: { read: "lecture", add: "ajout", modify: "modification", delete: "suppression", extract: "extraction" },
    meaning: {
      read: "voir les informations",
      add: "saisir des informations nouvelles",
      modify: "changer des informations existantes",
      delete: "supprimer des informations",
      extract: "faire sortir des informations du traitement (fichier, impression, envoi) ; la lecture ne l'emporte pas",
    },
  },
};

/** A declared text in a language, else in the other one, else the name. */
export function said(text: Text | undefined, name: string, language: Language): string {
  const other = language === "fr" ? text?.en : text?.fr;
  return text?.[language] ?? other ?? name;
}

/** `a, b and c`. */
export function listed(parts: readonly string[], language: Language): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${WORDS[language].and} ${last}`;
}
