/** Why yes, why no: a code to act on, and a sentence to show. Names that the matrix does not know are never repeated. */
import type { Text } from "@favorable/fields";

/** The answer's code; only `GRANTED` permits. */
export type AccessCode =
  | "GRANTED"
  | "ROLE_UNKNOWN"
  | "PURPOSE_UNKNOWN"
  | "ACTION_UNKNOWN"
  | "CATEGORY_UNKNOWN"
  | "IMMUTABLE"
  | "ROLES_CONFLICT"
  | "EXPIRED"
  | "BREAK_GLASS_REQUIRED"
  | "PURPOSE_NOT_HELD"
  | "NOT_GRANTED"
  | "OWN_RECORD"
  | "CONDITION_NOT_MET";

/** What is asked. Any text may stand here: what the matrix does not know is refused. */
export interface AccessQuestion {
  readonly role: string;
  readonly purpose: string;
  readonly action: string;
  readonly category: string;
  /** The roles that the person holds, where they are to be held apart. */
  readonly holds?: readonly string[];
  /** When the person's role ends. */
  readonly until?: Date;
}

/** One cell of the matrix, for a purpose. */
export type CellName = Readonly<Record<"role" | "purpose" | "action" | "category", string>>;

/** An answer and its reason. */
export interface Explanation {
  readonly allowed: boolean;
  readonly code: AccessCode;
  /** The cell that was asked; absent when one of its words is not declared. */
  readonly cell?: CellName;
  /** The roles that may, for the same purpose; empty where nobody may. */
  readonly whoMay: readonly string[];
  /** What would have to be there; absent where it is granted, and where nothing could help. */
  readonly missing?: Required<Text>;
  readonly text: Required<Text>;
}

const NO_CONDITION: Required<Text> = { fr: "…", en: "…" };
const UNNAMED: CellName = { role: "", purpose: "", action: "", category: "" };

const VERBS: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  read: ["consulter", "read"],
  add: ["ajouter", "add"],
  modify: ["modifier", "modify"],
  delete: ["supprimer", "delete"],
  extract: ["extraire", "extract"],
};

/**
 * Words the answer.
 *
 * @param whoMay - what the matrix grants
 * @param condition - the condition in words, for the codes that speak of one
 */
export function explanation(
  code: AccessCode,
  cellName: CellName,
  whoMay: readonly string[],
  condition: Required<Text> = NO_CONDITION,
): Explanation {
  const unknown = code.endsWith("_UNKNOWN");
  const { role, purpose, action, category } = unknown ? UNNAMED : cellName;
  const [frVerb, enVerb] = (Object.hasOwn(VERBS, action) ? VERBS[action] : undefined) ?? ["?", "?"];
  const frWho = whoMay.length === 0 ? "Aucun rôle n'y est habilité pour cette finalité." : `Y sont habilités : ${whoMay.join(", ")}.`;
  const enWho = whoMay.length === 0 ? "No role may for this purpose." : `Roles that may: ${whoMay.join(", ")}.`;
  const fr = `Le rôle ${role}`;
  const en = `Role ${role}`;
  const cell = [`${frVerb} ${category}`, `${enVerb} ${category}`] as const;
  const sayings: Readonly<Record<AccessCode, readonly [fr: string, en: string, frMissing?: string, enMissing?: string]>> = {
    GRANTED: [`${fr} peut ${cell[0]} pour la finalité ${purpose}.`, `${en} may ${cell[1]} for the purpose ${purpose}.`],
    NOT_GRANTED: [
      `${fr} ne peut pas ${cell[0]}. ${frWho}`,
      `${en} may not ${cell[1]}. ${enWho}`,
      `le droit de ${cell[0]}`,
      `the right to ${cell[1]}`,
    ],
    PURPOSE_NOT_HELD: [
      `${fr} n'agit pas pour la finalité ${purpose}. ${frWho}`,
      `${en} does not act for the purpose ${purpose}. ${enWho}`,
      `la finalité ${purpose} parmi celles du rôle`,
      `the purpose ${purpose} among those of the role`,
    ],
    IMMUTABLE: [`Personne ne peut ${cell[0]} : la catégorie est inaltérable.`, `Nobody may ${cell[1]}: the category is immutable.`],
    ROLES_CONFLICT: [
      `${fr} est incompatible avec un autre rôle de la même personne.`,
      `${en} conflicts with another role of the same person.`,
      "l'abandon d'un des rôles incompatibles",
      "giving up one of the conflicting roles",
    ],
    EXPIRED: [
      `L'habilitation au rôle ${role} a pris fin.`,
      `The assignment of role ${role} has ended.`,
      "une nouvelle habilitation",
      "a new assignment",
    ],
    BREAK_GLASS_REQUIRED: [
      `${fr} ne s'ouvre qu'en urgence, motif et durée à l'appui.`,
      `${en} is opened in an emergency only, with a reason and a duration.`,
      "une ouverture en urgence",
      "an emergency opening",
    ],
    OWN_RECORD: [
      `${fr} ne donne pas accès à ses propres données : adressez-vous au service des droits.`,
      `${en} does not open one's own data: ask the rights desk.`,
      "une demande de droit d'accès",
      "a request of access as data subject",
    ],
    CONDITION_NOT_MET: [
      `${fr} ne peut ${cell[0]} que pour : ${condition.fr}.`,
      `${en} may ${cell[1]} only for: ${condition.en}.`,
      condition.fr,
      condition.en,
    ],
    ROLE_UNKNOWN: ["La matrice ne connaît pas ce rôle.", "The matrix has no such role."],
    PURPOSE_UNKNOWN: ["La déclaration ne connaît pas cette finalité.", "The declaration has no such purpose."],
    ACTION_UNKNOWN: ["La matrice ne connaît pas cette action.", "The matrix has no such action."],
    CATEGORY_UNKNOWN: ["La déclaration ne connaît pas cette catégorie.", "The declaration has no such category."],
  };
  const [frText, enText, frMissing, enMissing] = sayings[code];
  return Object.freeze({
    allowed: code === "GRANTED",
    code,
    ...(unknown ? {} : { cell: Object.freeze({ role, purpose, action, category }) }),
    whoMay: Object.freeze([...whoMay]),
    ...(frMissing === undefined || enMissing === undefined ? {} : { missing: Object.freeze({ fr: frMissing, en: enMissing }) }),
    text: Object.freeze({ fr: frText, en: enText }),
  });
}
