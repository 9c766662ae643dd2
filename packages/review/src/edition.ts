/** An edition of the rulebook: rules and profiles under one version and one hash; a house adds its own to it. */
import { canonicalBytes, PrivacyError, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { codeOf, milderThan, sameLaw } from "./house.ts";
import type { Profile } from "./profile.ts";
import { profiles } from "./profiles/index.ts";
import type { Rule } from "./rule.ts";
import { rulebook } from "./rulebook.ts";
import { rulebookCodes } from "./rulebook-code.ts";

/** Rules and profiles, and what identifies them. */
export interface RulebookEdition {
  /** The version; a house's edition names its base too, such as `4+hospital-1`. */
  readonly version: string;
  /** SHA-256, hexadecimal, of the version, of the sources of the rules, and of the facts of every rule and profile. */
  readonly sha256: string;
  readonly rules: readonly Rule[];
  readonly profiles: Readonly<Record<string, Profile>>;
  /** Ids of profiles that a house brought and that were held against none of the rulebook: an opinion under one says so. */
  readonly notCompared?: readonly string[];
}

/** What a house adds. */
export interface HouseRules {
  /** Name and number of the edition, such as `hospital-1`: lower-case letters, digits, dots and hyphens. A change takes a new one. */
  readonly name: string;
  /** Rules of its own, after those of the base. Their ids are new. */
  readonly rules?: readonly Rule[];
  /** Profiles of its own, no milder than those of the base that rest on the same law. Their ids are new. */
  readonly profiles?: readonly Profile[];
  /** Profiles of other authorities: compared with none, and an opinion under one says so. Their ids are new. */
  readonly authorities?: readonly Profile[];
}

/** The version of the rulebook; it changes whenever a rule answers differently. */
export const rulebookVersion = "4";

let standard: RulebookEdition | undefined;

/** The rulebook of this package. */
export function standardRulebook(): RulebookEdition {
  standard ??= edition(rulebookVersion, rulebook, profiles);
  return standard;
}

/** SHA-256, hexadecimal, of the rulebook of this package. */
export function rulebookSha256(): string {
  return standardRulebook().sha256;
}

/**
 * Adds house rules and profiles to an edition. Nothing of the base is taken away or replaced: a house may be stricter than the authority
 * whose rules it reviews under, never milder.
 *
 * The hash covers the facts of the house's rules, the text of their checks and what they answer to an empty file. What a check reads from elsewhere
 * is not seen: the name is to say which code it was.
 *
 * @throws `RULEBOOK_INVALID` with a `reason`: `name`, `rule` or `profile` (an id that is taken or malformed), `milder` (with `profile`, the `base` that
 *   it is held against and the `paths` in which it asks for less)
 * @example
 * ```ts
 * import { extendRulebook, profiles, review, standardRulebook } from "@favorable/review";
 *
 * const house = extendRulebook(standardRulebook(), {
 *   name: "hospital-1",
 *   profiles: [{ ...profiles["cnil-gdpr"], id: "hospital-gdpr", title: { fr: "RGPD, maison", en: "GDPR, house" } }],
 * });
 * const file = { format: "favorable-processing/2", id: "empty", stage: "submitted" } as const;
 * const opinion = review(file, { profile: "hospital-gdpr", asOf: "2026-01-15", rulebook: house });
 * console.log(`${opinion.rulebook.version}, ${opinion.outcome}`); // 4+hospital-1, unfavorable
 * ```
 */
export function extendRulebook(
  base: RulebookEdition,
  { name, rules = [], profiles: more = [], authorities = [] }: HouseRules,
): RulebookEdition {
  if (typeof name !== "string" || !/^[a-z][a-z0-9.-]{0,59}$/.test(name)) throw invalid("name");
  const ids = new Set(base.rules.map(({ id }) => id));
  for (const { id } of rules) {
    if (!isId(id) || ids.has(id)) throw invalid("rule");
    ids.add(id);
  }
  const known = new Map(Object.entries(base.profiles));
  for (const profile of [...more, ...authorities]) {
    if (!isId(profile.id) || known.has(profile.id)) throw invalid("profile");
    known.set(profile.id, profile);
  }
  const compared = Object.values(base.profiles).filter(({ id }) => base.notCompared?.includes(id) !== true);
  for (const profile of more) assertNoMilder(profile, compared);
  const notCompared = [...(base.notCompared ?? []), ...authorities.map(({ id }) => id)];
  const own = { notCompared, base: base.sha256, code: codeOf(rules, compared[0]) };
  return edition(`${base.version}+${name}`, [...base.rules, ...rules], Object.fromEntries(known), own);
}

/** A profile that rests on no law of the base claims none, and is held against all. */
function assertNoMilder(profile: Profile, among: readonly Profile[]): void {
  const same = sameLaw(profile, among);
  for (const base of same.length > 0 ? same : among) {
    const paths = milderThan(profile, base);
    if (paths.length > 0)
      throw new PrivacyError("RULEBOOK_INVALID", "the house rules are refused: milder", {
        reason: "milder",
        profile: profile.id,
        base: base.id,
        paths,
      });
  }
}

/** What a house's edition adds to the hash. */
interface HouseFacts {
  readonly notCompared: readonly string[];
  /** The hash of the edition it extends. */
  readonly base: string;
  readonly code: readonly string[];
}

/** When and under which profiles a rule applies. */
export interface Applicability {
  readonly profile: string;
  readonly from: string;
  readonly until?: string;
}

/** The profiles a rule applies under, each with the days on which its law is in force. */
export function applicability(rule: Rule, among: Readonly<Record<string, Profile>> = profiles): readonly Applicability[] {
  return Object.values(among).flatMap((profile) => (applies(rule, profile) ? [{ profile: profile.id, ...profile.inForce }] : []));
}

/** Rules that no decision holds apply where the profile takes them from the law itself, or from a recommendation of its own authority. */
export function applies(rule: Rule, profile: Profile): boolean {
  const own = profile.sources.some((kind) => (kind === "ccin" || kind === "cnil") && rule.source[kind] !== undefined);
  return rule.origin !== "else" || profile.lawOnlyRules || own;
}

function edition(version: string, rules: readonly Rule[], known: Readonly<Record<string, Profile>>, house?: HouseFacts): RulebookEdition {
  const code = rulebookCodes[version.split("+")[0] ?? ""] ?? "";
  const facts = { version, code, rules: rules.map(ruleFacts), profiles: Object.values(known).map(plain) };
  const hashed = house === undefined ? facts : { ...facts, house: plain(house) };
  const notCompared = house?.notCompared ?? [];
  return Object.freeze({
    version,
    sha256: toHex(sha256(canonicalBytes(hashed))),
    rules,
    profiles: known,
    ...(notCompared.length === 0 ? {} : { notCompared }),
  });
}

function isId(id: unknown): boolean {
  return typeof id === "string" && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) && id.length <= 60;
}

function invalid(reason: string): PrivacyError {
  return new PrivacyError("RULEBOOK_INVALID", `the house rules are refused: ${reason}`, { reason });
}

function ruleFacts({ check: _, ...facts }: Rule): Parameters<typeof canonicalBytes>[0] {
  return plain(facts);
}

/** Rules and profiles are plain data but for `check`; the copy gives them the shape of a JSON value. */
function plain(facts: object): Parameters<typeof canonicalBytes>[0] {
  return JSON.parse(JSON.stringify(facts));
}
