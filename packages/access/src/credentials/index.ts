/**
 * Passwords, accounts and second factors as the CNIL's recommendation of 2022 measures them.
 *
 * Codes: `POLICY_INVALID`, `SECRET_INVALID`, `HASH_INVALID`, `HASH_WEAK`, `ATTEMPTS_UNRECORDED`, `TOTP_INVALID`, `ACTOR_MISSING`,
 * `ACCOUNT_SHARED`, `ACCOUNT_FOREIGN`, `ACCOUNT_OPEN`, `PERSON_MISSING`, `FACTOR_REQUIRED`, `ZONE_INVALID`; of calendar dates
 * `DATE_INVALID`, `PERIOD_INVALID`. In assessments: `TOO_SHORT`, `TOO_LONG`, `CLASS_MISSING`, `COMMON`, `GUESSABLE`, `PERSONAL`; in
 * decisions `WAIT`, `DAY_SPENT`, `LOCKED`.
 * @packageDocumentation
 */
export {
  type Account,
  assertIndividual,
  closeAccount,
  type EnrolledFactor,
  openAccount,
  reactivateAccount,
  sharedAccounts,
} from "./account.ts";
export { assessPassword, type PasswordAssessment, type PasswordFinding } from "./assess-password.ts";
export { type AttemptStore, type Attempts, memoryAttempts, restrictAttempts } from "./attempts.ts";
export {
  type CharacterClass,
  type Composition,
  ENTROPY_BITS,
  type Equivalence,
  entropyBits,
  minimumLength,
  type PasswordCase,
  passwordEquivalences,
  reachesLevel,
} from "./entropy.ts";
export { type CredentialEvidence, type CredentialSources, credentialEvidence, renewalDue } from "./evidence.ts";
export {
  hashPassword,
  isWeakHash,
  needsRehash,
  type PasswordAnswer,
  RECOMMENDED_HASH,
  RECOMMENDED_SCRYPT,
  verifyPassword,
} from "./hash-password.ts";
export {
  definePasswordPolicy,
  type PasswordFacts,
  type PasswordPolicy,
  type PasswordPolicyInput,
  passwordFacts,
} from "./password-policy.ts";
export { type HashParameters, readPhc, type StoredHash } from "./phc.ts";
export {
  type AuthenticationFact,
  assertFactors,
  authenticationFacts,
  type FactorKind,
  type ShownFactor,
  type Zone,
} from "./second-factor.ts";
export type { Secret } from "./secret.ts";
export { type AttemptDecision, type AttemptState, attempted, NO_ATTEMPTS, recommendedThrottle, type ThrottleRule } from "./throttle.ts";
export { base32, newTotpSecret, type TotpOptions, totpCode, verifyTotp } from "./totp.ts";
