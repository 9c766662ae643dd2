/** The constants of each kind, as types. */
import type * as dataCategories from "./terms/data-categories.ts";
import type * as entities from "./terms/entities.ts";
import type * as justifications from "./terms/justifications.ts";
import type * as legalBases from "./terms/legal-bases.ts";
import type * as notices from "./terms/notices.ts";
import type * as operations from "./terms/operations.ts";
import type * as organisationalMeasures from "./terms/organisational-measures.ts";
import type * as properties from "./terms/properties.ts";
import type * as purposes from "./terms/purposes.ts";
import type * as retention from "./terms/retention.ts";
import type * as rights from "./terms/rights.ts";
import type * as risks from "./terms/risks.ts";
import type * as sources from "./terms/sources.ts";
import type * as statuses from "./terms/statuses.ts";
import type * as subjects from "./terms/subjects.ts";
import type * as technicalMeasures from "./terms/technical-measures.ts";

/** The IRI of a category of personal data, among the constants. */
export type DpvDataCategory = (typeof dataCategories)[keyof typeof dataCategories];
/** The IRI of an entity, among the constants. */
export type DpvEntity = (typeof entities)[keyof typeof entities];
/** The IRI of a justification, among the constants. */
export type DpvJustification = (typeof justifications)[keyof typeof justifications];
/** The IRI of a legal basis, among the constants. */
export type DpvLegalBasis = (typeof legalBases)[keyof typeof legalBases];
/** The IRI of a notice, among the constants. */
export type DpvNotice = (typeof notices)[keyof typeof notices];
/** The IRI of a processing operation, among the constants. */
export type DpvOperation = (typeof operations)[keyof typeof operations];
/** The IRI of a property, among the constants. */
export type DpvProperty = (typeof properties)[keyof typeof properties];
/** The IRI of a purpose, among the constants. */
export type DpvPurpose = (typeof purposes)[keyof typeof purposes];
/** The IRI of a storage condition or duration, among the constants. */
export type DpvRetention = (typeof retention)[keyof typeof retention];
/** The IRI of a right, among the constants. */
export type DpvRight = (typeof rights)[keyof typeof rights];
/** The IRI of a risk, among the constants. */
export type DpvRisk = (typeof risks)[keyof typeof risks];
/** The IRI of a data source, among the constants. */
export type DpvSource = (typeof sources)[keyof typeof sources];
/** The IRI of a status, among the constants. */
export type DpvStatus = (typeof statuses)[keyof typeof statuses];
/** The IRI of a category of data subjects, among the constants. */
export type DpvSubject = (typeof subjects)[keyof typeof subjects];
/** The IRI of a measure, technical or organisational, among the constants. */
export type DpvMeasure =
  | (typeof technicalMeasures)[keyof typeof technicalMeasures]
  | (typeof organisationalMeasures)[keyof typeof organisationalMeasures];
