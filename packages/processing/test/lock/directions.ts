/**
 * The direction decided for each change of the whole document: a table read and kept by hand, which nothing derives from the polarities.
 *
 * Four signs: the value taken away, the value stated where it was not, more of it, and less of it. `w` a widening, `n` a narrowing, `=` a
 * difference without effect, `.` none, `!` no document, `-` a part that has no more or less. What lets data go somewhere or lets somebody in
 * is `w` when it is stated; what protects is `w` when it is taken away; texts and identifiers are `w` throughout.
 */
export const directions: Readonly<Record<string, string>> = {
  "!!--": `
    access.when.0.where
    jointControllers.controllers jointControllers.duties.0.answersFor originRules.0.categories records.agent.fields
    accuracy.updates.0.of notices.policy.channels access.actions access.roles access.grants links.mail.carries
    retention.register.categories
  `,
  "!!wn": `
    links.mail.direction
  `,
  "!!ww": `
    jointControllers.duties.0.controller logs.reviews.0.kind
  `,
  "..--": `
    access.conflicts.0 access.when.0.roles
    originRules.0.keeps authorisations.separated.0 logs.reviews.0.done security.environments.0
  `,
  "....": `
    originRules.0.keeps.0 access.actions.0 access.roles.director.rowScope logs.reviews.0.done.times logs.reviews.0.done.from
    logs.reviews.0.done.until links.mail.carries.0 security.environments.0.name security.environments.0.production
  `,
  "..nw": `
    access.conflicts.0.0
    authorisations.separated.0.0
  `,
  "==--": `
    retention.register.former
  `,
  "====": `
    format version functions.record.state governance.register.modifiedOn governance.approved.sha256 governance.approved.on
    governance.approved.reference
  `,
  "==nw": `
    recipients.inspector.state
  `,
  "nw--": `
    access.when.0.actions
    onBehalfOf.0 subjects.staff subjects.staff.groups.0 purposes.followUp purposes.followUp.effects.0 functions.record
    origins.occupationalHealth records.agent records.agent.fields.status automatedDecisions.suspension access.roles.director
    access.grants.director access.grants.director.status links.mail recipients.inspector processors.host
    processors.host.subProcessors.cloud transfers.none filingSystems.paperFile hosting.main retention.register.exceptions
    retention.register.exceptions.0 capture.systems.headOffice
  `,
  nwnw: `
    functions.record.uses.0 recipients.inspector.categories.0 processors.host.categories.0 transfers.none.categories.0
    filingSystems.paperFile.categories.0
  `,
  nwwn: `
    retention.register.maximum.period
  `,
  nwww: `
    access.breakGlass.director.for.0
    functions.record.purposes.0 functions.record.actors.0 origins.occupationalHealth.channels.0 records.agent.subjects.0
    records.agent.fields.status.origins.0 records.agent.fields.status.purposes.0 records.agent.fields.status.values.0
    automatedDecisions.suspension.purposes.0 rights.identityCopy.access.0 access.roles.director.purposes.0
    access.grants.director.status.0 authorisations.limitedTo.director.0 authorisations.breakGlass.roles.0 tenants.acrossRoles.0
    links.mail.purposes.0 recipients.inspector.purposes.0 processors.host.purposes.0 processors.host.actions.0 transfers.none.purposes.0
    filingSystems.paperFile.records.0 hosting.main.holds.0 security.exports.formats.0 retention.register.maximum.roundedTo
    retention.register.archive.roles.0 capture.devices.0 capture.uses.0 capture.targets.0 capture.systems.headOffice.purposes.0
    capture.systems.headOffice.targets.0
  `,
  "wn--": `
    access.conflicts access.when access.when.0
    controller.nature controller.foundingTexts controller.foundingTexts.0 controller.representative jointControllers.arrangement
    jointControllers.document jointControllers.contactPoint dpo events events.endOfDuty subjects.staff.legalScope
    subjects.staff.minorsRule subjects.staff.ageGate purposes.followUp.compatibility categories.status.condition
    categories.status.legalRef origins.occupationalHealth.excludes originRules originRules.0 records.agent.fields.status.legalRef
    records.agent.fields.status.justification records.agent.fields.status.screenedFor records.agent.fields.status.values accuracy
    accuracy.clock accuracy.updates accuracy.updates.0 timers.reminder.reference automatedDecisions.suspension.logic
    automatedDecisions.suspension.consequences automatedDecisions.suspension.reference notices.policy.title notices.policy.text
    notices.policy.mentions rights.contact rights.channels rights.identityCopy.reference rights.means rights.means.access
    rights.means.access.how rights.means.access.reference rights.means.access.contact rights.means.rectification rights.means.erasure
    rights.means.restriction rights.means.objection rights.means.portability rights.withdrawal rights.humanDecision
    access.roles.director.mission access.immutable access.accounts access.procedure access.procedure.grant access.procedure.leavers
    authorisations.justifications authorisations.justifications.director authorisations.justifications.director.status
    authorisations.rowScopes authorisations.rowScopes.director authorisations.limitedTo authorisations.limitedTo.director
    authorisations.holders.director.professions authorisations.criteria authorisations.accounts authorisations.separated tenants.keys
    logs logs.events logs.entries logs.reviews logs.reviews.0 logs.alerts logs.alerts.0 links.mail.channel.purgeReaches
    links.mail.channel.purge recipients.inspector.basis recipients.inspector.secrecy processors.host.contract processors.host.clauses
    processors.host.endOfContract transfers.none.decision transfers.none.instrument transfers.none.assessment.measures
    filingSystems.paperFile.formality filingSystems.paperFile.measures filingSystems.paperFile.destroyed
    filingSystems.paperFile.destroyed.evidence security.encryption.keys security.infrastructure security.infrastructure.nominative
    security.infrastructureChecklist security.review security.paper.measures security.paper.means security.premises
    security.premises.means security.environments security.breach.procedure security.patches security.standards security.organisation
    security.organisation.0 retention.register.minimum retention.register.maximum retention.register.reference
    retention.register.justification purge purge.evidenceHolds purge.events purge.reaches governance.formality governance.register
    governance.register.lists governance.necessity governance.necessity.statement governance.necessity.alternatives
    governance.impactAssessment.title governance.impactAssessment.sections governance.impactAssessment.covers governance.approved
    governance.changeProcedure governance.changeProcedure.statement governance.changeProcedure.reference risks.disclosure.measures
    risks.disclosure.measures.0 proceedings
  `,
  "wn..": `
    logs.mayChange
  `,
  wnnw: `
    startsOn jointControllers.document.on access.accounts.factors authorisations.criteria.on authorisations.accounts.on
    transfers.none.instrument.on transfers.none.assessment.on security.passwords.minimumLength security.passwords.entropyBits
    security.passwords.classes security.infrastructureChecklist.on security.review.last retention.register.minimum.period
  `,
  wnwn: `
    access.breakGlass.director.maximumMinutes access.when.0.actions.0 access.when.0.roles.0
    stage endsOn dpo.named subjects.staff.parental categories.status.closedList origins.occupationalHealth.certifies
    origins.occupationalHealth.excludes.0 originRules.0.origin originRules.0.categories.0 records.agent.fields.status.optional
    accuracy.clock.source accuracy.clock.synchronised accuracy.actor accuracy.updates.0.of.0 timers.reminder.after
    timers.reminder.applied automatedDecisions.suspension.profiling automatedDecisions.suspension.humanIntervention
    notices.policy.attached notices.policy.channels.0.when notices.policy.channels.0.evidence rights.identityCopy.blackAndWhite
    rights.identityCopy.crossed rights.identityCopy.retention rights.identityCopy.securedTransmission rights.propagation rights.ledger
    access.immutable.0 access.accounts.individual access.accounts.shared access.procedure.reviewEvery
    authorisations.rowScopes.director.status authorisations.byProfession authorisations.closedWithin authorisations.unusedAfter
    authorisations.breakGlass.reason authorisations.breakGlass.longest authorisations.breakGlass.reportEvery logs.store logs.reviewEvery
    logs.reviews.0.every logs.reviews.0.applied logs.pseudonymous links.mail.status links.mail.channel.encrypted
    links.mail.channel.maximumAge links.mail.channel.backupRotation links.mail.channel.purge.automatic links.mail.channel.purge.every
    processors.host.subProcessors.cloud.authorised processors.host.subProcessors.cloud.sameDuties transfers.none.onward
    filingSystems.paperFile.state filingSystems.paperFile.until filingSystems.paperFile.destroyed.on security.passwords.storedAs
    security.passwords.lockout security.passwords.sentInClear security.encryption.inTransit security.encryption.atRest
    security.encryption.keyRotation security.infrastructure.unusedPortsClosed security.infrastructure.strongPasswords
    security.review.every security.exposed security.exports.encrypted security.exports.linkedToo security.exports.ledger
    security.exports.expireAfter security.exports.selection security.exports.limitedToScope security.backups.rotation
    security.backups.encrypted security.backups.every security.backups.restoreTestedEvery security.environments.0.data
    security.breach.register security.breach.personsInformed security.patches.within security.enforcement retention.register.activeFor
    retention.register.archive.period retention.register.immutable purge.automatic purge.every purge.followsShortening
    purge.lengtheningNeedsReview purge.evidence capture.continuous capture.audio capture.masking capture.systems.headOffice.audio
    governance.register.lists.0 governance.necessity.reviewOn governance.impactAssessment.attached
    governance.impactAssessment.residualRisk governance.impactAssessment.covers.0
  `,
  wnww: `
    controller.contact controller.group controller.representative.name controller.representative.contact
    jointControllers.document.reference dpo.contact dpo.designatedOn subjects.staff.minors subjects.staff.vulnerable
    categories.status.nationalId categories.status.minors records.agent.fields.status.nationalId records.agent.fields.status.proof
    records.agent.fields.status.screenedFor.0 records.agent.fields.status.boundTo notices.policy.sha256 notices.policy.mentions.0
    rights.channels.0 rights.means.access.function authorisations.criteria.reference authorisations.validatedBy
    authorisations.accounts.reference tenants.keys.0 logs.events.0 logs.entries.0 logs.category links.mail.channel.purgeReaches.0
    processors.host.clauses.0 transfers.none.safeguard transfers.none.instrument.reference transfers.none.assessment.reference
    transfers.none.assessment.measures.0 filingSystems.paperFile.since filingSystems.paperFile.formality.kind
    filingSystems.paperFile.formality.on filingSystems.paperFile.formality.reference filingSystems.paperFile.measures.0
    filingSystems.paperFile.retention hosting.main.certification security.infrastructure.nominative.0
    security.infrastructureChecklist.reference security.exports.approvedBy security.paper.means.0 security.premises.means.0
    security.standards.0 retention.register.minimum.roundedTo purge.evidenceHolds.0 purge.events.0 purge.reaches.0 purge.job
    governance.formality.kind governance.formality.on governance.formality.reference governance.register.reference
    governance.register.createdOn governance.impactAssessment.sha256 governance.impactAssessment.declaration
    governance.impactAssessment.sections.0
  `,
  "ww--": `
    access.breakGlass access.breakGlass.director access.breakGlass.director.for
    title controller controller.department jointControllers jointControllers.controllers.0 jointControllers.duties
    jointControllers.duties.0 onBehalfOf events.endOfDuty.label subjects subjects.staff.label subjects.staff.namedAs
    subjects.staff.legalScope.included subjects.staff.legalScope.excluded subjects.staff.groups subjects.staff.number purposes
    purposes.followUp.statement purposes.followUp.object purposes.followUp.population purposes.followUp.bases purposes.followUp.bases.0
    purposes.followUp.compatibility.factors purposes.followUp.effects purposes.followUp.effects.0.statement
    purposes.followUp.effects.0.reference functions functions.record.label functions.record.purposes functions.record.actors
    functions.record.uses categories categories.status categories.status.label origins origins.occupationalHealth.label
    origins.occupationalHealth.channels records records.agent.label records.agent.subjects records.agent.fields.status.label
    records.agent.fields.status.origins records.agent.fields.status.purposes timers timers.reminder timers.reminder.label
    timers.reminder.start timers.reminder.actors automatedDecisions automatedDecisions.suspension.label
    automatedDecisions.suspension.purposes notices notices.policy notices.policy.compulsory notices.policy.channels.0
    notices.policy.channels.0.reaches rights rights.identityCheck rights.identityCopy rights.identityCopy.access access
    access.roles.director.label access.roles.director.purposes authorisations authorisations.holders authorisations.holders.director
    authorisations.holders.director.professions.0 authorisations.breakGlass authorisations.breakGlass.roles tenants tenants.acrossRoles
    logs.alerts.0.when logs.alerts.0.to links links.mail.processing links.mail.purposes links.mail.channel recipients
    recipients.inspector.label recipients.inspector.purposes recipients.inspector.categories processors processors.host.label
    processors.host.purposes processors.host.categories processors.host.actions processors.host.subProcessors
    processors.host.subProcessors.cloud.label processors.host.subProcessors.cloud.task transfers transfers.none.categories
    transfers.none.purposes transfers.none.assessment filingSystems filingSystems.paperFile.label filingSystems.paperFile.records
    filingSystems.paperFile.categories filingSystems.paperFile.place hosting hosting.main.holds security security.passwords
    security.authentication security.authentication.0 security.authentication.0.roles security.authentication.0.means
    security.encryption security.exports security.exports.formats security.backups security.paper security.breach
    security.organisation.0.by retention retention.register retention.register.start retention.register.archive
    retention.register.archive.roles retention.register.purposes retention.register.exceptions.0.when
    retention.register.exceptions.0.maximum retention.register.exceptions.0.reference capture capture.devices capture.area capture.uses
    capture.targets capture.systems capture.systems.headOffice.label capture.systems.headOffice.place capture.systems.headOffice.number
    capture.systems.headOffice.purposes capture.systems.headOffice.targets capture.systems.headOffice.embedded governance
    governance.riskCriteria governance.impactAssessment risks risks.disclosure risks.disclosure.sources risks.disclosure.threats
    risks.disclosure.threats.0 risks.disclosure.impacts risks.disclosure.impacts.0
  `,
  "ww..": `
    records.agent.fields.status.moderator
  `,
  wwnw: `
    access.roles.director.central filingSystems.paperFile.declared security.authentication.0.factors security.paper.used
    capture.systems.headOffice.masking governance.impactAssessment.authorityConsulted
  `,
  wwwn: `
    subjects.staff.number.about origins.occupationalHealth.systems records.agent.fields.status.kind rights.answerWithin access.units
    authorisations.holders.director.persons authorisations.holders.director.perUnit tenants.separatedBy tenants.number
    recipients.inspector.means processors.host.subProcessing transfers.none.assessment.protection filingSystems.paperFile.number
    security.backups.erasure security.breach.authorityWithinHours capture.schedule capture.systems.headOffice.number.least
    capture.systems.headOffice.number.most risks.disclosure.severity risks.disclosure.likelihood
  `,
  wwww: `
    access.when.0.where.days access.when.0.where.field access.when.0.where.kind
    access.when.0.where.from access.when.0.where.until
    id kind zone controller.name controller.kind controller.country controller.foundingTexts.0.text controller.foundingTexts.0.article
    jointControllers.duties.0.answersFor.0 events.endOfDuty.on subjects.staff.relation subjects.staff.legalScope.text
    subjects.staff.legalScope.article subjects.staff.ageGate.below subjects.staff.ageGate.check subjects.staff.number.in
    subjects.staff.dpv purposes.followUp.population.0 purposes.followUp.main purposes.followUp.compatibility.reference
    purposes.followUp.compatibility.on purposes.followUp.compatibility.collectedFor purposes.followUp.compatibility.factors.0
    purposes.followUp.compatibility.outcome purposes.followUp.effects.0.reference.text purposes.followUp.effects.0.reference.article
    purposes.followUp.dpv functions.record.kind categories.status.kind categories.status.special categories.status.condition.text
    categories.status.condition.article categories.status.legalRef.text categories.status.legalRef.article categories.status.dpv
    origins.occupationalHealth.kind origins.occupationalHealth.link origins.occupationalHealth.dpv records.agent.fields.status.category
    records.agent.fields.status.subject records.agent.fields.status.legalRef.text records.agent.fields.status.legalRef.article
    records.agent.fields.status.boundWhen records.agent.fields.status.reason accuracy.updates.0.every accuracy.updates.0.event
    accuracy.updates.0.origin timers.reminder.then timers.reminder.start.kind timers.reminder.start.field timers.reminder.before
    timers.reminder.field timers.reminder.value timers.reminder.actors.0 timers.reminder.function timers.reminder.reference.text
    timers.reminder.reference.article automatedDecisions.suspension.reference.text automatedDecisions.suspension.reference.article
    notices.policy.collection notices.policy.audience notices.policy.compulsory.0 notices.policy.channels.0.kind
    notices.policy.channels.0.reaches.0 rights.identityCheck.0 rights.identityCopy.reference.text rights.identityCopy.reference.article
    rights.means.access.reference.text rights.means.access.reference.article access.roles.director.kind logs.alerts.0.to.0
    links.mail.channel.kind links.mail.declaration recipients.inspector.basis.text recipients.inspector.basis.article
    recipients.inspector.kind recipients.inspector.country recipients.inspector.secrecy.text recipients.inspector.secrecy.article
    processors.host.contract.reference processors.host.contract.on processors.host.role processors.host.subProcessors.cloud.country
    processors.host.country processors.host.endOfContract.then processors.host.endOfContract.on processors.host.endOfContract.within
    processors.host.endOfContract.format processors.host.endOfContract.proof processors.host.endOfContract.reachesBackups
    transfers.none.to transfers.none.recipient transfers.none.processor transfers.none.decision.text transfers.none.decision.article
    transfers.none.derogation filingSystems.paperFile.form filingSystems.paperFile.copyOf
    filingSystems.paperFile.destroyed.evidence.reference filingSystems.paperFile.destroyed.evidence.on hosting.main.country
    hosting.main.region hosting.main.processor security.passwords.renewedEvery security.authentication.0.from
    security.authentication.0.roles.0 security.authentication.0.means.0 security.encryption.keyCustody security.backups.hosting
    security.organisation.0.kind security.organisation.0.every security.organisation.0.since retention.register.categories.0
    retention.register.start.kind retention.register.start.field retention.register.minimum.event retention.register.maximum.event
    retention.register.then retention.register.archive.filingSystem retention.register.reference.text
    retention.register.reference.article retention.register.purposes.0 retention.register.exceptions.0.maximum.period
    retention.register.exceptions.0.maximum.event retention.register.exceptions.0.maximum.roundedTo
    retention.register.exceptions.0.reference.text retention.register.exceptions.0.reference.article capture.systems.headOffice.device
    capture.systems.headOffice.schedule capture.systems.headOffice.embedded.0 capture.systems.headOffice.processor
    governance.riskCriteria.0 governance.changeProcedure.reference.text governance.changeProcedure.reference.article
    risks.disclosure.feared risks.disclosure.sources.0
  `,
};
