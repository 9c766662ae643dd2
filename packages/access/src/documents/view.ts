/** The matrix laid out in words: the same for Markdown and HTML, so that both say the same. */
import { PrivacyError } from "@favorable/core";
import { type Language, spaced } from "../html/page.ts";
import type { MatrixDescription, Reach } from "./describe.ts";
import { effective, LETTERS } from "./effective.ts";
import { type DocumentOptions, listed, said, WORDS } from "./words.ts";

/** How a matrix is printed. */
export interface MatrixDocumentOptions extends DocumentOptions {
  /** Only this purpose; all of them, a table each, unless told. */
  readonly purpose?: string;
  /** The heading; `Who may do what` unless told. */
  readonly title?: string;
}

/** A cell: letters for the eye, words for the ear. */
export interface CellView {
  readonly letters: string;
  readonly words: string;
  readonly count: number;
}

/** The table of one purpose. */
export interface TableView {
  readonly purpose: string;
  readonly roles: readonly string[];
  readonly rows: readonly { readonly category: string; readonly immutable: boolean; readonly cells: readonly CellView[] }[];
}

/** Everything a document of the matrix says. */
export interface MatrixView {
  readonly title: string;
  readonly tables: readonly TableView[];
  readonly legend: readonly { readonly letter: string; readonly action: string; readonly meaning: string }[];
  readonly locked: readonly string[];
  readonly roles: readonly string[];
  readonly purposeless: readonly string[];
  readonly reaches: readonly string[];
  readonly conflicts: readonly string[];
  readonly emergencies: readonly string[];
}

/** Lays a matrix out; throws `PURPOSE_UNKNOWN` for a purpose that is not declared, `LANGUAGE_UNKNOWN`. */
export function matrixView(description: MatrixDescription, { language, purpose, title }: MatrixDocumentOptions): MatrixView {
  assertLanguage(language);
  const { matrix, categories, purposes } = description;
  if (purpose !== undefined && !Object.hasOwn(purposes, purpose)) throw new PrivacyError("PURPOSE_UNKNOWN", "the purpose is not declared");
  const words = WORDS[language];
  const say = (text: string): string => spaced(text, language);
  const role = (name: string): string => say(said(matrix.roles[name]?.label, name, language));
  const category = (name: string): string => say(said(categories[name], name, language));
  const statement = (name: string): string => say(said(purposes[name], name, language));
  const roles = Object.keys(matrix.roles);
  const table = (name: string): TableView => {
    const holders = roles.filter((one) => matrix.roles[one]?.purposes.includes(name) === true);
    return {
      purpose: statement(name),
      roles: holders.map(role),
      rows: Object.keys(categories).map((one) => ({
        category: category(one),
        immutable: matrix.immutable?.includes(one) === true,
        cells: holders.map((holder) => cellView(effective(matrix, holder, one), language)),
      })),
    };
  };
  const kept = purpose === undefined ? Object.keys(purposes) : [purpose];
  return {
    title: say(title ?? words.title),
    tables: kept.map(table),
    legend: matrix.actions.map((action) => ({
      letter: LETTERS[action],
      action: words.actions[action],
      meaning: say(words.meaning[action]),
    })),
    locked: (matrix.immutable ?? []).map(category),
    roles: roles.map((name) => {
      const { purposes: held = [], kind, mission } = matrix.roles[name] ?? {};
      const technical = kind === "technical" ? ` (${words.technical})` : "";
      const charge = mission === undefined ? "" : ` — ${said(mission, name, language)}`;
      return say(
        `${role(name)}${technical}${language === "fr" ? " : " : ": "}${held.map(statement).join(language === "fr" ? " ; " : "; ") || "–"}${charge}`,
      );
    }),
    purposeless: roles.filter((name) => matrix.roles[name]?.purposes.length === 0).map(role),
    reaches: description.reaches.map((reach) => reachText(reach, { language, role, category })),
    conflicts: description.conflicts.map((pair) => listed(pair.map(role), language)),
    emergencies: description.emergencies.map(({ role: name, for: openers, longest }) => {
      const by = openers === undefined ? "" : ` (${words.opened}${language === "fr" ? " : " : ": "}${listed(openers.map(role), language)})`;
      return say(`${role(name)}${by}${longest === undefined ? "" : `, ${words.longest} ${longest[language]}`}`);
    }),
  };
}

/** Refuses a language that there are no words in. */
export function assertLanguage(language: unknown): asserts language is Language {
  if (language !== "fr" && language !== "en") throw new PrivacyError("LANGUAGE_UNKNOWN", "documents are in fr or en");
}

/** Whom a condition is for, and which rows it leaves. */
export function reachText(
  { roles, actions, categories, rows }: Reach,
  { language, role, category }: { language: Language; role: (name: string) => string; category: (name: string) => string },
): string {
  const words = WORDS[language];
  const whose = roles === undefined ? words.everyRole : listed(roles.map(role), language);
  const verbs = Object.entries(words.actions).flatMap(([name, word]) => (actions?.includes(name) === true ? [word] : []));
  const of = [...(actions === undefined ? [] : [listed(verbs, language)]), ...(categories ?? []).map(category)];
  return spaced(`${whose}${of.length === 0 ? "" : ` (${of.join(" ; ")})`}${language === "fr" ? " : " : ": "}${rows[language]}`, language);
}

function cellView(actions: readonly (keyof typeof LETTERS)[], language: Language): CellView {
  const { none, actions: names } = WORDS[language];
  const words =
    actions.length === 0
      ? none
      : listed(
          actions.map((action) => names[action]),
          language,
        );
  return { letters: actions.map((action) => LETTERS[action]).join("") || "–", words, count: actions.length };
}
