/**
 * Requests of data subjects, from receipt to answer: identity, deadline, disclosure, erasure, notices and breaches.
 *
 * Codes of requests: `REQUEST_INVALID`, `REQUEST_IN_FUTURE`, `REQUEST_UNKNOWN`, `REQUEST_EXISTS`, `TRANSITION_REFUSED` (details `act`, `state`),
 * `ACT_UNKNOWN`, `ACT_MISSING` (details `missing`), `SENDING_MISSING`, `GROUND_MISSING`, `GROUND_NOT_OF_RIGHT`, `COMPLAINT_MISSING`, `EXTENSION_LATE`, `EXTENSION_AGAIN`, `EXTENSION_REASON`, `TOLD_INVALID`,
 * `DAYS_INVALID`, `DESK_INVALID`, `DIRECTORY_FAILED`, `HOLD_FAILED`.
 * Of staff: `STAFF_INVALID`, `DESK_ROLE_REFUSED`, `OWN_RECORD`, `DUTIES_NOT_APART`. Of identity: `IDENTITY_REQUIRED`, `PROOF_INVALID`, `CODE_REFUSED`,
 * `CODE_KEY_INVALID`, `RATE_LIMITED`, `SESSION_OLD`, `VERIFICATION_OLD`, `FACT_UNKNOWN`, `FACTS_REFUSED`, `LADDER_SKIPPED`, `PERSON_MISMATCH`, `VAULT_INVALID`, `COPY_INVALID`,
 * `COPY_ROLE_REFUSED`, `COPY_UNKNOWN`, `COPY_DESTROYED`, `COPY_UNSEEN`. Of answers: `REQUEST_UNVERIFIED`, `REQUEST_KIND`, `REQUEST_ENDED`, `RECORD_UNKNOWN`,
 * `FIELD_UNKNOWN`, `PERIOD_MISSING`, `DRAFT_UNKNOWN`, `REVIEW_PENDING`, `REVIEW_UNKNOWN`, `COLLECT_FAILED`, `OBJECTION_NOT_UPHELD`, `WITHDRAWAL_UNRECORDED`, `ERASURE_FAILED`, `LANGUAGE_UNKNOWN`, `REGIME_UNKNOWN`, `PASSPHRASE_WEAK`.
 *
 * Codes of breaches: `BREACH_REFUSED`, `BREACH_ACT_INVALID`, `BREACH_EXISTS`, `BREACH_UNKNOWN`, `BREACH_CLOSED`, `BREACH_STEP` (details `open`),
 * `DELAY_REASONS_MISSING`, `NOTIFIER_INVALID`, `PERSONS_NOTICE_INVALID`. Of registers: `CASE_CONFLICT`, `TEXT_MISSING`, `TEXT_PERSONAL`, `NAME_INVALID`,
 * `INSTANT_INVALID`, `REFERENCE_KEY_INVALID`, `SUBJECT_INVALID`. Of restrictions: `GROUND_INVALID`, `PURPOSE_MISSING`, `PURPOSE_UNKNOWN`,
 * `RESTRICTION_UNKNOWN`, `RESTRICTION_EXISTS`, `RESTRICTION_ENDED`, `RESTRICTION_CONFLICT`, `LIFT_UNANNOUNCED`, `LIFT_REASON_INVALID`. Of rectifications: `FIELDS_MISSING`,
 * `RECTIFICATION_UNKNOWN`, `RECTIFICATION_EXISTS`, `RECTIFICATION_STEP`, `RECTIFICATION_ACT_INVALID`, `TASK_UNKNOWN`, `RECIPIENTS_UNKNOWN`. Of notices:
 * `NOTICE_INVALID`, `NOTICE_INCOMPLETE` (details `missing`), `NOTICE_EDITORIAL`, `NOTICE_MISMATCH`, `NOTICE_UNKNOWN`, `NOTICE_VERSION_CONFLICT`, `DELIVERY_INVALID`, `DELIVERY_CONFLICT`,
 * `DELIVERY_BATCH`.
 * @packageDocumentation
 */

