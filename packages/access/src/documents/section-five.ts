/** Section V of a deliberation, « Sur les personnes ayant accès au traitement », as the declaration states it. */

import type { Action } from "../core/action.ts";
import { type Language, spaced } from "../html/page.ts";
import type { MatrixDescription } from "./describe.ts";
import { effective, granted, LETTERS } from "./effective.ts";
import { plain } from "./matrix-markdown.ts";
import { assertLanguage, reachText } from "./view.ts";
import { type DocumentOptions, listed, WORDS as MATRIX_WORDS, said } from "./words.ts";

/** The sentences; those of CCIN deliberation 2021-206, section V, where it has one. */
const SENTENCES: Readonly<Record<Language, Readonly<Record<Sentence, string>>>> = {
  fr: {
    heading: "V. Sur les personnes ayant accès au traitement",
    intro: "Les personnes pouvant avoir accès aux informations sont :",
    all: "tous les droits",
    limits: "dans le cadre de leurs missions de maintenance et de sécurité",
    of: " des informations",
    nothing: "aucun accès",
    purpose: "pour la finalité",
    table: "Les droits s'établissent comme suit, par catégorie d'informations :",
    immutable: "Quels que soient ces droits, ne peuvent être ni modifiées ni supprimées les informations suivantes :",
    rows: "L'accès est restreint aux dossiers suivants :",
    apart: "Ne peuvent être cumulés par une même personne les rôles suivants :",
    emergency:
      "En cas d'urgence seulement, pour une durée limitée, avec un motif enregistré et un contrôle ultérieur, peuvent être ouverts :",
    own: "Chaque personne habilitée à avoir accès au traitement a ses propres identifiants et mots de passe.",
    shared: "Il est déclaré que des comptes sont partagés entre plusieurs personnes.",
    grant: "Attribution des droits :",
    leavers: "Départs :",
    every: "Périodicité de la revue des droits :",
  },
  en: {
    heading: "V. Persons with access to the processing",
    intro: "The persons who may have access to the information are:",
    all: "all rights",
    limits: "within their missions of maintenance and security",
    of: " the information",
    nothing: "no access",
    purpose: "for the purpose",
    table: "By category of information, the rights are:",
    immutable: "Whatever these rights, the following information can be neither modified nor deleted:",
    rows: "Access is limited to the following records:",
    apart: "The following roles may not be held by one person:",
    emergency: "In an emergency only, for a limited time, with a recorded reason and a review afterwards, may be opened:",
    own: "Each person authorised to have access to the processing has their own identifiers and passwords.",
    shared: "It is declared that accounts are shared between several persons.",
    grant: "Granting of rights:",
    leavers: "Leavers:",
    every: "Period of the review of rights:",
  },
};
type Sentence =
  | "heading"
  | "intro"
  | "all"
  | "limits"
  | "of"
  | "nothing"
  | "purpose"
  | "table"
  | "immutable"
  | "rows"
  | "apart"
  | "emergency"
  | "own"
  | "shared"
  | "grant"
  | "leavers"
  | "every"; // prettier-ignore

/**
 * Prints section V in Markdown: what the controller states, without a verdict, which is the authority's. What is not stated is not said.
 *
 * @throws `LANGUAGE_UNKNOWN`
 */
export function sectionFive(description: MatrixDescription, { language }: DocumentOptions): string {
  assertLanguage(language);
  const { matrix, categories, conflicts, emergencies, reaches } = description;
  const s = SENTENCES[language];
  const role = (name: string): string => said(matrix.roles[name]?.label, name, language);
  const category = (name: string): string => said(categories[name], name, language);
  const colon = language === "fr" ? " : " : ": ";
  const list = (intro: string, items: readonly string[]): readonly string[] =>
    items.length === 0
      ? []
      : [intro, "", ...items.map((item, at) => `- ${plain(item)}${at === items.length - 1 ? "." : language === "fr" ? " ;" : ";"}`), ""];
  const { individual, shared } = matrix.accounts ?? {};
  const procedure = matrix.procedure;
  const text = [
    `## ${s.heading}`,
    "",
    ...list(
      s.intro,
      Object.keys(matrix.roles).map((name) => `${role(name)}${colon}${rightsOf(description, name, language)}`),
    ),
    s.table,
    "",
    ...table(description, language),
    "",
    ...list(s.immutable, (matrix.immutable ?? []).map(category)),
    ...list(
      s.rows,
      reaches.map((reach) => reachText(reach, { language, role, category })),
    ),
    ...list(
      s.apart,
      conflicts.map((pair) => listed(pair.map(role), language)),
    ),
    ...list(
      s.emergency,
      emergencies.map(({ role: name, longest }) => role(name) + (longest === undefined ? "" : ` (${longest[language]})`)),
    ),
    ...(individual === true ? [s.own, ""] : []),
    ...(shared === true ? [s.shared, ""] : []),
    ...(procedure === undefined ? [] : [`${s.grant} ${plain(said(procedure.grant, "–", language))}`, ""]),
    ...(procedure?.reviewEvery === undefined ? [] : [`${s.every} ${duration(procedure.reviewEvery, language)}.`, ""]),
    ...(procedure === undefined ? [] : [`${s.leavers} ${plain(said(procedure.leavers, "–", language))}`, ""]),
  ];
  return spaced(text.join("\n"), language);
}

