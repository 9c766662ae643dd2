/** Measures that are listed without names: authentication, looks at the logs, duties of joint controllers. */
import { type JsonValue, periodParts } from "@favorable/core";
import type { ProcessingDocument } from "../../document/document.ts";
import type { Collector } from "../fact.ts";
import { atLeast, cap, normalText, safeguard, type Within } from "../order.ts";

/** A way in that was not there lets somebody in; of one that was there, no fewer factors. */
const factorsWithin: Within = (after, before) => (before === undefined ? after === undefined : atLeast(after, before));

/**
 * Adds place one comes from × role → factors and means. Entries that name a role are an exception to those that name none; of two entries
 * for one role the weaker lets in.
 */
export function authenticationFacts({ security, access }: ProcessingDocument, into: Collector): void {
  const entries = security?.authentication ?? [];
  const roles = new Set(["*", ...Object.keys(access?.roles ?? {}), ...entries.flatMap((one) => one.roles ?? [])]);
  for (const from of new Set(entries.map((one) => one.from)))
    for (const role of roles) {
      const general = entries.filter((one) => one.from === from && one.roles === undefined);
      const own = entries.filter((one) => one.from === from && one.roles?.includes(role) === true);
      const ways = own.length === 0 ? general : own;
      if (ways.length === 0) continue;
      const base = {
        place: "security.authentication",
        relation: "authentication" as const,
        about: role === "*" ? from : `${from}, ${role}`,
        rules: ["sec-strong-auth-sensitive"],
        guards: role === "*" ? [] : [`access.roles.${role}`],
        // What a role has from the entry for all is told of all.
        ...(role !== "*" && own.length === 0 ? { via: "*" } : {}),
      };
      const key = `authentication ${from} ${role}`;
      const factors = Math.min(...ways.map((one) => one.factors));
      into.add({ ...base, key, polarity: "contravariant", says: { value: factors, within: factorsWithin } });
      const means = ways.flatMap((one) => one.means ?? []).map((one) => JSON.stringify(one));
      into.add({ ...base, key: `${key} means`, polarity: "invariant", says: { members: means } });
    }
}

type Review = NonNullable<NonNullable<ProcessingDocument["logs"]>["reviews"]>[number];

/** Adds each kind of look at the logs: how often, and whether it is done. How often it was done is history; their order says nothing. */
export function logReviewFacts({ logs }: ProcessingDocument, into: Collector): void {
  const reviews = [...(logs?.reviews ?? [])].sort(byFrequency);
  for (const [at, { kind, every, applied }] of reviews.entries()) {
    const nth = reviews.slice(0, at).filter((one) => one.kind === kind).length;
    const key = `logReviews ${kind} ${nth}`;
    const base = {
      place: `logs.reviews.${kind}`,
      relation: "logReviews" as const,
      polarity: "contravariant" as const,
      rules: ["acc-log-review"],
      guards: [],
    };
    into.add({ ...base, key, says: { members: [JSON.stringify(kind)] } });
    if (every !== undefined) into.add({ ...base, key: `${key} every`, inside: key, says: { value: every, within: cap } });
    if (applied !== undefined) into.add({ ...base, key: `${key} applied`, inside: key, says: { value: applied, within: safeguard } });
  }
}

/** The most frequent first, those that do not say last. */
function byFrequency(a: Review, b: Review): number {
  const days = ({ every }: Review): number => {
    if (every === undefined) return Number.POSITIVE_INFINITY;
    const parts = periodParts(every);
    return parts.months * 30.4369 + parts.days;
  };
  const [one, other] = [days(a), days(b)];
  if (one !== other) return one - other;
  const [text, next] = [normalText(a as unknown as JsonValue), normalText(b as unknown as JsonValue)];
  return text < next ? -1 : text > next ? 1 : 0;
}

/** Adds controller × what it answers for: the controller itself, since its position means nothing to others. */
export function dutyFacts({ jointControllers }: ProcessingDocument, into: Collector): void {
  if (jointControllers === undefined || jointControllers === "none") return;
  const members = (jointControllers.duties ?? []).flatMap(({ controller, answersFor }) => {
    const who = jointControllers.controllers[controller];
    // A controller is plain data; interfaces have no index signature.
    return answersFor.map((duty) => normalText([duty, who === undefined ? controller : (who as unknown as JsonValue)]));
  });
  into.add({
    key: "duties",
    place: "jointControllers.duties",
    relation: "duties",
    polarity: "invariant",
    rules: ["lnk-joint-controllers-arrangement"],
    guards: ["jointControllers"],
    says: { members },
  });
}
