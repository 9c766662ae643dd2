/** Judges the parts of entries, wherever they are stored. */
import { type CalendarDate, toBase64 } from "@favorable/core";
import { commit, type PartOpening } from "../commitment.ts";
import { descriptorRoot, type Leaf, type PartDescriptor } from "../leaf.ts";
import type { JudgedPart, PartVerdict, RetentionState } from "../verdict.ts";
import type { Findings } from "./findings.ts";

/** Where the parts of one entry are found. */
export interface EntryPlace {
  /** Where bodies are, in findings. */
  readonly bodies: string;
  /** Where descriptors that stand apart are. */
  readonly parts: string;
  /** Where the entry is. */
  readonly entries: string;
}

/** Parts by verdict. */
export type PartCounts = Record<PartVerdict, number>;

/** No part yet. */
export function noParts(): PartCounts {
  return { ok: 0, tampered: 0, lost: 0, erased: 0, expired: 0, held: 0, overdue: 0 };
}

/** Judges the entries of one log at one date. */
export interface EntryJudge {
  /** Parts by verdict so far. */
  readonly parts: PartCounts;
  /**
   * The descriptors of an entry's parts; undefined, and a finding, when those that stand apart are not what the leaf commits to.
   *
   * @param apart - what stands apart, with gaps where something is missing
   */
  descriptors(
    index: number,
    leaf: Leaf,
    apart: readonly (PartDescriptor | undefined)[],
    place: EntryPlace,
  ): readonly PartDescriptor[] | undefined;
  /** Judges one part; a body that is there and may not be read is taken for the right one. */
  part(
    index: number,
    id: string,
    part: number,
    descriptor: PartDescriptor,
    body: PartOpening | "unread" | undefined,
    place: EntryPlace,
  ): void;
}

/** Starts; what the entries say about retention must have been read. `erases` knows erasures that have no position in the log yet. */
export function entryJudge(
  retention: RetentionState,
  asOf: CalendarDate,
  found: Findings,
  erases: (part: JudgedPart) => boolean = () => false,
): EntryJudge {
  const parts = noParts();
  const known = new Map<string, boolean>();

  function noteUnknown(index: number, part: number, { retention: kept }: PartDescriptor, place: EntryPlace): void {
    const policy = `${kept.policy} ${kept.version}`;
    if (known.has(policy)) return;
    known.set(policy, retention.knows(kept));
    if (known.get(policy) !== true) found.add({ verdict: "notice", code: "policy-unknown", place: place.entries, entry: index, part });
  }

  return {
    parts,
    descriptors(index, leaf, apart, place) {
      if (leaf.tree === undefined) return leaf.parts ?? [];
      const own = apart.flatMap((one) => (one === undefined ? [] : [one]));
      const whole = own.length >= leaf.tree.count;
      if (own.length === leaf.tree.count && descriptorRoot(own) === leaf.tree.root) return own;
      const [verdict, code] = whole ? (["tampered", "parts-differ"] as const) : (["lost", "parts-missing"] as const);
      found.add({ verdict, code, place: place.parts, entry: index });
      return undefined;
    },
    part(index, id, part, descriptor, body, place) {
      const presence = body === undefined ? "absent" : body === "unread" || toBase64(commit(body)) === descriptor.c ? "matches" : "differs";
      const judged = { index, id, part, retention: descriptor.retention };
      const said = retention.judge(judged, presence, asOf);
      const verdict = (said === "lost" || said === "expired") && erases(judged) ? "erased" : said;
      parts[verdict]++;
      if (verdict === "tampered" || verdict === "lost" || verdict === "overdue")
        found.add({ verdict, code: verdict === "tampered" ? "body-differs" : `body-${verdict}`, place: place.bodies, entry: index, part });
      noteUnknown(index, part, descriptor, place);
    },
  };
}
