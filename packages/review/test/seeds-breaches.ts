/** The breaches that the references name, the rule that answers each, and the fact of the file as it was on which it does. */
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "@favorable/review";
import { bodyCameras } from "../../../examples/body-cameras/src/declaration/file.ts";
import { slotBooking } from "../../../examples/slot-booking/src/declaration/file.ts";
import { socialCaseFile } from "../../../examples/social-case-file/src/declaration/file.ts";
import { youthPass } from "../../../examples/youth-pass/src/declaration/file.ts";

/** One breach. */
export interface Breach {
  readonly breach: string;
  readonly rule: string;
  /**
   * What the finding names: `value`, a stated value that is wrong; `gap`, what is missing of something stated, named by its id; `seen`, what was
   * observed of the running system.
   */
  readonly by: "value" | "gap" | "seen";
  /** The fact, as the finding notes it. */
  readonly fact: string;
}

/** One seed. */
export interface Seed {
  readonly name: string;
  readonly asOf: string;
  /** The day on which the corrected file is reviewed, as the story does. */
  readonly correctedOn: string;
  readonly file: (state: "was" | "corrected") => ProcessingDocument;
  /** What was observed, where only a look can tell. */
  readonly seen: Pick<EvidenceBundle, "ages" | "uses" | "implementation">;
  readonly breaches: readonly Breach[];
}

const row = (breach: string, rule: string, by: Breach["by"], fact: string): Breach => ({ breach, rule, by, fact });

export const seeds: readonly Seed[] = [
  {
    name: "slot-booking",
    asOf: "2021-08-30",
    correctedOn: "2021-10-29",
    file: slotBooking,
    seen: { uses: [{ purpose: "statusListing", fields: ["answer.officer", "answer.wantsVaccination", "answer.status"] }] },
    breaches: [
      row("from booking to listing", "pur-compatible-use", "gap", "purposes.statusListing.bases"),
      row("breach of medical confidentiality", "law-special-category-condition", "gap", "categories.vaccinationStatus.condition"),
      row("no legal basis", "law-explicit-legal-text", "gap", "purposes.*.bases"),
      row("status and refusal are listed", "inf-special-category-minimal", "gap", "records.answer.fields.status.justification"),
      row("access by the hierarchy", "acc-need-to-know-role", "gap", "access.roles.hierarchy.mission"),
      row("several computer files", "sec-export-ledger", "value", "security.exports.ledger = false"),
      row("several computer files, told in no file", "nec-record-of-processing", "value", "filingSystems.computerFiles.declared = false"),
      row("destroyed by hand", "ret-automatic-purge", "value", "purge.automatic = false"),
      row("“the file was destroyed”", "ret-erasure-evidence", "value", "filingSystems.computerFiles.destroyed.evidence = none"),
      row("risk of discrimination, never weighed", "nec-dpia-when-high-risk", "gap", "governance.impactAssessment"),
    ],
  },
  {
    name: "body-cameras",
    asOf: "2021-06-07",
    correctedOn: "2021-12-08",
    file: bodyCameras,
    seen: { ages: { cameraImages: { oldest: "2020-08-14", overdue: 2 }, fixedImages: { overdue: 0 } } },
    breaches: [
      row("older than six months", "ret-no-overdue-records", "seen", "evidence.ages.cameraImages.overdue = 2"),
      row(
        "inaccurate time and agent",
        "inf-accurate-and-current",
        "value",
        "accuracy.clock.source = device; accuracy.clock.synchronised = false",
      ),
      row("weak password", "sec-password-strength", "value", "security.passwords.minimumLength = 8; security.passwords.entropyBits = ∅"),
      row("no traceability", "acc-access-traceability", "value", "logs.events ∌ read"),
      row(
        "interior of buildings",
        "inf-capture-scope-minimised",
        "value",
        "capture.systems.fixed.masking = false; capture.systems.fixed.targets ∋ interior-of-buildings",
      ),
      row("inconsistent retention", "ret-defined-per-category", "value", "retention.fixed, retention.fixedElsewhere: fixedImages"),
      row("incomplete boards", "rig-notice-complete", "value", "notices.boards.mentions ∌ basis, retention, rights, complaint"),
    ],
  },
  {
    name: "social-case-file",
    asOf: "2021-09-06",
    correctedOn: "2026-10-07",
    file: socialCaseFile,
    seen: {},
    breaches: [
      row("no prior formalities", "nec-record-of-processing", "value", "filingSystems.corbeil.formality = none"),
      row("the number on every file", "inf-national-id-restricted", "gap", "records.file.fields.nir.legalRef"),
      row("subjective appreciations", "inf-free-text-controlled", "value", "categories.appraisals.special = social-appraisal"),
      row("“5 years at least”", "ret-defined-per-category", "gap", "retention.dis.maximum"),
      row("excessive retention, not justified", "ret-anchored-justified", "gap", "retention.dis.justification"),
      row("archives and active files together", "ret-archive-separated", "gap", "retention.dis.activeFor"),
      row("no information of persons", "rig-notice-exists-attached", "value", "notices = {}"),
      row("announced for partners", "lnk-recipient-declared-purpose", "value", "recipients.securityCommittees.purposes = []"),
      row("consulted whole by all staff", "acc-need-to-know-role", "gap", "access.roles.allStaff.mission"),
      row("insufficient security, manual files", "sec-physical-and-manual", "gap", "security.paper.measures"),
      row("no data-protection officer", "nec-dpo-designated", "value", "dpo = none"),
    ],
  },
  {
    name: "youth-pass",
    asOf: "2018-09-03",
    correctedOn: "2019-10-01",
    file: youthPass,
    seen: {
      uses: [{ purpose: "greeting", fields: ["youth.phone"] }],
      implementation: { fields: [], purposes: [], roles: ["presidentOfTheRegion"], grants: [], policiesNotRun: [] },
    },
    breaches: [
      row("the list carried a greeting", "pur-compatible-use", "gap", "purposes.greeting.bases"),
      row(
        "signed by somebody no file tells of",
        "nec-declared-equals-implemented",
        "seen",
        "evidence.implementation.roles ∋ presidentOfTheRegion",
      ),
      row("one box for two uses", "law-consent-valid", "value", "purposes.offers.bases.0.consent.perPurpose = false"),
      row("pupils, minors among them", "inf-minors-protected", "gap", "subjects.pupils.minorsRule"),
      row("the list left, and nothing tells of it", "sec-export-ledger", "value", "security.exports.ledger = false"),
    ],
  },
];

/** What was seen, as evidence on that very document. */
export function observedOn({ asOf, seen }: Seed, document: ProcessingDocument): EvidenceBundle {
  return { asOf, simulated: false, declaration: documentHash(document), ...seen };
}
