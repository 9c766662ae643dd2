/** Cases of files that state a breach: each fact that a rule reads, stated against it. */
import { type Case, chain, put, without } from "./case.ts";

const T = (en: string): { readonly en: string } => ({ en });
const cameras = put("capture.devices", ["cctv"]);
const system = (more: object): ReturnType<typeof put> =>
  chain(cameras, put("capture.systems", { hall: { label: T("hall"), device: "cctv", audio: false, masking: true, ...more } }));
const of = (
  rule: string,
  severity: "block" | "reserve" | "reminder",
  remark: string,
  ...all: readonly (readonly [string, Case["change"]])[]
): Case[] => all.map(([when, change]) => ({ rule, when, ...(change === undefined ? {} : { change }), gives: [severity, remark] }));

const decision = (more: object): object => ({ sorting: { label: T("sorting"), purposes: ["followUp"], ...more } });
const consent = (more: object): ReturnType<typeof put> =>
  put("purposes.followUp.bases.0.consent", {
    perPurpose: true,
    proof: T("signed form"),
    withdrawal: T("on request"),
    asEasyAsGiving: true,
    imbalance: T("no consequence"),
    ...more,
  });
const balanced = chain(
  put("controller.kind", "private-body"),
  put("purposes.followUp.bases", [
    { kind: "legitimate-interest", balance: { reference: "7", on: "2021-10-01", outcome: "persons-prevail" } },
  ]),
);

