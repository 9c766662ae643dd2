/**
 * The declaration of a processing: composed once from vocabulary, records and matrix, and its document form, which any
 * tool can write and which is hashed, reviewed and locked.
 *
 * Codes: `DEFINITION_INVALID`, `DOCUMENT_INVALID`, `DOCUMENT_UNSAFE`, `DOCUMENT_VERSION`, `STAGE_UNKNOWN`, `LOCK_DRAFT`, `LOCK_INVALID`, `LOCK_EDITED`,
 * `APPROVAL_INVALID`, `RENAME_INVALID`.
 * @packageDocumentation
 */
export { type FlowOptions, flowDiagram } from "./derived/flow-diagram.ts";
export type { AccessDocument, Action, LogReviewDocument, LogsDocument, RoleDocument, RowScope } from "./document/access.ts";
export type { AccuracyDocument, TimerDocument, UpdateDocument } from "./document/accuracy.ts";
export type { AuthorisationsDocument, BreakGlassDocument, HoldersDocument } from "./document/authorisations.ts";
export type { CaptureDocument, CaptureSchedule, CaptureSystemDocument, CaptureTarget } from "./document/capture.ts";
export type { AutomatedDecisionDocument, RiskDocument } from "./document/decisions.ts";
export {
  type ControllerDocument,
  DOCUMENT_FORMAT,
  type JointControllersDocument,
  type OfficerDocument,
  type ProcessingDocument,
  type ProcessingKind,
  type Stage,
} from "./document/document.ts";
export type { FilingSystemDocument, HostingDocument, PhysicalMeasure, TenantsDocument } from "./document/filing-systems.ts";
export type { FormalityKind, GovernanceDocument } from "./document/governance.ts";
export type {
  CategoryDocument,
  DataKind,
  FieldDocument,
  FieldKind,
  IntakeChannel,
  OriginDocument,
  OriginRuleDocument,
  RecordDocument,
  SpecialKind,
} from "./document/information.ts";
export type {
  EndOfContractDocument,
  LinkDocument,
  ProcessorDocument,
  RecipientDocument,
  SubProcessorDocument,
  TransferAssessmentDocument,
  TransferDocument,
} from "./document/links.ts";
export type { ObservationDocument, ProceedingDocument, RemarkDocument } from "./document/proceedings.ts";
export type {
  BalanceDocument,
  BasisDocument,
  BasisKind,
  CompatibilityDocument,
  ConsentDocument,
  EffectDocument,
  FunctionDocument,
  PartState,
  PurposeDocument,
  SubjectDocument,
} from "./document/purpose.ts";
export type { FormerRetention, PurgeDocument, RetentionBound, RetentionDocument, RetentionStart } from "./document/retention.ts";
export type { NoticeDocument, NoticeMention, RightKind, RightMeans, RightsDocument } from "./document/rights.ts";
export type { Section } from "./document/sections.ts";
export type {
  AuthenticationDocument,
  BackupsDocument,
  ExportsDocument,
  InfrastructureDocument,
  OrganisationMeasure,
  SecurityDocument,
} from "./document/security.ts";
export type { Attachment, KeptElsewhere, LegalReference, NamedEvent, PartialDate, Text } from "./document/text.ts";
export { type DocumentProblem, documentProblems } from "./document-problems.ts";
export { documentJsonSchema } from "./json-schema/json-schema.ts";
export { type CompareOptions, compareDocuments } from "./lock/compare-documents.ts";
export type { Change, Difference, Direction, Drift } from "./lock/difference.ts";
export type { Relation } from "./lock/fact.ts";
export { type Approval, LOCK_FORMAT, type Lock, lockDocument, lockText, readLock } from "./lock/lock.ts";
export type { PathForm, PathRule, PathTable, Polarity } from "./lock/path-rule.ts";
export { polarities } from "./lock/path-tree.ts";
export type { RenameKind, Renames } from "./lock/renames.ts";
export { migrateDocument } from "./migrate/migrate-document.ts";
export type { ProblemKind } from "./problem.ts";
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
