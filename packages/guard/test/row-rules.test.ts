import { defineMatrix, ownUnit } from "@favorable/access";
import { simulatedClock } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { expect, it } from "vitest";
import * as z from "zod";
import { rejectionCode } from "../../../testing/codes.ts";
import { createGuard } from "../src/index.ts";
import { emptySql, memoryLog } from "./register.ts";

function setUp() {
  const clock = simulatedClock(new Date("2026-03-10T09:00:00Z"));
  const vocabulary = defineVocabulary({
    purposes: { care: { statement: { en: "Care" }, bases: [{ kind: "public-task" }] } },
    categories: { identity: { label: { en: "Identity" } } },
    origins: { subject: { label: { en: "Subject" } } },
  });
  const tags = { category: "identity", origins: ["subject"], purposes: ["care"] } as const;
  const file = vocabulary.record("file", {
    person: vocabulary.field(z.string(), { ...tags, subject: true }),
    unit: vocabulary.field(z.string(), tags),
  });
  const access = defineMatrix(
    vocabulary,
    {
      actions: ["read", "add", "modify", "delete"],
      roles: { worker: { label: {}, purposes: ["care"] }, auditor: { label: {}, purposes: ["care"] } },
      grants: { worker: { identity: "all" }, auditor: { identity: ["read"] } },
      when: [{ roles: ["worker"], where: ownUnit("unit") }],
      conflicts: [["worker", "auditor"]],
    },
    { clock },
  );
  const log = memoryLog();
  const guard = createGuard({
    processing: { vocabulary, access },
    log,
    sql: emptySql(),
    logPolicy: { policy: "logs", version: 1 },
    zone: "UTC",
    clock,
  });
  const as = (actor: object) =>
    ({ actor: { id: "w-1", roles: ["worker"], units: ["north"], ...actor }, role: "worker", purpose: "care" }) as const;
  return { clock, file, guard, log, as };
}
const north = { person: "p-1", unit: "north" };

it("reads and changes the rows that the actor's units reach, and records the refusal of others", async () => {
  const { guard, file, log, as } = setUp();
  await guard.run(as({}), async (access) => {
    expect(await access.read(file, [north])).toEqual([north]);
    expect(access.can("read", "identity", { record: file, row: north })).toBe(true);
    await access.change(file, "modify", [{ unit: "north" }], async () => undefined, [north]);
    await access.change(file, "add", [north], async () => undefined);
  });
  const refused = (run: Parameters<typeof guard.run<"worker", "care", unknown>>[1]) => rejectionCode(guard.run(as({}), run));
  expect(await refused((access) => access.read(file, [north, { person: "p-2", unit: "south" }]))).toBe("CONDITION_NOT_MET");
  expect(await refused((access) => access.change(file, "modify", [{ unit: "north" }], async () => undefined))).toBe("CONDITION_NOT_MET");
  expect(await refused((access) => access.change(file, "delete", [north], async () => undefined, [{ ...north, unit: "south" }]))).toBe(
    "CONDITION_NOT_MET",
  );
  expect(await refused((access) => access.change(file, "modify", [{ unit: "north" }], async () => undefined, [north, north]))).toBe(
    "ROW_INVALID",
  );
  expect(log.events.filter(({ type }) => type === "access.refused").map(({ clear }) => clear?.["code"])).toEqual([
    "CONDITION_NOT_MET",
    "CONDITION_NOT_MET",
    "CONDITION_NOT_MET",
  ]);
});

it("refuses and records one's own record, roles that conflict, and roles that have ended", async () => {
  const { guard, file, log, as, clock } = setUp();
  expect(await rejectionCode(guard.run(as({ subject: "p-1" }), (access) => access.read(file, [north])))).toBe("OWN_RECORD");
  expect(await rejectionCode(guard.run(as({ roles: ["worker", "auditor"] }), async () => undefined))).toBe("ROLES_CONFLICT");
  expect(await rejectionCode(guard.run(as({ until: clock.now() }), async () => undefined))).toBe("EXPIRED");
  expect(await rejectionCode(guard.run(as({ until: "2099-01-01" }) as never, async () => undefined))).toBe("UNTIL_INVALID");
  const until = new Date(clock.now().getTime() + 1000);
  const late = guard.run(as({ until }), async (access) => {
    clock.moveTo(until);
    return access.read(file, [north]);
  });
  expect(await rejectionCode(late)).toBe("EXPIRED");
  expect(log.events.map(({ clear }) => clear?.["code"])).toEqual(["OWN_RECORD", "ROLES_CONFLICT", "EXPIRED", "UNTIL_INVALID", "EXPIRED"]);
});
