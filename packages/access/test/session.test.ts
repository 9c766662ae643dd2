import { defineMatrix, permitOf } from "@favorable/access";
import { isPrivacyError } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";
import { access, agent, login, vocabulary } from "./register.ts";

const director = access.as({ actor: "a-1", role: "director", purpose: "followUp" });
const manager = access.as({ actor: "a-2", role: "manager", purpose: "followUp" });
const administrator = access.as({ actor: "a-3", role: "administrator", purpose: "maintenance" });
const row = { name: "N", status: "none", due: "2021-10-30", reason: null, comment: "c", changedAt: "2021-10-30T08:00:00Z", undeclared: 1 };

function refusal(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (!isPrivacyError(error)) return error;
    const { fields, codes, unknown } = error.details;
    return {
      code: error.code,
      ...(fields === undefined ? {} : { fields }),
      ...(codes === undefined ? {} : { codes }),
      ...(unknown === undefined ? {} : { unknown }),
    };
  }
}

describe("a session", () => {
  it("is refused without an actor, and for any role or purpose that is not declared or not held", () => {
    const as = (actor: unknown, role: unknown, purpose: unknown) => codeOf(() => access.as({ actor, role, purpose } as never));
    expect(as("", "director", "followUp")).toBe("ACTOR_MISSING");
    expect(as(undefined, "director", "followUp")).toBe("ACTOR_MISSING");
    for (const strange of ["nurse", "__proto__", "constructor", "toString", undefined]) {
      expect(as("a", strange, "followUp")).toBe("ROLE_UNKNOWN");
      expect(as("a", "director", strange)).toBe("PURPOSE_UNKNOWN");
      expect(director.can(strange as never, "identity")).toBe(false);
      expect(director.can("read", strange as never)).toBe(false);
      expect(director.fieldsFor(agent, strange as never)).toEqual([]);
    }
    expect(as("a", "administrator", "followUp")).toBe("PURPOSE_NOT_HELD");
    // @ts-expect-error: the matrix has no such role
    expect(codeOf(() => access.as({ actor: "a", role: "nurse", purpose: "followUp" }))).toBe("ROLE_UNKNOWN");
    // @ts-expect-error: the role does not act for the purpose
    expect(codeOf(() => access.as({ actor: "a", role: "manager", purpose: "statistics" }))).toBe("PURPOSE_NOT_HELD");
  });

  it("answers as the matrix does", () => {
    expect(manager.can("read", "status")).toBe(true);
    expect(manager.can("delete", "status")).toBe(false);
    expect(manager.explain("delete", "status").code).toBe("NOT_GRANTED");
    expect(administrator.can("delete", "logs")).toBe(false);
    expect(administrator.explain("delete", "logs").code).toBe("IMMUTABLE");
  });
});

