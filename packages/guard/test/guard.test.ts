import { isPermitted } from "@favorable/fields";
import { describe, expect, test } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { director, memoryLog, rows, setUp } from "./register.ts";

const asText = (value: string): never => value as never;

describe("a read", () => {
  test("gives the fields of the purpose and role, and nothing else", async () => {
    const { guard, agent } = setUp();
    const seen = await guard.run({ actor: director, role: "director", purpose: "statistics" }, ({ read }) => read(agent, rows));
    expect(seen).toEqual([{ status: "yes" }, { status: "no" }]);
    const clerk = { id: "c-1", roles: ["clerk"] } as const;
    const named = await guard.run({ actor: clerk, role: "clerk", purpose: "followUp" }, ({ read }) => read(agent, rows));
    expect(named[0]).toEqual({ number: "n-1", name: "First" });
  });

  test("marks its values as permitted for that purpose only", async () => {
    const { guard, agent } = setUp();
    const [value] = await guard.run({ actor: director, role: "director", purpose: "statistics" }, ({ read }) => read(agent, rows));
    expect(isPermitted(value, "statistics")).toBe(true);
    expect(isPermitted(value, "followUp")).toBe(false);
    expect(isPermitted({ ...value }, "statistics")).toBe(false);
  });

  test("is recorded with actor and persons as parts, declared names in clear", async () => {
    const { guard, agent, log } = setUp();
    await guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ read }) => read(agent, rows));
    expect(log.events).toHaveLength(1);
    const [event] = log.events;
    expect(event?.clear).toEqual({ role: "director", purpose: "followUp", record: "agent", action: "read", rows: 2, fields: 3 });
    expect(event?.parts?.map(({ name, subject, value }) => [name, subject, value])).toEqual([
      ["actor", undefined, "d-1"],
      ["subject", "n-1", "n-1"],
      ["subject", "n-2", "n-2"],
    ]);
    expect(event?.parts?.every(({ retention }) => retention.policy === "logs" && retention.start === "2021-11-05")).toBe(true);
  });

  test("names each of many persons in a part of their own, once", async () => {
    const { guard, agent, log } = setUp();
    const many = Array.from({ length: 200 }, (_, at) => ({ number: `n-${at % 100}`, name: "x", status: "yes" }));
    await guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ read }) => read(agent, many));
    expect(log.events[0]?.parts?.filter(({ name }) => name === "subject")).toHaveLength(100);
  });

  test("keeps its entry when the application throws afterwards", async () => {
    const { guard, agent, log } = setUp();
    const run = guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ read }) => {
      await read(agent, rows);
      throw new Error("rolled back");
    });
    await expect(run).rejects.toThrow("rolled back");
    expect(log.events.map(({ type }) => type)).toEqual(["access.read"]);
  });

  test("does not leave when the log cannot be written", async () => {
    const { guard, agent, log } = setUp();
    log.state.broken = true;
    expect(
      await rejectionCode(guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ read }) => read(agent, rows))),
    ).toBe("LOG_UNAVAILABLE");
  });

  test("leaves when the fallback took the entry", async () => {
    const spare = memoryLog();
    const { guard, agent, log } = setUp({ fallback: spare.appendAll });
    log.state.broken = true;
    const seen = await guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ read }) => read(agent, rows));
    expect(seen).toHaveLength(2);
    expect(spare.events.map(({ type }) => type)).toEqual(["access.read"]);
  });
});

