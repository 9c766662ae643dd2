/**
 * The declaration of a processing: composed once from vocabulary, records and matrix, and its document form, which any
 * tool can write and which is hashed, reviewed and locked.
 *
 * Codes: `DEFINITION_INVALID`, `DOCUMENT_INVALID`, `DOCUMENT_UNSAFE`, `STAGE_UNKNOWN`.
 * @packageDocumentation
 */
export type { AccessDocument, Action, LogsDocument, RoleDocument, RowScope } from "./document/access.ts";
export type { ControllerDocument, ProcessingDocument, Stage } from "./document/document.ts";
export type {
  CategoryDocument,
  DataKind,
  FieldDocument,
  FieldKind,
  OriginDocument,
  OriginRuleDocument,
  RecordDocument,
  SpecialKind,
} from "./document/information.ts";
export type { LinkDocument, ProcessorDocument, RecipientDocument, TransferDocument } from "./document/links.ts";
export type { BasisDocument, BasisKind, FunctionDocument, KeptElsewhere, PurposeDocument, SubjectDocument } from "./document/purpose.ts";
export type { PurgeDocument, RetentionBound, RetentionDocument, RetentionStart } from "./document/retention.ts";
export type { NoticeDocument, NoticeMention, RightKind, RightsDocument } from "./document/rights.ts";
export type { CaptureDocument, ExportsDocument, GovernanceDocument, SecurityDocument } from "./document/security.ts";
export type { Attachment, LegalReference, NamedEvent, Text } from "./document/text.ts";
export type { Problem, ProblemKind } from "./problem.ts";
export {
  type DeclaredRecord,
  type DeclaredVocabulary,
  defineProcessing,
  documentHash,
  type Processing,
  type ProcessingLiteral,
} from "./processing.ts";
export { readDocument } from "./read-document.ts";
export type { FieldName, StatedParts } from "./stated-parts.ts";
