/** Cases of the rules on information. */
import { type Case, chain, put, without } from "./case.ts";

export const information: readonly Case[] = [
  {
    rule: "inf-each-field-necessary",
    when: "a field has no purpose",
    change: put("records.agent.fields.grade.purposes", []),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-each-field-necessary",
    when: "a field has neither text nor reason",
    change: without("records.agent.fields.grade.legalRef"),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-legally-limited-fields",
    when: "a field has no text",
    change: without("records.agent.fields.grade.legalRef"),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-legally-limited-fields",
    when: "no duty is invoked",
    change: put("purposes.followUp.bases", [{ kind: "consent" }]),
    gives: "not-applicable",
  },
  {
    rule: "inf-source-conditioned-minimum",
    when: "no rule bounds the certifying origin",
    change: without("originRules"),
    gives: ["reserve", "III souligne"],
  },
  {
    rule: "inf-source-conditioned-minimum",
    when: "the rule keeps a proof",
    change: put("originRules.0.keeps", ["situation.doseProof"]),
    gives: ["reserve", "III souligne"],
  },
  {
    rule: "inf-source-conditioned-minimum",
    when: "proofs are stored from it all the same",
    evidence: { proofs: { occupationalHealth: 2 } },
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-source-conditioned-minimum",
    when: "nobody certifies",
    change: without("origins.occupationalHealth.certifies"),
    gives: "not-applicable",
  },
  {
    rule: "inf-origin-declared",
    when: "a field has no origin",
    change: put("records.agent.fields.grade.origins", []),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-origin-declared",
    when: "a category has no field",
    change: put("categories.other", { label: { en: "other" } }),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-special-category-minimal",
    when: "health is free text",
    change: put("records.situation.fields.scheme.kind", "free-text"),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-free-text-controlled",
    when: "nobody moderates",
    change: put("records.situation.fields.comment.moderator", "none"),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-free-text-controlled",
    when: "it appraises persons",
    change: put("categories.comments.special", "social-appraisal"),
    gives: ["block", "III demande"],
  },
  {
    rule: "inf-free-text-controlled",
    when: "texts passed unmoderated",
    evidence: { freeText: { unmoderated: 1 } },
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-free-text-controlled",
    when: "it is a closed list",
    change: put("records.situation.fields.comment.kind", "closed-list"),
    gives: "not-applicable",
  },
  {
    rule: "inf-national-id-restricted",
    when: "no text allows it",
    change: chain(put("records.agent.fields.staffNumber.nationalId", true), without("records.agent.fields.staffNumber.legalRef")),
    gives: ["block", "III demande"],
  },
  {
    rule: "inf-accurate-and-current",
    when: "the caller sets the time",
    change: without("records.connection.fields.at.boundTo"),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-accurate-and-current",
    when: "expired values raise no alert",
    evidence: { accuracy: { unbound: 0, expiredWithoutAlert: 3 } },
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-minors-protected",
    when: "minors have no rule",
    change: put("subjects.nursingStudents.minors", true),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-minors-protected",
    when: "minors have one",
    change: chain(put("subjects.nursingStudents.minors", true), put("subjects.nursingStudents.minorsRule", { en: "plain words" })),
    gives: "satisfied",
  },
  {
    rule: "inf-capture-scope-minimised",
    when: "a fixed camera records sound",
    change: put("capture", { devices: ["cctv"], audio: true, masking: true, area: { en: "door" } }),
    gives: ["block", "III demande"],
  },
  {
    rule: "inf-capture-scope-minimised",
    when: "a body camera shows interiors",
    change: put("capture", { devices: ["body-camera"], audio: false, masking: false, area: { en: "street" } }),
    gives: ["reserve", "III demande"],
  },
  {
    rule: "inf-capture-scope-minimised",
    when: "images are declared and no device",
    change: chain(without("capture"), put("categories.comments.kind", "cctv")),
    gives: ["reserve", "III demande"],
  },
  { rule: "inf-capture-scope-minimised", when: "there is no device", change: put("capture", "none"), gives: "satisfied" },
];
