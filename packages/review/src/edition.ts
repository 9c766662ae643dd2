/** An edition of the rulebook: rules and profiles under one version and one hash; a house adds its own to it. */
import { canonicalBytes, PrivacyError, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
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
  /** Profiles of its own, such as another authority's. Their ids are new. */
  readonly profiles?: readonly Profile[];
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
 * The hash covers the facts of the house's rules, not their code: the name says which code it was.
 *
 * @throws `RULEBOOK_INVALID` with a `reason`: `name`, `rule` or `profile` (an id that is taken or malformed)
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
export function extendRulebook(base: RulebookEdition, { name, rules = [], profiles: more = [] }: HouseRules): RulebookEdition {
  if (typeof name !== "string" || !/^[a-z][a-z0-9.-]{0,59}$/.test(name)) throw invalid("name");
  const ids = new Set(base.rules.map(({ id }) => id));
  for (const { id } of rules) {
    if (!isId(id) || ids.has(id)) throw invalid("rule");
    ids.add(id);
  }
  const known = new Map(Object.entries(base.profiles));
  for (const profile of more) {
    if (!isId(profile.id) || known.has(profile.id)) throw invalid("profile");
    known.set(profile.id, profile);
  }
  return edition(`${base.version}+${name}`, [...base.rules, ...rules], Object.fromEntries(known));
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

function edition(version: string, rules: readonly Rule[], known: Readonly<Record<string, Profile>>): RulebookEdition {
  const code = rulebookCodes[version.split("+")[0] ?? ""] ?? "";
  const facts = { version, code, rules: rules.map(ruleFacts), profiles: Object.values(known).map(plain) };
  return Object.freeze({ version, sha256: toHex(sha256(canonicalBytes(facts))), rules, profiles: known });
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
