/** Measures that are listed without names: authentication, looks at the logs, duties of joint controllers. */
import type { JsonValue } from "@favorable/core";
import type { ProcessingDocument } from "../../document/document.ts";
import type { Collector } from "../fact.ts";
import { atLeast, cap, normalText, safeguard } from "../order.ts";

/** Adds place one comes from × role → factors and means; an entry that names no role is for every role. */
export function authenticationFacts({ security }: ProcessingDocument, into: Collector): void {
  const least = new Map<string, number>();
  for (const { from, roles = ["*"], factors, means = [] } of security?.authentication ?? [])
    for (const role of roles) {
      const key = `authentication ${from} ${role}`;
      const base = {
        place: "security.authentication",
        relation: "authentication" as const,
        about: role === "*" ? from : `${from}, ${role}`,
        rules: ["sec-strong-auth-sensitive"],
        guards: role === "*" ? [] : [`access.roles.${role}`],
      };
      // Of two entries for one role the weaker lets in.
      least.set(key, Math.min(factors, least.get(key) ?? factors));
      into.add({ ...base, key, polarity: "contravariant", says: { value: least.get(key) ?? factors, within: atLeast } });
      for (const one of means)
        into.add({ ...base, key: `${key} by ${one}`, polarity: "invariant", says: { members: [JSON.stringify(one)] } });
    }
}

/** Adds each kind of look at the logs: how often, and whether it is done. How often it was done is history. */
export function logReviewFacts({ logs }: ProcessingDocument, into: Collector): void {
  for (const [at, { kind, every, applied }] of (logs?.reviews ?? []).entries()) {
    const nth = (logs?.reviews ?? []).slice(0, at).filter((one) => one.kind === kind).length;
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
