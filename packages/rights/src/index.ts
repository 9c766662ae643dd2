/**
 * Requests of data subjects, from receipt to answer: identity, deadline, disclosure, erasure, notices and breaches.
 * @packageDocumentation
 */

export { type AuthorityForm, authorityForm, type Notifier } from "./breaches/authority-form.ts";
export type { Breach, BreachAct, BreachFacts, BreachNature, BreachRisk, PersonsException } from "./breaches/breach.ts";
export { type BreachAccount, type BreachDesk, type BreachDeskOptions, type BreachStaff, createBreachDesk } from "./breaches/breach-desk.ts";
export { authorityDueAt, type BreachDuty, type BreachStatus, breachStatus } from "./breaches/clock.ts";
export { type BreachLedger, countBreaches } from "./breaches/ledger.ts";
export { type PersonsNoticeWords, personsNotice } from "./breaches/persons-notice.ts";
export { type DeadlineRules, isSuspended, lastDay } from "./deadline/deadline.ts";
export { type Escalation, escalations } from "./deadline/escalation.ts";
export { createDesk, type Desk } from "./desk/desk.ts";
export { memoryDeskStore } from "./desk/memory-store.ts";
export { type CaseRegister, memoryCaseRegister, type Recorded, type RegisterPolicy } from "./register/case-register.ts";
export { type Language, type Sheet, type SheetPart, sheetHtml, sheetText } from "./register/sheet.ts";
export { step } from "./state/step.ts";
