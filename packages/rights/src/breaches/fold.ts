/** What the acts of a breach make of it, and which act may follow. */
import { PrivacyError } from "@favorable/core";
import type { Recorded } from "../register/case-register.ts";
import type { Breach, BreachAct, BreachFacts } from "./breach.ts";
import { breachStatus, isLate } from "./clock.ts";

/** Puts the acts together; undefined for none. */
export function foldBreach(id: string, acts: readonly Recorded<BreachAct>[]): Breach | undefined {
  let breach: Breach | undefined;
  for (const recorded of acts) breach = withAct(id, breach, recorded);
  return breach;
}

/**
 * Refuses an act that may not follow.
 *
 * @throws `BREACH_UNKNOWN`, `BREACH_EXISTS`, `BREACH_CLOSED`; `DELAY_REASONS_MISSING` past the 72 hours; `BREACH_STEP` with what is `open` for a
 *   closing that is too early or of a breach against which nothing was done, an exception where the risk is not high, a notification before
 *   awareness, one that is complete and lacks items of article 33(3), one that reached nobody, or does not say whom it was the first to reach;
 *   instants out of order
 */
export function assertMayFollow(breach: Breach | undefined, act: BreachAct, now: Date): void {
  if (act.act === "record") {
    if (breach !== undefined) throw new PrivacyError("BREACH_EXISTS", "a breach of this id is there");
    if (Date.parse(act.facts.awareAt) > now.getTime()) throw step("nobody is aware of a breach in the future", ["record"]);
    assertOrder(act.facts, now);
    return;
  }
  if (breach === undefined) throw new PrivacyError("BREACH_UNKNOWN", "no breach of this id is there");
  if (act.act === "reopen") {
    if (breach.closed === undefined) throw step("the breach is not closed", ["close"]);
    return;
  }
  if (breach.closed !== undefined) throw new PrivacyError("BREACH_CLOSED", "the breach is closed");
  if (act.act === "complete") assertOrder({ ...breach.facts, ...act.facts }, now);
  const { open } = breachStatus(breach, now);
  if (act.act === "notify-authority" || act.act === "notify-persons") {
    const on = Date.parse(act.on);
    if (on < Date.parse(breach.facts.awareAt) || on > now.getTime()) throw step("a notification lies between awareness and now", open);
  }
  if (act.act === "notify-authority") {
    const first = breach.authority.length === 0;
    if (act.phase === (first ? "further" : "initial"))
      throw step("the first notification is initial or complete, later ones are not initial", open);
    const lacks = act.phase === "complete" ? lacking(breach) : [];
    if (lacks.length > 0) throw step("a complete notification holds every item of article 33(3)", lacks);
    const late = isLate(breach.facts.awareAt, act.on) || isLate(breach.facts.awareAt, now.toISOString());
    if (first && late && act.delayReasons === undefined)
      throw new PrivacyError(
        "DELAY_REASONS_MISSING",
        "past 72 hours, the reasons for the delay go with the notification (GDPR article 33(1))",
      );
  }
  if (act.act === "notify-persons" && act.means !== "public-communication" && act.persons === undefined)
    throw step("how many persons were told is said", ["persons"]);
  if (act.act === "notify-persons" && act.means !== "public-communication") {
    const { persons = 0, reached } = act;
    if (reached === undefined ? breach.persons.length > 0 : reached > persons)
      throw step("of those who are told again, how many had not been told before is said", ["reached"]);
  }
  if (act.act === "notify-authority" && breach.authority.some(({ on }) => Date.parse(on) > Date.parse(act.on)))
    throw step("a later notification is not earlier than the one before it", ["on"]);
  if (act.act === "exempt-persons" && breach.assessment?.risk !== "high")
    throw step("exceptions of article 34(3) are from a duty that a high risk makes", open);
  if (act.act === "exempt-persons" && act.exception === "disproportionate-effort" && act.communication === undefined)
    throw step("instead of each person, the public is told (article 34(3)(c))", ["communication"]);
  const before = open.filter((duty) => duty !== "close");
  if (act.act === "close" && before.length > 0) throw step("duties are open", before);
  if (act.act === "close" && !breach.measures.some(({ state }) => state === "taken"))
    throw step("a breach is closed when something was done about it (GDPR article 33(5))", ["measure"]);
}

/** A breach begins before anybody is aware of it and before it ends, and neither in the future. */
function assertOrder({ startedAt, endedAt, awareAt }: Pick<BreachFacts, "startedAt" | "endedAt" | "awareAt">, now: Date): void {
  const [start, end, aware] = [startedAt, endedAt, awareAt].map((at) => (at === undefined ? undefined : Date.parse(at)));
  if (start !== undefined && aware !== undefined && start > aware)
    throw step("a breach begins before anybody is aware of it", ["startedAt"]);
  if (end !== undefined && (end > now.getTime() || (start !== undefined && end < start)))
    throw step("a breach ends after it began, and not in the future", ["endedAt"]);
}

/** Items of GDPR article 33(3) that a breach does not tell yet. */
function lacking({ facts, assessment, measures }: Breach): readonly string[] {
  const { persons, records, uncounted } = facts;
  return [
    ...(persons === undefined && uncounted === undefined ? ["persons"] : []),
    ...(records === undefined && uncounted === undefined ? ["records"] : []),
    ...(assessment === undefined ? ["consequences"] : []),
    ...(measures.length === 0 ? ["measures"] : []),
  ];
}

function withAct(id: string, before: Breach | undefined, { seq, at, act }: Recorded<BreachAct>): Breach {
  if (act.act === "record") return { id, revision: seq, facts: act.facts, measures: [], authority: [], persons: [] };
  if (before === undefined) throw new PrivacyError("BREACH_UNKNOWN", "a breach begins with its record");
  // Lateness is a fact once it is reached: judged before the act, at the instant the act was recorded.
  const { authority } = breachStatus(before, new Date(at));
  const waited = authority === "undecided" || authority === "due";
  const overran = waited && isLate(before.facts.awareAt, at) ? { overran: true as const } : {};
  const breach: Breach = { ...before, revision: seq, ...overran };
  switch (act.act) {
    case "complete":
      return { ...breach, facts: { ...breach.facts, ...act.facts } };
    case "assess":
      return { ...breach, assessment: { risk: act.risk, effects: act.effects, reason: act.reason, at } };
    case "measure":
      return { ...breach, measures: [...breach.measures, { state: act.state, text: act.text, at }] };
    case "notify-authority": {
      const { act: _, ...told } = act;
      return { ...breach, authority: [...breach.authority, told] };
    }
    case "notify-persons": {
      const { act: _, ...told } = act;
      return { ...breach, persons: [...breach.persons, told] };
    }
    case "exempt-persons": {
      const { act: _, ...exemption } = act;
      return { ...breach, exemption };
    }
    case "close":
      return { ...breach, closed: { lessons: act.lessons, at } };
    case "reopen": {
      const { closed: _, ...open } = breach;
      return { ...open, reopened: [...(breach.reopened ?? []), { reason: act.reason, at }] };
    }
  }
}

function step(message: string, open: readonly string[]): PrivacyError {
  return new PrivacyError("BREACH_STEP", message, { open });
}
