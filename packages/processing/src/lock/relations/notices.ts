/** Whom each notice reaches, by which channel and when, and what it tells them. */
import type { JsonValue } from "@favorable/core";
import type { ProcessingDocument } from "../../document/document.ts";
import type { NoticeDocument } from "../../document/rights.ts";
import type { Collector, Fact } from "../fact.ts";
import { anchored, type Stated, safeguard, same, type Within } from "../order.ts";
import type { Polarity } from "../path-rule.ts";

/** The earlier a notice reaches people the better; when it does not say, it may be at any time. */
const MOMENTS = ["before-collection", "at-collection", "within-one-month", "later"];

function moment(after: Stated, before: Stated): boolean {
  if (before === undefined || after === before) return true;
  const [a, b] = [MOMENTS.indexOf(String(after)), MOMENTS.indexOf(String(before))];
  if (a === -1) return false;
  return b === -1 ? a < MOMENTS.length - 1 : a < b;
}

/** Adds notice × subjects × channel, and what each notice tells the people it reaches. */
export function noticeFacts({ notices }: ProcessingDocument, into: Collector): void {
  for (const [id, notice] of Object.entries(notices ?? {}))
    for (const [subject, channels] of reached(notice)) {
      const place = `notices.${id}`;
      const of = `${place} ${subject}`;
      const base = { place, relation: "notices" as const, about: subject, guards: [`subjects.${subject}`] };
      const inside = `notices ${of}`;
      into.add({
        ...base,
        key: inside,
        polarity: "contravariant",
        rules: ["rig-notice-reaches-all"],
        says: { members: ['"informed"'] },
      });
      for (const [kind, { value, evidence }] of channels) {
        into.add({
          ...base,
          place: `${place}.channels.${kind}`,
          key: `notices evidence ${kind} ${of}`,
          inside,
          polarity: "contravariant",
          rules: ["rig-notice-reaches-all"],
          says: { members: evidence },
        });
        into.add({
          ...base,
          place: `${place}.channels.${kind}`,
          key: `notices channel ${kind} ${of}`,
          inside,
          polarity: "contravariant",
          rules: ["rig-notice-reaches-all"],
          says: { value, within: moment },
        });
      }
      const told = (part: string, polarity: Polarity, rule: string, says: Fact["says"]): void => {
        into.add({ ...base, place: `${place}.${part}`, key: `notices ${part} ${of}`, inside, polarity, rules: [rule], says });
      };
      const members = (list: readonly string[] | undefined) => ({ members: (list ?? []).map((one) => JSON.stringify(one)) });
      const value = (part: Stated, within: Within): Fact["says"] | undefined => (part === undefined ? undefined : { value: part, within });
      told("mentions", "contravariant", "rig-notice-complete", members(notice.mentions));
      for (const [part, polarity, rule, says] of [
        ["attached", "contravariant", "rig-notice-exists-attached", value(notice.attached, safeguard)],
        ["sha256", "invariant", "rig-notice-exists-attached", value(notice.sha256, anchored)],
        ["text", "invariant", "rig-notice-exists-attached", value(notice.text as JsonValue | undefined, anchored)],
        ["collection", "invariant", "rig-notice-complete", value(notice.collection, same)],
        ["audience", "invariant", "rig-notice-reaches-all", value(notice.audience, same)],
      ] as const)
        if (says !== undefined) told(part, polarity, rule, says);
    }
}

interface Reach {
  readonly value: string;
  /** What shows that it reached them; of two channels of a kind each counts. */
  readonly evidence: readonly string[];
}

/** For each subject category the kinds of channels that reach it, each with its earliest moment and what proves it. */
function reached({ channels }: NoticeDocument): ReadonlyMap<string, ReadonlyMap<string, Reach>> {
  const rank = (when: string): number => (MOMENTS.indexOf(when) + MOMENTS.length + 1) % (MOMENTS.length + 1);
  const subjects = new Map<string, Map<string, Reach>>();
  for (const { kind, reaches, when = "unstated", evidence = "none" } of channels)
    for (const subject of new Set(reaches)) {
      const kinds = subjects.get(subject) ?? new Map<string, Reach>();
      subjects.set(subject, kinds);
      const known = kinds.get(kind);
      const proofs = known?.evidence ?? [];
      const nth = proofs.filter((one) => JSON.parse(one).startsWith(evidence)).length;
      kinds.set(kind, {
        value: known === undefined || rank(when) < rank(known.value) ? when : known.value,
        evidence: evidence === "none" ? proofs : [...proofs, JSON.stringify(nth === 0 ? evidence : `${evidence} (${nth + 1})`)],
      });
    }
  return subjects;
}
