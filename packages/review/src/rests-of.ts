/** What an opinion rests on: what the file says, or what was seen. */
import type { Opinion } from "./opinion.ts";

/** Rules by what decided them. */
export interface RestsOf {
  /** Ids of rules that were decided by what was observed. */
  readonly evidence: readonly string[];
  /** Ids of rules that were decided by the declaration alone. */
  readonly promise: readonly string[];
  /** Ids of rules that nobody has decided: not assessable, or left to a person. */
  readonly undecided: readonly string[];
}

/**
 * Sorts the rules of an opinion that apply by what they rest on.
 *
 * @example
 * ```ts
 * import { restsOf, review } from "@favorable/review";
 *
 * const opinion = review({ format: "favorable-processing/2", id: "empty", stage: "submitted" }, { profile: "ccin-1165", asOf: "2021-10-20" });
 * console.log(restsOf(opinion).evidence.length); // 0
 * ```
 */
export function restsOf(opinion: Pick<Opinion, "findings">): RestsOf {
  const decided = opinion.findings.filter(({ state }) => state === "fired" || state === "satisfied");
  const by = (rests: "evidence" | "promise"): readonly string[] => decided.filter((one) => one.rests === rests).map(({ rule }) => rule);
  const undecided = opinion.findings.filter((one) => !decided.includes(one)).map(({ rule }) => rule);
  return { evidence: by("evidence"), promise: by("promise"), undecided };
}
