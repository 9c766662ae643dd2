/** Changes that look small and go back to review, each told of what it lets in, lets go or no longer says. */
import { compareDocuments, readDocument } from "@favorable/processing";
import { expect, test } from "vitest";
import { type Loose, reviewedBase } from "./reviewed-base.ts";

type Change = (current: Loose, approved: Loose) => void;

function drift(change: Change) {
  const [approved, current] = [reviewedBase(), reviewedBase()];
  change(current, approved);
  return compareDocuments(readDocument(approved), readDocument(current));
}

test.each<[name: string, change: Change, place: string]>([
  ["a field in a twin of its category", (d) => (d.records.agent.fields.status.category = "twin"), "records.agent.fields.status.category"],
  [
    "a field in a twin, which a function of another aim uses",
    (d) => (d.records.agent.fields.status.category = "twin"),
    "records.agent.fields.status",
  ],
  [
    "a way in for one role with fewer factors",
    (d) => d.security.authentication.push({ from: "inside", roles: ["director"], factors: 1 }),
    "security.authentication",
  ],
  [
    "a way in from a public network",
    (d) => d.security.authentication.push({ from: "public-network", factors: 2 }),
    "security.authentication",
  ],
  [
    "a weaker one beside an entry for everybody",
    (d) => d.security.authentication.push({ from: "inside", factors: 1 }),
    "security.authentication",
  ],
  [
    "an archive where there was none",
    (d, a) => {
      delete a.retention.register.archive;
      d.retention.register.archive = { roles: ["nurse"], period: "P100Y" };
    },
    "retention.register.archive",
  ],
  ["an archive in a place where none was told", (_, a) => delete a.retention.register.archive.filingSystem, "retention.register.archive"],
  [
    "an archive in another place",
    (d) => {
      d.filingSystems.other = d.filingSystems.paperFile;
      d.retention.register.archive.filingSystem = "other";
    },
    "retention.register.archive",
  ],
  ["a start of retention out of silence", (_, a) => delete a.retention.register.start, "retention.register.start"],
  ["an end of retention out of silence", (_, a) => delete a.retention.register.then, "retention.register.then"],
  ["a host of backups out of silence", (_, a) => delete a.security.backups.hosting, "security.backups.hosting"],
  ["another host of backups", (d) => (d.security.backups.hosting = "us"), "security.backups.hosting"],
  ["a holder of keys out of silence", (_, a) => delete a.security.encryption.keyCustody, "security.encryption.keyCustody"],
  ["a host run by a processor", (d) => (d.hosting.inhouse.processor = "host"), "hosting.inhouse.processor"],
  ["an origin over a link", (d) => (d.origins.plain.link = "mail"), "origins.plain.link"],
  ["a role for a processor", (_, a) => delete a.processors.host.role, "processors.host.role"],
  ["a kind of recipient out of silence", (_, a) => delete a.recipients.inspector.kind, "recipients.inspector.kind"],
  ["means of a disclosure out of silence", (_, a) => delete a.recipients.inspector.means, "recipients.inspector.means"],
  ["a schedule of capture out of silence", (_, a) => delete a.capture.schedule, "capture.schedule"],
  ["a number of cameras out of silence", (_, a) => delete a.capture.systems.headOffice.number, "capture.systems.headOffice.number.most"],
  ["a copy of a filing system out of silence", (_, a) => delete a.filingSystems.paperFile.copyOf, "filingSystems.paperFile.copyOf"],
  ["tenants not kept apart any more", (d) => (d.tenants = "none"), "tenants"],
  [
    "a tenant's rows where nothing keeps tenants apart",
    (d, a) => {
      a.authorisations.rowScopes.director.status = "tenant";
      d.authorisations.rowScopes.director.status = "tenant";
      d.tenants = "none";
    },
    "authorisations.rowScopes.director.status",
  ],
  [
    "no proof of a notice on one of two channels",
    (d, a) => {
      a.notices.policy.channels = [
        { kind: "letter", reaches: ["staff"], evidence: "posted" },
        { kind: "intranet", reaches: ["staff"], evidence: "posted" },
      ];
      d.notices.policy.channels = [{ kind: "letter", reaches: ["staff"], evidence: "none" }, a.notices.policy.channels[1]];
    },
    "notices.policy.channels.letter",
  ],
  [
    "no proof of a notice on one of two letters",
    (d, a) => {
      const letter = { kind: "letter", reaches: ["staff"], evidence: "posted" };
      a.notices.policy.channels = [letter, letter];
      d.notices.policy.channels = [letter, { ...letter, evidence: "none" }];
    },
    "notices.policy.channels.letter",
  ],
  [
    "professions of holders not said any more",
    (d) => delete d.authorisations.holders.director.professions,
    "authorisations.holders.director.professions",
  ],
  [
    "professions of holders emptied",
    (d) => (d.authorisations.holders.director.professions = []),
    "authorisations.holders.director.professions",
  ],
  ["a destruction without evidence", (d) => (d.filingSystems.paperFile.destroyed.evidence = "none"), "filingSystems.paperFile.destroyed"],
  ["a later destruction", (d) => (d.filingSystems.paperFile.destroyed.on = "2099"), "filingSystems.paperFile.destroyed"],
  ["a filing system used for longer", (d) => (d.filingSystems.paperFile.until = "2099"), "filingSystems.paperFile.until"],
  ["a filing system without an end", (d) => delete d.filingSystems.paperFile.until, "filingSystems.paperFile.until"],
  ["backups less often", (d) => (d.security.backups.every = "P1Y"), "security.backups.every"],
  ["a later review of the necessity", (d) => (d.governance.necessity.reviewOn = "2099-01-01"), "governance.necessity.reviewOn"],
  ["a register that lists nothing", (d) => (d.governance.register.lists = []), "governance.register.lists"],
  ["an assessment that covers less", (d) => (d.governance.impactAssessment.covers = ["host"]), "governance.impactAssessment.covers"],
  ["an assessment without a processor", (d) => (d.governance.impactAssessment.covers = ["status"]), "governance.impactAssessment.covers"],
  ["updates of nothing", (d) => (d.accuracy.updates = []), "accuracy.updates"],
  ["a timer on which nobody acts", (d) => (d.timers.reminder.actors = []), "timers.reminder.actors"],
  ["a date of an event on which periods depend", (d) => (d.events.far.on = "2099-01-01"), "events.far.on"],
  ["another object of a purpose", (d) => (d.purposes.followUp.object = { fr: "Prospection", en: "Marketing" }), "purposes.followUp.object"],
  ["another term for a purpose", (d) => (d.purposes.followUp.dpv = "https://w3id.org/dpv#Marketing"), "purposes.followUp.dpv"],
  ["another name for the people", (d) => (d.subjects.staff.namedAs = { fr: "citoyens", en: "citizens" }), "subjects.staff.namedAs"],
  ["another title", (d) => (d.title = { en: "Other" }), "title"],
  ["another title of a notice", (d) => (d.notices.policy.title = { en: "Joke" }), "notices.policy.title"],
  ["another address for rights", (d) => (d.rights.contact = { fr: "personne", en: "nobody" }), "rights.contact"],
  ["another address of the officer", (d) => (d.dpo.contact = "nobody"), "dpo.contact"],
  ["another department", (d) => (d.controller.department = { en: "Marketing" }), "controller.department"],
  ["another instrument of a transfer", (d) => (d.transfers.none.instrument.reference = "Z-9"), "transfers.none.instrument.reference"],
  ["another declaration of a link", (d) => (d.links.mail.declaration = "f".repeat(64)), "links.mail.declaration"],
  [
    "a moderating role removed",
    (d) => {
      delete d.access.roles.nurse;
      delete d.access.grants.nurse;
    },
    "records.agent.fields.note.moderator",
  ],
  [
    "a moderator that nobody is",
    (d, a) => {
      delete a.records.agent.fields.note.moderator;
      d.records.agent.fields.note.moderator = "anybody";
    },
    "records.agent.fields.note.moderator",
  ],
  [
    "when a bound value is set, out of silence",
    (d, a) => {
      delete a.records.agent.fields.status.boundWhen;
      d.records.agent.fields.status.boundWhen = "changed";
    },
    "records.agent.fields.status.boundWhen",
  ],
  ["a document that is a draft again", (d) => (d.stage = "draft"), "stage"],
  ["a past of which nothing is said", (d) => delete d.proceedings, "proceedings"],
  ["a rewritten past", (d) => (d.proceedings.opinion.outcome = "favorable"), "proceedings"],
  ["an approval not said any more", (d) => delete d.governance.approved, "governance.approved"],
  ["compulsory answers not told any more", (d) => delete d.notices.policy.compulsory, "notices.policy.compulsory"],
  [
    "a link in both directions, though nothing is said to pass",
    (d, a) => {
      a.links.mail.carries = [];
      d.links.mail.carries = [];
      d.links.mail.direction = "both";
    },
    "links.mail.direction",
  ],
  ["a longer keeping of identity copies", (d) => (d.rights.identityCopy.retention = "P1Y"), "rights.identityCopy.retention"],
  [
    "a longer time to answer, out of silence",
    (d, a) => {
      delete a.rights.answerWithin;
      d.rights.answerWithin = "P99Y";
    },
    "rights.answerWithin",
  ],
])("%s is a widening", (_name, change, place) => {
  const { direction, differences } = drift(change);
  expect(direction).toBe("widening");
  expect(differences.filter((one) => one.direction === "widening").map((one) => one.place)).toContain(place);
});

