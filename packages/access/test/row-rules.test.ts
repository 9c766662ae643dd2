import { allOf, anyOf, type Condition, defineMatrix, during, ownRecord, ownUnit } from "@favorable/access";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { clock, declare, file, row, vocabulary } from "./case-file.ts";

const access = declare();
const worker = access.as({ actor: "w-1", role: "worker", purpose: "care", units: ["north"], cases: ["p-9"] });
const on = (other: object) => ({ record: file, row: { ...row, ...other } });

it("grants a narrowed cell on the rows that meet the condition, and on none without a row", () => {
  expect(worker.can("read", "identity")).toBe(false);
  expect(worker.can("read", "identity", on({}))).toBe(true);
  expect(worker.can("read", "identity", on({ unit: "south" }))).toBe(false);
  expect(worker.can("delete", "identity", on({}))).toBe(false);
  expect(access.can({ role: "worker", purpose: "care", action: "read", category: "identity" })).toBe(false);
});

it("says which condition is missing", () => {
  expect(worker.explain("modify", "notes", on({ openedOn: "2020-01-01" }))).toMatchObject({
    code: "CONDITION_NOT_MET",
    missing: {
      fr: "(son unité (unit) et (les dossiers dont il a la charge (person) ou openedOn dans les 30 derniers jours))",
      en: "(one's own unit (unit) and (the cases in one's charge (person) or openedOn within the last 30 days))",
    },
  });
  expect(worker.explain("read", "identity").code).toBe("CONDITION_NOT_MET");
  expect(worker.explain("delete", "notes", on({ unit: "south" })).code).toBe("NOT_GRANTED");
});

it("refuses the rows of others to the projection, the marks and the writings", () => {
  expect(worker.project(file, row)).toEqual({ person: "p-1", unit: "north", openedOn: "2026-02-20", note: "n" });
  const foreign = { ...row, unit: "south" };
  expect(codeOf(() => worker.project(file, foreign))).toBe("CONDITION_NOT_MET");
  expect(codeOf(() => worker.mark(file, foreign))).toBe("CONDITION_NOT_MET");
  expect(codeOf(() => worker.assertWritable(file, { ...row, office: undefined, unit: "south" }, "add"))).toBe("WRITE_REFUSED");
  expect(codeOf(() => worker.assertWritable(file, { person: "p", unit: "south" }, "add"))).toBe("CONDITION_NOT_MET");
  expect(codeOf(() => worker.assertWritable(file, { person: "p", unit: "north" }, "add"))).toBe("nothing thrown");
});

it("holds a modification to the row as it was and to the row as it will be", () => {
  const modify = (patch: object, stored?: object) => codeOf(() => worker.assertWritable(file, patch, "modify", stored));
  expect(modify({ note: "x" }, row)).toBe("nothing thrown");
  expect(modify({ note: "x" })).toBe("CONDITION_NOT_MET");
  expect(modify({ unit: "north" }, { ...row, unit: "south" })).toBe("CONDITION_NOT_MET");
  expect(modify({ unit: "south" }, row)).toBe("CONDITION_NOT_MET");
  expect(modify({ note: "x" }, { ...row, openedOn: "2020-01-01" })).toBe("CONDITION_NOT_MET");
  expect(modify({ note: "x" }, { ...row, person: "p-9", openedOn: "2020-01-01" })).toBe("nothing thrown");
});

it("counts days in the zone of the processing", () => {
  const at = clock();
  const own = declare(at).as({ actor: "w-1", role: "worker", purpose: "care", units: ["north"] });
  const opened = { note: "x" };
  expect(codeOf(() => own.assertWritable(file, opened, "modify", { ...row, openedOn: "2026-02-08" }))).toBe("nothing thrown");
  at.moveTo(new Date("2026-03-10T23:30:00Z"));
  expect(codeOf(() => own.assertWritable(file, opened, "modify", { ...row, openedOn: "2026-02-08" }))).toBe("CONDITION_NOT_MET");
  expect(codeOf(() => own.assertWritable(file, opened, "modify", { ...row, openedOn: "2026-03-12" }))).toBe("CONDITION_NOT_MET");
});

