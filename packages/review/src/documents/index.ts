/**
 * The documents that follow from one declaration.
 * @packageDocumentation
 */
export { opinionSarif, type SarifLog, type SarifResult, type SarifRule, type SarifRun, type SarifSource } from "./sarif.ts";
