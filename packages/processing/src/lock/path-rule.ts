/** How the values at a path of the form are compared, and which rules of the rulebook read them. */
import * as order from "./order.ts";

/**
 * `covariant`: fewer is narrower. `contravariant`: fewer is wider. `invariant`: any change needs review. `neutral`: no effect.
 * `undeclared`: a path nobody decided on; whatever happens there is a widening.
 */
export type Polarity = "covariant" | "contravariant" | "invariant" | "neutral" | "undeclared";

/** What is compared at a path. */
export type PathForm =
  /** The names of a map, or the members of a list. */
  | "members"
  /** One value, as a whole. */
  | "value"
  /** Something done with data that is either described or stated not to be done. */
  | "activity"
  /** A protection that is either described or stated not to exist. */
  | "protection"
  /** An effective relation computes it from several places. */
  | "relation";

/** One path's declaration. */
export interface PathRule {
  readonly form: PathForm;
  readonly polarity: Polarity;
  readonly within?: order.Within;
  /** For a relation: that it compares the value here as one, whatever it is made of. */
  readonly isWhole?: true;
  /** For a map whose names are those of other elements: where these are. What is said of them ends with them. */
  readonly element?: "access.roles" | "categories";
  /** Ids of the rulebook. */
  readonly rules: readonly string[];
}

/** Paths by pattern: `*` is a name of a map, `[]` a member of a list. */
export type PathTable = Readonly<Record<string, PathRule>>;

type Make = (...rules: readonly string[]) => PathRule;

const members =
  (polarity: Polarity): Make =>
  (...rules) => ({ form: "members", polarity, rules });
const value =
  (polarity: Polarity, within: order.Within): Make =>
  (...rules) => ({ form: "value", polarity, within, rules });

/** Each more is a widening. */
export const fewer: Make = members("covariant");
/** Each less is a widening. */
export const more: Make = members("contravariant");
/** Each more and each less needs review. */
export const exactly: Make = members("invariant");

/** {@link order.same} */
export const same: Make = value("invariant", order.same);
/** {@link order.anchored} */
export const anchored: Make = value("invariant", order.anchored);
/** {@link order.reworded} */
export const reworded: Make = value("contravariant", order.reworded);
/** {@link order.wording} */
export const wording: Make = value("neutral", order.wording);
/** {@link order.safeguard} */
export const safeguard: Make = value("contravariant", order.safeguard);
/** {@link order.risk} */
export const risk: Make = value("covariant", order.risk);
/** {@link order.mark} */
export const mark: Make = value("contravariant", order.mark);
/** {@link order.invariantMark} */
export const invariantMark: Make = value("invariant", order.invariantMark);
/** {@link order.atLeast} */
export const atLeast: Make = value("contravariant", order.atLeast);
/** {@link order.atMost} */
export const atMost: Make = value("covariant", order.atMost);
/** {@link order.count} */
export const count: Make = value("covariant", order.count);
/** {@link order.promise} */
export const promise: Make = value("covariant", order.promise);
/** {@link order.history} */
export const history: Make = value("contravariant", order.history);
/** {@link order.destruction} */
export const destruction: Make = value("contravariant", order.destruction);
/** {@link order.someOf} */
export const someOf: Make = value("covariant", order.someOf);
/** {@link order.cap} */
export const cap: Make = value("covariant", order.cap);
/** {@link order.limit} */
export const limit: Make = value("covariant", order.limit);
/** {@link order.state} */
export const state: Make = value("covariant", order.state);
/** {@link order.noneOr} */
export const noneOr: Make = value("contravariant", order.noneOr);
/** {@link order.scale} */
export const scale = (words: readonly string[], ...rules: readonly string[]): PathRule =>
  value("covariant", order.scale(...words))(...rules);
/** {@link order.chains} */
export const chains = (lists: readonly (readonly string[])[], ...rules: readonly string[]): PathRule =>
  value("covariant", order.chains(...lists))(...rules);

/** Something done with data: to describe it where it was not done, or not said to be, is a widening. */
export const activity: Make = (...rules) => ({ form: "activity", polarity: "covariant", rules });
/** Something that protects some and exposes others: to describe it or to state that there is none needs review. */
export const arrangement: Make = (...rules) => ({ form: "activity", polarity: "invariant", rules });
/** A protection: to state that there is none is a widening. */
export const protection: Make = (...rules) => ({ form: "protection", polarity: "contravariant", rules });
/** Compared where it has its effect. */
export const relation: Make = (...rules) => ({ form: "relation", polarity: "neutral", rules });
/** Compared where it has its effect, as one value. */
export const wholly: Make = (...rules) => ({ ...relation(...rules), isWhole: true });
/** What is said of elements by their names. */
export const keyedBy = (element: NonNullable<PathRule["element"]>, rule: PathRule = relation()): PathRule => ({ ...rule, element });
/** A document kept elsewhere, told by its reference: another one needs review. */
export const kept = (path: string, ...rules: readonly string[]): PathTable => ({
  [`${path}.reference`]: anchored(...rules),
  [`${path}.on`]: atLeast(...rules),
});
