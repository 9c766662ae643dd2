/** What two and more releases tell together that none tells alone. */
import { isPrivacyError } from "@favorable/core";
import { findings } from "../linear-system.ts";
import { atomsByCell, atomsOf, systemOf } from "./atoms.ts";
import type { Release } from "./history.ts";
import { filterKeepsAll, inOnePart } from "./same-parts.ts";
import { smallGroups } from "./small-groups.ts";

/** Why a release would tell too much. */
export type Danger =
  /** A published count differs from an earlier one by fewer persons than the threshold, who are then known. */
  | "difference-too-small"
  /** All releases together leave one value for the size of a group below the threshold. */
  | "group-computable"
  /** Those who are counted in one release and not in the other all lie in one part of a sensitive dimension. */
  | "group-in-one-part"
  /** A filtered statistic shows the same persons as one without its filter, of whom the filter is then known. */
  | "filter-changes-nothing"
  /** More groups are told apart than can be audited. */
  | "history-too-complex";

/** So many groups are told apart at most, and so many questions asked of them; the time grows faster than either. */
const MOST_GROUPS = 1_000;
const MOST_QUESTIONS = 1_000;

/**
 * The danger of a new release beside the earlier ones, or `undefined`.
 *
 * Takes the attacker to know which groups exist, who joined, who left and who changed: the sizes are all that is hidden from them.
 * Every small group that two releases have a name for is asked for, alone and in unions; what is computed or cannot be decided refuses.
 */
export function dangerOf(earlier: readonly Release[], fresh: Release, threshold: number): Danger | undefined {
  const releases = [...earlier, fresh];
  const atoms = atomsOf(releases);
  const latest = atomsByCell(fresh, earlier.length, atoms);
  for (const [index, release] of earlier.entries()) {
    const before = atomsByCell(release, index, atoms);
    for (const [cell, now] of latest) {
      if (fresh.table.counts[cell] === null) continue;
      for (const [other, then] of before) {
        if (release.table.counts[other] === null) continue;
        const gap = nestedGap(now, then, (atom) => atoms[atom]?.size ?? 0);
        if (gap > 0 && gap < threshold) return "difference-too-small";
      }
    }
  }
  const last = releases.length - 1;
  for (const index of earlier.keys()) {
    if (inOnePart(releases, last, index, atoms) || inOnePart(releases, index, last, atoms)) return "group-in-one-part";
    if (filterKeepsAll(releases, last, index, atoms)) return "filter-changes-nothing";
  }
  if (earlier.length === 0) return undefined;
  if (atoms.length > MOST_GROUPS) return "history-too-complex";
  const asked = smallGroups(releases, atoms, threshold);
  if (asked.length > MOST_QUESTIONS) return "history-too-complex";
  try {
    return findings(systemOf(releases, atoms), asked).some(({ state }) => state !== "open") ? "group-computable" : undefined;
  } catch (error) {
    if (isPrivacyError(error) && error.code === "AUDIT_TOO_LARGE") return "history-too-complex";
    throw error;
  }
}

/** By how many persons two groups differ when one lies within the other; 0 when they are the same or cross. */
function nestedGap(a: readonly number[], b: readonly number[], sizeOf: (atom: number) => number): number {
  const inA = new Set(a);
  const inB = new Set(b);
  const onlyA = a.filter((atom) => !inB.has(atom));
  const onlyB = b.filter((atom) => !inA.has(atom));
  if (onlyA.length > 0 && onlyB.length > 0) return 0;
  return [...onlyA, ...onlyB].reduce((sum, atom) => sum + sizeOf(atom), 0);
}
