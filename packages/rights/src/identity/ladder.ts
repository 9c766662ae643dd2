/** The identity ladder: the lowest rung that works, and in words why a higher one is climbed. */
import { PrivacyError } from "@favorable/core";
import type { ProofMethod } from "../request/kinds.ts";
import type { RungsOnFile } from "./directory.ts";

/** Why a rung cannot be used, rung by rung: a closed list, so that no reason is a text about the person. */
export interface RungReasons {
  readonly session?: "no-account" | "account-locked" | "acts-through-another";
  readonly contact?: "none-on-file" | "contact-unreachable" | "contact-disputed" | "not-received";
  readonly facts?: "none-held" | "known-to-others" | "did-not-match";
}

const REASONS: Readonly<Record<keyof RungReasons, readonly string[]>> = {
  session: ["no-account", "account-locked", "acts-through-another"],
  contact: ["none-on-file", "contact-unreachable", "contact-disputed", "not-received"],
  facts: ["none-held", "known-to-others", "did-not-match"],
};

/** Lower rungs that must be ruled out: a copy of an identity document is asked for last (CCIN deliberation 2021-206, IV; 2015-113). */
const BELOW: Readonly<Record<ProofMethod, readonly (keyof RungReasons)[]>> = {
  session: [],
  contact: [],
  facts: ["session", "contact"],
  document: ["session", "contact", "facts"],
};

/**
 * Checks that every lower rung is ruled out by a reason of the list.
 *
 * @returns the reasons as names for the log, such as `session.no-account`
 * @throws `LADDER_SKIPPED` with the `rung` that has no reason, or none of the list
 */
export function assertRung(method: ProofMethod, reasons: RungReasons): readonly string[] {
  return BELOW[method].map((rung) => {
    const reason = reasons?.[rung];
    if (reason === undefined || !REASONS[rung].includes(reason))
      throw new PrivacyError("LADDER_SKIPPED", "a lower rung of the identity ladder was not ruled out", { method, rung });
    return `${rung}.${reason}`;
  });
}

/** Refuses reasons that the records contradict; throws `LADDER_SKIPPED` with the `rung`. */
export function assertReasonsHold(method: ProofMethod, reasons: RungReasons, onFile: RungsOnFile | undefined): void {
  if (onFile === undefined) return;
  const contradicted = { session: "no-account", contact: "none-on-file", facts: "none-held" } as const;
  const offered = { session: onFile.account, contact: onFile.contact, facts: onFile.facts } as const;
  for (const rung of BELOW[method])
    if (reasons[rung] === contradicted[rung] && offered[rung])
      throw new PrivacyError("LADDER_SKIPPED", "the records say that this rung of the identity ladder is there", { method, rung });
}
