/** Consent: what is asked, what was done, how it stands, and what a withdrawal does. */
export { digitalConsentAge, entitledGivers, hasReached } from "./age.ts";
export { type ConsentForm, type ConsentPolicy, type ConsentVersion, defineConsent, type MinorsRule, versionOn } from "./policy.ts";
export { type ConsentAct, type ConsentGiver, type ConsentRecord, inOrder, type NewConsentRecord } from "./record.ts";
export {
  type ConsentGiving,
  type ConsentReceipt,
  type ConsentRegister,
  type ConsentRegisterOptions,
  type ConsentWithdrawal,
  createConsentRegister,
} from "./register.ts";
export { type ConsentFlaw, type ConsentPerson, type ConsentState, type ConsentStatus, consentStatus } from "./status.ts";
export { type ConsentStore, memoryConsentStore } from "./store.ts";
export { basisFor, type EventDays, type WithdrawalEffect, withdrawalEffect } from "./withdrawal.ts";