it("closes one's own record to every role but those whose rows are one's own", () => {
  const asPerson = { subject: "p-1", units: ["north"] };
  const self = access.as({ actor: "w-1", role: "worker", purpose: "care", ...asPerson });
  expect(self.explain("read", "identity", on({}))).toMatchObject({ code: "OWN_RECORD", allowed: false });
  expect(codeOf(() => self.project(file, row))).toBe("OWN_RECORD");
  expect(codeOf(() => self.project(file, { unit: "north" }))).toBe("OWN_RECORD");
  expect(self.project(file, { ...row, person: "p-2" }).person).toBe("p-2");
  expect(codeOf(() => self.assertWritable(file, { person: "p-1", unit: "north" }, "add"))).toBe("OWN_RECORD");
  const manager = access.as({ actor: "m-1", role: "manager", purpose: "care", holds: ["manager"], subject: "p-1" });
  expect(codeOf(() => manager.assertWritable(file, { unit: "x" }, "modify", row))).toBe("OWN_RECORD");
  expect(codeOf(() => manager.assertWritable(file, { person: "p-1" }, "modify", { ...row, person: "p-2" }))).toBe("OWN_RECORD");
  const person = access.as({ actor: "u-1", role: "person", purpose: "self", subject: "p-1" });
  expect(person.project(file, row).office).toBe("o");
  expect(codeOf(() => person.project(file, { ...row, person: "p-2" }))).toBe("CONDITION_NOT_MET");
});

it("meets no condition with facts that are not stated, rows that say nothing, or that inherit or throw", () => {
  const bare = access.as({ actor: "w-1", role: "worker", purpose: "care" });
  expect(bare.can("read", "identity", on({}))).toBe(false);
  expect(worker.can("read", "identity", { record: file, row: Object.create(row) })).toBe(false);
  expect(worker.can("read", "identity", { record: { ...file }, row })).toBe(false);
  const thrower = {
    get unit(): string {
      throw new Error("MARKER");
    },
  };
  expect(worker.can("read", "identity", { record: file, row: thrower })).toBe(false);
  expect(codeOf(() => worker.project(file, thrower))).toBe("ROW_INVALID");
  expect(worker.can("read", "identity", { record: file, row: null as never })).toBe(false);
});

it("marks what is withheld, with the reason, whether or not the row holds it", () => {
  const manager = access.as({ actor: "m-1", role: "manager", purpose: "care", holds: ["manager"] });
  const marked = manager.mark(file, { person: "p-1", unit: "north", openedOn: "2026-02-20" });
  expect(marked).toEqual({
    person: "p-1",
    unit: "north",
    openedOn: "2026-02-20",
    note: { denied: "manager may not read 'notes'" },
    office: { denied: "'office' does not serve the purpose care" },
  });
  expect(Object.isFrozen(marked)).toBe(true);
  const why: "manager may not read 'notes'" = marked.note.denied;
  expect(why).toBe(marked.note.denied);
});

describe("one's own record, for somebody who works here", () => {
  const opened = (...when: readonly Condition[]) => {
    const made = defineMatrix(vocabulary, {
      actions: ["read"],
      roles: { worker: { label: { en: "Worker" }, purposes: ["care"] } },
      grants: { worker: { identity: ["read"], notes: "none" } },
      when: when.map((where) => ({ where })),
    });
    const session = made.as({ actor: "w-1", role: "worker", purpose: "care", subject: "p-1", units: ["north"] });
    return {
      document: JSON.stringify(made.document()),
      code: codeOf(() => session.project(file, row)),
      where: session.where(file, "read").text,
    };
  };

  it("is open or closed alike in two matrices of one document", () => {
    const plain = opened(ownUnit("unit"));
    const idle = opened(allOf(ownUnit("unit"), anyOf(ownUnit("unit"), ownRecord("person"))));
    expect(idle.document).toBe(plain.document);
    expect([plain.code, idle.code]).toEqual(["OWN_RECORD", "OWN_RECORD"]);
    expect(idle.where).toContain("<>");
  });

  it("is opened by no choice that a rule is satisfied with anyway", () => {
    expect(opened(anyOf(ownRecord("person"), during({ from: "1900-01-01" }))).code).toBe("OWN_RECORD");
    expect(opened(anyOf(ownRecord("person"), ownUnit("unit"))).code).toBe("OWN_RECORD");
    expect(opened(allOf(ownRecord("person"), ownUnit("unit"))).code).toBe("nothing thrown");
    expect(opened(ownRecord("person")).code).toBe("nothing thrown");
  });
});
