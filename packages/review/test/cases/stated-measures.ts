/** Cases of files that state a breach: access, links, security, retention and governance. */
import { type Case, chain, put, without } from "./case.ts";

const T = (en: string): { readonly en: string } => ({ en });
const of = (
  rule: string,
  severity: "block" | "reserve" | "reminder",
  remark: string,
  ...all: readonly (readonly [string, Case["change"]])[]
): Case[] => all.map(([when, change]) => ({ rule, when, ...(change === undefined ? {} : { change }), gives: [severity, remark] }));

const decision = (more: object): object => ({ sorting: { label: T("sorting"), purposes: ["followUp"], ...more } });
export const statedMeasures: readonly Case[] = [
  ...of("acc-need-to-know-role", "reserve", "V demande", [
    "an emergency needs no reason",
    put("authorisations", { breakGlass: { roles: ["hrDirector"], reason: false } }),
  ]),
  ...of("acc-scope-by-unit", "block", "V demande", [
    "nothing separates the bodies",
    put("tenants", { separatedBy: "nothing", number: 12 }),
  ]),
  ...of(
    "acc-grant-and-revocation",
    "reserve",
    "V demande",
    ["rights are reviewed every ten years", put("access.procedure.reviewEvery", "P10Y")],
    ["accounts of leavers stay a year", put("authorisations", { closedWithin: "P1Y" })],
  ),
  ...of("acc-log-review", "reminder", "V rappelle", ["logs are read every ten years", put("logs.reviewEvery", "P10Y")]),
  ...of("lnk-recipient-declared-purpose", "block", "VI demande", [
    "the press gets sensitive data",
    put("recipients.press", {
      label: T("press"),
      purposes: ["followUp"],
      categories: ["vaccinationStatus"],
      basis: { text: "Law" },
      kind: "press",
    }),
  ]),
  ...of(
    "lnk-processor-contract",
    "reserve",
    "VI demande",
    [
      "a sub-processor is not authorised",
      put("processors.host.subProcessors", { cloud: { label: T("cloud"), country: "FR", authorised: false } }),
    ],
    [
      "a sub-processor has other duties",
      put("processors.host.subProcessors", { cloud: { label: T("cloud"), country: "FR", sameDuties: false } }),
    ],
    [
      "sub-processing is forbidden and there is one",
      chain(put("processors.host.subProcessing", "forbidden"), put("processors.host.subProcessors", { cloud: { label: T("cloud") } })),
    ],
    ["nothing shows that the data are gone", put("processors.host.endOfContract", { then: "delete", proof: "none" })],
    ["backups outlive the contract", put("processors.host.endOfContract", { then: "delete", reachesBackups: false })],
  ),
  ...of(
    "lnk-transfer-third-country",
    "block",
    "VI demande",
    ["the data are hosted in a third country", put("hosting", { cloud: { holds: ["database"], country: "IN" } })],
    ["a recipient is in a third country", put("recipients.labour.country", "IN")],
    ["a sub-processor is in a third country", put("processors.host.subProcessors", { cloud: { label: T("cloud"), country: "IN" } })],
    [
      "the law of the destination defeats the clauses",
      put("transfers.backup", {
        to: "IN",
        categories: ["vaccinationStatus"],
        safeguard: "standard-clauses",
        assessment: { reference: "7", on: "2021-10-01", protection: "not-equivalent" },
      }),
    ],
  ),
  ...of("lnk-transfer-third-country", "reserve", "VI demande", [
    "the derogation is not named",
    put("transfers.backup", { to: "IN", categories: ["vaccinationStatus"], safeguard: "derogation" }),
  ]),
  ...of("sec-export-ledger", "reserve", "VII demande", [
    "copies outlive what they are copies of",
    put("security.exports", { encrypted: true, linkedToo: true, ledger: true, expireAfter: "P99Y" }),
  ]),
  ...of("sec-breach-procedure", "reserve", "VII demande", ["persons are not told", put("security.breach.personsInformed", false)]),
  ...of("sec-state-of-the-art-maintained", "reminder", "VII rappelle", [
    "measures are reviewed every twenty years",
    put("security.review.every", "P20Y"),
  ]),
  ...of("ret-defined-per-category", "block", "VIII demande", [
    "a maximum is longer than a life",
    chain(
      put("retention.vaccination.maximum", { period: "P99Y" }),
      put("retention.vaccination.start", { kind: "last-activity" }),
      without("retention.vaccination.reference"),
    ),
  ]),
  ...of("ret-anchored-justified", "reserve", "VIII demande", [
    "the justification says nothing",
    chain(without("retention.vaccination.reference"), put("retention.vaccination.justification", T("-"))),
  ]),
  ...of(
    "ret-log-immutable",
    "reserve",
    "VIII demande",
    ["someone may change them", put("logs.mayChange", ["administrators"])],
    [
      "the store is plain, whatever the floor asks",
      chain(put("logs.store", "plain"), put("retention.logs", { categories: ["connectionLogs"], maximum: { period: "P1Y" } })),
    ],
  ),
  ...of("ret-automatic-purge", "reserve", "VIII demande", ["the purge is rarer than a period is long", put("purge.every", "P10Y")]),
  ...of("nec-necessity-proportionality", "reserve", "IX demande", [
    "the day of the re-assessment has passed",
    put("governance.necessity", { statement: T("the law requires it"), reviewOn: "2022-01-01" }),
  ]),
  ...of("nec-dpia-when-high-risk", "reserve", "IX demande", [
    "no criterion is declared and the file shows two",
    put("governance.riskCriteria", []),
  ]),
  ...of("nec-dpia-when-high-risk", "block", "IX demande", [
    "no criterion is declared, the file shows two, and there is no assessment",
    chain(put("governance.riskCriteria", []), without("governance.impactAssessment")),
  ]),
  ...of(
    "nec-dpia-content",
    "reserve",
    "IX demande",
    ["it leaves out the risks", put("governance.impactAssessment.sections", ["operations", "necessity", "measures"])],
    ["a risk is at its worst and the rest is low", put("risks", { leak: { feared: "illegitimate-access", severity: 4, likelihood: 4 } })],
  ),
  ...of(
    "nec-record-of-processing",
    "block",
    "IX demande",
    ["a paper file is declared nowhere", put("filingSystems", { binder: { label: T("binder"), form: "paper", declared: false } })],
    ["a spreadsheet has no formality", put("filingSystems", { sheet: { label: T("sheet"), form: "spreadsheet", formality: "none" } })],
  ),
  ...of("nec-change-triggers-review", "reserve", "IX demande", [
    "it is approved on a day to come",
    put("governance.approved.on", "2031-01-01"),
  ]),
  ...of("rig-rights-channels-complete", "reminder", "IV rappelle", [
    "objection is offered where no basis opens it",
    put("rights.means.objection", { how: T("by e-mail") }),
  ]),
  ...of("rig-notice-complete", "reserve", "IV demande", [
    "automated decisions are not told of",
    put("automatedDecisions", decision({ humanIntervention: true })),
  ]),
];
