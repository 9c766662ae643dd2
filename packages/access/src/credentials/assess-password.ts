/** Whether a password may be taken: by codes, never by its characters. */
import { folded, isListed, plain } from "./common-passwords.ts";
import { compositionOf, entropyBits, reachesLevel } from "./entropy.ts";
import type { PasswordPolicy } from "./password-policy.ts";
import { estimatedBits } from "./predictable.ts";
import { type Secret, textOf } from "./secret.ts";

/** Why a password is refused. */
export type PasswordFinding =
  /** Below the level of the case, or below the policy's own length. */
  | "TOO_SHORT"
  /** Above 256 characters. */
  | "TOO_LONG"
  /** A class that the policy demands is not there. */
  | "CLASS_MISSING"
  /** A word that people choose, dressed up or not, or one that `alsoRefused` knows. */
  | "COMMON"
  /** Words, sequences and repetitions leave less than the level. */
  | "GUESSABLE"
  /** Holds a word of the person or the organisation. */
  | "PERSONAL";

/** The answer: to be shown, never kept, as `bits` speaks of the password. */
export interface PasswordAssessment {
  readonly acceptable: boolean;
  readonly findings: readonly PasswordFinding[];
  /** Bits of the composition, whole ones. */
  readonly bits: number;
  readonly required: number;
}

const LONGEST = 256;
const SHORTEST_PERSONAL = 4;

/**
 * Assesses a password that is about to be chosen.
 *
 * @param words - what it must not hold: the account's identifier, names, the name of the service; words of 4 letters and more
 * @throws `SECRET_INVALID`
 * @example
 * ```ts
 * import { assessPassword, definePasswordPolicy } from "@favorable/access/credentials";
 *
 * const policy = definePasswordPolicy({ case: "alone", administratorsRenewEvery: "P1Y" });
 * console.log(assessPassword("Marseille2024!", policy).findings.join()); // COMMON,GUESSABLE
 * console.log(assessPassword("v7#Kq!2mZx(9Lp", policy).acceptable); // true
 * ```
 */
export function assessPassword(secret: Secret, policy: PasswordPolicy, words: readonly string[] = []): PasswordAssessment {
  const text = textOf(secret);
  const composition = compositionOf(text);
  const findings: PasswordFinding[] = [];
  const tooLong = composition.length > LONGEST;
  const reaches = reachesLevel(policy.case, composition);
  if (tooLong) findings.push("TOO_LONG");
  if (!reaches || composition.length < policy.minimumLength) findings.push("TOO_SHORT");
  if (!policy.classes.every((one) => composition.classes.includes(one))) findings.push("CLASS_MISSING");
  if (!tooLong) {
    const [bare, form] = [plain(text), folded(text)];
    const personal = words.flatMap((word) => [plain(word), folded(word)]).filter((word) => [...word].length >= SHORTEST_PERSONAL);
    if (isListed(text) || policy.alsoRefused?.(bare) === true || policy.alsoRefused?.(form) === true) findings.push("COMMON");
    const estimated = estimatedBits(text, personal);
    // A composition that the deliberation's example admits may be a little below the level: only patterns are held against it here.
    if (estimated < Math.min(policy.entropyBits, entropyBits(composition)) - 1e-6) findings.push("GUESSABLE");
    if (personal.some((word) => bare.includes(word) || form.includes(word))) findings.push("PERSONAL");
  }
  return {
    acceptable: findings.length === 0,
    findings,
    bits: Math.floor(entropyBits(composition)),
    required: policy.entropyBits,
  };
}
