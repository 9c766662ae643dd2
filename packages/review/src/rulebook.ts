/** Every rule, in the order of an opinion. */
import type { Rule } from "./rule.ts";
import { grantAndRevocation, individualCredentials } from "./rules/access/accounts.ts";
import { accessTraceability, logReview } from "./rules/access/logs.ts";
import { needToKnowRole, rolesActionsDeclared, scopeByUnit, undeclaredActor } from "./rules/access/matrix.ts";
import { changeTriggersReview, declaredEqualsImplemented, dpoDesignated, necessityProportionality } from "./rules/governance/governance.ts";
import { dpiaContent, dpiaWhenHighRisk } from "./rules/governance/impact.ts";
import { recordOfProcessing } from "./rules/governance/record.ts";
import { accurateAndCurrent, freeTextControlled, specialCategoryMinimal } from "./rules/information/content.ts";
import { eachFieldNecessary, legallyLimitedFields, nationalIdRestricted, originDeclared } from "./rules/information/fields.ts";
import { sourceConditionedMinimum } from "./rules/information/origins.ts";
import { captureScopeMinimised, minorsProtected } from "./rules/information/persons.ts";
import { automatedDecision } from "./rules/lawfulness/automated.ts";
import { basisDeclared, basisInForce, explicitLegalText } from "./rules/lawfulness/basis.ts";
import { consentValid } from "./rules/lawfulness/consent.ts";
import { specialCategoryCondition } from "./rules/lawfulness/special.ts";
import { linkedProcessingLawful, purgeReachesBackups, transientChannelPurge } from "./rules/links/links.ts";
import { jointControllersArrangement, processorContract, recipientDeclaredPurpose } from "./rules/links/recipients.ts";
import { transferThirdCountry } from "./rules/links/transfers.ts";
import { determinedExplicit } from "./rules/purpose/determined.ts";
import { coversDataSubjects, subjectsWithinLegalScope } from "./rules/purpose/population.ts";
import { compatibleUse, noPermanentMonitoring } from "./rules/purpose/use.ts";
import { backupsBounded, copiesRemoved } from "./rules/retention/copies.ts";
import { doctrineCap } from "./rules/retention/doctrine.ts";
import { logFloor } from "./rules/retention/log-floor.ts";
import { logImmutable } from "./rules/retention/log-immutable.ts";
import { automaticPurge, erasureEvidence, noOverdueRecords } from "./rules/retention/purge.ts";
import { anchoredJustified, archiveSeparated, definedPerCategory } from "./rules/retention/schedule.ts";
import { accessOneMonth, identityCopySafeguards, requesterIdentityCheck, rightsChannelsComplete } from "./rules/rights/exercise.ts";
import { noticeComplete, noticeExistsAttached, noticeReachesAll } from "./rules/rights/notice.ts";
import { restrictionUpheld } from "./rules/rights/restrictions.ts";
import { passwordStrength, strongAuthSensitive } from "./rules/security/authentication.ts";
import { breachNotified } from "./rules/security/breaches.ts";
import { breachProcedure, exportEncrypted, exportLedger, testDataNotReal } from "./rules/security/exports.ts";
import { encryptionAtRestTransit, infraNominativeStrong, physicalAndManual, stateOfTheArtMaintained } from "./rules/security/measures.ts";

/** Every rule, section by section, in the order in which an opinion gives its findings. */
export const rulebook: readonly Rule[] = [
  determinedExplicit,
  coversDataSubjects,
  subjectsWithinLegalScope,
  compatibleUse,
  noPermanentMonitoring,
  basisDeclared,
  explicitLegalText,
  basisInForce,
  specialCategoryCondition,
  consentValid,
  automatedDecision,
  eachFieldNecessary,
  legallyLimitedFields,
  sourceConditionedMinimum,
  originDeclared,
  specialCategoryMinimal,
  freeTextControlled,
  nationalIdRestricted,
  accurateAndCurrent,
  minorsProtected,
  captureScopeMinimised,
  noticeExistsAttached,
  noticeComplete,
  noticeReachesAll,
  accessOneMonth,
  requesterIdentityCheck,
  identityCopySafeguards,
  rightsChannelsComplete,
  restrictionUpheld,
  rolesActionsDeclared,
  needToKnowRole,
  scopeByUnit,
  individualCredentials,
  undeclaredActor,
  grantAndRevocation,
  accessTraceability,
  logReview,
  linkedProcessingLawful,
  transientChannelPurge,
  purgeReachesBackups,
  backupsBounded,
  recipientDeclaredPurpose,
  processorContract,
  jointControllersArrangement,
  transferThirdCountry,
  infraNominativeStrong,
  passwordStrength,
  strongAuthSensitive,
  exportEncrypted,
  exportLedger,
  encryptionAtRestTransit,
  stateOfTheArtMaintained,
  testDataNotReal,
  breachProcedure,
  breachNotified,
  physicalAndManual,
  definedPerCategory,
  anchoredJustified,
  doctrineCap,
  logFloor,
  logImmutable,
  noOverdueRecords,
  automaticPurge,
  erasureEvidence,
  copiesRemoved,
  archiveSeparated,
  necessityProportionality,
  dpiaWhenHighRisk,
  dpiaContent,
  recordOfProcessing,
  dpoDesignated,
  changeTriggersReview,
  declaredEqualsImplemented,
];
