/** Sections I to IV. */
import type { Needs } from "./form.ts";

const field = "records.agent.fields.status";

export const firstSections: Needs = {
  "pur-determined-explicit": {
    "purpose.label (FR+EN)": ["purposes.followUp.statement.fr", "purposes.followUp.statement.en"],
    "purpose.population": ["purposes.followUp.population"],
    "functions[] each with purpose ref": ["functions.record.purposes"],
  },
  "pur-covers-data-subjects": { "purpose.population[]": ["purposes.followUp.population.0"], "dataSubjects[]": ["subjects.staff"] },
  "pur-subjects-within-legal-scope": {
    "dataSubjects[].legalScope {text, article, included, excluded}": ["text", "article", "included", "excluded"].map(
      (part) => `subjects.staff.legalScope.${part}`,
    ),
  },
  "pur-compatible-use": {
    "field purposes": [`${field}.purposes`],
    "use log (purpose presented at each read/export/send)": ["evidence.uses"],
    "compatibility assessment if different": ["collectedFor", "factors", "outcome", "reference", "on"].map(
      (part) => `purposes.followUp.compatibility.${part}`,
    ),
  },
  "pur-no-permanent-monitoring": {
    "processing.kind": ["kind"],
    captureSchedule: ["capture.schedule", "capture.systems.headOffice.schedule"],
    captureTargets: ["capture.targets", "capture.systems.headOffice.targets"],
    "uses[]": ["capture.uses", "functions.record.uses"],
  },
  "law-basis-declared": { "purposes[].legalBasis": ["purposes.followUp.bases.0.kind"] },
  "law-explicit-legal-text": {
    "legalBasis.text/article or balance document": [
      "purposes.followUp.bases.0.reference.text",
      "purposes.followUp.bases.0.reference.article",
      "purposes.followUp.bases.0.balance.reference",
    ],
    "controller.kind": ["controller.kind"],
  },
  "law-basis-in-force": {
    "legalBasis.validFrom/validTo": [
      "purposes.followUp.bases.0.from",
      "purposes.followUp.bases.0.until",
      "purposes.followUp.bases.0.endEvent",
    ],
    "processing.startDate": ["startsOn", "endsOn"],
  },
  "law-special-category-condition": {
    "fields[].category": [`${field}.category`, "categories.status.special"],
    specialCondition: ["categories.status.condition"],
  },
  "law-consent-valid": {
    "consent records {purpose, version, time, proof}": [
      "purposes.followUp.bases.0.consent.recorded",
      "purposes.followUp.bases.0.consent.version",
      "purposes.followUp.bases.0.consent.proof",
      "evidence.consents",
    ],
    "withdrawal path": ["purposes.followUp.bases.0.consent.withdrawal", "rights.withdrawal.how"],
    "power imbalance flag": ["purposes.followUp.bases.0.consent.dependent", "purposes.followUp.bases.0.consent.imbalance"],
  },
  "inf-each-field-necessary": { "fields[] with purpose ref + justification": [`${field}.purposes`, `${field}.justification`] },
  "inf-legally-limited-fields": { "fields[].legalRef": [`${field}.legalRef`] },
  "inf-source-conditioned-minimum": {
    "fields[].allowedOrigins": [`${field}.origins`],
    "conditional rule origin -> allowed fields": ["originRules.0.origin", "originRules.0.keeps", "origins.occupationalHealth.certifies"],
  },
  "inf-origin-declared": { "fields[].origin": [`${field}.origins.0`] },
  "inf-special-category-minimal": {
    "fields[].closedList": [`${field}.kind`, `${field}.values`, "categories.status.closedList"],
    sensitivity: ["categories.status.special"],
    purpose: [`${field}.purposes`],
  },
  "inf-free-text-controlled": {
    "fields[].kind=freeText": [`${field}.kind`],
    "moderator role": [`${field}.moderator`],
    "forbidden-content check": [`${field}.screenedFor`, "evidence.freeText"],
  },
  "inf-national-id-restricted": {
    "fields[].nationalId": [`${field}.nationalId`, "categories.status.nationalId"],
    legalRef: [`${field}.legalRef`],
  },
  "inf-accurate-and-current": {
    "clock source": ["accuracy.clock.source", `${field}.boundTo`],
    "actor binding": ["accuracy.actor", `${field}.boundWhen`],
    "update/expiry rule": ["accuracy.updates.0.every", "timers.reminder.after", "timers.reminder.before"],
  },
  "inf-minors-protected": {
    "dataSubjects[].minor": ["subjects.staff.minors"],
    "age gate": ["subjects.staff.ageGate.below", "subjects.staff.ageGate.check", "subjects.staff.parental"],
    wording: ["subjects.staff.minorsRule", "notices.policy.audience"],
  },
  "inf-capture-scope-minimised": {
    captureArea: ["capture.area", "capture.targets"],
    masking: ["capture.masking"],
    "audio flag": ["capture.audio"],
    schedule: ["capture.schedule", "capture.continuous"],
  },
  "rig-notice-exists-attached": {
    "notice.text": ["notices.policy.text"],
    "notice.hash": ["notices.policy.sha256", "notices.policy.attached"],
  },
  "rig-notice-complete": {
    "notice.mentions[] vs list art. 13(1)-(2) / 14(1)-(2)": [
      "notices.policy.mentions",
      "notices.policy.collection",
      "notices.policy.compulsory",
    ],
  },
  "rig-notice-reaches-all": {
    "dataSubjects[].noticeChannels[]": ["notices.policy.channels.0.kind"],
    "channel.audience": ["notices.policy.channels.0.reaches"],
    "delivery evidence": ["notices.policy.channels.0.evidence", "evidence.notices"],
  },
  "rig-access-one-month": {
    "rights.responseDelay": ["rights.answerWithin"],
    "request ledger with timestamps": ["rights.ledger", "evidence.requests"],
  },
  "rig-requester-identity-check": { "rights.channels[]": ["rights.channels"], "rights.identityCheck": ["rights.identityCheck"] },
  "rig-identity-copy-safeguards": {
    "identityCheck.idCopy {blackWhite, crossed, access, retention}": ["blackAndWhite", "crossed", "access", "retention"].map(
      (part) => `rights.identityCopy.${part}`,
    ),
  },
  "rig-rights-channels-complete": {
    "rights[] {right, contact, function}": ["rights.means.access.how", "rights.means.access.contact", "rights.means.access.function"],
    propagation: ["rights.propagation"],
  },
};
