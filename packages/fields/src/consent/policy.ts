/** What people are asked for a purpose: the versions of the statement, the channels, how long it holds, who may say yes. */
import { type CalendarDate, calendarDate, dateInZone, frozenCopy, isPeriod, type Period, PrivacyError, toHex, utf8 } from "@favorable/core";
import { assertName } from "../names.ts";
import type { Text } from "../text.ts";

/** One version of the statement. */
export interface ConsentVersion {
  readonly version: string;
  /** The first day it is shown, `YYYY-MM-DD`; the version before ends on the day before. */
  readonly from: string;
  /** The very words, by language. */
  readonly statement: Text;
  /** How long a consent to it holds, such as `P1Y`; without end when not stated. The last day is the day of giving plus the period. */
  readonly validity?: string;
  /** Its sense changed: consents to earlier versions end when it begins (GDPR art. 4(11): specific and informed). */
  readonly renews?: boolean;
}

/** How minors consent (GDPR art. 8). */
export interface MinorsRule {
  /** The age from which they consent themselves, in years: see `digitalConsentAge`, or the age of capacity where art. 8 does not apply. */
  readonly below: number;
  /** Who consents below it. */
  readonly givenBy: "parental-responsibility" | "jointly";
}

/** What is asked, as one declares it. */
export interface ConsentForm {
  readonly purpose: string;
  /** IANA name of the zone in which days are counted. */
  readonly zone: string;
  /** Through which it is given, and through which it is withdrawn just as well (GDPR art. 7(3)). */
  readonly channels: readonly string[];
  /** Oldest first. */
  readonly versions: readonly ConsentVersion[];
  /** Left out: the purpose concerns adults only. */
  readonly minors?: MinorsRule;
}

/** What is asked, checked, with the digests of its statements. Made by {@link defineConsent}. */
export interface ConsentPolicy extends ConsentForm {
  readonly versions: readonly (ConsentVersion & { readonly sha256: Readonly<Partial<Record<"fr" | "en", string>>> })[];
}

const policies = new WeakSet<object>();

/**
 * Declares what people are asked for a purpose.
 *
 * @returns a frozen copy with the SHA-256 of each statement, which every record of consent then carries
 * @throws `CONSENT_FORM_INVALID` with the `part` that is wrong: `purpose`, `zone`, `channels`, `versions`, `minors`
 * @example
 * ```ts
 * import { defineConsent } from "@favorable/fields";
 *
 * const offers = await defineConsent({
 *   purpose: "offers",
 *   zone: "Europe/Paris",
 *   channels: ["app", "paper"],
 *   versions: [{ version: "2", from: "2019-09-01", statement: { fr: "J'accepte de recevoir de bons plans." }, validity: "P1Y" }],
 *   minors: { below: 15, givenBy: "jointly" },
 * });
 * console.log(offers.versions[0]?.sha256.fr?.slice(0, 8)); // 3e4a5cbe
 * ```
 */
export async function defineConsent(form: ConsentForm): Promise<ConsentPolicy> {
  const copy = frozenCopy(form ?? {}, "CONSENT_FORM_INVALID");
  assertForm(copy);
  const versions = await Promise.all(copy.versions.map(async (version) => Object.freeze({ ...version, sha256: await digests(version) })));
  const policy = Object.freeze({ ...copy, versions: Object.freeze(versions) });
  policies.add(policy);
  return policy;
}

/** Throws `CONSENT_FORM_INVALID` for what {@link defineConsent} did not make: a digest that nobody computed proves nothing. */
export function assertPolicy(policy: ConsentPolicy): void {
  if (typeof policy !== "object" || policy === null || !policies.has(policy)) throw invalid("purpose");
}

/** The version that is shown on a day; nothing before the first. */
export function versionOn(policy: ConsentPolicy, day: CalendarDate): ConsentPolicy["versions"][number] | undefined {
  return policy.versions.filter(({ from }) => from <= day).at(-1);
}

/** The period a version's consents hold. */
export function validityOf({ validity }: ConsentVersion): Period | undefined {
  return validity === undefined || !isPeriod(validity) ? undefined : validity;
}

async function digests({ statement }: ConsentVersion): Promise<Partial<Record<"fr" | "en", string>>> {
  const made: Partial<Record<"fr" | "en", string>> = {};
  for (const language of ["fr", "en"] as const) {
    const text = statement[language];
    if (text !== undefined) made[language] = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(utf8(text)))));
  }
  return Object.freeze(made);
}

function assertForm(form: ConsentForm): void {
  const { purpose, zone, channels, versions, minors } = form;
  guarded("purpose", () => assertName(purpose, "purpose"));
  guarded("zone", () => dateInZone(new Date(0), zone));
  if (!Array.isArray(channels) || channels.length === 0) throw invalid("channels");
  for (const channel of channels) guarded("channels", () => assertName(channel, "channel"));
  if (!Array.isArray(versions) || versions.length === 0) throw invalid("versions");
  guarded("versions", () => versions.forEach(assertVersion));
  const names = new Set(versions.map(({ version }) => version));
  const ordered = versions.every(({ from }, at) => at === 0 || (versions[at - 1]?.from ?? "") < from);
  if (names.size < versions.length || !ordered) throw invalid("versions");
  if (minors !== undefined && !isMinorsRule(minors)) throw invalid("minors");
}

function assertVersion({ version, from, statement, validity }: ConsentVersion): void {
  const texts = [statement.fr, statement.en].filter((text) => text !== undefined);
  const isText = (text: unknown): boolean => typeof text === "string" && text.trim() !== "" && text.isWellFormed();
  calendarDate(from);
  if (typeof version !== "string" || !/^[\w.-]{1,63}$/.test(version)) throw invalid("versions");
  if (texts.length === 0 || !texts.every(isText) || !(validity === undefined || isPeriod(validity))) throw invalid("versions");
}

function isMinorsRule({ below, givenBy }: MinorsRule): boolean {
  return Number.isInteger(below) && below >= 1 && below <= 25 && ["parental-responsibility", "jointly"].includes(givenBy);
}

function guarded(part: string, check: () => unknown): void {
  try {
    check();
  } catch {
    throw invalid(part);
  }
}

function invalid(part: string): PrivacyError {
  return new PrivacyError("CONSENT_FORM_INVALID", "a consent says its purpose, zone, channels, versions in order and, if any, minors", {
    part,
  });
}
