/** Which law a document is made under: the texts that documents cite. */
import { PrivacyError } from "@favorable/core";

/** Regulation (EU) 2016/679; Monaco law 1.565 of 3 December 2024; Monaco law 1.165 of 23 December 1993, which it repealed. */
export const REGIMES = ["gdpr", "mc-1565", "mc-1165"] as const;

/** A regime. */
export type Regime = (typeof REGIMES)[number];

/** Regimes with a duty to notify breaches: law 1.565 brought it to Monaco (article 32), law 1.165 has none. */
export type BreachRegime = Exclude<Regime, "mc-1165">;

/** Refuses what is none of the regimes that are asked for; throws `REGIME_UNKNOWN`. */
export function assertRegime(regime: string, known: readonly string[] = REGIMES): void {
  if (!known.includes(regime))
    throw new PrivacyError("REGIME_UNKNOWN", "documents are made under a law that has what they are about", { known });
}

/** The regime of the authority that is notified: that of Monaco (APDP) applies law 1.565. */
export function regimeOfAuthority(authority: string): BreachRegime {
  return /(?:^|[^A-Z])A\.?P\.?D\.?P\.?(?![A-Z])/.test(authority) ? "mc-1565" : "gdpr";
}
