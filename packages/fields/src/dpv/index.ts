/**
 * Typed constants of the W3C Data Privacy Vocabulary (DPV) 2.3: each term by its name, of which a bundler keeps those that are used; the same
 * by kind (`purposes.VaccinationManagement`), of which it keeps the kinds that are used; labels apart. Includes material derived from DPV 2.3,
 * © W3C: see `NOTICE.md` beside this module.
 *
 * Codes: `DPV_IRI_INVALID`.
 *
 * @example
 * ```ts
 * import { legalBases, properties, purposes } from "@favorable/fields/dpv";
 *
 * console.log(properties.hasPurpose); // https://w3id.org/dpv#hasPurpose
 * console.log(purposes.VaccinationManagement); // https://w3id.org/dpv/sector/health#VaccinationManagement
 * console.log(legalBases.A9_2_i); // https://w3id.org/dpv/legal/eu/gdpr#A9-2-i
 * ```
 * @packageDocumentation
 */

export { context } from "./by-kind/context.ts";
export { dataCategories } from "./by-kind/data-categories.ts";
export { entities } from "./by-kind/entities.ts";
export { justifications } from "./by-kind/justifications.ts";
export { legalBases } from "./by-kind/legal-bases.ts";
export { notices } from "./by-kind/notices.ts";
export { operations } from "./by-kind/operations.ts";
export { organisationalMeasures } from "./by-kind/organisational-measures.ts";
export { properties } from "./by-kind/properties.ts";
export { purposes } from "./by-kind/purposes.ts";
export { retention } from "./by-kind/retention.ts";
export { rights } from "./by-kind/rights.ts";
export { risks } from "./by-kind/risks.ts";
export { sources } from "./by-kind/sources.ts";
export { statuses } from "./by-kind/statuses.ts";
export { subjects } from "./by-kind/subjects.ts";
export { technicalMeasures } from "./by-kind/technical-measures.ts";
export type {
  DpvDataCategory,
  DpvEntity,
  DpvJustification,
  DpvLegalBasis,
  DpvMeasure,
  DpvNotice,
  DpvOperation,
  DpvProperty,
  DpvPurpose,
  DpvRetention,
  DpvRight,
  DpvRisk,
  DpvSource,
  DpvStatus,
  DpvSubject,
} from "./kinds.ts";
export { dpvLabel } from "./label.ts";
export type { DpvLabels } from "./label-table.ts";
export { legalBasisTerms, originTerms } from "./mapping.ts";
export { compactIri, type DpvIri, dpvPrefixes, dpvVersion, expandIri, isDpvIri } from "./prefixes.ts";
export * from "./terms/context.ts";
export * from "./terms/data-categories.ts";
export * from "./terms/entities.ts";
export * from "./terms/justifications.ts";
export * from "./terms/legal-bases.ts";
export * from "./terms/notices.ts";
export * from "./terms/operations.ts";
export * from "./terms/organisational-measures.ts";
export * from "./terms/properties.ts";
export * from "./terms/purposes.ts";
export * from "./terms/retention.ts";
export * from "./terms/rights.ts";
export * from "./terms/risks.ts";
export * from "./terms/sources.ts";
export * from "./terms/statuses.ts";
export * from "./terms/subjects.ts";
export * from "./terms/technical-measures.ts";
