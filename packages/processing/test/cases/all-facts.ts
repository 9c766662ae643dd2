/** Every file of the reference with its document and its facts. */
import type { ProcessingDocument } from "@favorable/processing";
import { bodyCameras } from "../../../../examples/body-cameras/src/declaration/file.ts";
import { slotBooking } from "../../../../examples/slot-booking/src/declaration/file.ts";
import { socialCaseFile } from "../../../../examples/social-case-file/src/declaration/file.ts";
import { youthPass } from "../../../../examples/youth-pass/src/declaration/file.ts";
import { bodyCamerasFacts } from "./body-cameras/facts.ts";
import type { Fact } from "./fact.ts";
import { hospitalRegister } from "./hospital-register/document.ts";
import { hospitalRegisterFacts } from "./hospital-register/facts.ts";
import { leaverMailbox } from "./leaver-mailbox/document.ts";
import { leaverMailboxFacts } from "./leaver-mailbox/facts.ts";
import { patientRecord } from "./patient-record/document.ts";
import { patientRecordFacts } from "./patient-record/facts.ts";
import { promotionFiles } from "./promotion-files/document.ts";
import { promotionFilesFacts } from "./promotion-files/facts.ts";
import { slotBookingFacts } from "./slot-booking/facts.ts";
import { socialCaseFileFacts } from "./social-case-file/facts.ts";
import { videoSurveillance } from "./video-surveillance/document.ts";
import { videoSurveillanceFacts } from "./video-surveillance/facts.ts";
import { youthPassFacts } from "./youth-pass/facts.ts";

/** One file. */
export interface ReferenceFile {
  readonly name: string;
  readonly document: ProcessingDocument;
  readonly facts: readonly Fact[];
}

/** A decided case and the file of `reference/cases` that sums it up. */
export interface DecidedCase extends ReferenceFile {
  readonly reference: string;
}

/** The four decided cases, written by hand. */
export const decidedCases: readonly DecidedCase[] = [
  { name: "promotion-files", document: promotionFiles, facts: promotionFilesFacts, reference: "01-cnil-ratp-promotion-files.md" },
  { name: "patient-record", document: patientRecord, facts: patientRecordFacts, reference: "09-ap-olvg-hospital.md" },
  { name: "video-surveillance", document: videoSurveillance, facts: videoSurveillanceFacts, reference: "11-cnpd-lu-cctv.md" },
  { name: "leaver-mailbox", document: leaverMailbox, facts: leaverMailboxFacts, reference: "16-apd-be-former-employee-mailbox.md" },
];

/** The seeds, as they were and as corrected. */
export const seeds: readonly ReferenceFile[] = (["was", "corrected"] as const).flatMap((state) => [
  { name: `hospital-register ${state}`, document: hospitalRegister(state), facts: hospitalRegisterFacts[state] },
  { name: `slot-booking ${state}`, document: slotBooking(state), facts: slotBookingFacts[state] },
  { name: `body-cameras ${state}`, document: bodyCameras(state), facts: bodyCamerasFacts[state] },
  { name: `social-case-file ${state}`, document: socialCaseFile(state), facts: socialCaseFileFacts[state] },
  { name: `youth-pass ${state}`, document: youthPass(state), facts: youthPassFacts[state] },
]);
