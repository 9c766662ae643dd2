/**
 * Where a document holds each fact that the rulebook needs (`reference/rulebook.md`, column *needs*). What only a running system shows is
 * named `evidence.…`, a part of the bundle that a review is given; what is neither is `hash`, `profile` or `comparison`, computed from documents.
 */

const field = "records.agent.fields.status";

/** Rule → fact, in the rulebook's words → paths. */
export const needs: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
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
  "acc-roles-x-actions-declared": {
    "roles[] x actions[] x categories[]": ["access.roles.director", "access.actions", "access.grants.director.status"],
  },
  "acc-need-to-know-role": {
    "roles[].mission": ["access.roles.director.mission"],
    "grants[].justification": ["authorisations.justifications.director.status"],
    "admin.scope": ["authorisations.limitedTo.director", "access.roles.director.kind"],
  },
  "acc-scope-by-unit": {
    "grants[].rowScope": ["access.roles.director.rowScope", "authorisations.rowScopes.director.status", "access.units"],
  },
  "acc-individual-credentials": {
    "account list": ["authorisations.accounts", "evidence.credentials"],
    "account->person binding": ["access.accounts.individual", "access.accounts.shared"],
  },
  "acc-undeclared-actor": {
    "roles[]": ["access.roles"],
    "function actors": ["functions.record.actors", "timers.reminder.actors", "logs.alerts.0.to"],
    "audit log actors": ["evidence.actors"],
  },
  "acc-grant-and-revocation": {
    "grant procedure": ["access.procedure.grant", "authorisations.criteria", "authorisations.validatedBy"],
    "review period": ["access.procedure.reviewEvery"],
    "leaver process": ["access.procedure.leavers", "authorisations.closedWithin", "authorisations.unusedAfter"],
  },
  "acc-access-traceability": { "audit log schema + coverage": ["logs.events", "logs.entries", "evidence.coverage"] },
  "acc-log-review": {
    "review period": ["logs.reviewEvery", "logs.reviews.0.every"],
    "alert rules": ["logs.alerts.0.when"],
    "review records": ["logs.reviews.0.done", "evidence.reviews"],
  },
  "lnk-linked-processing-lawful": {
    "links[] {processing, status, fields, direction, purpose}": ["processing", "status", "carries", "direction", "purposes"].map(
      (part) => `links.mail.${part}`,
    ),
  },
  "lnk-transient-channel-purge": {
    "channel.maxAge": ["links.mail.channel.maximumAge"],
    "purge job": ["links.mail.channel.purge.automatic", "links.mail.channel.purge.every"],
    evidence: ["evidence.channels"],
  },
  "lnk-purge-reaches-backups": {
    "backup rotation": ["links.mail.channel.backupRotation", "security.backups.rotation"],
    "purge scope": ["links.mail.channel.purgeReaches", "purge.reaches", "security.backups.erasure"],
  },
  "lnk-recipient-declared-purpose": {
    "recipients[]": ["recipients.inspector.purposes", "recipients.inspector.basis", "recipients.inspector.means"],
    "export/disclosure log": ["evidence.recipients"],
  },
  "lnk-processor-contract": {
    "processors[] {contractRef, clauses, rights}": [
      "processors.host.contract.reference",
      "processors.host.clauses",
      "processors.host.actions",
      "processors.host.subProcessors.cloud",
      "processors.host.endOfContract.then",
    ],
  },
  "lnk-joint-controllers-arrangement": {
    "controllers[]": ["jointControllers.controllers", "onBehalfOf"],
    arrangement: ["jointControllers.arrangement", "jointControllers.document", "jointControllers.duties"],
  },
  "lnk-transfer-third-country": {
    "transfers[] {country, safeguard}": [
      "transfers.none.to",
      "transfers.none.safeguard",
      "transfers.none.instrument",
      "transfers.none.assessment",
    ],
    "hosting region": ["hosting.main.country", "hosting.main.region"],
  },
  "sec-infra-nominative-strong": {
    "infrastructure checklist": [
      "security.infrastructureChecklist",
      "security.infrastructure.unusedPortsClosed",
      "security.infrastructure.nominative",
      "security.infrastructure.strongPasswords",
    ],
  },
  "sec-password-strength": {
    "password policy {minLength, classes or entropy, lockout, hash}": [
      "minimumLength",
      "classes",
      "entropyBits",
      "lockout",
      "storedAs",
    ].map((part) => `security.passwords.${part}`),
  },
  "sec-strong-auth-sensitive": {
    "auth.factors per role/zone": [
      "security.authentication.0.from",
      "security.authentication.0.roles",
      "security.authentication.0.factors",
    ],
    "public exposure": ["security.exposed"],
  },
  "sec-export-encrypted": {
    "export config": ["security.exports.encrypted", "security.exports.linkedToo"],
    "export manifest": ["evidence.exports"],
  },
  "sec-export-ledger": {
    'action "extract" in matrix': ["access.actions.4", "access.grants.director.status.1"],
    "export ledger {actor, purpose, rows, recipient, expiry}": [
      "security.exports.ledger",
      "security.exports.expireAfter",
      "evidence.exports",
    ],
  },
  "sec-encryption-at-rest-transit": {
    tls: ["security.encryption.inTransit"],
    atRest: ["security.encryption.atRest"],
    "key management": ["security.encryption.keys", "security.encryption.keyCustody", "security.encryption.keyRotation"],
  },
  "sec-state-of-the-art-maintained": {
    "security review date": ["security.review.last"],
    "next review": ["security.review.every"],
    "patch policy": ["security.patches.within"],
  },
  "sec-test-data-not-real": {
    "environments[]": ["security.environments.0.production"],
    "seed data origin": ["security.environments.0.data"],
  },
  "sec-breach-procedure": {
    "breach procedure": ["procedure", "authorityWithinHours", "personsInformed", "register"].map((part) => `security.breach.${part}`),
  },
  "sec-physical-and-manual": {
    premises: ["security.premises.means", "filingSystems.paperFile.place"],
    "paper files measures": ["security.paper.used", "security.paper.means", "filingSystems.paperFile.measures"],
  },
  "ret-defined-per-category": {
    "retention[] {category, max, startEvent}": [
      "retention.register.categories",
      "retention.register.maximum.period",
      "retention.register.start",
    ],
  },
  "ret-anchored-justified": {
    "retention[].justification": ["retention.register.justification"],
    legalRef: ["retention.register.reference"],
  },
  "ret-doctrine-cap": { "retention[].kind": ["categories.status.kind"], "doctrine profile": ["profile"] },
  "ret-log-floor": {
    "logs.retention vs data.retention / duty end": ["logs.category", "retention.register.minimum.event", "events.endOfDuty"],
  },
  "ret-log-immutable": {
    "append-only store": ["logs.store", "retention.register.immutable", "access.immutable"],
    "hash chain": ["logs.store", "evidence.log"],
    privileges: ["logs.mayChange"],
  },
  "ret-no-overdue-records": { "oldest record per category": ["evidence.ages"] },
  "ret-automatic-purge": {
    "purge job": ["purge.automatic", "purge.job", "evidence.purges"],
    schedule: ["purge.every"],
    "end event": ["purge.events", "retention.register.maximum.event"],
  },
  "ret-erasure-evidence": {
    "purge log entries": ["purge.evidence", "filingSystems.paperFile.destroyed.evidence"],
    counts: ["purge.evidenceHolds", "evidence.purges"],
    hash: ["purge.evidenceHolds"],
  },
  "ret-archive-separated": {
    "archive store": ["retention.register.archive.filingSystem", "filingSystems.paperFile.form"],
    roles: ["retention.register.archive.roles"],
    duration: ["retention.register.archive.period", "retention.register.activeFor"],
  },
  "nec-necessity-proportionality": {
    "necessity statement": ["governance.necessity.statement"],
    alternatives: ["governance.necessity.alternatives"],
    "review date": ["governance.necessity.reviewOn"],
  },
  "nec-dpia-when-high-risk": {
    "risk criteria checklist": ["governance.riskCriteria"],
    "dpia.ref": ["governance.impactAssessment.title", "governance.impactAssessment.sha256"],
    residualRisk: ["governance.impactAssessment.residualRisk", "governance.impactAssessment.authorityConsulted"],
  },
  "nec-dpia-content": {
    "dpia sections": ["governance.impactAssessment.sections", "governance.impactAssessment.covers", "risks.disclosure.severity"],
    "hash of the declaration reviewed": ["governance.impactAssessment.declaration"],
  },
  "nec-record-of-processing": {
    "register entry id and date": [
      "governance.formality.reference",
      "governance.formality.on",
      "governance.register.reference",
      "filingSystems.paperFile.formality",
    ],
  },
  "nec-dpo-designated": { "dpo contact": ["dpo.contact", "dpo.named", "dpo.designatedOn"] },
  "nec-change-triggers-review": {
    "declaration version": ["version", "governance.approved.sha256", "hash"],
    diff: ["comparison", "evidence.drift"],
  },
  "nec-declared-equals-implemented": {
    schema: ["records"],
    matrix: ["access", "security.enforcement"],
    "log and job introspection vs declaration": ["evidence.implementation"],
  },
};