describe("a projection", () => {
  it("of one matrix is not that of another over the same words, role and purpose", () => {
    const wider = defineMatrix(vocabulary, {
      actions: ["read"],
      roles: { manager: { label: { en: "Manager" }, purposes: ["followUp"] } },
      grants: { manager: { identity: ["read"], status: "none", logs: "none", comments: "none" } },
    });
    const narrow = wider.as({ actor: "a", role: "manager", purpose: "followUp" });
    for (const _ of [1, 2]) {
      expect(Object.keys(manager.project(agent, row))).toContain("status");
      expect(narrow.project(agent, row)).toEqual({ name: "N" });
    }
  });

  it("of a row that throws when it is read is refused by a code", () => {
    const throwing = {
      get name(): never {
        throw new Error("MARKER");
      },
    };
    expect(refusal(() => manager.project(agent, throwing))).toMatchObject({ code: "ROW_INVALID" });
  });

  it("holds the fields that serve the purpose and that the role may read, and no other", () => {
    const seen = manager.project(agent, row);
    expect(seen).toEqual({ name: "N", status: "none", due: "2021-10-30", reason: null, changedAt: "2021-10-30T08:00:00Z" });
    expectTypeOf(seen).toEqualTypeOf<{
      readonly name: string;
      readonly status: "complete" | "none";
      readonly due?: string;
      readonly reason?: string | null;
      readonly changedAt?: string;
    }>();
    expect(administrator.project(agent, row)).toEqual({ name: "N" });
    expect(access.as({ actor: "a", role: "director", purpose: "statistics" }).project(agent, row)).toEqual({ status: "none" });
  });

  it("is a plain object of its own, by which neither the row nor the next projection changes", () => {
    const seen = manager.project(agent, row);
    const before = structuredClone(seen);
    expect(Object.getPrototypeOf(seen)).toBe(Object.prototype);
    Object.assign(seen, { name: "another" });
    expect(manager.project(agent, row)).toEqual(before);
  });

  it("takes a null that the schema does not as a key that is missing", () => {
    expect(manager.project(agent, { name: "N", status: "none", due: null, reason: null, changedAt: null })).toEqual({
      name: "N",
      status: "none",
      reason: null,
    });
    expect(refusal(() => manager.project(agent, { name: null, due: null }))).toEqual({
      code: "ROW_INCOMPLETE",
      fields: ["name", "status"],
    });
  });

  it("reads own keys only", () => {
    expect(refusal(() => manager.project(agent, Object.create(row)))).toEqual({ code: "ROW_INCOMPLETE", fields: ["name", "status"] });
    for (const value of [null, undefined, "text", [row]]) expect(codeOf(() => manager.project(agent, value as never))).toBe("ROW_INVALID");
  });

  it("never shows a value that the cells do not grant, whatever the row holds", () => {
    const rows = fc.dictionary(fc.constantFrom("name", "status", "due", "comment", "at", "__proto__", "other"), fc.string());
    fc.assert(
      fc.property(rows, (held) => {
        const seen = administrator.project(agent, { ...held, name: "N" });
        expect(Object.keys(seen)).toEqual(["name"]);
      }),
    );
  });

  it("shows exactly the fields whose category may be read, whatever the cells are", () => {
    const cell = fc.oneof(fc.constantFrom("all", "none"), fc.uniqueArray(fc.constantFrom("read", "add", "modify", "delete", "extract")));
    const cells = fc.record({ identity: cell, status: cell, logs: cell, comments: cell });
    fc.assert(
      fc.property(cells, (director) => {
        const matrix = defineMatrix(vocabulary, {
          ...access.document(),
          roles: { director: access.roles.director },
          grants: { director },
        } as never) as typeof access;
        const session = matrix.as({ actor: "a", role: "director", purpose: "followUp" });
        const readable = Object.keys(agent.fields).filter((name) => {
          const { category } = agent.fields[name as keyof typeof agent.fields];
          return matrix.can({ role: "director", purpose: "followUp", action: "read", category });
        });
        expect(Object.keys(session.project(agent, row))).toEqual(readable);
        expect(session.fieldsFor(agent, "read")).toEqual(readable);
        const answer = permitOf(matrix, { agent })({ actor: "a", role: "director", purpose: "followUp", action: "read", record: "agent" });
        expect(answer.allowed ? answer.fields : []).toEqual(readable);
      }),
    );
  });

  it("is refused for a record of another vocabulary and for a look-alike", () => {
    const other = defineVocabulary({
      purposes: { followUp: { statement: {} } },
      categories: { identity: { label: {} } },
      origins: { hrFile: { label: {} } },
    });
    const foreign = other.record("agent", {
      name: other.field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
    });
    expect(codeOf(() => manager.project(foreign, row))).toBe("RECORD_FOREIGN");
    expect(codeOf(() => manager.project({ ...agent }, row))).toBe("RECORD_FOREIGN");
    expect(codeOf(() => manager.assertWritable({ ...agent }, row, "add"))).toBe("RECORD_FOREIGN");
    expect(codeOf(() => manager.fieldsFor({ ...agent }, "read"))).toBe("RECORD_FOREIGN");
  });

  it("shows to a role known only as one of several what all of them may read", () => {
    const one = access.as({ actor: "a", role: "director" as "director" | "manager", purpose: "followUp" });
    expectTypeOf(one.project(agent, row)).not.toHaveProperty("comment");
  });
});

