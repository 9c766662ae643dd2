/** Every file of the reference with its document and its facts. */
import type { ProcessingDocument } from "@favorable/processing";
import { bodyCameras } from "./body-cameras/declaration.ts";
import { bodyCamerasFacts } from "./body-cameras/facts.ts";
import type { Fact } from "./fact.ts";
import { slotBooking } from "./slot-booking/declaration.ts";
import { slotBookingFacts } from "./slot-booking/facts.ts";
import { socialCaseFile } from "./social-case-file/declaration.ts";
import { socialCaseFileFacts } from "./social-case-file/facts.ts";
import { youthPass } from "./youth-pass/declaration.ts";
import { youthPassFacts } from "./youth-pass/facts.ts";

/** One file. */
export interface ReferenceFile {
  readonly name: string;
  readonly document: ProcessingDocument;
  readonly facts: readonly Fact[];
}

/** All of them: the seeds, as they were and as corrected. */
export const referenceFiles: readonly ReferenceFile[] = (["was", "corrected"] as const).flatMap((state) => [
  { name: `slot-booking ${state}`, document: slotBooking(state), facts: slotBookingFacts[state] },
  { name: `body-cameras ${state}`, document: bodyCameras(state), facts: bodyCamerasFacts[state] },
  { name: `social-case-file ${state}`, document: socialCaseFile(state), facts: socialCaseFileFacts[state] },
  { name: `youth-pass ${state}`, document: youthPass(state), facts: youthPassFacts[state] },
]);