export { type AuthorityForm, authorityForm, type Notifier } from "./breaches/authority-form.ts";
export type { Breach, BreachAct, BreachFacts, BreachNature, BreachRisk, PersonsException } from "./breaches/breach.ts";
export { type BreachAccount, type BreachDesk, type BreachDeskOptions, type BreachStaff, createBreachDesk } from "./breaches/breach-desk.ts";
export { authorityDueAt, type BreachDuty, type BreachStatus, breachStatus } from "./breaches/clock.ts";
export { type BreachLedger, countBreaches } from "./breaches/ledger.ts";
export { type PersonsNoticeWords, personsNotice } from "./breaches/persons-notice.ts";
export { type Counted, type DeadlineRules, isSuspended, lastDay } from "./deadline/deadline.ts";
export { type Escalation, escalations } from "./deadline/escalation.ts";
export type { DeskDuties, DeskStaff } from "./desk/actors.ts";
export type { CodeLimits, DeskOptions } from "./desk/context.ts";
export { createDesk, type Desk } from "./desk/desk.ts";
export type { DeskLogPolicy } from "./desk/events.ts";
export { memoryDeskStore } from "./desk/memory-store.ts";
export type { NewRequest } from "./desk/new-request.ts";
export type { CodeAnswer, PersonSession } from "./desk/proving.ts";
export type { ReceivedRequest } from "./desk/receive.ts";
export type { RequestStanding, StaffAct } from "./desk/steps.ts";
export type { Challenge, DeskStore, DeskTransaction } from "./desk/store.ts";
export { type AccessPackage, type PackageField, type PackageRecord, packageJson, type Withheld } from "./disclosure/access-package.ts";
export type { DisclosedAccess, DisclosedAccesses } from "./disclosure/accesses.ts";
export { type DisclosureDraft, disclose, viewFlagged } from "./disclosure/disclose.ts";
export type { DisclosureFlag } from "./disclosure/flags.ts";
export { type FlagDecisions, releaseDisclosure } from "./disclosure/release.ts";
export type { CollectedRow, DisclosedRecipient, DisclosureSource } from "./disclosure/source.ts";
export type { NotHeld, ToldRecipient, ToldRight } from "./disclosure/told.ts";
export { type ErasureAnswer, erase, erasureAnswer, type KeptAnswer } from "./erasure/erase.ts";
export { type WithdrawalAnswer, withdrawalAnswer, withdrawConsent } from "./erasure/withdrawal.ts";
export type { CodeForm } from "./identity/code.ts";
export type { CopyEvidence, DocumentType, IdentityCopy } from "./identity/copy.ts";
export {
  type CodeMessage,
  FACT_KINDS,
  type FactAnswers,
  type FactKind,
  type IdentityClaim,
  type KnownPerson,
  type PersonDirectory,
  type RungsOnFile,
} from "./identity/directory.ts";
export type { RungReasons } from "./identity/ladder.ts";
export { type IdentityVault, type IdentityVaultOptions, identityVault } from "./identity/vault.ts";
export type { DeliveryEvidence, NoticeCounts, NoticeDelivery, NoticePosting, NoticeStore } from "./notices/delivery.ts";
export type { NoticeBasis, NoticeChannel, NoticeFacts, NoticeRegime, NoticeRight } from "./notices/facts.ts";
export { NOTICE_ITEMS, type NoticeItem } from "./notices/items.ts";
export { memoryNoticeStore } from "./notices/memory-store.ts";
export { createNotice, type Notice, type NoticeItemState, type NoticeSaid, noticeSheet, type SheetVersion } from "./notices/notice.ts";
export {
  createNoticeRegister,
  type Delivering,
  type NotInformed,
  type NoticeRegister,
  type NoticeRegisterOptions,
} from "./notices/notice-register.ts";
export { day as dayInWords, periodWords } from "./notices/said.ts";
export { type NoticeVersion, nextVersion, type Publishing } from "./notices/version.ts";
export { packageHtml } from "./package/page.tsx";
export { newPassphrase, type PackageRecipient, type SealedFile, sealPackage } from "./package/seal.ts";
export type { PackageLanguage } from "./package/words.ts";
export {
  foldRectification,
  type RecipientFinding,
  type RecipientTask,
  type RecipientTaskState,
  type Rectification,
  type RectificationAct,
  recipientFindings,
} from "./rectification/rectification.ts";
export {
  createRectificationDesk,
  type RecipientsPort,
  type RectificationDesk,
  type RectificationDeskOptions,
  type RectificationOrder,
  type StaffDoing,
} from "./rectification/rectification-desk.ts";
export { type CaseRegister, memoryCaseRegister, type Recorded, type RegisterPolicy } from "./register/case-register.ts";
export type { BreachRegime, Regime } from "./register/regime.ts";
export { type Language, type Sheet, type SheetPart, sheetHtml, sheetText } from "./register/sheet.ts";
export { type SubjectReference, subjectReference } from "./register/subject-reference.ts";
export { isOpen, type ProofMethod, type RequestChannel, type RequestKind, type RequestState } from "./request/kinds.ts";
export type {
  ComplaintNotice,
  DeskRequest,
  DoneAct,
  ExtensionReason,
  Office,
  RefusalGround,
  RequestOutcome,
  Sending,
} from "./request/request.ts";
export { memoryRestrictionStore } from "./restrictions/memory-store.ts";
export {
  type LiftReason,
  RESTRICTION_GROUNDS,
  type Restriction,
  type RestrictionGround,
  type RestrictionStore,
} from "./restrictions/restriction.ts";
export { createRestrictions, type Placing, type Restrictions, type RestrictionsOptions } from "./restrictions/restrictions.ts";
export { type ActName, type RequestAct, TRANSITIONS, type Transition } from "./state/acts.ts";
export { REFUSAL_GROUNDS, type RefusalRule } from "./state/grounds.ts";
export { step } from "./state/step.ts";
export type { VerifiedFacts, VerifiedRequest } from "./verified/verified-request.ts";