describe("a writing", () => {
  it("is let through when every key is granted, of the purpose and free", () => {
    expect(refusal(() => director.assertWritable(agent, { name: "N", status: "none", comment: "c" }, "add"))).toBeUndefined();
    expect(refusal(() => manager.assertWritable(agent, { status: "none" }, "modify"))).toBeUndefined();
  });

  it("tells all refused fields at once, and counts the unknown ones without naming them", () => {
    const patch = { name: "N", comment: "c", changedAt: "x", MARKER: 1, ["__proto__x"]: 1 };
    expect(refusal(() => manager.assertWritable(agent, patch, "modify"))).toEqual({
      code: "WRITE_REFUSED",
      fields: ["name", "comment", "changedAt"],
      codes: ["NOT_GRANTED", "NOT_GRANTED", "BOUND_VALUE"],
      unknown: 2,
    });
    expect(refusal(() => administrator.assertWritable(agent, { status: "none" }, "modify"))).toEqual({
      code: "WRITE_REFUSED",
      fields: ["status"],
      codes: ["OTHER_PURPOSE"],
      unknown: 0,
    });
  });

  it("of immutable data is an addition or nothing", () => {
    expect(refusal(() => administrator.assertWritable(login, { at: "x" }, "add"))).toBeUndefined();
    expect(refusal(() => administrator.assertWritable(login, { at: "x" }, "modify"))).toMatchObject({ codes: ["IMMUTABLE"] });
    expect(refusal(() => administrator.assertWritable(login, {}, "delete"))).toMatchObject({ codes: ["IMMUTABLE"] });
  });

  it("that deletes takes the whole row: the role holds it on every category of the record", () => {
    expect(refusal(() => director.assertWritable(agent, {}, "delete"))).toBeUndefined();
    expect(refusal(() => administrator.assertWritable(agent, {}, "delete"))).toEqual({
      code: "WRITE_REFUSED",
      fields: ["comment"],
      codes: ["NOT_GRANTED"],
      unknown: 0,
    });
  });

  it("is refused for an action that is none, or that writes nothing", () => {
    for (const action of ["burn", "__proto__", "read", "extract", ""])
      expect(codeOf(() => director.assertWritable(agent, { name: "N" }, action as never))).toBe("ACTION_UNKNOWN");
    expect(codeOf(() => director.assertWritable(agent, {}, "burn" as never))).toBe("ACTION_UNKNOWN");
  });
});

describe("the permit of a matrix", () => {
  const permit = permitOf(access, { agent, login });
  const ask = (other: object) =>
    permit({ actor: "a", role: "director", purpose: "followUp", action: "extract", record: "agent", ...other });

  it("names the fields, as a session of the same role and purpose would", () => {
    expect(ask({})).toEqual({ allowed: true, fields: director.fieldsFor(agent, "extract") });
  });

  it("refuses with a code and never throws", () => {
    for (const question of [null, undefined, 5, {}]) expect(permit(question as never)).toEqual({ allowed: false, code: "ACTOR_MISSING" });
    expect(ask({ actor: "" })).toEqual({ allowed: false, code: "ACTOR_MISSING" });
    expect(ask({ record: "__proto__" })).toEqual({ allowed: false, code: "RECORD_UNKNOWN" });
    expect(ask({ role: "nurse" })).toEqual({ allowed: false, code: "ROLE_UNKNOWN" });
    expect(ask({ role: "manager" })).toEqual({ allowed: false, code: "NO_FIELD" });
    expect(ask({ action: "burn" })).toEqual({ allowed: false, code: "ACTION_UNKNOWN" });
    expect(ask({ role: "manager", purpose: "statistics" })).toEqual({ allowed: false, code: "PURPOSE_NOT_HELD" });
    expect(ask({ purpose: "marketing" })).toEqual({ allowed: false, code: "PURPOSE_UNKNOWN" });
    expect(
      permitOf(access, { agent: { ...agent } })({ actor: "a", role: "director", purpose: "followUp", action: "read", record: "agent" }),
    ).toEqual({
      allowed: false,
      code: "RECORD_UNKNOWN",
    });
  });
});
