/** The measures of an impact assessment: what is declared of section VII, of access, logs, purge and processors, under the names of a reader. */
import type { RiskDocument } from "@favorable/processing";
import { member } from "../../dossier/clean.ts";
import { entries } from "../../facts.ts";
import type { Item } from "../paper/paper.ts";
import { labelled } from "../paper/spans.ts";
import { codes, key, names, type Saying, text } from "../saying.ts";
import { memberItem } from "../stated.ts";

type Feared = RiskDocument["feared"];

/** A measure with what is stated of it. */
export interface Measure {
  readonly title: string;
  readonly items: readonly Item[];
  /** The feared events it is proposed for; none for a measure that only a risk states. */
  readonly against: readonly Feared[];
}

/** Where each declared part is looked for first; a part that is not here serves all three. */
const AGAINST: Readonly<Record<string, readonly Feared[]>> = {
  grants: ["illegitimate-access", "unwanted-change"],
  accounts: ["illegitimate-access", "unwanted-change"],
  authorisations: ["illegitimate-access", "unwanted-change"],
  passwords: ["illegitimate-access", "unwanted-change"],
  authentication: ["illegitimate-access", "unwanted-change"],
  enforcement: ["illegitimate-access", "unwanted-change"],
  logs: ["illegitimate-access", "unwanted-change"],
  encryption: ["illegitimate-access"],
  exports: ["illegitimate-access"],
  purge: ["illegitimate-access"],
  environments: ["illegitimate-access"],
  backups: ["unwanted-change", "disappearance"],
};
const ALL: readonly Feared[] = ["illegitimate-access", "unwanted-change", "disappearance"];
/** Names that say more than those of the members. */
const TITLES: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  grants: ["Contrôle des accès : matrice des droits", "Access control: matrix of rights"],
  logs: ["Traçabilité : journalisation", "Traceability: logs"],
  purge: ["Purge des données", "Purge of the data"],
  paper: ["Sécurité des documents papier", "Security of paper documents"],
  passwords: ["Mots de passe", "Passwords"],
  premises: ["Contrôle d'accès physique", "Physical access control"],
};
/** What is no measure: whether the processing can be reached, and what is claimed. */
const FACTS: ReadonlySet<string> = new Set(["exposed", "standards"]);

/** Whatever is declared and could be a measure, by its member. */
function declaredParts({ document }: Saying): readonly (readonly [string, unknown])[] {
  const { security, access, logs, purge, authorisations } = document;
  return Object.entries({
    ...security,
    ...(access === undefined ? {} : { grants: access.grants }),
    ...(access?.accounts === undefined ? {} : { accounts: access.accounts }),
    ...(authorisations === undefined ? {} : { authorisations }),
    ...(logs === undefined ? {} : { logs }),
    ...(purge === undefined ? {} : { purge }),
  }).filter(([name, value]) => value !== undefined && !FACTS.has(name));
}

/** The declared measures, without those that are stated not to be there. */
export function declaredMeasures(say: Saying): readonly Measure[] {
  return declaredParts(say).flatMap(([name, value]): readonly Measure[] =>
    stands(name, value) ? [{ title: titleOf(say, name), items: itemsOf(say, name, value), against: member(AGAINST, name) ?? ALL }] : [],
  );
}

/** Those that are stated not to be there, in the words of the declaration. */
export function absentMeasures(say: Saying): readonly Item[] {
  return declaredParts(say).flatMap(([name, value]) => (stands(name, value) ? [] : memberItem(say, name, value, ["security"])));
}

function titleOf(say: Saying, name: string): string {
  const own = member(TITLES, name);
  const title = own === undefined ? key(say, name, "security") : say.t(...own);
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

function itemsOf(say: Saying, name: string, value: unknown): readonly Item[] {
  return name === "grants" ? matrixItems(say) : memberItem(say, name, value, ["security"]);
}

/** Each role with what it may do, and with which categories. */
function matrixItems(say: Saying): readonly Item[] {
  const { grants = {}, actions = [], roles = {} } = say.document.access ?? {};
  return entries(grants).map(([role, cells]) => {
    const groups = new Map<string, string[]>();
    for (const [category, cell] of entries(cells)) {
      const may = codes(say, cell === "all" ? actions : cell);
      groups.set(may, [...(groups.get(may) ?? []), category]);
    }
    const items = [...groups].map(([may, held]) => ({ line: labelled(say.language, may, names(say, "categories", held)) }));
    return { line: text(say, member(roles, role)?.label, role), items };
  });
}

/** What is true of a weakness and not of a measure. */
const WEAK: ReadonlySet<string> = new Set(["sentInClear", "shared"]);
const NOT: ReadonlySet<unknown> = new Set(["none", "never", "clear", "nothing"]);

/** Whether a stated part says that something is done. */
function stands(name: string, value: unknown): boolean {
  if (name === "paper" && isObject(value) && value["used"] === false) return false;
  if (typeof value === "boolean") return value !== WEAK.has(name);
  if (typeof value === "string") return !NOT.has(value);
  if (Array.isArray(value)) return value.some((one) => stands(name, one));
  return isObject(value) ? Object.entries(value).some(([inner, one]) => one !== undefined && stands(inner, one)) : value !== undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
