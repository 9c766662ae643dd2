/**
 * The matrix compiled: one mask per role and category, one answer per cell. No dependency, so that an interface can ask what the server will
 * answer. It takes a matrix as it is: what is not decided, or not known, is refused.
 */
import type { Condition } from "../condition/condition.ts";
import { conditionProse } from "../condition/prose.ts";
import { ACTIONS, bitOf, maskOf } from "./action.ts";
import { type AccessCode, type AccessQuestion, type CellName, type Explanation, explanation, isUnknown, unknownWord } from "./explain.ts";

/** A role's rows are narrowed: every rule that names the role and the action must be met, and a rule that names none is for all. */
export interface RowRule<R extends string = string, A extends string = string> {
  readonly roles?: readonly R[];
  readonly actions?: readonly A[];
  readonly where: Condition;
}

/** What a decider is made from: a matrix as plain data, and the declared words around it. */
export interface DeciderFacts {
  readonly purposes: readonly string[];
  readonly categories: readonly string[];
  readonly actions: readonly string[];
  readonly roles: Readonly<Record<string, { readonly purposes: readonly string[] }>>;
  readonly grants: Readonly<Record<string, Readonly<Record<string, readonly string[] | "all" | "none">>>>;
  readonly immutable?: readonly string[];
  readonly when?: readonly RowRule[];
  readonly conflicts?: readonly (readonly string[])[];
  /** Roles that are opened in an emergency only. */
  readonly emergencies?: readonly string[];
}

/** One role's masks, by category. */
export type MaskRow = ReadonlyMap<string, number>;

/** What the words of a question do not say. */
export interface Circumstances {
  readonly conflict?: boolean;
  readonly expired?: boolean;
  /** An emergency role was opened. */
  readonly opened?: boolean;
  /** What stands against the row, when there is a row; rows narrowed by a condition are refused without one. */
  readonly row?: (conditions: readonly Condition[]) => AccessCode;
}

/** A compiled matrix. */
export interface Decider {
  /** The role's masks; undefined for a text that is no role. */
  masksOf(role: string): MaskRow | undefined;
  /** The conditions on the rows that a role reaches by an action. */
  conditionsOf(role: string, action: string): readonly Condition[];
  /** The roles among those held that may not be held together. */
  conflictsIn(held: readonly string[]): readonly string[];
  /** Whether the role acts for the purpose at all. */
  holdsPurpose(role: string, purpose: string): boolean;
  /** Whether the role is opened by breaking the glass only. */
  isEmergency(role: string): boolean;
  /** Whether the role may do this, whatever the row. */
  can(question: AccessQuestion): boolean;
  /** Why it may or may not, which cell decides, and who may. */
  explain(question: AccessQuestion): Explanation;
  /** The answer under circumstances, not remembered. */
  decide(cell: CellName, circumstances: Circumstances): AccessCode;
  /** The words of an answer that was decided elsewhere. */
  explainAs(cell: CellName, code: AccessCode): Explanation;
  /** The remembered answer to four words. */
  explainWords(role: string, purpose: string, action: string, category: string): Explanation;
}

/** For a condition that could not be looked at. */
const NO_WORDS = { fr: "…", en: "…" };
const CHANGES = bitOf("modify") | bitOf("delete");

/**
 * Compiles a matrix without the rest of the package: what an interface loads to show only what the server will grant. It decides nothing that
 * the server does not decide again. It throws nothing: what is not decided or not known is refused.
 *
 * @param now - the time that an `until` is held against
 * @example
 * ```ts
 * import { decider } from "@favorable/access";
 *
 * const { can } = decider({
 *   purposes: ["care"],
 *   categories: ["file"],
 *   actions: ["read"],
 *   roles: { nurse: { purposes: ["care"] } },
 *   grants: { nurse: { file: ["read"] } },
 * });
 * console.log(can({ role: "nurse", purpose: "care", action: "read", category: "file" })); // true
 * ```
 */
