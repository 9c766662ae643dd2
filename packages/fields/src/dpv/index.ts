/**
 * Typed constants of the W3C Data Privacy Vocabulary (DPV) 2.3: IRIs by kind, labels apart. The namespaces are modules, so a bundler
 * keeps the terms that are used and no other. Includes material derived from DPV 2.3, © W3C: see `NOTICE.md` beside this module.
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
export { type DpvLabels, dpvLabel } from "./label.ts";
export { legalBasisTerms, originTerms } from "./mapping.ts";
export { compactIri, type DpvIri, dpvPrefixes, dpvVersion, expandIri, isDpvIri } from "./prefixes.ts";
export * as context from "./terms/context.ts";
export * as dataCategories from "./terms/data-categories.ts";
export * as entities from "./terms/entities.ts";
export * as justifications from "./terms/justifications.ts";
export * as legalBases from "./terms/legal-bases.ts";
export * as notices from "./terms/notices.ts";
export * as operations from "./terms/operations.ts";
export * as organisationalMeasures from "./terms/organisational-measures.ts";
export * as properties from "./terms/properties.ts";
export * as purposes from "./terms/purposes.ts";
export * as retention from "./terms/retention.ts";
export * as rights from "./terms/rights.ts";
export * as risks from "./terms/risks.ts";
export * as sources from "./terms/sources.ts";
export * as statuses from "./terms/statuses.ts";
export * as subjects from "./terms/subjects.ts";
export * as technicalMeasures from "./terms/technical-measures.ts";