test.each<[name: string, change: Change]>([
  [
    "a stronger way in for one role",
    (d) => d.security.authentication.push({ from: "inside", roles: ["director"], factors: 3, means: ["password", "token"] }),
  ],
  ["one more entry in the past", (d) => (d.proceedings.next = { ...d.proceedings.opinion, follows: "opinion" })],
  ["an approval of a later document", (d) => (d.governance.approved.sha256 = "f".repeat(64))],
  ["backups tested more often", (d) => (d.security.backups.restoreTestedEvery = "P1M")],
  [
    "proof of one more channel",
    (d, a) => {
      a.notices.policy.channels[0].evidence = "none";
      d.title = a.title;
    },
  ],
  ["an earlier end of a filing system", (d) => (d.filingSystems.paperFile.until = "2009")],
])("%s is no widening", (_name, change) => {
  expect(drift(change).direction).not.toBe("widening");
});

test("looks at the logs say nothing by their order", () => {
  const reviews = [
    { kind: "sample", every: "P1M" },
    { kind: "sample", every: "P1Y" },
  ];
  const found = drift((d, a) => {
    a.logs.reviews = reviews;
    d.logs.reviews = [...reviews].reverse();
  });
  expect(found).toMatchObject({ direction: "neutral", differences: [{ change: "restated", place: "logs" }] });
});

test("what is written otherwise is told beside any other difference", () => {
  const { differences } = drift((d, a) => {
    a.logs.events = ["connection", "read"];
    d.logs.events = ["read", "connection"];
    d.title = { en: "Other" };
  });
  expect(differences.map(({ direction, change, place }) => [direction, change, place])).toEqual([
    ["widening", "changed", "title"],
    ["neutral", "restated", "logs"],
  ]);
});

test("a moved field is told with the functions, notices and updates of its new category", () => {
  const { differences } = drift((d) => (d.records.agent.fields.status.category = "twin"));
  const naming = differences.filter(({ relation, place }) => relation === "naming" && place === "records.agent.fields.status");
  expect(naming.flatMap(({ about }) => about)).toContain("functions.stats.uses");
});
