import { compareDocuments } from "@favorable/processing";
import { expect, test } from "vitest";
import { at, changed, type Draft, register } from "./register.ts";

const drift = (change: (draft: Draft) => void) => compareDocuments(register, changed(change));
const told = (change: (draft: Draft) => void) => {
  const { direction, differences } = drift(change);
  const places = differences.filter((one) => one.direction === direction).map(({ place, change: what }) => `${what} ${place}`);
  return [direction, ...new Set(places)];
};
const field = (draft: Draft, name: string) => at(at(draft.records, "agent").fields, name);
/** Assigns as a statement, to what is known to be there. */
function put<T>(target: T, members: Partial<T>): void {
  Object.assign(Object(target), members);
}
const role = (draft: Draft, name: string) => at(draft.access?.roles, name);

test("a document does not differ from itself", () => {
  expect(compareDocuments(register, register)).toEqual({ direction: "neutral", differences: [] });
});

test.each<[name: string, change: (draft: Draft) => void, place: string]>([
  ["shortening a floor", (d) => put(at(d.retention, "traces"), { minimum: { period: "P6M" } }), "changed retention.traces.minimum"],
  ["dropping a floor", (d) => void delete at(d.retention, "traces").minimum, "removed retention.traces.minimum"],
  ["lengthening a cap", (d) => put(at(d.retention, "register"), { maximum: { period: "P2Y" } }), "changed retention.register.maximum"],
  [
    "a cap of days for one of months",
    (d) => put(at(d.retention, "register"), { maximum: { period: "P548D" } }),
    "changed retention.register.maximum",
  ],
  [
    "rounding a cap up to the year",
    (d) => put(at(d.retention, "register"), { maximum: { period: "P18M", roundedTo: "end-of-year" } }),
    "changed retention.register.maximum",
  ],
  ["another end event", (d) => put(at(d.retention, "traces"), { maximum: { period: "P24M" } }), "changed retention.traces.maximum"],
  ["dropping a cap", (d) => void delete at(d.retention, "register").maximum, "removed retention.register.maximum"],
  ["a start that moves", (d) => put(at(d.retention, "register"), { start: { kind: "last-activity" } }), "changed retention.register.start"],
  [
    "an immutable mark on a retention dropped",
    (d) => void delete at(d.retention, "traces").immutable,
    "removed retention.traces.immutable",
  ],
  [
    "a category that no retention names any more",
    (d) => void at(d.retention, "register").categories.shift(),
    "removed retention.register.maximum",
  ],
  ["dropping a moderator", (d) => void delete field(d, "comment").moderator, "removed records.agent.fields.comment.moderator"],
  [
    "stating that nobody moderates",
    (d) => put(field(d, "comment"), { moderator: "none" }),
    "changed records.agent.fields.comment.moderator",
  ],
  ["dropping a notice", (d) => put(d, { notices: {} }), "removed notices.policy"],
  ["a channel that reaches fewer people", (d) => void at(d.notices, "policy").channels[1]?.reaches.pop(), "removed notices.policy"],
  ["a channel dropped", (d) => void at(d.notices, "policy").channels.shift(), "removed notices.policy.channels.intranet"],
  [
    "people told later",
    (d) => void Object.assign(at(d.notices, "policy").channels[0] ?? {}, { when: "later" }),
    "changed notices.policy.channels.intranet",
  ],
  ["a mention dropped", (d) => void at(d.notices, "policy").mentions?.pop(), "removed notices.policy.mentions"],
  ["a field in a freer category", (d) => put(field(d, "status"), { category: "comments" }), "added records.agent.fields.status"],
  ["a conjunct of a condition dropped", (d) => put(role(d, "hr"), { rowScope: "all" }), "changed access.roles.hr.rowScope"],
  ["another conjunct in its place", (d) => put(role(d, "hr"), { rowScope: "case-load" }), "changed access.roles.hr.rowScope"],
  [
    "a condition for one grant dropped",
    (d) => put(d, { authorisations: { rowScopes: { hr: { health: "all" } } } }),
    "changed authorisations.rowScopes.hr.health",
  ],
  ["a condition that is silent", (d) => void delete role(d, "hr").rowScope, "removed access.roles.hr.rowScope"],
  [
    "an added recipient",
    (d) => put(d, { recipients: { ...d.recipients, press: { label: { en: "Press" }, purposes: [], categories: [] } } }),
    "added recipients.press",
  ],
  ["a recipient of more categories", (d) => void at(d.recipients, "inspector").categories.push("health"), "added categories.health"],
  [
    "an added role",
    (d) => {
      role(d, "hr");
      Object.assign(d.access ?? {}, {
        roles: { ...d.access?.roles, guest: { label: { en: "Guest" }, purposes: [] } },
        grants: { ...d.access?.grants, guest: { identity: "none", health: "none", comments: "none", logs: "none" } },
      });
    },
    "added access.roles.guest",
  ],
  ["a role of more purposes", (d) => void role(d, "doctor").purposes.push("statistics"), "added access.roles.doctor.purposes"],
  ["a grant", (d) => void Object.assign(at(d.access?.grants, "doctor"), { comments: ["read"] }), "added access.grants.doctor.comments"],
  [
    "one more action of a grant",
    (d) => void Object.assign(at(d.access?.grants, "hr"), { health: ["read", "extract"] }),
    "added access.grants.hr.health",
  ],
  ["extraction no action of its own any more", (d) => void d.access?.actions.pop(), "removed access.actions"],
  ["an immutable mark dropped", (d) => void Object.assign(d.access ?? {}, { immutable: [] }), "removed categories.logs"],
  ["an added purpose", (d) => put(d, { purposes: { ...d.purposes, other: { statement: { en: "Other" } } } }), "added purposes.other"],
  ["a field for one more purpose", (d) => void field(d, "name").purposes.push("statistics"), "added records.agent.fields.name.purposes"],
  ["a field of one more origin", (d) => void field(d, "status").origins.push("hrFile"), "added records.agent.fields.status.origins"],
  [
    "an added field",
    (d) =>
      void Object.assign(at(d.records, "agent").fields, { phone: { category: "identity", origins: [], purposes: [], kind: "contact" } }),
    "added records.agent.fields.phone",
  ],
  [
    "an added origin",
    (d) => put(d, { origins: { ...d.origins, web: { label: { en: "Web" }, kind: "third-party" } } }),
    "added origins.web",
  ],
  [
    "an origin that certifies no more",
    (d) => void delete at(d.origins, "occupationalHealth").certifies,
    "removed origins.occupationalHealth.certifies",
  ],
  ["an origin rule dropped", (d) => put(d, { originRules: [] }), "removed categories.health"],
  [
    "a field an origin rule no longer excludes",
    (d) => void d.originRules?.[0]?.keeps.push("agent.proof"),
    "removed records.agent.fields.proof",
  ],
  ["a safeguard dropped", (d) => void delete d.security?.encryption?.atRest, "removed security.encryption.atRest"],
  ["a safeguard denied", (d) => void Object.assign(d.security?.encryption ?? {}, { atRest: false }), "changed security.encryption.atRest"],
  ["a whole part withdrawn", (d) => void delete d.security, "withdrawn security"],
  ["recipients no longer stated", (d) => void delete d.recipients, "withdrawn recipients"],
  ["capture where there was none", (d) => put(d, { capture: { devices: ["cctv"] } }), "added capture"],
  ["no officer where nothing was said", (d) => put(d, { dpo: "none" }), "added dpo"],
  [
    "another statement of a purpose",
    (d) => put(at(d.purposes, "followUp"), { statement: { en: "Follow up everybody", fr: "" } }),
    "changed purposes.followUp.statement",
  ],
  [
    "another basis",
    (d) => void at(d.purposes, "statistics").bases?.push({ kind: "legitimate-interest" }),
    "added purposes.statistics.bases",
  ],
  ["people a purpose forgets", (d) => void at(d.purposes, "followUp").population?.pop(), "removed purposes.followUp.population"],
  ["logs of less", (d) => void d.logs?.events?.pop(), "removed logs.events"],
  ["logs that can be changed", (d) => void Object.assign(d.logs ?? {}, { store: "plain" }), "changed logs.store"],
  [
    "a longer stay in a channel",
    (d) => void Object.assign(at(d.links, "mail").channel ?? {}, { maximumAge: "P30D" }),
    "changed links.mail.channel.maximumAge",
  ],
  ["a link that also goes out", (d) => put(at(d.links, "mail"), { direction: "both" }), "added records.agent.fields.proof"],
  [
    "an environment with real data",
    (d) => void Object.assign(d.security ?? {}, { environments: [{ name: "test", production: false, data: "real" }] }),
    "added security.environments",
  ],
  ["a freer kind of field", (d) => put(field(d, "status"), { kind: "free-text" }), "changed records.agent.fields.status.kind"],
  [
    "one more value of a closed list",
    (d) => void field(d, "status").values?.push("contra-indicated"),
    "changed records.agent.fields.status.values",
  ],
  ["a contract clause dropped", (d) => void at(d.processors, "host").clauses?.pop(), "removed processors.host.clauses"],
])("%s is a widening", (_name, change, place) => {
  const [direction, ...places] = told(change);
  expect(direction).toBe("widening");
  expect(places).toContain(place);
});

