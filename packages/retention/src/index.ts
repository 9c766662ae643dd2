/**
 * Retention policies in calendar periods: floor and cap, events that end later, and what a day means for a row. Holds, expiry at read and
 * sweeps on PostgreSQL: `@favorable/retention/postgres`.
 *
 * Codes: `POLICY_INVALID` (details: `paths`), `START_MISSING`, `DATE_INVALID`.
 * @packageDocumentation
 */
export { boundsOf, deletableFrom, type LastDay, lastDay, type RetentionBounds, type RetentionEvents, startOf } from "./bounds.ts";
export { isVisible, judge, type RetainedRow, type RetentionVerdict } from "./due.ts";
export {
  definePolicy,
  type RetentionAction,
  type RetentionBound,
  type RetentionPolicy,
  type RetentionPolicyDefinition,
  type RetentionStart,
} from "./policy.ts";
