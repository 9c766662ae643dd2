/** Cases of the rules on governance. */
import { type Case, put, without } from "./case.ts";

export const governance: readonly Case[] = [
  {
    rule: "nec-necessity-proportionality",
    when: "it is not set out",
    change: without("governance.necessity"),
    gives: ["reserve", "IX demande"],
  },
  {
    rule: "nec-necessity-proportionality",
    when: "it is not set out and the form does not ask",
    change: without("governance.necessity"),
    profile: "ccin-1165",
    gives: "human",
  },
  {
    rule: "nec-record-of-processing",
    when: "no formality is done",
    change: without("governance.formality"),
    gives: ["block", "IX demande"],
  },
  {
    rule: "nec-record-of-processing",
    when: "it came after the start",
    change: put("governance.formality.on", "2021-11-01"),
    gives: ["block", "IX demande"],
  },
  { rule: "nec-dpo-designated", when: "a public body has none", change: put("dpo", "none"), gives: ["reserve", "IX demande"] },
  {
    rule: "nec-record-of-processing",
    when: "nobody is said to be the controller",
    change: without("controller"),
    evidence: "none",
    profile: "ccin-1165",
    gives: ["block", "IX demande"],
  },
  {
    rule: "nec-record-of-processing",
    when: "a public body only entered it in a register, under the law of 1993",
    profile: "ccin-1165",
    gives: ["block", "IX demande"],
  },
  {
    rule: "nec-record-of-processing",
    when: "a public body asked for the opinion",
    change: put("governance.formality.kind", "opinion-request"),
    profile: "ccin-1165",
    gives: "satisfied",
  },
  ...[
    ["sec-password-strength", "security.passwords", "VII demande"],
    ["sec-encryption-at-rest-transit", "security.encryption", "VII demande"],
    ["ret-automatic-purge", "purge", "VIII demande"],
    ["nec-dpo-designated", "dpo", "IX demande"],
  ].map(
    ([rule = "", path = "", said = ""]): Case => ({
      rule,
      when: `${path} is not stated, under the law of 1993`,
      change: without(path),
      evidence: "none",
      profile: "ccin-1165",
      gives: ["reserve", said],
    }),
  ),
  { rule: "nec-dpo-designated", when: "the law does not ask", change: put("dpo", "none"), profile: "ccin-1165", gives: "satisfied" },
  {
    rule: "nec-change-triggers-review",
    when: "nothing shows that nothing widened",
    evidence: "none",
    gives: ["reminder", "VIII rappelle"],
  },
  {
    rule: "nec-change-triggers-review",
    when: "no period rests on a law",
    change: without("retention.vaccination.reference"),
    evidence: "none",
    gives: ["reminder", "IX rappelle"],
  },
  {
    rule: "nec-change-triggers-review",
    when: "something is wider than approved",
    evidence: { drift: { approved: "a".repeat(64), widened: ["records.agent.fields.nir"] } },
    gives: ["block", "IX demande"],
  },
  {
    rule: "nec-declared-equals-implemented",
    when: "the table has one more column",
    evidence: { implementation: { fields: ["agent.nir"], purposes: [], roles: [], grants: [], policiesNotRun: [] } },
    gives: ["block", "IX demande"],
  },
  {
    rule: "nec-declared-equals-implemented",
    when: "the processing has not begun",
    evidence: "none",
    asOf: "2021-10-20",
    gives: "not-applicable",
  },
];
