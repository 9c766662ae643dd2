/** Second factors: declared for zones, demanded at their door, and told to the review. */
import { PrivacyError } from "@favorable/core";

/** Kinds of further factors. A code by message goes to a number, not to a device: it counts for no zone unless a zone admits it. */
export type FactorKind = "totp" | "passkey" | "smart-card" | "code-by-message";

/** A part of the processing that asks for more than a password. */
export interface Zone {
  /** Categories that stand in it, one at least: special categories (GDPR article 9) above all. */
  readonly categories: readonly string[];
  /** Where one comes from, as the declaration says it; every place unless told, one at least. */
  readonly from?: readonly ("inside" | "remote" | "public-network" | "administration")[];
  /** Factors, the password included: 2 or 3. */
  readonly factors: 2 | 3;
  readonly admitsMessages?: boolean;
}

/** What was shown in this session, the password apart. */
export interface ShownFactor {
  readonly kind: FactorKind;
  readonly at: Date;
}

const PLACES = ["inside", "remote", "public-network", "administration"] as const;

/** Longest time after which a factor has to be shown again unless told, in minutes: a working day. */
const SHIFT = 12 * 60;

/**
 * Demands the factors of every zone that the categories stand in. It trusts what it is told was shown: call it with what the server verified.
 *
 * @throws `FACTOR_REQUIRED` with the number of `factors` asked for and `shown`; `ZONE_INVALID`; `PLACE_UNKNOWN`, `CATEGORY_UNKNOWN`
 * @example
 * ```ts
 * import { assertFactors } from "@favorable/access/credentials";
 *
 * const zones = { health: { categories: ["vaccinationStatus"], factors: 2 } } as const;
 * const now = new Date();
 * assertFactors(zones, { categories: ["vaccinationStatus"], from: "remote", shown: [{ kind: "totp", at: now }], now });
 * try {
 *   assertFactors(zones, { categories: ["vaccinationStatus"], from: "remote", shown: [], now });
 * } catch (error) {
 *   console.log(error instanceof Error && "code" in error ? error.code : ""); // FACTOR_REQUIRED
 * }
 * ```
 */
export function assertFactors(
  zones: Readonly<Record<string, Zone>>,
  entry: {
    readonly categories: readonly string[];
    readonly from: NonNullable<Zone["from"]>[number];
    readonly shown: readonly ShownFactor[];
    readonly now: Date;
    /** Minutes for which a shown factor is good. */
    readonly minutes?: number;
    /** The declared categories: with them, a category of a zone or of the entry that is none of them is refused. */
    readonly declared?: readonly string[];
  },
): void {
  const { categories, from, shown, now, minutes = SHIFT, declared } = entry;
  if (!PLACES.includes(from))
    throw new PrivacyError("PLACE_UNKNOWN", "one comes from inside, remote, a public network or the administration");
  const strange = (of: readonly string[]): boolean => declared !== undefined && !of.every((category) => declared.includes(category));
  if (!Array.isArray(categories) || strange(categories)) throw new PrivacyError("CATEGORY_UNKNOWN", "a category is not declared");
  for (const [zone, asked] of Object.entries(zones)) {
    assertZone(zone, asked);
    if (strange(asked.categories)) throw invalidZone(zone);
    if (asked.from?.includes(from) === false || !asked.categories.some((category) => categories.includes(category))) continue;
    const fresh = shown.filter(({ at }) => at.getTime() <= now.getTime() && now.getTime() - at.getTime() < minutes * 60_000);
    const kinds = new Set(fresh.map(({ kind }) => kind).filter((kind) => kind !== "code-by-message" || asked.admitsMessages === true));
    if (kinds.size + 1 < asked.factors)
      throw new PrivacyError("FACTOR_REQUIRED", "the zone asks for further factors", {
        zone,
        factors: asked.factors,
        shown: kinds.size + 1,
      });
  }
}

/** A zone without a category or a place would stand in the declaration and ask nothing of anybody. */
function assertZone(zone: string, { categories, from, factors }: Zone): void {
  const places = from === undefined || (Array.isArray(from) && from.length > 0 && from.every((place) => PLACES.includes(place)));
  if (!Array.isArray(categories) || categories.length === 0 || !places || (factors !== 2 && factors !== 3)) throw invalidZone(zone);
}

function invalidZone(zone: string): PrivacyError {
  return new PrivacyError("ZONE_INVALID", "a zone has categories, places where any are said, and 2 or 3 factors", { zone });
}

/** A part of the declaration's `security.authentication`. */
export interface AuthenticationFact {
  readonly from: NonNullable<Zone["from"]>[number];
  readonly factors: number;
}

/** The zones as facts of the declaration: the most factors asked from each place; throws `ZONE_INVALID`. */
export function authenticationFacts(zones: Readonly<Record<string, Zone>>): readonly AuthenticationFact[] {
  for (const [name, zone] of Object.entries(zones)) assertZone(name, zone);
  return PLACES.map((from) => ({
    from,
    factors: Math.max(1, ...Object.values(zones).map((zone) => (zone.from?.includes(from) === false ? 1 : zone.factors))),
  }));
}
