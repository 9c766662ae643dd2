import { canonicalJson, type JsonValue } from "@favorable/core";
import { readDocument } from "@favorable/processing";
import { describe, expect, it } from "vitest";
import { changed, changedAlone, details, named, objects, type Path, problems, told } from "./mistakes.ts";
import { whole } from "./whole-document.ts";

describe("a document that states everything", () => {
  it("is read without loss, and gives the same canonical text again", () => {
    const document = readDocument(JSON.parse(JSON.stringify(whole)));
    expect(document).toEqual(whole);
    expect(canonicalJson(document as unknown as JsonValue)).toBe(canonicalJson(whole as unknown as JsonValue));
    expect(readDocument(document)).toEqual(document);
  });

  it("is frozen to the bottom, and apart from what was read", () => {
    const document = readDocument(whole);
    expect(
      objects(document).every((path) => Object.isFrozen(path.reduce<unknown>((part, key) => Reflect.get(Object(part), key), document))),
    ).toBe(true);
    expect(document.purposes).not.toBe(whole.purposes);
  });

  it("is refused with the path of an unknown key, wherever one stands", () => {
    const places = objects(whole).filter((path) => !named.test(path.join(".")));
    expect(places.length).toBeGreaterThan(60);
    for (const path of places)
      expect(problems((path.length === 0 ? changed : changedAlone)([...path, "unknownKey"], 1))).toEqual([
        `${[...(path.length === 0 ? [] : [told(path)]), "*"].join(".")}: unknown-key`,
      ]);
  });

  it("is refused with the path of any value of a wrong type", () => {
    for (const path of objects(whole).filter((place) => place.length > 0)) {
      const [first] = problems(changed(path, 17));
      expect(first).toMatch(/: (wrong-value|dangling)$/);
      expect(first?.startsWith(told(path))).toBe(true);
    }
  });
});