describe("a refusal", () => {
  const cases = [
    ["a role that is not declared", { actor: director, role: asText("chief"), purpose: asText("followUp") }, "ROLE_UNKNOWN"],
    ["a role of every object's prototype", { actor: director, role: asText("__proto__"), purpose: asText("followUp") }, "ROLE_UNKNOWN"],
    ["a purpose that is not declared", { actor: director, role: "director", purpose: asText("greetings") }, "PURPOSE_UNKNOWN"],
    ["a purpose of every object's prototype", { actor: director, role: "director", purpose: asText("toString") }, "PURPOSE_UNKNOWN"],
    ["a purpose the role may not act for", { actor: director, role: "administrator", purpose: asText("followUp") }, "PURPOSE_NOT_HELD"],
    ["a role the actor does not hold", { actor: director, role: "clerk", purpose: "followUp" }, "ROLE_NOT_HELD"],
    ["nobody", { actor: undefined, role: "director", purpose: "followUp" }, "ACTOR_MISSING"],
  ] as const;
  test.each(cases)("of %s is recorded before the error leaves", async (_, request, code) => {
    const { guard, log } = setUp();
    let ran = false;
    const act = async () => {
      ran = true;
    };
    const run = guard.run(request as never, act);
    expect(await rejectionCode(run)).toBe(code);
    expect(ran).toBe(false);
    expect(log.events.map(({ type, clear }) => [type, clear?.["code"]])).toEqual([["access.refused", code]]);
  });

  test("never puts an undeclared text into the log", async () => {
    const { guard, log } = setUp();
    await rejectionCode(guard.run({ actor: director, role: asText("MARKER-17"), purpose: asText("MARKER-18") }, async () => 1));
    expect(JSON.stringify(log.events)).not.toContain("MARKER");
  });

  test("of a purpose with no basis in force is recorded", async () => {
    const { guard, log } = setUp({ on: "2021-10-15" });
    expect(await rejectionCode(guard.run({ actor: director, role: "director", purpose: "statistics" }, async () => 1))).toBe(
      "BASIS_NOT_IN_FORCE",
    );
    expect(log.events[0]?.clear?.["code"]).toBe("BASIS_NOT_IN_FORCE");
  });

  test("of a change to a field the role may not write is recorded, and nothing is written", async () => {
    const { guard, agent, log } = setUp();
    const clerk = { id: "c-1", roles: ["clerk"] } as const;
    let wrote = false;
    const run = guard.run({ actor: clerk, role: "clerk", purpose: "followUp" }, ({ change }) =>
      change(agent, "modify", [{ status: "yes" }], async () => {
        wrote = true;
      }),
    );
    expect(await rejectionCode(run)).toBe("WRITE_REFUSED");
    expect(wrote).toBe(false);
    expect(log.events.map(({ type }) => type)).toEqual(["access.refused"]);
  });

  test("of a record from another vocabulary is recorded", async () => {
    const { guard, log } = setUp();
    const foreign = setUp().agent;
    expect(
      await rejectionCode(guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ read }) => read(foreign, rows))),
    ).toBe("RECORD_FOREIGN");
    expect(log.events.map(({ type, clear }) => [type, clear?.["code"]])).toEqual([["access.refused", "RECORD_FOREIGN"]]);
  });

  test("of nobody is counted by minute, not written one by one", async () => {
    const { guard, log, clock } = setUp();
    const knock = () => rejectionCode(guard.run({ actor: undefined, role: "director", purpose: "followUp" }, async () => 1));
    for (let at = 0; at < 50; at++) await knock();
    expect(log.events).toHaveLength(1);
    clock.moveTo(new Date("2021-11-05T09:01:00Z"));
    await knock();
    expect(log.events.map(({ clear }) => clear?.["times"] ?? 1)).toEqual([1, 50]);
    await knock();
    await guard.flush();
    expect(log.events.at(-1)?.clear?.["times"]).toBe(1);
  });

  test("is closed when it cannot be recorded", async () => {
    const { guard, log } = setUp();
    log.state.broken = true;
    expect(await rejectionCode(guard.run({ actor: director, role: "clerk", purpose: "followUp" }, async () => 1))).toBe("LOG_UNAVAILABLE");
  });
});

describe("consent", () => {
  const given = async (_: string, subjects: readonly string[]) => new Set(subjects.filter((subject) => subject === "n-1"));

  test("decides which persons are seen while it is the basis", async () => {
    const { guard, agent } = setUp({ on: "2021-10-25", consent: given });
    const seen = await guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ read }) => read(agent, rows));
    expect(seen.map(({ number }) => number)).toEqual(["n-1"]);
  });

  test("no longer decides from the first day of the duty on", async () => {
    const { guard, agent } = setUp({ on: "2021-10-30", consent: given });
    const seen = await guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ read }) => read(agent, rows));
    expect(seen).toHaveLength(2);
  });

  test("that nobody can tell refuses", async () => {
    const { guard, agent, log } = setUp({ on: "2021-10-25" });
    expect(
      await rejectionCode(guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ read }) => read(agent, rows))),
    ).toBe("CONSENT_UNKNOWN");
    expect(log.events[0]?.clear?.["code"]).toBe("CONSENT_UNKNOWN");
  });

  test("that is missing refuses a change", async () => {
    const { guard, agent } = setUp({ on: "2021-10-25", consent: given });
    const run = guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ change }) =>
      change(
        agent,
        "add",
        rows.map(({ number, name, status }) => ({ number, name, status })),
        async () => 1,
      ),
    );
    expect(await rejectionCode(run)).toBe("CONSENT_MISSING");
  });
});

test("an access is of no use once its run has ended", async () => {
  const { guard, agent } = setUp();
  const kept = await guard.run({ actor: director, role: "director", purpose: "followUp" }, async (access) => access);
  expect(await rejectionCode(kept.read(agent, rows))).toBe("RUN_ENDED");
});

test("a wrong purpose, a wrong role and a field the role may not read do not compile", async () => {
  const { guard, agent } = setUp();
  // @ts-expect-error: the purpose is not declared
  await rejectionCode(guard.run({ actor: director, role: "director", purpose: "greetings" }, async () => 1));
  // @ts-expect-error: the role is not declared
  await rejectionCode(guard.run({ actor: director, role: "chief", purpose: "followUp" }, async () => 1));
  const clerk = { id: "c-1", roles: ["clerk"] } as const;
  await guard.run({ actor: clerk, role: "clerk", purpose: "followUp" }, async ({ read }) => {
    const [first] = await read(agent, rows);
    // @ts-expect-error: a clerk does not read statuses
    expect(first?.status).toBeUndefined();
  });
});
