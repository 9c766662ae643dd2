/** A condition as conjuncts, each an atom or a choice among atoms: the form in which two conditions can be compared. */
import { canonicalJson, PrivacyError } from "@favorable/core";
import type { Condition } from "./condition.ts";

/** More conjuncts, or choices in one, than a reader could take in; an approved document could not be read either. */
const MOST = 256;

type Atom = Exclude<Condition, { readonly of: readonly Condition[] }>;

/**
 * Writes a condition as conjuncts that together say the same, in an order of their own (conjunctive normal form; there is no negation).
 *
 * @throws `CONDITION_INVALID` with the `place` when there are more than 256 of them, or choices in one
 */
export function conjuncts(condition: Condition, place: string): readonly Condition[] {
  return clausesOf(condition, place).map((atoms) => {
    const [only, ...others] = atoms;
    return only !== undefined && others.length === 0 ? only : Object.freeze({ kind: "any-of", of: Object.freeze(atoms) });
  });
}

function clausesOf(condition: Condition, place: string): readonly Atom[][] {
  switch (condition.kind) {
    case "all-of":
      return distinct(
        condition.of.flatMap((part) => clausesOf(part, place)),
        place,
      );
    case "any-of":
      // (a and b) or c is (a or c) and (b or c).
      return condition.of
        .map((part) => clausesOf(part, place))
        .reduce(
          (left, right) =>
            distinct(
              left.flatMap((one) => right.map((other) => [...one, ...other])),
              place,
            ),
          [[]],
        );
    default:
      return [[condition]];
  }
}

/** Without repetitions, and without clauses that a shorter one makes idle. */
function distinct(clauses: readonly Atom[][], place: string): readonly Atom[][] {
  const byText = new Map<string, Map<string, Atom>>();
  for (const clause of clauses) {
    const atoms = new Map(clause.map((atom) => [canonicalJson({ ...atom }), atom] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
    byText.set([...atoms.keys()].join(), atoms);
  }
  const kept = [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, atoms]) => atoms);
  const needed = kept.filter((atoms) => !kept.some((other) => other !== atoms && [...other.keys()].every((key) => atoms.has(key))));
  if (needed.length > MOST || needed.some(({ size }) => size > MOST))
    throw new PrivacyError("CONDITION_INVALID", "a condition has more parts than a reader could take in", { place });
  return needed.map((atoms) => [...atoms.values()]);
}

const opening = new WeakMap<Condition, boolean>();

/**
 * Whether a condition lets through rows about the actor and no others: one of its conjuncts is `own-record` alone. Read off the conjuncts, so
 * that two matrices with one document behave alike; a choice such as one's own record or another one is for others' records.
 */
export function opensOwnRecord(condition: Condition): boolean {
  const known = opening.get(condition);
  if (known !== undefined) return known;
  const opens = conjuncts(condition, "where").some(({ kind }) => kind === "own-record");
  opening.set(condition, opens);
  return opens;
}
