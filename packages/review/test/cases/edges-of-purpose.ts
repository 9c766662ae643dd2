/** Values on either side of what a rule asks: of purpose, legal basis and necessity. */
import { type Case, chain, put, without } from "./case.ts";

const law = { text: "law", article: "1" };
const bases = (...all: readonly object[]): ReturnType<typeof put> => put("purposes.followUp.bases", all);
const capture = (more: object): ReturnType<typeof put> =>
  put("capture", { devices: ["cctv"], audio: false, masking: true, continuous: false, area: { en: "door" }, uses: [], ...more });

export const edgesOfPurpose: readonly Case[] = [
  {
    rule: "pur-no-permanent-monitoring",
    when: "capture serves the safety of a place",
    change: capture({ uses: ["safety"] }),
    gives: "human",
  },
  {
    rule: "law-basis-declared",
    when: "one basis ends on the eve of the other, in any order",
    change: bases({ kind: "contract", from: "2022-01-01" }, { kind: "consent", until: "2021-12-31" }),
    gives: "satisfied",
  },
  {
    rule: "law-basis-declared",
    when: "one basis ends on the day the other begins",
    change: bases({ kind: "consent", until: "2022-01-01" }, { kind: "contract", from: "2022-01-01" }),
    gives: ["block", "II demande"],
  },
  {
    rule: "law-basis-declared",
    when: "two bases begin with the processing and one has an end",
    change: bases({ kind: "consent", until: "2022-01-01" }, { kind: "contract" }),
    gives: ["block", "II demande"],
  },
  {
    rule: "law-explicit-legal-text",
    when: "a public task cites no text",
    change: bases({ kind: "public-task" }),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-explicit-legal-text",
    when: "an interest is weighed by nobody named",
    change: chain(bases({ kind: "legitimate-interest", balance: { reference: "1", on: "2021-10-01" } }), without("controller")),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-explicit-legal-text",
    when: "a private body weighs an interest",
    change: chain(
      bases({ kind: "legitimate-interest", balance: { reference: "1", on: "2021-10-01" } }),
      put("controller.kind", "private-body"),
    ),
    gives: "satisfied",
  },
  {
    rule: "law-basis-in-force",
    when: "the first basis begins with the processing",
    change: bases({ kind: "public-task", from: "2021-10-21", reference: law }),
    gives: "satisfied",
  },
  {
    rule: "law-basis-in-force",
    when: "the first basis begins a day late",
    change: bases({ kind: "public-task", from: "2021-10-22", reference: law }),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-basis-in-force",
    when: "the last basis ends with the processing",
    change: chain(put("endsOn", "2022-12-31"), bases({ kind: "contract", until: "2022-12-31" })),
    gives: "satisfied",
  },
  {
    rule: "law-basis-in-force",
    when: "the last basis ends the day before",
    change: chain(put("endsOn", "2022-12-31"), bases({ kind: "contract", until: "2022-12-30" })),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-basis-in-force",
    when: "a basis ends and nothing says when the processing does",
    change: bases({ kind: "contract", until: "2022-12-31" }),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-basis-in-force",
    when: "bases are given out of order, with a day between",
    change: bases({ kind: "contract", from: "2022-01-02" }, { kind: "consent", until: "2021-12-31" }),
    gives: ["reserve", "II demande"],
  },
  {
    rule: "law-basis-in-force",
    when: "a longer basis covers the end of a shorter one",
    change: chain(
      put("endsOn", "2022-12-31"),
      bases({ kind: "contract", until: "2022-12-31" }, { kind: "consent", from: "2021-11-01", until: "2021-12-01" }),
    ),
    gives: "satisfied",
  },
  {
    rule: "law-special-category-condition",
    when: "a public task with its text, under the law of 1993",
    profile: "ccin-1165",
    evidence: "none",
    asOf: "2021-10-20",
    change: chain(without("categories.vaccinationStatus.condition"), bases({ kind: "public-task", reference: law })),
    gives: "satisfied",
  },
  {
    rule: "law-special-category-condition",
    when: "a contract, under the law of 1993",
    profile: "ccin-1165",
    evidence: "none",
    asOf: "2021-10-20",
    change: chain(without("categories.vaccinationStatus.condition"), bases({ kind: "contract" })),
    gives: ["block", "II demande"],
  },
  {
    rule: "nec-dpo-designated",
    when: "a private body without special categories has none",
    change: (file) => ({
      ...file,
      dpo: "none",
      controller: { name: "Association", kind: "private-body" },
      categories: { contact: { label: { en: "contact" } } },
    }),
    evidence: "none",
    gives: "satisfied",
  },
  {
    rule: "nec-dpo-designated",
    when: "a private body with special categories has none",
    change: chain(put("dpo", "none"), put("controller.kind", "private-body")),
    gives: ["reserve", "IX demande"],
  },
  {
    rule: "nec-change-triggers-review",
    when: "nothing was approved",
    change: without("governance.approved"),
    gives: ["reminder", "VIII rappelle"],
  },
  {
    rule: "nec-record-of-processing",
    when: "it was done on the day of the start",
    change: put("governance.formality.on", "2021-10-21"),
    gives: "satisfied",
  },
  {
    rule: "nec-dpia-when-high-risk",
    when: "the residual risk is high and nothing says whether the authority was asked",
    change: put("governance.impactAssessment.residualRisk", "high"),
    gives: ["block", "IX demande"],
  },
  {
    rule: "nec-dpia-when-high-risk",
    when: "the residual risk is high and the authority was asked",
    change: chain(put("governance.impactAssessment.residualRisk", "high"), put("governance.impactAssessment.authorityConsulted", true)),
    gives: "satisfied",
  },
];
