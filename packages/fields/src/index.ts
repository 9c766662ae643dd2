/**
 * Purpose-bound field tags on zod schemas, checked by the compiler and at run time.
 *
 * Codes: `NAME_INVALID`, `VOCABULARY_INVALID`, `RECORD_INVALID`, `FIELD_UNTAGGED`, `FIELD_UNKNOWN`, `CATEGORY_UNKNOWN`, `ORIGIN_UNKNOWN`,
 * `PURPOSE_UNKNOWN`, `SUBJECT_UNKNOWN`, `PURPOSE_WITHOUT_FIELDS`, `SCHEMA_UNREADABLE`, `LIST_NOT_CLOSED`, `BOUND_SCHEMA`, `BOUND_VALUE`,
 * `BOUND_MISFIT`, `CHECK_FAILED`, `CHECK_ASYNC`, `ORIGIN_REFUSED`, `ROW_INVALID`.
 *
 * Of free text: `TEXT_INVALID`, `MODERATOR_MISSING`, `MODERATION_INVALID`, `MODERATION_DECIDED`, `MODERATOR_REQUIRED`, `MODERATION_BY_AUTHOR`,
 * `MODERATION_BACKWARDS`, `REASON_UNKNOWN`, `DETECTOR_FAILED`, `VIEWER_UNKNOWN`. Of consent: `CONSENT_FORM_INVALID`, `CONSENT_RECORD_INVALID`,
 * `CONSENT_SUBJECTS_MIXED`, `CONSENT_PURPOSE_UNKNOWN`, `CONSENT_ACT_INVALID`, `CONSENT_REFUSED` (details: `flaw`), `CONSENT_GIVER_REFUSED`,
 * `CONSENT_IN_FUTURE`, `CONSENT_ID_CONFLICT`, `CONSENT_FORGOTTEN`, `WITHDRAWAL_UNFINISHED`, `WITHDRAWAL_WITHOUT_EFFECT`, `AGE_UNKNOWN`, `BASIS_INVALID`. Of what is derived: `REDACTION_EMPTY`,
 * `DEPTH_INVALID`, `LINKED_DATA_BASE`, `RECORD_FOREIGN`.
 * @packageDocumentation
 */
export { type BoundForm, type BoundSource, boundForm, boundValues } from "./bound.ts";
export type { Checked, checkedFor, For, permittedFor } from "./brand.ts";
export * from "./consent/index.ts";
export * from "./derived/index.ts";
export type { AnyField, Bound, Field, FieldFacts, Fields, FieldTags } from "./field.ts";
export * from "./free-text/index.ts";
export type { FieldIssue } from "./issues.ts";
export { takesNull } from "./kind.ts";
export { assertName, declaredNames } from "./names.ts";
export { type Cut, nestedCut } from "./nested-cut.ts";
export { isPermitted } from "./permitted.ts";
export type { PlannedField, Projector } from "./projection-plan.ts";
export { makeProjector, type ProjectorOptions, plannedField } from "./projector.ts";
export type { CheckedOriginView, CheckedRow, CheckedView, OriginPurposeView, PurposeView, Reading, Reads } from "./purpose-view.ts";
export { type AnyRecord, type OriginRecord, type RecordDefinition, type RecordFacts, subjectFieldsOf } from "./record.ts";
export type { FieldKind, LegalReference, Text } from "./text.ts";
export type {
  BoundKeys,
  BoundLeftOut,
  BoundRow,
  CategoryView,
  DataFor,
  GivenView,
  InputFor,
  OriginsOf,
  OriginView,
  PurposesOf,
  RowOf,
  View,
} from "./views.ts";
export { type AnyVocabulary, defineVocabulary, type Vocabulary, type VocabularyLiteral } from "./vocabulary.ts";
export type {
  CategoryFacts,
  DocumentReference,
  FunctionFacts,
  LegalBasis,
  LegalBasisKind,
  OriginFacts,
  PurposeFacts,
  SpecialCategory,
  SubjectFacts,
} from "./vocabulary-facts.ts";