/** `lecture et ajout des informations`, `lecture (Identité) ; ajout (Statut)`, `tous les droits dans le cadre de…`. */
function rightsOf({ matrix, categories, purposes }: MatrixDescription, role: string, language: Language): string {
  const s = SENTENCES[language];
  const groups = new Map<string, { readonly actions: readonly Action[]; readonly of: string[] }>();
  for (const category of Object.keys(categories)) {
    const actions = granted(matrix, role, category);
    const key = actions.join();
    const group = groups.get(key) ?? { actions, of: [] };
    group.of.push(said(categories[category], category, language));
    groups.set(key, group);
  }
  const { kind, purposes: held = [] } = matrix.roles[role] ?? {};
  const given = [...groups.values()].filter(({ actions }) => actions.length > 0);
  const verbs = (actions: readonly Action[]): string =>
    listed(
      actions.map((action) => MATRIX_WORDS[language].actions[action]),
      language,
    );
  const [only] = given;
  const limits = kind === "technical" ? ` ${s.limits}` : "";
  const some = Object.keys(purposes).some((purpose) => !held.includes(purpose));
  const names = held.map((purpose) => `« ${said(purposes[purpose], purpose, language)} »`);
  const quoted = language === "fr" ? names : names.map((name) => name.replace("« ", "“").replace(" »", "”"));
  const scope = some && kind !== "technical" && held.length > 0 ? `, ${s.purpose} ${listed(quoted, language)}` : "";
  if (only === undefined || held.length === 0) return s.nothing;
  if (groups.size > 1)
    return given.map(({ actions, of }) => `${verbs(actions)} (${of.join(", ")})`).join(language === "fr" ? " ; " : "; ") + limits + scope;
  return (only.actions.length === matrix.actions.length && kind === "technical" ? s.all : `${verbs(only.actions)}${s.of}`) + limits + scope;
}

/** Category × role, the effective rights in letters. */
function table({ matrix, categories }: MatrixDescription, language: Language): readonly string[] {
  const names = Object.keys(categories);
  const roles = Object.keys(matrix.roles);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const legend = matrix.actions.map((action) => `${LETTERS[action]} ${MATRIX_WORDS[language].actions[action]}`).join(", ");
  return [
    line([MATRIX_WORDS[language].category, ...roles.map((role) => plain(said(matrix.roles[role]?.label, role, language)))]),
    line(["---", ...roles.map(() => "---")]),
    ...names.map((name) =>
      line([
        plain(said(categories[name], name, language)),
        ...roles.map(
          (role) =>
            effective(matrix, role, name)
              .map((action) => LETTERS[action])
              .join("") || "–",
        ),
      ]),
    ),
    "",
    `${legend}, – ${MATRIX_WORDS[language].none}.`,
  ];
}

const UNITS: Readonly<Record<Language, Readonly<Record<string, readonly [string, string]>>>> = {
  fr: { Y: ["an", "ans"], M: ["mois", "mois"], W: ["semaine", "semaines"], D: ["jour", "jours"] },
  en: { Y: ["year", "years"], M: ["month", "months"], W: ["week", "weeks"], D: ["day", "days"] },
};

/** An ISO 8601 period in words; as it is when it is none of one unit. */
function duration(period: string, language: Language): string {
  const [, count = "", unit = ""] = /^P(\d+)([YMWD])$/.exec(period) ?? [];
  const [one, many] = UNITS[language][unit] ?? [];
  return one === undefined || many === undefined ? plain(period) : `${count} ${count === "1" ? one : many}`;
}
