/** What a body-worn camera's register showed: times and agents that the sender chose. Here the guard sets them. */
import { defineMatrix } from "@favorable/access";
import { type Clock, simulatedClock } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { rejectionCode } from "../../../testing/codes.ts";
import { createGuard } from "../src/index.ts";
import { emptySql, memoryLog } from "./register.ts";

function setUp(clock: Clock = simulatedClock(new Date("2021-11-05T23:30:00Z"))) {
  const vocabulary = defineVocabulary({
    purposes: { evidence: { statement: { en: "Record interventions" }, bases: [{ kind: "public-task" }] } },
    categories: { capture: { label: { en: "Capture" } }, system: { label: { en: "Set by the system" } } },
    origins: { device: { label: { en: "The camera" } } },
  });
  const { field, record } = vocabulary;
  const tags = { category: "capture", origins: ["device"], purposes: ["evidence"] } as const;
  const recording = record("recording", {
    id: field(z.string(), tags),
    place: field(z.string().optional(), tags),
    startedAt: field(z.iso.datetime(), { ...tags, category: "system", boundTo: "clock" }),
    filedOn: field(z.iso.date(), { ...tags, category: "system", boundTo: "clock", boundWhen: "changed" }),
    agentId: field(z.string().max(8), { ...tags, category: "system", boundTo: "actor", subject: true }),
  });
  const access = defineMatrix(vocabulary, {
    actions: ["read", "add", "modify", "delete"],
    roles: { agent: { label: { en: "Agent" }, purposes: ["evidence"] } },
    // Nobody needs a right on what the system sets.
    grants: { agent: { capture: "all", system: ["read", "delete"] } },
  });
  const log = memoryLog();
  const logPolicy = { policy: "logs", version: 1 };
  const guard = createGuard({ processing: { vocabulary, access }, log, sql: emptySql(), logPolicy, zone: "Europe/Paris", clock });
  const as = (id: string) => ({ actor: { id, roles: ["agent"] }, role: "agent", purpose: "evidence" }) as const;
  return { guard, recording, log, as };
}

it("are set by the guard when a row is added: its clock, the request's actor", async () => {
  const { guard, recording, log, as } = setUp();
  const written = await guard.run(as("a-17"), ({ change }) =>
    change(recording, "add", [{ id: "r-1", place: "quay" }, { id: "r-2" }], async (_tx, rows) => {
      expectTypeOf(rows[0]?.startedAt).toEqualTypeOf<string | undefined>();
      expect([Object.isFrozen(rows), Object.isFrozen(rows[0])]).toEqual([true, true]);
      return rows;
    }),
  );
  const bound = { startedAt: "2021-11-05T23:30:00.000Z", filedOn: "2021-11-06", agentId: "a-17" };
  expect(written).toEqual([
    { id: "r-1", place: "quay", ...bound },
    { id: "r-2", ...bound },
  ]);
  // The field that says whom the row is about is bound here: the entry names that person all the same.
  expect(log.events[0]?.parts?.filter(({ name }) => name === "subject").map((part) => Reflect.get(part, "subject"))).toEqual(["a-17"]);
});

it("are set again at a change when declared so, and not at a deletion", async () => {
  const { guard, recording, as } = setUp();
  const rows = await guard.run(as("a-18"), async ({ change }) => [
    await change(recording, "modify", [{ id: "r-1", place: "port" }], async (_tx, [row]) => {
      expectTypeOf(row?.filedOn).toEqualTypeOf<string | undefined>();
      return row;
    }),
    await change(recording, "delete", [{ id: "r-1" }], async (_tx, [row]) => row).catch((error: unknown) => error),
  ]);
  expect(rows[0]).toEqual({ id: "r-1", place: "port", filedOn: "2021-11-06" });
  expect(rows[1]).toEqual({ id: "r-1" });
});

it("are refused from the caller before anything is written, and the refusal is recorded without them", async () => {
  const { guard, recording, log, as } = setUp();
  let wrote = 0;
  const forged = { id: "r-1", startedAt: "MARKER" };
  const tries = ([action, row]: readonly ["add" | "modify", object]) =>
    guard.run(as("a-17"), ({ change }) =>
      change(recording, action, [row as never], async () => {
        wrote += 1;
      }),
    );
  for (const attempt of [
    ["add", forged],
    ["modify", { agentId: "MARKER" }],
    ["add", { id: "r-1", filedOn: null }],
  ] as const)
    expect(await rejectionCode(tries(attempt))).toBe("WRITE_REFUSED");
  expect(wrote).toBe(0);
  expect(log.events.map(({ type }) => type)).toEqual(["access.refused", "access.refused", "access.refused"]);
  expect(JSON.stringify(log.events)).not.toContain("MARKER");
  await guard.run(as("a-17"), async ({ change }) => {
    // @ts-expect-error: field 'startedAt' is set by the guard
    const refused = change(recording, "add", [{ id: "r-1", startedAt: "2021-11-05T09:00:00Z" }], async () => 1);
    expect(await rejectionCode(refused)).toBe("WRITE_REFUSED");
  });
});

it("that the schema refuses stop the change by a code that names the field only", async () => {
  const { guard, recording, as } = setUp();
  const run = guard.run(as("MARKER-too-long"), ({ change }) => change(recording, "add", [{ id: "r-1" }], async () => 1));
  const error: unknown = await run.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "BOUND_MISFIT", details: { fields: ["agentId"] } });
  expect(JSON.stringify(error)).not.toContain("MARKER");
});

it("are taken from the clock once for all rows of a change", async () => {
  let ticks = 0;
  const clock: Clock = { simulated: true, now: () => new Date(Date.UTC(2021, 10, 5, 9, 0, ticks++)) };
  const { guard, recording, as } = setUp(clock);
  const rows = await guard.run(as("a-17"), ({ change }) =>
    change(recording, "add", [{ id: "r-1" }, { id: "r-2" }], async (_tx, written) => written),
  );
  expect(rows[0]?.startedAt).toBe(rows[1]?.startedAt);
});
