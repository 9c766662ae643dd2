/**
 * Purpose-bound field tags on zod schemas, checked by the compiler and at run time.
 *
 * Codes: `NAME_INVALID`, `VOCABULARY_INVALID`, `FIELD_UNTAGGED`, `CATEGORY_UNKNOWN`, `ORIGIN_UNKNOWN`, `PURPOSE_UNKNOWN`, `SUBJECT_UNKNOWN`,
 * `PURPOSE_WITHOUT_FIELDS`, `CHECK_FAILED`, `ORIGIN_REFUSED`.
 * @packageDocumentation
 */
export type { Checked, checkedFor, For, permittedFor } from "./brand.ts";
export type { AnyField, Field, FieldFacts, Fields, FieldTags } from "./field.ts";
export type { FieldIssue } from "./issues.ts";
export { takesNull } from "./kind.ts";
export { assertName, declaredNames } from "./names.ts";
export { isPermitted } from "./permitted.ts";
export type { CheckedOriginView, CheckedView, OriginPurposeView, PurposeView, Reading } from "./purpose-view.ts";
export type { AnyRecord, OriginRecord, RecordDefinition, RecordFacts } from "./record.ts";
export type { FieldKind, LegalReference, Text } from "./text.ts";
export type { CategoryView, DataFor, OriginsOf, OriginView, PurposesOf, RowOf, View } from "./views.ts";
export {
  type AnyVocabulary,
  type CategoryFacts,
  defineVocabulary,
  type OriginFacts,
  type PurposeFacts,
  type SubjectFacts,
  type Vocabulary,
  type VocabularyLiteral,
} from "./vocabulary.ts";
