/** The constants of `../terms/justifications.ts` in one object. */
import type * as terms from "../terms/justifications.ts";
import {
  ConfidentialityObligationCompromised,
  IdentityVerificationFailure,
  IdentityVerificationRequired,
  JustificationA12Complexity,
  JustificationA12Delay,
  JustificationA12HighVolume,
  JustificationA12IdentityFailure,
  JustificationA12IdentityRequired,
  JustificationA12ManifestlyExcessive,
  JustificationA12ManifestlyUnfounded,
  JustificationA17Archiving,
  JustificationA17LegalClaims,
  JustificationA17LegallyRequired,
  JustificationA17PublicHealth,
  NonFulfilmentJustification,
} from "../terms/justifications.ts";

/** Justifications of a delay or a refusal, by name. */
export const justifications: typeof terms = {
  ConfidentialityObligationCompromised,
  IdentityVerificationFailure,
  IdentityVerificationRequired,
  JustificationA12Complexity,
  JustificationA12Delay,
  JustificationA12HighVolume,
  JustificationA12IdentityFailure,
  JustificationA12IdentityRequired,
  JustificationA12ManifestlyExcessive,
  JustificationA12ManifestlyUnfounded,
  JustificationA17Archiving,
  JustificationA17LegalClaims,
  JustificationA17LegallyRequired,
  JustificationA17PublicHealth,
  NonFulfilmentJustification,
};
