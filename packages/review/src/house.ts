/** What a house may add to a rulebook: a profile that is no milder than the law it rests on, and code that the hash tells. */

import { calendarDate } from "@favorable/core";
import { longer, readPeriod } from "./periods.ts";
import type { Profile, PublishedPeriod } from "./profile.ts";
import type { Rule } from "./rule.ts";
import type { Verdict } from "./verdict.ts";

const LAWS: readonly string[] = ["law-1165", "law-1565", "gdpr"];

/** Values from the milder to the stricter. */
const STRICTER = {
  traced: ["connections", "every-action"],
  consent: ["stated", "conditions"],
  special: ["basis", "condition"],
  technical: ["mission", "no-business"],
  officer: ["stated", "designated"],
} as const;

/** The profiles of a rulebook that rest on a law which the profile rests on too. */
export function sameLaw(profile: Profile, among: readonly Profile[]): readonly Profile[] {
  const laws = profile.sources.filter((kind) => LAWS.includes(kind));
  return among.filter(({ sources }) => laws.some((law) => sources.includes(law)));
}

/** Where a profile asks for less than another: the members, such as `caps.cctv`. */
export function milderThan(profile: Profile, base: Profile): readonly string[] {
  const lacking = (path: string, own: readonly string[] | undefined, needed: readonly string[] | undefined): readonly string[] =>
    (needed ?? []).flatMap((one) => (own?.includes(one) === true ? [] : [`${path}.${one}`]));
  const inner = (path: string, own: Readonly<Record<string, readonly string[]>>, needed: typeof own): readonly string[] =>
    Object.entries(needed).flatMap(([key, list]) => lacking(`${path}.${key}`, own[key], list));
  const modes = Object.entries(STRICTER).flatMap(([mode, order]) => {
    const at = (one: Profile): number => (order as readonly string[]).indexOf(one[mode as keyof typeof STRICTER]); // Keys of the table.
    return at(profile) < at(base) ? [mode] : [];
  });
  const { from, until } = profile.inForce;
  const early = from < base.inForce.from || (base.inForce.until !== undefined && (until === undefined || until > base.inForce.until));
  return [
    ...lacking("required", profile.required, base.required),
    ...lacking("sources", profile.sources, base.sources),
    ...lacking("home", base.home, profile.home),
    ...lacking("rights.always", profile.rights.always, base.rights.always),
    ...inner("rights.byBasis", profile.rights.byBasis, base.rights.byBasis),
    ...inner("mentions", profile.mentions, base.mentions),
    ...periods("caps", profile.caps, base.caps, (own, theirs) => longer(own, theirs)),
    ...periods("floors", profile.floors, base.floors, (own, theirs) => longer(theirs, own)),
    ...modes,
    ...(base.lawOnlyRules && !profile.lawOnlyRules ? ["lawOnlyRules"] : []),
    ...(base.publicBodyFormality !== undefined && profile.publicBodyFormality !== base.publicBodyFormality ? ["publicBodyFormality"] : []),
    ...(early ? ["inForce"] : []),
  ].sort();
}

function periods(
  path: string,
  own: Readonly<Record<string, PublishedPeriod>>,
  theirs: Readonly<Record<string, PublishedPeriod>>,
  milder: (own: NonNullable<ReturnType<typeof readPeriod>>, theirs: NonNullable<ReturnType<typeof readPeriod>>) => boolean,
): readonly string[] {
  const beyond = ["never", "text", undefined];
  return Object.entries(theirs).flatMap(([kind, base]) => {
    const [mine, needed] = [readPeriod(own[kind]?.period), readPeriod(base.period)];
    const laxer = beyond.indexOf(own[kind]?.beyond) > beyond.indexOf(base.beyond);
    return needed !== undefined && (mine === undefined || milder(mine, needed) || laxer) ? [`${path}.${kind}`] : [];
  });
}

/** What code answers: its text, and its verdicts on an empty file in both stages, which tell apart what the text leaves to a closure. */
export function codeOf(rules: readonly Rule[], profile: Profile | undefined): readonly string[] {
  return rules.flatMap((rule) => [rule.check.toString(), ...(profile === undefined ? [] : answers(rule, profile))]);
}

function answers(rule: Rule, profile: Profile): readonly string[] {
  return (["draft", "submitted"] as const).map((stage) => {
    const document = { format: "favorable-processing/2", id: "probe", stage } as const;
    const context = { document, profile, asOf: calendarDate("2025-01-01"), evidence: undefined, beforeStart: false };
    try {
      const verdict: Verdict = rule.check(context);
      return JSON.stringify(verdict);
    } catch {
      return "throws";
    }
  });
}
