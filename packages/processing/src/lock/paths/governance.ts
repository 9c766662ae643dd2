/** Polarity of section IX: capture, automated decisions, risks, governance of the file. */
import {
  activity,
  anchored,
  atMost,
  chains,
  count,
  exactly,
  fewer,
  history,
  more,
  type PathTable,
  relation,
  reworded,
  risk,
  safeguard,
  same,
  scale,
  wording,
} from "../path-rule.ts";

const CAPTURE = "inf-capture-scope-minimised";
const MONITORING = "pur-no-permanent-monitoring";
const ASSESSMENT = "nec-dpia-content";
const HIGH_RISK = "nec-dpia-when-high-risk";
const REGISTER = "nec-record-of-processing";
const DECISION = "rig-notice-complete";

const SCHEDULES = [
  ["on-demand", "on-event", "continuous"],
  ["working-hours", "continuous"],
  ["outside-working-hours", "continuous"],
];

/** Capture by devices. */
export const capturePaths: PathTable = {
  capture: activity(CAPTURE),
  "capture.devices.[]": fewer(CAPTURE),
  "capture.continuous": risk(MONITORING, CAPTURE),
  "capture.audio": risk(CAPTURE),
  "capture.masking": safeguard(CAPTURE),
  "capture.area": same(CAPTURE),
  "capture.uses.[]": fewer(MONITORING),
  "capture.schedule": chains(SCHEDULES, MONITORING),
  "capture.targets.[]": fewer(CAPTURE, MONITORING),
  "capture.systems.*": fewer(CAPTURE),
  "capture.systems.*.label": same(CAPTURE),
  "capture.systems.*.device": same(CAPTURE),
  "capture.systems.*.place": same(CAPTURE),
  "capture.systems.*.number.least": count(CAPTURE),
  "capture.systems.*.number.most": count(CAPTURE),
  "capture.systems.*.purposes.[]": fewer(CAPTURE),
  "capture.systems.*.schedule": chains(SCHEDULES, MONITORING),
  "capture.systems.*.targets.[]": fewer(CAPTURE, MONITORING),
  "capture.systems.*.audio": risk(CAPTURE),
  "capture.systems.*.masking": safeguard(CAPTURE),
  "capture.systems.*.embedded.[]": exactly("inf-accurate-and-current"),
  "capture.systems.*.processor": same("lnk-processor-contract"),
};

/** Decisions, risks, the file itself. What an authority said before is history: it is no part of what is done with data. */
export const governancePaths: PathTable = {
  automatedDecisions: activity(DECISION),
  "automatedDecisions.*": fewer(DECISION),
  "automatedDecisions.*.label": same(DECISION),
  "automatedDecisions.*.purposes.[]": fewer(DECISION),
  "automatedDecisions.*.profiling": risk(HIGH_RISK),
  "automatedDecisions.*.logic": anchored(DECISION),
  "automatedDecisions.*.consequences": anchored(DECISION),
  "automatedDecisions.*.humanIntervention": safeguard("rig-rights-channels-complete"),
  "automatedDecisions.*.reference": anchored(DECISION),
  "risks.*": exactly(ASSESSMENT),
  "risks.*.feared": same(ASSESSMENT),
  "risks.*.sources.[]": exactly(ASSESSMENT),
  "risks.*.threats.[]": exactly(ASSESSMENT),
  "risks.*.impacts.[]": exactly(ASSESSMENT),
  "risks.*.measures.[]": more(ASSESSMENT),
  "risks.*.severity": count(HIGH_RISK),
  "risks.*.likelihood": count(HIGH_RISK),
  proceedings: history("nec-record-of-processing"),
  "governance.formality.kind": anchored(REGISTER),
  "governance.formality.on": anchored(REGISTER),
  "governance.formality.reference": anchored(REGISTER),
  "governance.register.reference": anchored(REGISTER),
  "governance.register.createdOn": anchored(REGISTER),
  "governance.register.modifiedOn": wording(),
  "governance.register.lists.[]": relation(REGISTER),
  "governance.necessity.statement": anchored("nec-necessity-proportionality"),
  "governance.necessity.alternatives": anchored("nec-necessity-proportionality"),
  "governance.necessity.reviewOn": atMost("nec-necessity-proportionality"),
  "governance.riskCriteria.[]": exactly(HIGH_RISK),
  "governance.impactAssessment.title": anchored(ASSESSMENT),
  "governance.impactAssessment.attached": safeguard(ASSESSMENT),
  "governance.impactAssessment.sha256": anchored(ASSESSMENT),
  "governance.impactAssessment.declaration": anchored(ASSESSMENT),
  "governance.impactAssessment.residualRisk": scale(["low", "medium", "high"], HIGH_RISK),
  "governance.impactAssessment.authorityConsulted": safeguard(HIGH_RISK),
  "governance.impactAssessment.sections.[]": more(ASSESSMENT),
  "governance.impactAssessment.covers.[]": relation(ASSESSMENT),
  "governance.approved": reworded(REGISTER),
  "governance.changeProcedure.statement": anchored("nec-change-triggers-review"),
  "governance.changeProcedure.reference": anchored("nec-change-triggers-review"),
};