export const statedBreaches: readonly Case[] = [
  ...of("ret-defined-per-category", "block", "VIII demande", [
    "an archive outlives everybody",
    chain(put("retention.vaccination.archive", { roles: ["hrDirector"], period: "P99Y" }), without("retention.vaccination.reference")),
  ]),
  ...of(
    "ret-automatic-purge",
    "reserve",
    "VIII demande",
    ["backups are never erased", put("security.backups", { rotation: "P1Y", erasure: "never" })],
    ["a longer period needs nobody", put("purge.lengtheningNeedsReview", false)],
  ),
  ...of("ret-erasure-evidence", "reserve", "VIII demande", ["the purge leaves no proof", put("purge.evidence", false)]),
  ...of("sec-encryption-at-rest-transit", "reserve", "VII demande", [
    "backups of sensitive data are plain",
    put("security.backups", { rotation: "P1Y", encrypted: false }),
  ]),
  ...of("sec-infra-nominative-strong", "reminder", "VII rappelle", [
    "unused ports stay open",
    put("security.infrastructure", { unusedPortsClosed: false }),
  ]),
  ...of("sec-export-ledger", "reserve", "VII demande", [
    "copies reach beyond the rights of who makes them",
    put("security.exports.limitedToScope", false),
  ]),
  ...of("rig-identity-copy-safeguards", "reserve", "IV demande", [
    "copies travel unprotected",
    put("rights.identityCopy", {
      blackAndWhite: true,
      crossed: true,
      access: ["dpo"],
      retention: "P1M",
      securedTransmission: false,
    }),
  ]),
  ...of("nec-dpia-when-high-risk", "reserve", "IX demande", [
    "profiles are drawn from elsewhere and no criterion is declared",
    chain(
      put("automatedDecisions", decision({ humanIntervention: true, profiling: true })),
      put("origins.broker", { label: T("broker"), kind: "third-party" }),
      put("governance.riskCriteria", []),
    ),
  ]),
  ...of(
    "pur-determined-explicit",
    "block",
    "I demande",
    ["the purpose is whatever is useful", put("purposes.followUp.statement", { fr: "Divers traitements utiles à l'organisme" })],
    ["the purpose is improvement", put("purposes.followUp.statement", { en: "Continuous performance improvement" })],
  ),
  ...of("pur-compatible-use", "block", "I demande", [
    "its own assessment finds the use incompatible",
    put("purposes.followUp.compatibility", { reference: "7", on: "2021-10-01", outcome: "incompatible" }),
  ]),
  ...of(
    "pur-no-permanent-monitoring",
    "block",
    "I demande",
    ["cameras are turned to staff representatives", chain(cameras, put("capture.targets", ["staff-representatives"]))],
    [
      "cameras are turned to workstations all the time",
      chain(cameras, put("capture.targets", ["workstations"]), put("capture.schedule", "continuous")),
    ],
    ["one system films staff in working hours", system({ targets: ["staff"], schedule: "working-hours" })],
    ["positions are recorded without a break", chain(put("capture.devices", ["geolocation"]), put("capture.schedule", "continuous"))],
    [
      "a use is written in French",
      chain(cameras, put("capture.targets", ["entrances"]), put("capture.uses", ["chronométrage des salariés"])),
    ],
    ["hours are controlled and no working time is declared", put("capture.uses", ["contrôle des horaires"])],
  ),
  {
    rule: "pur-no-permanent-monitoring",
    when: "cameras run without a break over premises, and staff are there",
    change: chain(cameras, put("capture.continuous", true), put("capture.targets", ["premises", "entrances"])),
    gives: "human",
  },
  {
    rule: "pur-no-permanent-monitoring",
    when: "cameras follow workstations on an event only",
    change: chain(cameras, put("capture.targets", ["workstations"]), put("capture.schedule", "on-event")),
    gives: "human",
  },
  {
    rule: "pur-no-permanent-monitoring",
    when: "hours are controlled and working time is declared",
    change: chain(put("capture.uses", ["time-control"]), put("categories.comments.kind", "working-time")),
    gives: "human",
  },
  ...of("law-explicit-legal-text", "block", "II demande", ["the balance finds that the persons prevail", balanced]),
  ...of(
    "law-consent-valid",
    "block",
    "II demande",
    ["consent is implied", consent({ act: "implied" })],
    ["consent to sensitive data is a setting", consent({ act: "setting" })],
    ["the person depends on the controller and nothing says why consent is free", consent({ dependent: true, imbalance: T("-") })],
    ["what is recorded does not tell to what one agreed", consent({ recorded: ["proof"] })],
  ),
  {
    rule: "law-consent-valid",
    when: "the person depends on the controller, who says why consent is free",
    change: consent({ dependent: true }),
    gives: "human",
  },
  ...of(
    "law-automated-decision",
    "block",
    "II demande",
    ["no person intervenes and no text allows it", put("automatedDecisions", decision({ humanIntervention: false }))],
    ["nothing is said of a person's part", put("automatedDecisions", decision({}))],
  ),
  ...of(
    "law-automated-decision",
    "reserve",
    "II demande",
    ["its logic is not told", put("automatedDecisions", decision({ humanIntervention: true }))],
    [
      "a function decides and no decision is declared",
      put("functions.sorting", { label: T("sort"), purposes: ["followUp"], kind: "decide" }),
    ],
  ),
  {
    rule: "law-automated-decision",
    when: "a text allows it, and its logic is told",
    change: put(
      "automatedDecisions",
      decision({ humanIntervention: false, reference: { text: "Law" }, logic: T("score"), consequences: T("priority") }),
    ),
    gives: "human",
  },
  { rule: "law-automated-decision", when: "there is none", change: put("automatedDecisions", "none"), gives: "satisfied" },
  ...of("inf-national-id-restricted", "block", "III demande", [
    "a category of national identifiers cites no text",
    chain(put("categories.identityStaff.nationalId", true), without("records.agent.fields.surname.legalRef")),
  ]),
  ...of(
    "inf-accurate-and-current",
    "reserve",
    "III demande",
    ["times are typed in", put("accuracy", { clock: { source: "entered" } })],
    ["the clock of the device is not synchronised", put("accuracy", { clock: { source: "device", synchronised: false } })],
    ["authors are typed in", put("accuracy", { actor: "entered" })],
    [
      "an alert is provided for and does not happen",
      put("timers", { due: { label: T("due"), then: "alert", start: { kind: "last-activity" }, applied: false } }),
    ],
  ),
  ...of(
    "inf-minors-protected",
    "reserve",
    "III demande",
    [
      "nothing tells the age",
      chain(
        put("subjects.volunteers.minors", true),
        put("subjects.volunteers.minorsRule", T("plain wording")),
        put("subjects.volunteers.ageGate", { below: 15, check: "none" }),
      ),
    ],
    [
      "minors consent alone",
      chain(
        put("subjects.volunteers.minors", true),
        put("subjects.volunteers.minorsRule", T("plain wording")),
        put("subjects.volunteers.parental", "none"),
      ),
    ],
    ["data of minors are held and no one is a minor", put("categories.comments.minors", true)],
  ),
  ...of(
    "inf-capture-scope-minimised",
    "block",
    "III demande",
    ["toilets are filmed", chain(cameras, put("capture.targets", ["toilets"]))],
    ["one system films changing rooms", system({ targets: ["changing-rooms"] })],
    ["one camera records sound", system({ audio: true })],
    ["the area takes in changing rooms", chain(cameras, put("capture.area", { fr: "caisses, vestiaires, salle de pause" }))],
    ["a place is a changing room", system({ place: { en: "locker room" } })],
  ),
  ...of("inf-capture-scope-minimised", "reserve", "III demande", [
    "one system films the inside of homes without masking",
    system({ targets: ["interior-of-buildings"], masking: false }),
  ]),
  {
    rule: "inf-capture-scope-minimised",
    when: "the area leaves changing rooms out",
    change: chain(cameras, put("capture.area", { fr: "entrées, hors vestiaires et toilettes" })),
    gives: "human",
  },
];
