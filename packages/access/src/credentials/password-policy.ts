/** A password policy: which case of the recommendation it is, and what stands beside the password. */
import { isPeriod, type Period, PrivacyError } from "@favorable/core";
import { CHARACTER_CLASSES, type CharacterClass, ENTROPY_BITS, minimumLength, type PasswordCase } from "./entropy.ts";
import { checkedThrottle, recommendedThrottle, type ThrottleRule } from "./throttle.ts";

/** What {@link definePasswordPolicy} is given. */
export interface PasswordPolicyInput {
  readonly case: PasswordCase;
  /** Demanded beyond what the case asks: characters. */
  readonly minimumLength?: number;
  /** Classes that each password has to have; whatever reaches the level unless told. */
  readonly classes?: readonly CharacterClass[];
  /** The restriction of access after failures: demanded unless the password stands `alone`; the recommended one unless told. */
  readonly throttle?: ThrottleRule;
  /**
   * How long a password of an account with wide rights is kept. Deliberation 2022-100 asks periodic renewal of those only: of other accounts
   * it is not demanded any more, and a policy here cannot say it.
   */
  readonly administratorsRenewEvery: string;
  /** Further words that are refused, asked with a folded text (lower case, no accents): a longer list, a filter. */
  readonly alsoRefused?: (folded: string) => boolean;
}

/** A checked policy. */
export interface PasswordPolicy {
  readonly case: PasswordCase;
  readonly entropyBits: number;
  readonly minimumLength: number;
  readonly classes: readonly CharacterClass[];
  readonly throttle?: ThrottleRule;
  readonly administratorsRenewEvery: Period;
  /** A longer list of refused passwords, asked with case and accents folded. */
  readonly alsoRefused?: (folded: string) => boolean;
}

/**
 * Checks a policy against CNIL deliberation 2022-100.
 *
 * @throws `POLICY_INVALID` with the `place`
 * @example
 * ```ts
 * import { definePasswordPolicy } from "@favorable/access/credentials";
 *
 * const policy = definePasswordPolicy({ case: "restricted", administratorsRenewEvery: "P1Y" });
 * console.log(`${policy.entropyBits} bits, locked after ${policy.throttle?.lockAfter}`); // 50 bits, locked after 10
 * ```
 */
export function definePasswordPolicy(input: PasswordPolicyInput): PasswordPolicy {
  const { case: level, minimumLength: asked = 1, classes = [], throttle, administratorsRenewEvery, alsoRefused } = input ?? {};
  if (!Object.hasOwn(ENTROPY_BITS, level)) throw invalid("case");
  if (!Number.isInteger(asked) || asked < 1 || asked > 128) throw invalid("minimumLength");
  if (!Array.isArray(classes) || !classes.every((one) => CHARACTER_CLASSES.includes(one))) throw invalid("classes");
  if (!isPeriod(administratorsRenewEvery)) throw invalid("administratorsRenewEvery");
  if (alsoRefused !== undefined && typeof alsoRefused !== "function") throw invalid("alsoRefused");
  const restriction = throttle ?? (level === "alone" ? undefined : recommendedThrottle(level));
  return Object.freeze({
    case: level,
    entropyBits: ENTROPY_BITS[level],
    // A text of every class is the shortest that reaches the level; a code of digits for a device has its own.
    minimumLength: Math.max(asked, minimumLength(level, level === "held-device" ? ["digit"] : CHARACTER_CLASSES)),
    classes: Object.freeze([...classes]),
    ...(restriction === undefined ? {} : { throttle: checkedThrottle(restriction, level) }),
    administratorsRenewEvery,
    ...(alsoRefused === undefined ? {} : { alsoRefused }),
  });
}

/** What a policy says in the declaration's document (`security.passwords`). */
export interface PasswordFacts {
  readonly minimumLength: number;
  readonly entropyBits: number;
  readonly storedAs: "salted-hash";
  readonly lockout: boolean;
  readonly sentInClear: false;
}

/** The policy as facts of the declaration. That it is followed is shown by `credentialEvidence`. */
export function passwordFacts(policy: PasswordPolicy): PasswordFacts {
  const { minimumLength: length, entropyBits, throttle } = policy;
  return { minimumLength: length, entropyBits, storedAs: "salted-hash", lockout: throttle !== undefined, sentInClear: false };
}

function invalid(place: string): PrivacyError {
  return new PrivacyError("POLICY_INVALID", "the password policy says what no policy may", { place });
}
