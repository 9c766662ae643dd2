/** Values on either side of what a rule asks: of access, information, links, retention, rights and security. */
import { type Case, chain, put, without } from "./case.ts";

const nothing = { fields: [], purposes: [], roles: [], grants: [], policiesNotRun: [] };
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
