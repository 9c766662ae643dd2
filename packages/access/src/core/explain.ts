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

/** The codes for a word that is not declared: their sentences are fixed, so that they can repeat no word of a question. */
type UnknownCode = Extract<AccessCode, `${string}_UNKNOWN`>;

const UNKNOWN: Readonly<Record<UnknownCode, Required<Text>>> = {
  ROLE_UNKNOWN: { fr: "La matrice ne connaît pas ce rôle.", en: "The matrix has no such role." },
  PURPOSE_UNKNOWN: { fr: "La déclaration ne connaît pas cette finalité.", en: "The declaration has no such purpose." },
  ACTION_UNKNOWN: { fr: "La matrice ne connaît pas cette action.", en: "The matrix has no such action." },
  CATEGORY_UNKNOWN: { fr: "La déclaration ne connaît pas cette catégorie.", en: "The declaration has no such category." },
};

const VERBS: ReadonlyMap<string, readonly [fr: string, en: string]> = new Map([
  ["read", ["consulter", "read"]],
  ["add", ["ajouter", "add"]],
  ["modify", ["modifier", "modify"]],
  ["delete", ["supprimer", "delete"]],
  ["extract", ["extraire", "extract"]],
]);

/** The sentence, and what is missing where something could help. */
type Saying = readonly [fr: string, en: string] | readonly [fr: string, en: string, frMissing: string, enMissing: string];

/** Whether the code says that a word is not declared. */
export function isUnknown(code: AccessCode): code is UnknownCode {
  return code in UNKNOWN;
}

/** Words the answer to a question that is not made of declared words. */
export function unknownWord(code: UnknownCode, whoMay: readonly string[]): Explanation {
  return Object.freeze({ allowed: false, code, whoMay: Object.freeze([...whoMay]), text: Object.freeze({ ...UNKNOWN[code] }) });
}

/**
 * Words the answer.
 *
 * @param whoMay - what the matrix grants
 * @param condition - the condition in words; asked for by the code that speaks of one only
 */
export function explanation(
  code: Exclude<AccessCode, UnknownCode>,
  { role, purpose, action, category }: CellName,
  whoMay: readonly string[],
  condition: () => Required<Text>,
): Explanation {
  const [frVerb, enVerb] = VERBS.get(action) ?? ["?", "?"];
  const frWho = whoMay.length === 0 ? "Aucun rôle n'y est habilité pour cette finalité." : `Y sont habilités : ${whoMay.join(", ")}.`;
  const enWho = whoMay.length === 0 ? "No role may for this purpose." : `Roles that may: ${whoMay.join(", ")}.`;
  const fr = `Le rôle ${role}`;
  const en = `Role ${role}`;
  const cell = [`${frVerb} ${category}`, `${enVerb} ${category}`] as const;
  const sayings: Readonly<Record<typeof code, () => Saying>> = {
    GRANTED: () => [`${fr} peut ${cell[0]} pour la finalité ${purpose}.`, `${en} may ${cell[1]} for the purpose ${purpose}.`],
    NOT_GRANTED: () => [
      `${fr} ne peut pas ${cell[0]}. ${frWho}`,
      `${en} may not ${cell[1]}. ${enWho}`,
      `le droit ${/^[ae]/.test(frVerb) ? "d'" : "de "}${cell[0]}`,
      `the right to ${cell[1]}`,
    ],
    PURPOSE_NOT_HELD: () => [
      `${fr} n'agit pas pour la finalité ${purpose}. ${frWho}`,
      `${en} does not act for the purpose ${purpose}. ${enWho}`,
      `la finalité ${purpose} parmi celles du rôle`,
      `the purpose ${purpose} among those of the role`,
    ],
    IMMUTABLE: () => [`Personne ne peut ${cell[0]} : la catégorie est inaltérable.`, `Nobody may ${cell[1]}: the category is immutable.`],
    ROLES_CONFLICT: () => [
      `${fr} est incompatible avec un autre rôle de la même personne.`,
      `${en} conflicts with another role of the same person.`,
      "l'abandon d'un des rôles incompatibles",
      "giving up one of the conflicting roles",
    ],
    EXPIRED: () => [
      `L'habilitation au rôle ${role} a pris fin.`,
      `The assignment of role ${role} has ended.`,
      "une nouvelle habilitation",
      "a new assignment",
    ],
    BREAK_GLASS_REQUIRED: () => [
      `${fr} ne s'ouvre qu'en urgence, motif et durée à l'appui.`,
      `${en} is opened in an emergency only, with a reason and a duration.`,
      "une ouverture en urgence",
      "an emergency opening",
    ],
    OWN_RECORD: () => [
      `${fr} ne donne pas accès à ses propres données : adressez-vous au service des droits.`,
      `${en} does not open one's own data: ask the rights desk.`,
      "une demande de droit d'accès",
      "a request of access as data subject",
    ],
    CONDITION_NOT_MET: () => [
      `${fr} ne peut ${cell[0]} que pour : ${condition().fr}.`,
      `${en} may ${cell[1]} only for: ${condition().en}.`,
      condition().fr,
      condition().en,
    ],
  };
  const said = sayings[code]();
  return Object.freeze({
    allowed: code === "GRANTED",
    code,
    cell: Object.freeze({ role, purpose, action, category }),
    whoMay: Object.freeze([...whoMay]),
    ...(said.length === 2 ? {} : { missing: Object.freeze({ fr: said[2], en: said[3] }) }),
    text: Object.freeze({ fr: said[0], en: said[1] }),
  });
}