export function decider(facts: DeciderFacts, now: () => Date = () => new Date()): Decider {
  // Facts may come from a file: a part that is not there decides nothing.
  const { when = [], conflicts = [] } = facts;
  const purposes = new Set(facts.purposes);
  const known = new Set(facts.categories);
  const locked = new Set(facts.immutable);
  const emergencies = new Set(facts.emergencies);
  const roles = new Map(Object.entries(facts.roles ?? {}).map(([role, { purposes: held }]) => [role, new Set(held)]));
  const narrowing = new Map<string, ReadonlyMap<string, readonly Condition[]>>();
  const rulesFor = (role: string, action: string): readonly Condition[] =>
    when.filter((rule) => (rule.roles?.includes(role) ?? true) && (rule.actions?.includes(action) ?? true)).map(({ where }) => where);
  for (const role of roles.keys()) narrowing.set(role, new Map(ACTIONS.map((action) => [action, rulesFor(role, action)])));
  const conditionsOf = (role: string, action: string): readonly Condition[] => narrowing.get(role)?.get(action) ?? [];
  const all = maskOf([...new Set(facts.actions)]);
  const masks = new Map<string, MaskRow>();
  /** Masks without what depends on a row or an emergency, by role and held purpose: the whole of `can`. */
  const open = new Map<string, ReadonlyMap<string, MaskRow>>();
  for (const [role, held] of roles) {
    const row = new Map<string, number>();
    const unconditional = new Map<string, number>();
    const narrowed = emergencies.has(role) ? all : maskOf(ACTIONS.filter((action) => conditionsOf(role, action).length > 0));
    for (const category of known) {
      const mask = cellMask(facts, role, category) & all & ~(locked.has(category) ? CHANGES : 0);
      row.set(category, mask);
      unconditional.set(category, mask & ~narrowed);
    }
    masks.set(role, row);
    open.set(role, new Map([...held].filter((purpose) => purposes.has(purpose)).map((purpose) => [purpose, unconditional])));
  }

  const holdsPurpose = (role: string, purpose: string): boolean => open.get(role)?.has(purpose) === true;
  const conflictsIn = (held: readonly string[]): readonly string[] => [
    ...new Set(
      conflicts
        .filter((pair) => pair.filter((role) => held.includes(role)).length > 1)
        .flat()
        .filter((role) => held.includes(role)),
    ),
  ];
  const decide = ({ role, purpose, action, category }: CellName, { conflict, expired, opened, row }: Circumstances): AccessCode => {
    const mask = masks.get(role);
    if (mask === undefined) return "ROLE_UNKNOWN";
    if (!purposes.has(purpose)) return "PURPOSE_UNKNOWN";
    if ((all & bitOf(action)) === 0) return "ACTION_UNKNOWN";
    if (!known.has(category)) return "CATEGORY_UNKNOWN";
    if (locked.has(category) && (bitOf(action) & CHANGES) !== 0) return "IMMUTABLE";
    if (conflict === true) return "ROLES_CONFLICT";
    if (expired === true) return "EXPIRED";
    if (emergencies.has(role) && opened !== true) return "BREAK_GLASS_REQUIRED";
    if (!holdsPurpose(role, purpose)) return "PURPOSE_NOT_HELD";
    if (((mask.get(category) ?? 0) & bitOf(action)) === 0) return "NOT_GRANTED";
    const conditions = conditionsOf(role, action);
    if (row !== undefined) return row(conditions);
    return conditions.length > 0 ? "CONDITION_NOT_MET" : "GRANTED";
  };
  /** Names the roles that may in general: rows are another question, and an emergency is nobody's right. */
  const explainAs = (cell: CellName, code: AccessCode): Explanation => {
    const { role, purpose, action, category } = cell;
    const whoMay = [...masks]
      .filter(([name, row]) => holdsPurpose(name, purpose) && !emergencies.has(name) && ((row.get(category) ?? 0) & bitOf(action)) !== 0)
      .map(([name]) => name);
    if (isUnknown(code)) return unknownWord(code, whoMay);
    const conditions = conditionsOf(role, action);
    return explanation(code, cell, whoMay, () => (conditions.length === 0 ? NO_WORDS : conditionProse({ kind: "all-of", of: conditions })));
  };

  const said = new Map<string, Map<string, Map<string, Map<string, Explanation>>>>();
  const explainWords = (role: string, purpose: string, action: string, category: string): Explanation => {
    const remembered = said.get(role)?.get(purpose)?.get(category)?.get(action);
    if (remembered !== undefined) return remembered;
    const cell = { role, purpose, action, category };
    const code = decide(cell, {});
    if (code === "ROLE_UNKNOWN" && role !== "") return explainWords("", purpose, action, category);
    const made = explainAs(cell, code);
    // Words that are not declared are anybody's input: remembering them would fill the memory.
    if (!purposes.has(purpose) || !known.has(category) || bitOf(action) === 0) return made;
    const byPurpose = within(said, role, () => new Map<string, Map<string, Map<string, Explanation>>>());
    const byCategory = within(byPurpose, purpose, () => new Map<string, Map<string, Explanation>>());
    within(byCategory, category, () => new Map<string, Explanation>()).set(action, made);
    return made;
  };

  const circumstances = (holds: unknown, until: unknown): Circumstances => ({
    conflict: holds !== undefined && (!Array.isArray(holds) || conflictsIn(holds).length > 0),
    expired: until !== undefined && !(until instanceof Date && until.getTime() > now().getTime()),
  });
  return {
    masksOf: (role) => masks.get(role),
    conditionsOf,
    conflictsIn,
    holdsPurpose,
    isEmergency: (role) => emergencies.has(role),
    decide,
    explainAs,
    explainWords,
    can(asked) {
      try {
        const { role, purpose, action, category, holds, until } = asked;
        const granted = ((open.get(role)?.get(purpose)?.get(category) ?? 0) & bitOf(action)) !== 0;
        if (holds === undefined && until === undefined) return granted;
        return decide({ role, purpose, action, category }, circumstances(holds, until)) === "GRANTED";
      } catch {
        return false;
      }
    },
    explain(asked) {
      try {
        const { role, purpose, action, category, holds, until } = asked;
        if (holds === undefined && until === undefined) return explainWords(role, purpose, action, category);
        const cell = { role, purpose, action, category };
        return explainAs(cell, decide(cell, circumstances(holds, until)));
      } catch {
        return unknownWord("ROLE_UNKNOWN", []);
      }
    },
  };
}

function cellMask({ grants = {} }: DeciderFacts, role: string, category: string): number {
  const row = Object.hasOwn(grants, role) ? grants[role] : undefined;
  const cell = row !== undefined && Object.hasOwn(row, category) ? row[category] : undefined;
  return cell === "all" ? ~0 : Array.isArray(cell) ? maskOf(cell) : 0;
}

function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
