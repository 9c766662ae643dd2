/** Values on either side of what a rule asks. */
import { type Case, chain, put, without } from "./case.ts";

const nothing = { fields: [], purposes: [], roles: [], grants: [], policiesNotRun: [] };
const law = { text: "law", article: "1" };
const bases = (...all: readonly object[]): ReturnType<typeof put> => put("purposes.followUp.bases", all);
const capture = (more: object): ReturnType<typeof put> =>
  put("capture", { devices: ["cctv"], audio: false, masking: true, continuous: false, area: { en: "door" }, uses: [], ...more });

export const edges: readonly Case[] = [
  {
    rule: "sec-strong-auth-sensitive",
    when: "one way in asks for one factor",
    change: chain(
      without("security.exposed"),
      put("security.authentication", [
        { from: "inside", factors: 1 },
        { from: "remote", factors: 2 },
      ]),
    ),
    gives: ["reserve", "VII demande"],
  },
  {
    rule: "sec-strong-auth-sensitive",
    when: "one way in asks for nothing",
    change: chain(without("security.exposed"), put("security.authentication", [{ from: "inside", factors: 0 }])),
    gives: ["block", "VII demande"],
  },
  {
    rule: "sec-strong-auth-sensitive",
    when: "every way in asks for two",
    change: chain(without("security.exposed"), put("security.authentication", [{ from: "inside", factors: 2 }])),
    gives: "satisfied",
  },
  {
    rule: "acc-log-review",
    when: "the review that was decided is not done",
    change: put("logs.reviews", [{ kind: "sample", every: "P28D", applied: false }]),
    gives: ["reminder", "V rappelle"],
  },
  {
    rule: "acc-log-review",
    when: "the review that was decided is done",
    change: put("logs.reviews", [{ kind: "sample", every: "P28D", applied: true }]),
    gives: "satisfied",
  },
  ...(["purposes", "roles", "grants", "policiesNotRun"] as const).map(
    (part): Case => ({
      rule: "nec-declared-equals-implemented",
      when: `something runs that is not declared: ${part}`,
      evidence: { implementation: { ...nothing, [part]: [part === "policiesNotRun" ? "logs" : "other"] } },
      gives: ["block", "IX demande"],
    }),
  ),
  ...["productivity", "time-control", "permanent-monitoring", "staff-representatives"].map(
    (use): Case => ({
      rule: "pur-no-permanent-monitoring",
      when: `capture serves ${use}`,
      change: capture({ uses: [use] }),
      gives: ["block", "I demande"],
    }),
  ),
  {
    rule: "pur-no-permanent-monitoring",
    when: "capture serves the safety of a place",
    change: capture({ uses: ["safety"] }),
    gives: "human",
  },
  {
    rule: "inf-capture-scope-minimised",
    when: "a badge reader is no camera",
    change: put("capture", { devices: ["badge"], area: { en: "door" } }),
    gives: "human",
  },
  { rule: "inf-capture-scope-minimised", when: "there are no devices", change: put("capture", { devices: [] }), gives: "satisfied" },
  ...["a", "b", "c", "d", "e", "f", "g", "h"].map(
    (clause): Case => ({
      rule: "lnk-processor-contract",
      when: `the contract lacks clause ${clause}`,
      change: put(
        "processors.host.clauses",
        [..."abcdefgh"].filter((one) => one !== clause),
      ),
      gives: ["reserve", "VI demande"],
    }),
  ),
  ...["perPurpose", "proof", "withdrawal", "asEasyAsGiving"].map(
    (fact): Case => ({
      rule: "law-consent-valid",
      when: `consent does not state ${fact}`,
      change: without(`purposes.followUp.bases.0.consent.${fact}`),
      gives: ["block", "II demande"],
    }),
  ),
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
  {
    rule: "sec-password-strength",
    when: "they are hashed without salt",
    change: put("security.passwords.storedAs", "hash"),
    gives: ["reserve", "VII demande"],
  },
  {
    rule: "sec-password-strength",
    when: "they are sent in clear",
    change: put("security.passwords.sentInClear", true),
    gives: ["block", "VII demande"],
  },
  {
    rule: "sec-encryption-at-rest-transit",
    when: "the connections are plain",
    change: put("security.encryption.inTransit", false),
    gives: ["reserve", "VII demande"],
  },
  {
    rule: "sec-export-ledger",
    when: "copies are not counted",
    change: put("security.exports.ledger", false),
    gives: ["reserve", "VII demande"],
  },
  {
    rule: "sec-export-encrypted",
    when: "copies of linked processings are plain",
    change: put("security.exports.linkedToo", false),
    gives: ["reserve", "VII demande"],
  },
  {
    rule: "sec-breach-procedure",
    when: "there is no register",
    change: put("security.breach.register", false),
    gives: ["reserve", "VII demande"],
  },
  {
    rule: "acc-individual-credentials",
    when: "accounts are not of one person",
    change: put("access.accounts.individual", false),
    evidence: "none",
    gives: ["reserve", "V demande"],
  },
  {
    rule: "lnk-linked-processing-lawful",
    when: "a link carries nothing",
    change: put("links.messaging.carries", []),
    gives: ["reserve", "VI demande"],
  },
  {
    rule: "lnk-linked-processing-lawful",
    when: "a link serves no purpose",
    change: put("links.messaging.purposes", []),
    gives: ["reserve", "VI demande"],
  },
  {
    rule: "lnk-linked-processing-lawful",
    when: "a file comes through a link nobody declares",
    change: put("origins.hrFile.link", "unknown"),
    gives: ["reserve", "VI demande"],
  },
  {
    rule: "rig-requester-identity-check",
    when: "requests come by the web and nobody is checked",
    change: chain(put("rights.channels", ["web"]), put("rights.identityCheck", "none")),
    gives: ["reserve", "IV considere"],
  },
  {
    rule: "rig-requester-identity-check",
    when: "requests come by post",
    change: chain(put("rights.channels", ["post", "on-site"]), without("rights.identityCheck")),
    gives: "satisfied",
  },
  {
    rule: "ret-erasure-evidence",
    when: "two runs left their proofs",
    evidence: {
      purges: [
        { policy: "vaccination", on: "2022-05-30", deleted: 2, proved: 2 },
        { policy: "vaccination", on: "2022-05-31", deleted: 3, proved: 3 },
      ],
    },
    gives: "satisfied",
  },
  {
    rule: "ret-erasure-evidence",
    when: "one of two runs left fewer",
    evidence: {
      purges: [
        { policy: "vaccination", on: "2022-05-30", deleted: 2, proved: 2 },
        { policy: "vaccination", on: "2022-05-31", deleted: 3, proved: 1 },
      ],
    },
    gives: ["reserve", "VIII demande"],
  },
  {
    rule: "ret-automatic-purge",
    when: "it does not follow a shortening",
    change: put("purge.followsShortening", false),
    evidence: "none",
    gives: ["reserve", "VIII demande"],
  },
  {
    rule: "acc-scope-by-unit",
    when: "the desk and the auditor see everyone",
    change: chain(put("access.units", 3), (file) => ({
      ...file,
      access: {
        actions: ["read"],
        grants: {},
        units: 3,
        roles: {
          desk: { label: { en: "desk" }, purposes: [], kind: "rights-desk", rowScope: "all", central: false },
          auditor: { label: { en: "auditor" }, purposes: [], kind: "auditor", rowScope: "all", central: false },
        },
      },
    })),
    evidence: "none",
    gives: "satisfied",
  },
];
