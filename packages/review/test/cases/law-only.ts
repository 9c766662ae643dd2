/** Cases of the rules on law only. */
import { type Case, chain, put, without } from "./case.ts";

export const lawOnly: readonly Case[] = [
  {
    rule: "pur-no-permanent-monitoring",
    when: "staff are filmed without a break",
    change: put("capture.continuous", true),
    gives: ["block", "I demande"],
  },
  {
    rule: "pur-no-permanent-monitoring",
    when: "capture serves productivity",
    change: put("capture.uses", ["productivity"]),
    gives: ["block", "I demande"],
  },
  { rule: "pur-no-permanent-monitoring", when: "nothing is said of devices", change: without("capture"), gives: ["block", "I demande"] },
  { rule: "pur-no-permanent-monitoring", when: "there is no device", change: put("capture", "none"), gives: "satisfied" },
  {
    rule: "acc-grant-and-revocation",
    when: "no procedure is stated",
    change: without("access.procedure"),
    gives: ["reserve", "V demande"],
  },
  {
    rule: "acc-grant-and-revocation",
    when: "a leaver's account is open",
    evidence: { credentials: { accounts: 4, shared: 0, leavers: 1 } },
    gives: ["reserve", "V demande"],
  },
  { rule: "acc-log-review", when: "no period is stated", change: without("logs.reviewEvery"), gives: ["reminder", "V rappelle"] },
  {
    rule: "acc-log-review",
    when: "the last review is past its period",
    evidence: { reviews: { logs: "2022-01-01" } },
    gives: ["reminder", "V rappelle"],
  },
  {
    rule: "lnk-processor-contract",
    when: "a clause is missing",
    change: put("processors.host.clauses", ["a", "b"]),
    gives: ["reserve", "VI demande"],
  },
  {
    rule: "lnk-processor-contract",
    when: "there is no contract",
    change: without("processors.host.contract"),
    gives: ["reserve", "VI demande"],
  },
  {
    rule: "lnk-joint-controllers-arrangement",
    when: "there is no arrangement",
    change: put("jointControllers", { controllers: [] }),
    gives: ["reserve", "VI demande"],
  },
  {
    rule: "lnk-joint-controllers-arrangement",
    when: "the arrangement is there",
    change: put("jointControllers", { controllers: [], arrangement: { en: "signed" } }),
    gives: "human",
  },
  {
    rule: "lnk-transfer-third-country",
    when: "a transfer has no safeguard",
    change: put("transfers.backup.safeguard", "none"),
    gives: ["block", "VI demande"],
  },
  { rule: "lnk-transfer-third-country", when: "there is no transfer", change: put("transfers", {}), gives: "not-applicable" },
  {
    rule: "sec-strong-auth-sensitive",
    when: "one factor guards exposed sensitive data",
    change: chain(put("security.exposed", true), put("access.accounts.factors", 1)),
    gives: ["reserve", "VII demande"],
  },
  {
    rule: "sec-strong-auth-sensitive",
    when: "nothing guards them",
    change: chain(put("security.exposed", true), put("access.accounts.factors", 0)),
    gives: ["block", "VII demande"],
  },
  {
    rule: "sec-test-data-not-real",
    when: "tests use real data",
    change: put("security.environments.0.data", "real"),
    gives: ["reserve", "VII demande"],
  },
  {
    rule: "sec-breach-procedure",
    when: "the authority hears after 96 hours",
    change: put("security.breach.authorityWithinHours", 96),
    gives: ["reminder", "VII rappelle"],
  },
  { rule: "sec-breach-procedure", when: "there is none", change: without("security.breach"), gives: ["reminder", "VII rappelle"] },
  {
    rule: "nec-dpia-when-high-risk",
    when: "two criteria are met and there is no assessment",
    change: without("governance.impactAssessment"),
    gives: ["block", "IX demande"],
  },
  {
    rule: "nec-dpia-when-high-risk",
    when: "the residual risk is high and nobody asked",
    change: chain(put("governance.impactAssessment.residualRisk", "high"), put("governance.impactAssessment.authorityConsulted", false)),
    gives: ["block", "IX demande"],
  },
  {
    rule: "nec-dpia-content",
    when: "the assessment is of another declaration",
    change: put("governance.impactAssessment.declaration", "b".repeat(64)),
    gives: ["reserve", "IX demande"],
  },
];
