/** Amendments are not symmetric: shorter is taken at once, longer needs somebody's approval. */
import { frozenCopy, isCalendarDate, PrivacyError } from "@favorable/core";
import { longerPlaces } from "./longer.ts";
import type { RetentionPolicy } from "./policy.ts";
import type { RetentionEvents } from "./start-of.ts";
import { isText } from "./text.ts";

/** Who approved that data are kept longer. */
export interface Approval {
  /** The authority or the body that decided, such as `CCIN`. */
  readonly authority: string;
  /** What it decided by, such as a deliberation's number. */
  readonly reference: string;
  /** The day of the decision. */
  readonly on: string;
}

/** An amendment that was accepted. */
export interface Amendment {
  /** The policy from now on, for rows that are there already too. */
  readonly policy: RetentionPolicy;
  /** `shorter` stands for not longer anywhere: no row stays or is read on a day on which it was not before. */
  readonly change: "shorter" | "longer";
  /** Where it is longer, such as `maximum.0`; what cannot be compared counts as longer. */
  readonly places: readonly string[];
  readonly approval?: Approval;
}

const MAX_TEXT = 500;

/**
 * Replaces a policy by its next version. A shorter one applies at once, to rows that are there already too: due dates are derived from the
 * policy, so nothing is rewritten. A longer one is refused without an approval: an authority that approved a period is to be asked again
 * before it is extended (CCIN 2021-206, VIII: "demande de modification").
 *
 * Last days are compared, not texts: `P1Y` and `P12M` are the same, `P30D` is not within `P1M` (February).
 *
 * @param options - `approval`: who approved a longer period; `events`: recorded days, which make bounds that wait for them comparable
 * @throws `AMENDMENT_UNAPPROVED` (details: `policy`, `version`, `places`) when it is longer somewhere and nobody approved;
 *   `AMENDMENT_INVALID` with a `reason`: `policy` (another id), `version` (not a later one), `approval` (malformed)
 * @example
 * ```ts
 * import { isPrivacyError } from "@favorable/core";
 * import { amend, definePolicy } from "@favorable/retention";
 *
 * const parts = { id: "logs", start: { kind: "field", field: "at" }, then: "delete", zone: "Europe/Monaco" } as const;
 * const now = definePolicy({ ...parts, version: 1, maximum: { period: "P18M" } });
 * console.log(amend(now, definePolicy({ ...parts, version: 2, maximum: { period: "P1Y" } })).change); // shorter
 * const longer = definePolicy({ ...parts, version: 2, maximum: { period: "P2Y" } });
 * try {
 *   amend(now, longer);
 * } catch (error) {
 *   console.log(isPrivacyError(error, "AMENDMENT_UNAPPROVED")); // true
 * }
 * const approval = { authority: "CCIN", reference: "2022-001", on: "2022-03-01" };
 * console.log(amend(now, longer, { approval }).places.join()); // maximum.0
 * ```
 */
export function amend(
  now: RetentionPolicy,
  next: RetentionPolicy,
  options: { readonly approval?: Approval; readonly events?: RetentionEvents } = {},
): Amendment {
  if (now.id !== next.id) throw invalid("policy", now);
  if (next.version <= now.version) throw invalid("version", now);
  const approval = options.approval === undefined ? undefined : checked(options.approval, now);
  const places = Object.freeze([...longerPlaces(now, next, options.events), ...otherPlaces(now, next)]);
  if (places.length > 0 && approval === undefined)
    throw new PrivacyError("AMENDMENT_UNAPPROVED", `a longer period needs an approval: ${places.join(", ")}`, {
      policy: now.id,
      version: next.version,
      places,
    });
  const change = places.length > 0 ? "longer" : "shorter";
  return Object.freeze({ policy: next, change, places, ...(approval === undefined ? {} : { approval }) });
}

/** Emptied columns leave a row where deletion left none, and another zone moves days. */
function otherPlaces(now: RetentionPolicy, next: RetentionPolicy): string[] {
  const zone = now.zone === next.zone ? [] : ["zone"];
  const weaker = (now.archive?.then ?? now.then) !== "anonymise" && (next.archive?.then ?? next.then) === "anonymise";
  return weaker ? [...zone, "then"] : zone;
}

function checked(value: Approval, policy: RetentionPolicy): Approval {
  const approval = frozenCopy(value, "AMENDMENT_INVALID");
  const { authority, reference, on } = approval ?? {};
  const texts: readonly unknown[] = [authority, reference];
  if (!texts.every((text) => isText(text, MAX_TEXT)) || !isCalendarDate(on)) throw invalid("approval", policy);
  return approval;
}

function invalid(reason: string, { id }: RetentionPolicy): PrivacyError {
  return new PrivacyError("AMENDMENT_INVALID", `the amendment is refused: ${reason}`, { reason, policy: id });
}
