/** The clauses of every rule. */
import { accessClauses } from "./access.ts";
import type { Clause, Clauses } from "./clause.ts";
import { governanceClauses } from "./governance.ts";
import { informationClauses } from "./information.ts";
import { lawfulnessClauses } from "./lawfulness.ts";
import { linksClauses } from "./links.ts";
import { purposeClauses } from "./purpose.ts";
import { retentionClauses } from "./retention.ts";
import { rightsClauses } from "./rights.ts";
import { securityClauses } from "./security.ts";

const ALL: Clauses = {
  ...purposeClauses,
  ...lawfulnessClauses,
  ...informationClauses,
  ...rightsClauses,
  ...accessClauses,
  ...linksClauses,
  ...securityClauses,
  ...retentionClauses,
  ...governanceClauses,
};

/**
 * The words a rule rests on, to the letter: of the decision it was drawn from, and of the law. None where a rule rests only on guides, or
 * on a text that is not at hand; its citation then stands alone.
 *
 * @example
 * ```ts
 * import { clausesOf } from "@favorable/review";
 *
 * const [first] = clausesOf("lnk-purge-reaches-backups");
 * console.log(`« ${first?.text} »`); // « cette suppression soit également effectuée sur le système de sauvegarde de la messagerie »
 * ```
 */
export function clausesOf(ruleId: string): readonly Clause[] {
  return Object.hasOwn(ALL, ruleId) ? (ALL[ruleId] ?? []) : [];
}
