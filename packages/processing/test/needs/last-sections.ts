/** Sections V to IX. */
import type { Needs } from "./form.ts";

export const lastSections: Needs = {
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