test.each<[name: string, change: (draft: Draft) => void]>([
  ["a shorter cap", (d) => put(at(d.retention, "register"), { maximum: { period: "P1Y" } })],
  ["a longer floor", (d) => put(at(d.retention, "traces"), { minimum: { period: "P18M" } })],
  ["a tenant's rows of silence", (d) => put(role(d, "admin"), { rowScope: "tenant" })],
  ["a grant withdrawn", (d) => void Object.assign(at(d.access?.grants, "hr"), { comments: "none" })],
  ["a recipient less", (d) => put(d, { recipients: {} })],
  ["a field less", (d) => void delete (at(d.records, "agent").fields as Record<string, unknown>)["comment"]],
  [
    "a notice more",
    (d) =>
      put(d, {
        notices: {
          ...d.notices,
          form: { title: { en: "Form" }, attached: true, channels: [{ kind: "form", reaches: ["staff"] }] },
        },
      }),
  ],
  ["people told earlier", (d) => void Object.assign(at(d.notices, "policy").channels[0] ?? {}, { when: "before-collection" })],
  ["a reference where there was none", (d) => put(field(d, "name"), { legalRef: { text: "Law 1.509" } })],
  ["a stronger log", (d) => void Object.assign(d.logs ?? {}, { store: "append-only-witnessed" })],
  ["one more immutable category", (d) => void d.access?.immutable?.push("health")],
  ["stating that there are no transfers", (d) => put(d, { transfers: {} })],
  ["a link and its channel less", (d) => put(d, { links: {} })],
])("%s is no widening", (_name, change) => {
  expect(["narrowing", "neutral"]).toContain(drift(change).direction);
});

