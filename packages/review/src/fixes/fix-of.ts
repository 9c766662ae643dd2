/** The fix of every rule. */
import { accessFixes } from "./access.ts";
import type { Fix, Fixes } from "./fix.ts";
import { governanceFixes } from "./governance.ts";
import { informationFixes } from "./information.ts";
import { lawfulnessFixes } from "./lawfulness.ts";
import { linksFixes } from "./links.ts";
import { purposeFixes } from "./purpose.ts";
import { retentionFixes } from "./retention.ts";
import { rightsFixes } from "./rights.ts";
import { securityFixes } from "./security.ts";

const ALL: Fixes = {
  ...purposeFixes,
  ...lawfulnessFixes,
  ...informationFixes,
  ...rightsFixes,
  ...accessFixes,
  ...linksFixes,
  ...securityFixes,
  ...retentionFixes,
  ...governanceFixes,
};

/**
 * What satisfies a rule: the facts to state, and the evidence to collect where only observation settles it.
 *
 * @returns undefined for a rule of a house, which brings its own
 * @example
 * ```ts
 * import { fixOf } from "@favorable/review";
 *
 * console.log(JSON.stringify(fixOf("rig-access-one-month")?.declaration)); // {"rights":{"answerWithin":"P1M"}}
 * console.log(fixOf("ret-no-overdue-records")?.evidence?.join()); // ages
 * ```
 */
export function fixOf(ruleId: string): Fix | undefined {
  return Object.hasOwn(ALL, ruleId) ? ALL[ruleId] : undefined;
}
