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

/** The same images under each authority: the period that each publishes, and what lifts it. */
const kept = (period: string, more: object): Case["change"] =>
  chain(
    put("categories.timeInformation.kind", "cctv"),
    (file) => {
      const other = file.retention?.["vaccination"];
      const categories = (other?.categories ?? []).filter((id) => id !== "timeInformation");
      return other === undefined ? file : { ...file, retention: { ...file.retention, vaccination: { ...other, categories } } };
    },
    put("retention.images", { categories: ["timeInformation"], start: { kind: "last-activity" }, maximum: { period }, ...more }),
    without("categories.connectionLogs.kind"),
  );
const justified = { justification: T("security of the premises") };
const cited = { ...justified, reference: { text: "Law", article: "1" } };

export const publishedCaps: readonly Case[] = (
  [
    ["ccin-1165", "P1M", justified, "satisfied"],
    ["ccin-1165", "P10Y", justified, ["reserve", "VIII demande"]],
    ["ccin-1165", "P2M", cited, "human"],
    ["cnil-gdpr", "P10Y", justified, ["reserve", "VIII demande"]],
    ["cnil-gdpr", "P2M", cited, "human"],
    ["apdp-1565", "P31D", cited, ["reserve", "VIII demande"]],
    ["apdp-1565", "P10Y", {}, ["reserve", "VIII demande"]],
    ["ccin-1165", "P7D", { ...justified, archive: { roles: ["dpo"], period: "P10Y" } }, ["reserve", "VIII demande"]],
    ["apdp-1565", "P8D", { exceptions: [{ when: T("always"), maximum: { period: "P1Y" } }] }, ["reserve", "VIII demande"]],
  ] as const
).map(([profile, period, more, gives]): Case => {
  const change = kept(period, more);
  const said = "reference" in more ? "by a text" : "justification" in more ? "for a need" : "without a word";
  return {
    rule: "ret-doctrine-cap",
    when: `images are kept ${period} under ${profile}, ${said}`,
    ...(change === undefined ? {} : { change }),
    evidence: "none",
    profile,
    gives,
  };
});