test.each<[name: string, change: (draft: Draft) => void]>([
  ["a year for twelve months", (d) => put(at(d.retention, "traces"), { minimum: { period: "P1Y" } })],
  [
    "every action by name for all",
    (d) => void Object.assign(at(d.access?.grants, "hr"), { comments: ["extract", "delete", "modify", "add", "read"] }),
  ],
  [
    "one retention for each category",
    (d) => {
      const { categories, ...rest } = at(d.retention, "register");
      d.retention = {
        traces: at(d.retention, "traces"),
        ...Object.fromEntries(categories.map((one) => [`of-${one}`, { ...rest, categories: [one] }])),
      };
    },
  ],
  [
    "blanks in a statement",
    (d) => put(at(d.purposes, "statistics"), { statement: { fr: "Count the vaccinated staff ", en: "Count  the vaccinated\nstaff" } }),
  ],
  ["another version of the document", (d) => put(d, { version: "2" })],
])("%s has no effect", (_name, change) => {
  const { direction, differences } = drift(change);
  expect(direction).toBe("neutral");
  expect(differences.length).toBeGreaterThan(0);
});

test("what no field keeps from its old category is told of the field, with the role and the rules it concerns", () => {
  const { differences } = drift((d) => put(field(d, "proof"), { category: "comments" }));
  const access = differences.find(({ relation, about }) => relation === "access" && about.includes("hr"));
  expect(access).toMatchObject({
    direction: "widening",
    place: "records.agent.fields.proof",
    after: ["add", "modify", "delete", "extract"],
  });
  expect(access?.rules).toContain("acc-need-to-know-role");
  expect(differences.some(({ relation, about }) => relation === "category" && about.includes("special"))).toBe(true);
});

test("a condition is narrower with one conjunct more, and not comparable with another one", () => {
  const scoped = (rowScope: "tenant" | "own-unit" | "case-load") => changed((d) => put(role(d, "hr"), { rowScope }));
  expect(compareDocuments(scoped("tenant"), scoped("own-unit")).direction).toBe("narrowing");
  expect(compareDocuments(scoped("own-unit"), scoped("tenant")).direction).toBe("widening");
  expect(compareDocuments(scoped("own-unit"), scoped("case-load")).direction).toBe("widening");
  expect(compareDocuments(scoped("case-load"), scoped("own-unit")).direction).toBe("widening");
});
