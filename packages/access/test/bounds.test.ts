import { defineMatrix, ownUnit } from "@favorable/access";
import { isPrivacyError } from "@favorable/core";
import { expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { clock, declare, file, row, vocabulary } from "./case-file.ts";

const words = { role: "manager", purpose: "care", holds: ["manager"], action: "read", category: "identity" };

it("ends a session at its instant, in the middle of a request too", () => {
  const at = clock();
  const access = declare(at);
  const until = new Date("2026-03-11T00:00:00Z");
  const session = access.as({ actor: "m-1", role: "manager", purpose: "care", holds: ["manager"], until });
  until.setFullYear(2099);
  expect(session.can("read", "identity")).toBe(true);
  at.moveTo(new Date("2026-03-10T23:59:59.999Z"));
  expect(session.explain("read", "identity").code).toBe("GRANTED");
  at.moveTo(new Date("2026-03-11T00:00:00Z"));
  expect(session.can("read", "identity")).toBe(false);
  expect(session.explain("read", "identity")).toMatchObject({ code: "EXPIRED", missing: { en: "a new assignment" } });
  for (const use of [
    () => session.project(file, row),
    () => session.mark(file, row),
    () => session.where(file, "read"),
    () => session.assertWritable(file, { unit: "x" }, "modify", row),
    () => access.as({ actor: "m-1", role: "manager", purpose: "care", holds: ["manager"], until: at.now() }),
  ])
    expect(codeOf(use)).toBe("EXPIRED");
  for (const end of [Number.NaN, "2099-01-01", null])
    expect(codeOf(() => access.as({ actor: "m", role: "manager", purpose: "care", holds: ["manager"], until: end as never }))).toBe(
      "UNTIL_INVALID",
    );
  expect(codeOf(() => access.as({ actor: "m", role: "manager", purpose: "care", holds: ["manager"], until: new Date(Number.NaN) }))).toBe(
    "UNTIL_INVALID",
  );
});

it("refuses roles that conflict, at assignment, at each use and in answers", () => {
  const access = declare();
  // @ts-expect-error: roles 'manager' and 'auditor' may not be held together
  expect(codeOf(() => access.assign({ actor: "m-1", roles: ["manager", "auditor"] }))).toBe("ROLES_CONFLICT");
  expect(codeOf(() => access.as({ actor: "m-1", role: "manager", purpose: "care", holds: ["worker", "manager", "auditor"] }))).toBe(
    "ROLES_CONFLICT",
  );
  expect(access.can({ ...words, holds: ["manager"] })).toBe(true);
  expect(access.can({ ...words, holds: ["manager", "auditor"] })).toBe(false);
  expect(access.can({ ...words, holds: "manager" as never })).toBe(false);
  expect(access.explain({ ...words, holds: ["manager", "auditor"] }).code).toBe("ROLES_CONFLICT");
  const held = access.assign({ actor: "m-1", roles: ["manager", "worker"] });
  expect(access.as({ ...held, role: "manager", purpose: "care", holds: ["manager"] }).can("read", "identity")).toBe(true);
  expect(codeOf(() => access.as({ ...held, role: "person", purpose: "self" }))).toBe("ROLE_NOT_HELD");
});

it("assigns roles to one person's own account only", () => {
  const assign = (actor: unknown, roles: unknown = ["worker"]) => codeOf(() => declare().assign({ actor, roles } as never));
  for (const shared of ["admin", " Root ", "SERVICE"]) expect(assign(shared)).toBe("ACCOUNT_SHARED");
  for (const nobody of ["", "  ", undefined, 5]) expect(assign(nobody)).toBe("ACTOR_MISSING");
  expect(assign("w-1", ["nurse"])).toBe("ROLE_UNKNOWN");
  expect(assign("w-1", "worker")).toBe("ROLE_UNKNOWN");
  expect(assign("w-1")).toBe("nothing thrown");
});

it("gives the first reason of the order: immutable, conflict, end, emergency, purpose, grant, condition", () => {
  const access = defineMatrix(
    vocabulary,
    {
      ...declare().document(),
      immutable: ["identity"],
      conflicts: [["onCall", "auditor"]],
      breakGlass: { onCall: { for: ["worker"], maximumMinutes: 60 } },
      when: [{ where: ownUnit("unit") }],
    } as never,
    { clock: clock() },
  );
  const past = new Date("2026-03-01T00:00:00Z");
  const all = { role: "onCall", purpose: "self", action: "delete", category: "identity", holds: ["onCall", "auditor"], until: past };
  const code = (other: object) => access.explain({ ...all, ...other }).code;
  expect(code({})).toBe("IMMUTABLE");
  expect(code({ category: "notes" })).toBe("ROLES_CONFLICT");
  expect(code({ category: "notes", holds: [] })).toBe("EXPIRED");
  const later = { category: "notes", holds: [], until: new Date("2027-01-01T00:00:00Z") };
  expect(code(later)).toBe("BREAK_GLASS_REQUIRED");
  expect(code({ ...later, role: "worker" })).toBe("PURPOSE_NOT_HELD");
  expect(code({ ...later, role: "worker", purpose: "care" })).toBe("NOT_GRANTED");
  expect(code({ ...later, role: "worker", purpose: "care", action: "read" })).toBe("CONDITION_NOT_MET");
});

it("refuses rules, conflicts and emergencies that make no sense, and names the place", () => {
  const define = (other: object) => () => defineMatrix(vocabulary, { ...declare().document(), ...other } as never);
  const place = (where: unknown) => {
    try {
      define({ when: [{ where }] })();
      return "accepted";
    } catch (error) {
      return isPrivacyError(error) ? `${error.code} ${String(error.details["place"])}` : "another error";
    }
  };
  expect(place(undefined)).toBe("CONDITION_INVALID when[0].where");
  expect(place({ kind: "sql", text: "true" })).toBe("CONDITION_INVALID when[0].where");
  expect(place({ kind: "any-of", of: [] })).toBe("CONDITION_INVALID when[0].where");
  expect(place({ kind: "all-of", of: [ownUnit("unit"), { kind: "during" }] })).toBe("CONDITION_INVALID when[0].where.of[1]");
  expect(place({ kind: "last-days", field: "openedOn", days: 0.5 })).toBe("CONDITION_INVALID when[0].where");
  expect(place({ kind: "during", from: "2026-02-30" })).toBe("CONDITION_INVALID when[0].where");
  expect(place({ kind: "own-unit", field: "__proto__" })).toContain("NAME_INVALID");
  const where = ownUnit("unit");
  expect(codeOf(define({ when: [{ roles: [], where }] }))).toBe("CONDITION_INVALID");
  expect(codeOf(define({ when: [{ roles: ["nurse"], where }] }))).toBe("ROLE_UNKNOWN");
  expect(codeOf(define({ when: [{ actions: ["burn"], where }] }))).toBe("ACTION_UNKNOWN");
  expect(codeOf(define({ conflicts: [["manager", "nurse"]] }))).toBe("ROLE_UNKNOWN");
  for (const odd of [[["manager"]], [["manager", "manager"]], "manager"])
    expect(codeOf(define({ conflicts: odd }))).toBe("CONFLICT_INVALID");
  for (const odd of [{ for: [], maximumMinutes: 5 }, { for: ["onCall"], maximumMinutes: 5 }, { for: ["worker"], maximumMinutes: 1441 }, {}])
    expect(codeOf(define({ breakGlass: { onCall: odd } }))).toBe("BREAK_GLASS_INVALID");
});
