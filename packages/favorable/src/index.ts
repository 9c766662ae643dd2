/**
 * Privacy by design as code: declare a processing once, enforce it everywhere, prove it.
 *
 * The words one writes every day stand here by themselves; everything else is under the name of its package.
 * @packageDocumentation
 */

export * as access from "@favorable/access";
export { defineMatrix } from "@favorable/access";
export * as audit from "@favorable/audit";
export * as core from "@favorable/core";
export { calendarDate, isPrivacyError, PrivacyError, period } from "@favorable/core";
export * as encryption from "@favorable/encryption";
export * as exporting from "@favorable/exports";
export * as fields from "@favorable/fields";
export { type Checked, type DataFor, defineVocabulary, type For } from "@favorable/fields";
export * as guard from "@favorable/guard";
export { createGuard } from "@favorable/guard";
export * as processing from "@favorable/processing";
export { defineProcessing, readDocument } from "@favorable/processing";
export * as retention from "@favorable/retention";
export { definePolicy } from "@favorable/retention";
export * as reviewing from "@favorable/review";
export { review } from "@favorable/review";
export * as rights from "@favorable/rights";
export * as sql from "@favorable/sql";
export * as statistics from "@favorable/statistics";
