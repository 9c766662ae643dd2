/** What a literal says, looked at once: copied, and refused where it makes no sense. */
import { frozenCopy, PrivacyError } from "@favorable/core";
import { type AnyVocabulary, assertName } from "@favorable/fields";
import { checkedCondition } from "./condition/checked.ts";
import { conjuncts } from "./condition/conjuncts.ts";
import { ACTIONS } from "./core/action.ts";
import type { RowRule } from "./core/decider.ts";
import type { Conflicts } from "./duties.ts";
import { assertGrants } from "./grants.ts";
import type { Emergencies, MatrixDocument } from "./role.ts";

/** A literal before it is checked. */
export interface UntypedLiteral extends MatrixDocument {
  readonly when?: readonly RowRule[];
  readonly conflicts?: Conflicts;
  readonly breakGlass?: Emergencies;
}

/** A literal that was checked: every word is declared, every cell decided. */
export interface CheckedLiteral {
  readonly document: MatrixDocument;
  readonly when: readonly RowRule[];
  readonly conflicts: Conflicts;
  readonly breakGlass: Emergencies;
}

const LONGEST_MINUTES = 1440;

/** Checks and copies a literal; throws what `defineMatrix` throws. */
export function checkedLiteral(vocabulary: AnyVocabulary, literal: UntypedLiteral): CheckedLiteral {
  const stated = toDocument(literal);
  const { actions, roles, grants } = stated;
  const categories = Object.keys(vocabulary.categories);
  assertWords(literal, vocabulary, categories);
  const names = Object.keys(roles);
  assertGrants({ roles: names, categories, actions, grants });
  const when = checkedRules(literal.when ?? [], names, actions);
  const conflicts = checkedConflicts(literal.conflicts ?? [], names);
  const breakGlass = checkedEmergencies(literal.breakGlass ?? {}, names);
  const document = Object.freeze({
    ...stated,
    ...(when.length === 0 ? {} : { when: Object.freeze(when.flatMap(conjunctsOf)) }),
    ...(conflicts.length === 0 ? {} : { conflicts }),
    ...(Object.keys(breakGlass).length === 0 ? {} : { breakGlass }),
  });
  return { document, when, conflicts, breakGlass };
}

/** A rule as rules of one conjunct each, which is what a document holds. */
function conjunctsOf({ where, ...about }: RowRule, at: number): readonly RowRule[] {
  return conjuncts(where, `when[${at}].where`).map((one) => Object.freeze({ ...about, where: one }));
}

function checkedRules(rules: readonly RowRule[], roles: readonly string[], actions: readonly string[]): readonly RowRule[] {
  if (!Array.isArray(rules)) throw new PrivacyError("CONDITION_INVALID", "rules are a list", { place: "when" });
  return Object.freeze(
    rules.map((rule: RowRule, at) => {
      const place = `when[${at}]`;
      const { roles: of, actions: by, where } = rule ?? {};
      assertListed(of, roles, "ROLE_UNKNOWN", place);
      assertListed(by, actions, "ACTION_UNKNOWN", place);
      return Object.freeze({
        ...(of === undefined ? {} : { roles: frozenCopy(of) }),
        ...(by === undefined ? {} : { actions: frozenCopy(by) }),
        where: checkedCondition(where, `${place}.where`),
      });
    }),
  );
}

/** A list that names nothing would narrow nothing, whatever its author meant. */
function assertListed(listed: unknown, known: readonly string[], code: string, place: string): void {
  if (listed === undefined) return;
  if (!Array.isArray(listed) || listed.length === 0)
    throw new PrivacyError("CONDITION_INVALID", "a rule names something, or all", { place });
  if (!listed.every((word) => known.includes(word)))
    throw new PrivacyError(code, "a rule names words that are not declared", { cells: [place] });
}

function checkedConflicts(conflicts: Conflicts, roles: readonly string[]): Conflicts {
  if (!Array.isArray(conflicts) || !conflicts.every((pair) => Array.isArray(pair) && pair.length === 2 && pair[0] !== pair[1]))
    throw new PrivacyError("CONFLICT_INVALID", "a conflict is a pair of two roles");
  const strange = conflicts.flat().filter((role) => !roles.includes(role));
  if (strange.length > 0)
    throw new PrivacyError("ROLE_UNKNOWN", "the conflicts name roles that are not declared", { cells: ["conflicts"] });
  return frozenCopy(conflicts);
}

function checkedEmergencies(emergencies: Emergencies, roles: readonly string[]): Emergencies {
  for (const [role, emergency] of Object.entries(emergencies)) {
    if (!roles.includes(role)) throw new PrivacyError("ROLE_UNKNOWN", "an emergency role is not declared", { cells: ["breakGlass"] });
    const { for: openers, maximumMinutes: minutes } = emergency ?? {};
    const named =
      Array.isArray(openers) && openers.length > 0 && openers.every((name) => roles.includes(name) && !Object.hasOwn(emergencies, name));
    if (!named || !Number.isInteger(minutes) || minutes === undefined || minutes < 1 || minutes > LONGEST_MINUTES)
      throw new PrivacyError("BREAK_GLASS_INVALID", "an emergency role is for ordinary roles, for 1 to 1,440 minutes", { role });
  }
  return frozenCopy(emergencies);
}

function assertWords(literal: MatrixDocument, vocabulary: AnyVocabulary, categories: readonly string[]): void {
  const purposes = new Set(Object.keys(vocabulary.purposes));
  for (const role of Object.keys(literal.roles)) assertName(role, "role");
  const strange = literal.actions.filter((action) => !ACTIONS.includes(action));
  if (strange.length > 0)
    throw new PrivacyError("ACTION_UNKNOWN", "an action is read, add, modify, delete or extract", { unknown: strange.length });
  const roles = Object.entries(literal.roles)
    .filter(([, role]) => !role.purposes.every((purpose) => purposes.has(purpose)))
    .map(([role]) => role);
  if (roles.length > 0) throw new PrivacyError("PURPOSE_UNKNOWN", "roles act for purposes of the declaration", { roles });
  const immutable = (literal.immutable ?? []).filter((category) => !categories.includes(category));
  if (immutable.length > 0)
    throw new PrivacyError("CATEGORY_UNKNOWN", "the immutable categories are not declared", { unknown: immutable.length });
}

function toDocument(literal: MatrixDocument): MatrixDocument {
  const { actions, roles, grants, immutable, units, accounts, procedure } = literal;
  return Object.freeze({
    actions: Object.freeze(ACTIONS.filter((action) => actions.includes(action))),
    roles: frozenCopy(roles),
    grants: frozenCopy(grants),
    ...(immutable === undefined ? {} : { immutable: frozenCopy(immutable) }),
    ...(units === undefined ? {} : { units }),
    ...(accounts === undefined ? {} : { accounts: frozenCopy(accounts) }),
    ...(procedure === undefined ? {} : { procedure: frozenCopy(procedure) }),
  });
}
