/** Cases of the registers and of copies: breaches, obligations, backups, restrictions. */
import type { EvidenceBundle } from "@favorable/review";
import type { Case } from "./case.ts";

type Breaches = NonNullable<EvidenceBundle["breaches"]>;

const breaches = (more: Partial<Breaches>): Partial<EvidenceBundle> => ({
  breaches: { recorded: 5, open: 0, overdue: 0, notifiedLate: 0, personsUntold: 0, ...more },
});
const copies = (overdue: number, unreachable: number): Partial<EvidenceBundle> => ({
  obligations: { mail: { open: 3, overdue, unreachable } },
});
const backups = (declared: number, missing: number, outliving: number): Partial<EvidenceBundle> => ({
  backups: { declared, missing, outliving },
});

export const registers: readonly Case[] = [
  {
    rule: "sec-breach-notified",
    when: "72 hours have passed without a notification",
    evidence: breaches({ overdue: 1, open: 1 }),
    gives: ["block", "VII demande"],
  },
  {
    rule: "sec-breach-notified",
    when: "persons at high risk were not told",
    evidence: breaches({ personsUntold: 1 }),
    gives: ["block", "VII demande"],
  },
  {
    rule: "sec-breach-notified",
    when: "nobody was told of anything",
    evidence: breaches({ open: 5, overdue: 5, notifiedLate: 5, personsUntold: 5 }),
    gives: ["block", "VII demande", "VII demande"],
  },
  {
    rule: "sec-breach-notified",
    when: "one was notified late",
    evidence: breaches({ notifiedLate: 1 }),
    gives: ["reminder", "VII rappelle"],
  },
  { rule: "sec-breach-notified", when: "all were notified in time", evidence: breaches({}), gives: "satisfied" },
  { rule: "sec-breach-notified", when: "there was none", evidence: breaches({ recorded: 0 }), gives: "not-applicable" },
  { rule: "sec-breach-notified", when: "nobody looked", evidence: "none", gives: "not-assessable" },
  {
    rule: "sec-breach-notified",
    when: "the law of 1993 knows of no notification",
    evidence: breaches({ overdue: 1, open: 1 }),
    profile: "ccin-1165",
    gives: "not-applicable",
  },
  { rule: "ret-copies-removed", when: "copies are past their day", evidence: copies(1, 0), gives: ["reserve", "VIII demande"] },
  { rule: "ret-copies-removed", when: "nobody answers for them", evidence: copies(0, 1), gives: ["reserve", "VIII demande"] },
  { rule: "ret-copies-removed", when: "open ones are within their period", evidence: copies(0, 0), gives: "satisfied" },
  { rule: "ret-copies-removed", when: "there are no obligations", evidence: { obligations: {} }, gives: "not-applicable" },
  { rule: "ret-copies-removed", when: "nobody looked", evidence: "none", gives: "not-assessable" },
  {
    rule: "lnk-backups-bounded",
    when: "a mailbox's backup has no obligation",
    evidence: backups(0, 1, 0),
    gives: ["reserve", "VI demande"],
  },
  {
    rule: "lnk-backups-bounded",
    when: "a backup outlives what it is a copy of",
    evidence: backups(2, 0, 1),
    profile: "ccin-1165",
    gives: ["reserve", "VI demande"],
  },
  { rule: "lnk-backups-bounded", when: "all are bounded", evidence: backups(2, 0, 0), gives: "satisfied" },
  { rule: "lnk-backups-bounded", when: "there is none", evidence: backups(0, 0, 0), gives: "not-applicable" },
  { rule: "lnk-backups-bounded", when: "nobody looked", evidence: "none", gives: "not-assessable" },
  { rule: "rig-restriction-upheld", when: "one stands", evidence: { restrictions: { standing: 1, lifted: 0 } }, gives: "human" },
  { rule: "rig-restriction-upheld", when: "one was lifted", evidence: { restrictions: { standing: 0, lifted: 1 } }, gives: "human" },
  {
    rule: "rig-restriction-upheld",
    when: "there was none",
    evidence: { restrictions: { standing: 0, lifted: 0 } },
    gives: "not-applicable",
  },
  { rule: "rig-restriction-upheld", when: "nobody looked", evidence: "none", gives: "not-assessable" },
];
