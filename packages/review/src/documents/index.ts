/**
 * The documents that follow from one declaration.
 * @packageDocumentation
 */

export { type NoticesOptions, noticesOf } from "./notices.ts";
export { opinionSarif, type SarifLog, type SarifResult, type SarifRule, type SarifRun, type SarifSource } from "./sarif.ts";