describe("a document", () => {
  const empty = { format: "favorable-processing/2", id: "empty", stage: "submitted" };

  it("may state next to nothing", () => {
    expect(readDocument(empty)).toEqual(empty);
    expect(readDocument({ ...empty, jointControllers: "none", dpo: "none", capture: "none", purposes: {} })).toMatchObject({ dpo: "none" });
  });

  it("may be as faulty as its author likes: faults are for the review", () => {
    const faults = [
      changed(["purposes", "followUp", "bases"], []),
      changed(["records", "agent", "fields", "status", "purposes"], []),
      changed(["filingSystems"], undefined, changed(["retention", "register", "archive"], undefined)),
      changed(["retention", "register", "maximum", "period"], "P99Y"),
      changed(["records", "agent", "fields", "status", "moderator"], "somebody"),
      changed(["notices"], {}),
      changed(["security", "passwords", "storedAs"], "clear"),
    ];
    for (const fault of faults) expect(problems(fault)).toEqual([]);
  });

  it("names every dangling reference at once", () => {
    const references: readonly (readonly [Path, unknown])[] = [
      [["purposes", "followUp", "population", 0], "nobody"],
      [["purposes", "followUp", "bases", 0, "endEvent"], "never"],
      [["functions", "record", "purposes", 0], "nothing"],
      [["origins", "occupationalHealth", "link"], "nowhere"],
      [["originRules", 0, "origin"], "nowhere"],
      [["originRules", 0, "categories", 0], "nothing"],
      [["originRules", 0, "keeps", 0], "agent.nothing"],
      [["records", "agent", "subjects", 0], "nobody"],
      [["records", "agent", "fields", "status", "category"], "nothing"],
      [["records", "agent", "fields", "status", "origins", 0], "nowhere"],
      [["records", "agent", "fields", "status", "purposes", 0], "nothing"],
      [["notices", "policy", "channels", 0, "reaches", 0], "nobody"],
      [["access", "roles", "director", "purposes", 0], "nothing"],
      [["access", "immutable", 0], "nothing"],
      [["logs", "category"], "nothing"],
      [["links", "mail", "purposes", 0], "nothing"],
      [["links", "mail", "carries", 0], "agent.nothing"],
      [["recipients", "inspector", "purposes", 0], "nothing"],
      [["recipients", "inspector", "categories", 0], "nothing"],
      [["transfers", "none", "categories", 0], "nothing"],
      [["retention", "register", "categories", 0], "nothing"],
      [["retention", "register", "start", "field"], "status"],
      [["retention", "register", "minimum", "event"], "never"],
      [["retention", "register", "maximum", "event"], "never"],
      [["retention", "register", "archive", "roles", 0], "nobody"],
      ...[
        "purposes.followUp.compatibility.collectedFor",
        "functions.record.uses.0",
        "origins.occupationalHealth.excludes.0",
        "accuracy.updates.0.of.0",
        "accuracy.updates.0.event",
        "accuracy.updates.0.origin",
        "timers.reminder.start.field",
        "timers.reminder.field",
        "timers.reminder.function",
        "automatedDecisions.suspension.purposes.0",
        "notices.policy.compulsory.0",
        "rights.means.erasure.function",
        "rights.withdrawal.function",
        "rights.humanDecision.function",
        "authorisations.validatedBy",
        "authorisations.breakGlass.roles.0",
        "authorisations.separated.0.1",
        "tenants.keys.0",
        "tenants.acrossRoles.0",
        "processors.host.purposes.0",
        "processors.host.categories.0",
        "processors.host.role",
        "transfers.none.recipient",
        "transfers.none.processor",
        "transfers.none.purposes.0",
        "filingSystems.paperFile.records.0",
        "filingSystems.paperFile.categories.0",
        "filingSystems.paperFile.copyOf",
        "filingSystems.paperFile.retention",
        "hosting.main.processor",
        "security.authentication.0.roles.0",
        "security.exports.approvedBy",
        "security.backups.hosting",
        "retention.register.archive.filingSystem",
        "retention.register.purposes.0",
        "retention.register.exceptions.0.maximum.event",
        "retention.register.former.0.start.event",
        "retention.register.former.0.minimum.event",
        "retention.register.former.0.maximum.event",
        "purge.events.0",
        "capture.systems.headOffice.purposes.0",
        "capture.systems.headOffice.processor",
        "governance.register.lists.0",
        "governance.impactAssessment.covers.0",
        "proceedings.opinion.follows",
      ].map((path) => [path.split(".").map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part)), "nowhere"] as const),
    ];
    const copy: unknown = JSON.parse(JSON.stringify(whole));
    for (const [path, value] of references) {
      expect(problems(changed(path, value))).toEqual([`${told(path)}: dangling`]);
      const inside = path.slice(0, -1).reduce<unknown>((part, key) => Reflect.get(Object(part), key), copy);
      Reflect.set(Object(inside), path.at(-1) ?? "", value);
    }
    const all = references.map(([path]) => `${told(path)}: dangling`);
    expect(all).toEqual(expect.arrayContaining([...problems(copy)]));
    expect(details(copy)).toMatchObject({ paths: { length: 50 }, more: all.length - 50 });
    expect(problems(changed(["retention", "register", "start"], { kind: "event", event: "never" }))).toEqual([
      `${told("retention.register.start.event")}: dangling`,
    ]);
    for (const inherited of ["__proto__", "constructor", "toString"])
      expect(problems(changed(["logs", "category"], inherited))).toEqual([`${told("logs.category")}: dangling`]);
  });

  it("names holes of the matrix, rows and cells of nobody, and actions it does not have", () => {
    expect(problems(changed(["access", "grants", "director"], {}))).toEqual([`${told("access.grants.director.status")}: undecided`]);
    expect(problems(changed(["access", "grants"], {}))).toEqual(["access.grants.*.status: undecided"]);
    expect(problems(changed(["access", "grants", "nurse"], { status: "all" }))).toEqual(["access.grants.#1: dangling"]);
    expect(problems(changed(["access", "grants", "director", "salary"], "all"))).toEqual(["access.grants.#0.#1: dangling"]);
    expect(problems(changed(["access", "actions"], ["read"]))).toEqual([`${told("access.grants.director.status.1")}: dangling`]);
  });

  it("names rows of authorisations for nobody, pointers that lead nowhere and duties of no controller", () => {
    for (const part of ["justifications", "rowScopes", "limitedTo", "holders"]) {
      const value = part === "limitedTo" ? [] : {};
      expect(problems(changed(["authorisations", part, "nurse"], value))).toEqual([`authorisations.${part}.#1: dangling`]);
    }
    for (const [part, value] of [
      ["justifications", {}],
      ["rowScopes", "all"],
    ] as const)
      expect(problems(changed(["authorisations", part, "director", "salary"], value))).toEqual([`authorisations.${part}.#0.#1: dangling`]);
    const concerning = (pointer: string): readonly string[] =>
      problems(changed(["proceedings", "opinion", "remarks", "C21", "concerns", 0], pointer));
    for (const pointer of ["/somewhere", "/__proto__", "/constructor", "/"])
      expect(concerning(pointer)).toEqual(["proceedings.#0.remarks.#0.concerns.0: dangling"]);
    // A remark is often about what is not stated.
    for (const pointer of ["", "/access/actions/4", "/retention/register/floor"]) expect(concerning(pointer)).toEqual([]);
    expect(problems(changed(["jointControllers", "duties", 0, "controller"], 1))).toEqual([
      "jointControllers.duties.0.controller: dangling",
    ]);
  });

  it("names days in the wrong order", () => {
    expect(problems(changed(["startsOn"], "2024-01-01"))).toEqual(["endsOn: reversed"]);
    expect(problems(changed(["filingSystems", "paperFile", "until"], "2008-03-31"))).toEqual(["filingSystems.#0.until: reversed"]);
    expect(problems(changed(["filingSystems", "paperFile", "until"], "2008"))).toEqual([]);
    expect(problems(changed(["purposes", "followUp", "bases", 0, "from"], "2022-01-01"))).toEqual([
      `${told("purposes.followUp.bases.0.until")}: reversed`,
    ]);
  });

  it("names what is missing and what is no date, period, zone or name", () => {
    expect(problems(changed(["id"], undefined))).toEqual(["id: missing"]);
    expect(problems(changed(["records", "agent", "fields", "status", "kind"], undefined))).toEqual([
      `${told("records.agent.fields.status.kind")}: missing`,
    ]);
    expect(problems(changed(["format"], "favorable-declaration/2"))).toEqual(["format: wrong-value"]);
    expect(problems(changed(["startsOn"], "2021-02-30"))).toEqual(["startsOn: wrong-value"]);
    expect(problems(changed(["rights", "answerWithin"], "PT1H"))).toEqual([`${told("rights.answerWithin")}: wrong-value`]);
    expect(problems(changed(["zone"], "Europe/Nowhere"))).toEqual(["zone: wrong-value"]);
    expect(problems(changed(["events", "a b"], { label: {} }))).toEqual(["events.#1: wrong-value"]);
    expect(problems({ ...empty, "someone@example.org": 1 })).toEqual(["*: unknown-key"]);
  });

  it("tells the place inside the closest of several forms", () => {
    expect(problems(changed(["jointControllers", "controllers", 0, "kind"], "club"))).toEqual([
      `${told("jointControllers.controllers.0.kind")}: wrong-value`,
    ]);
    expect(problems(changed(["dpo"], "somebody"))).toEqual(["dpo: wrong-value"]);
    expect(problems(changed(["retention", "register", "start"], { kind: "event" }))).toEqual([
      `${told("retention.register.start.event")}: missing`,
    ]);
    expect(problems(changed(["retention", "register", "start"], { kind: "whim" }))).toEqual([
      `${told("retention.register.start.kind")}: wrong-value`,
    ]);
    expect(problems(changed(["access", "grants", "director", "status"], ["burn"]))).toEqual([
      `${told("access.grants.director.status.0")}: wrong-value`,
    ]);
  });
});
