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
  | "PURPOSE_NOT_HELD"
  | "NOT_GRANTED";

/** What is asked. Any text may stand here: what the matrix does not know is refused. */
export interface AccessQuestion {
  readonly role: string;
  readonly purpose: string;
  readonly action: string;
  readonly category: string;
}

/** An answer and its reason. */
export interface Explanation {
  readonly allowed: boolean;
  readonly code: AccessCode;
  /** The roles that may, for the same purpose; empty where nobody may. */
  readonly whoMay: readonly string[];
  readonly text: Required<Text>;
}

/** Reads a question once; what is no question, or answers with an error, asks for nothing that any matrix knows. */
export function questionOf(asked: AccessQuestion | null | undefined): AccessQuestion {
  try {
    const { role, purpose, action, category } = asked ?? NOTHING;
    return { role: text(role), purpose: text(purpose), action: text(action), category: text(category) };
  } catch {
    return NOTHING;
  }
}

const NOTHING: AccessQuestion = Object.freeze({ role: "", purpose: "", action: "", category: "" });

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Words the answer; `whoMay` is what the matrix grants. */
export function explanation(code: AccessCode, question: AccessQuestion, whoMay: readonly string[]): Explanation {
  return Object.freeze({
    allowed: code === "GRANTED",
    code,
    whoMay: Object.freeze([...whoMay]),
    text: Object.freeze(sentence(code, question, whoMay)),
  });
}

const VERBS: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  read: { fr: "consulter", en: "read" },
  add: { fr: "ajouter", en: "add" },
  modify: { fr: "modifier", en: "modify" },
  delete: { fr: "supprimer", en: "delete" },
  extract: { fr: "extraire", en: "extract" },
};

function sentence(code: AccessCode, { role, purpose, action, category }: AccessQuestion, whoMay: readonly string[]): Required<Text> {
  const verb = (Object.hasOwn(VERBS, action) ? VERBS[action] : undefined) ?? { fr: "?", en: "?" };
  const frWho = whoMay.length === 0 ? "Aucun rôle n'y est habilité pour cette finalité." : `Y sont habilités : ${whoMay.join(", ")}.`;
  const enWho = whoMay.length === 0 ? "No role may for this purpose." : `Roles that may: ${whoMay.join(", ")}.`;
  switch (code) {
    case "GRANTED":
      return {
        fr: `Le rôle ${role} peut ${verb.fr} ${category} pour la finalité ${purpose}.`,
        en: `Role ${role} may ${verb.en} ${category} for the purpose ${purpose}.`,
      };
    case "NOT_GRANTED":
      return {
        fr: `Le rôle ${role} ne peut pas ${verb.fr} ${category}. ${frWho}`,
        en: `Role ${role} may not ${verb.en} ${category}. ${enWho}`,
      };
    case "PURPOSE_NOT_HELD":
      return {
        fr: `Le rôle ${role} n'agit pas pour la finalité ${purpose}. ${frWho}`,
        en: `Role ${role} does not act for the purpose ${purpose}. ${enWho}`,
      };
    case "IMMUTABLE":
      return {
        fr: `Personne ne peut ${verb.fr} ${category} : la catégorie est inaltérable.`,
        en: `Nobody may ${verb.en} ${category}: the category is immutable.`,
      };
    case "ROLE_UNKNOWN":
      return { fr: "La matrice ne connaît pas ce rôle.", en: "The matrix has no such role." };
    case "PURPOSE_UNKNOWN":
      return { fr: "La déclaration ne connaît pas cette finalité.", en: "The declaration has no such purpose." };
    case "ACTION_UNKNOWN":
      return { fr: "La matrice ne connaît pas cette action.", en: "The matrix has no such action." };
    case "CATEGORY_UNKNOWN":
      return { fr: "La déclaration ne connaît pas cette catégorie.", en: "The declaration has no such category." };
  }
}
