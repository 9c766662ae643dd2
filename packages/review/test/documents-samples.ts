/** Declarations that the tests of documents are written from, and every paper of one. */
import { type ProcessingDocument, readDocument } from "@favorable/processing";
import { review } from "@favorable/review";
import {
  accessMatrix,
  breachRegister,
  deliberation,
  impactAssessment,
  type Language,
  linksSheet,
  noticePaper,
  type Paper,
  processorSheets,
  registerOf,
  registerPaper,
  retentionSchedule,
  rightsProcedure,
} from "@favorable/review/documents";
import { bodyCameras } from "../../../examples/body-cameras/src/declaration/file.ts";
import { slotBooking } from "../../../examples/slot-booking/src/declaration/file.ts";
import { socialCaseFile } from "../../../examples/social-case-file/src/declaration/file.ts";
import { declareRegister } from "../../../examples/vaccination-register/src/declaration/file.ts";
import { youthPass } from "../../../examples/youth-pass/src/declaration/file.ts";
import { whole } from "../../processing/test/whole-document.ts";
import { complete } from "./complete.ts";

/** As it is written to a file and read again. */
const plain = (document: ProcessingDocument): ProcessingDocument => readDocument(JSON.parse(JSON.stringify(document)));

/** The declarations of the five examples, as they were and as corrected, and one in which every part is stated. */
export const SAMPLES: Readonly<Record<string, ProcessingDocument>> = {
  "vaccination register, submitted": declareRegister("submitted").document("submitted"),
  "vaccination register, corrected": declareRegister("corrected").document("submitted"),
  "slot booking, as it was": plain(slotBooking("was")),
  "slot booking, corrected": plain(slotBooking("corrected")),
  "body cameras, as they were": plain(bodyCameras("was")),
  "body cameras, corrected": plain(bodyCameras("corrected")),
  "social case file, as it was": plain(socialCaseFile("was")),
  "social case file, corrected": plain(socialCaseFile("corrected")),
  "youth pass, as it was": plain(youthPass("was")),
  "youth pass, corrected": plain(youthPass("corrected")),
  "a file that meets every rule": complete,
  "every part": whole,
};

/** Every paper of a declaration, by name. */
export const PAPERS: Readonly<Record<string, (document: ProcessingDocument, language: Language) => Paper>> = {
  deliberation: (document, language) =>
    deliberation(document, review(document, { profile: "cnil-gdpr", asOf: "2026-01-01" }), { language }),
  register: (document, language) => registerPaper(registerOf([document], { language })),
  dpia: (document, language) => impactAssessment(document, { language }),
  notices: (document, language) => noticePaper(document, { language }),
  matrix: (document, language) => accessMatrix(document, { language }),
  retention: (document, language) => retentionSchedule(document, { language }),
  links: (document, language) => linksSheet(document, { language }),
  processors: (document, language) => processorSheets(document, { language }),
  breach: (document, language) => breachRegister(document, { language }),
  rights: (document, language) => rightsProcedure(document, { language }),
};
