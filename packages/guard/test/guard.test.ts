import { isPermitted } from "@favorable/fields";
import { describe, expect, test } from "vitest";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { createGuard } from "../src/index.ts";
import { declare, director, emptySql, memoryLog, rows, setUp } from "./register.ts";

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

describe("sending", () => {
  const letter = async (values: readonly object[]) => values.length;

  test("takes permitted values, after their entries are written", async () => {
    const { guard, agent, log } = setUp();
    const sent = await guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ read, send }) => {
      const values = await read(agent, rows);
      return send("reminder-mail", values, async (given) => {
        expect(log.events.map(({ type }) => type)).toEqual(["access.read", "access.sent"]);
        return letter(given);
      });
    });
    expect(sent).toBe(2);
    expect(log.events).toHaveLength(2);
  });

  test("refuses what a parse gave, a copy and a spread, and records it", async () => {
    const { guard, agent, log } = setUp();
    const parsed = agent.for("followUp").parse({ number: "n-1", name: "First", status: "yes" });
    const run = guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ send }) => {
      // @ts-expect-error: a parse result is checked, not permitted
      return send("reminder-mail", [parsed], letter);
    });
    expect(await rejectionCode(run)).toBe("NOT_PERMITTED");
    expect(log.events.map(({ type, clear }) => [type, clear?.["code"]])).toEqual([["access.refused", "NOT_PERMITTED"]]);
    const spread = guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ read, send }) => {
      const [first] = await read(agent, rows);
      return first === undefined ? 0 : send("reminder-mail", [{ ...first, more: 1 }], letter);
    });
    expect(await rejectionCode(spread)).toBe("NOT_PERMITTED");
  });
});

describe("steps side by side", () => {
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const given = async (_: string, subjects: readonly string[]) => {
    await sleep(20);
    return new Set(subjects);
  };

  test("a read that nobody awaits hands nothing out after the run", async () => {
    const { guard, agent, log } = setUp({ on: "2021-10-25", consent: given });
    let late: Promise<unknown> = Promise.resolve();
    await guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ read }) => {
      late = read(agent, rows);
      late.catch(() => undefined);
    });
    expect(await rejectionCode(late)).toBe("RUN_ENDED");
    expect(log.events).toEqual([]);
  });

  test("a read beside a step that throws either has its entry or gives nothing", async () => {
    const { guard, agent } = setUp({ on: "2021-10-25", consent: given });
    let seen: unknown;
    const run = guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ read }) => {
      await Promise.all([read(agent, rows).then((values) => (seen = values)), Promise.reject(new Error("other"))]);
    });
    await expect(run).rejects.toThrow("other");
    expect(seen).toBeUndefined();
  });

  test("a change under way is waited for", async () => {
    const { guard, agent, log } = setUp();
    const row = { number: "n-3", name: "Third", status: "yes" };
    await guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ change }) => {
      change(agent, "add", [row], () => sleep(20)).catch(() => undefined);
    });
    expect(log.events.map(({ type }) => type)).toEqual(["access.changed"]);
  });

  test("a read while something is sent keeps its entry, and none is written twice", async () => {
    const { guard, agent, log } = setUp();
    log.state.slow = 10;
    await guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ read, send }) => {
      const values = await read(agent, [rows[0]]);
      await Promise.all([
        send("reminder-mail", values, async () => 1),
        send("reminder-mail", values, async () => 2),
        sleep(5).then(() => read(agent, [rows[1]])),
      ]);
    });
    expect(log.events.map(({ type }) => type).sort()).toEqual(["access.read", "access.read", "access.sent", "access.sent"]);
  });

  test("entries that could not be written by a sending are written at the end", async () => {
    const { guard, agent, log } = setUp();
    await guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ read, send }) => {
      const values = await read(agent, rows);
      log.state.broken = true;
      expect(await rejectionCode(send("reminder-mail", values, async () => 1))).toBe("LOG_UNAVAILABLE");
      log.state.broken = false;
    });
    expect(log.events.map(({ type }) => type)).toContain("access.read");
  });
});

describe("what is not what it seems", () => {
  const request = { actor: director, role: "director", purpose: "followUp" } as const;
  const clerk = { actor: { id: "c-1", roles: ["clerk"] }, role: "clerk", purpose: "followUp" } as const;

  test("a change without rows, of a foreign record or by an unknown action is no way in", async () => {
    const { guard, agent, log } = setUp();
    let wrote = 0;
    const act = async () => {
      wrote += 1;
    };
    const foreign = { name: "MARKER Dupont", fields: {} };
    const tries = [
      guard.run(clerk, ({ change }) => change(agent, "delete", [], act)),
      guard.run(clerk, ({ change }) => change(agent, "modify", [{}], act)),
      guard.run(request, ({ change }) => change(foreign as never, asText("obliterate-MARKER"), [], act)),
      guard.run(request, ({ change }) => change(agent, asText("obliterate-MARKER"), [{ name: "x" }], act)),
    ];
    expect(await Promise.all(tries.map(rejectionCode))).toEqual(["WRITE_REFUSED", "WRITE_REFUSED", "RECORD_FOREIGN", "ACTION_UNKNOWN"]);
    expect(wrote).toBe(0);
    expect(log.events.map(({ type }) => type)).toEqual(Array.from({ length: 4 }, () => "access.refused"));
    expect(JSON.stringify(log.events)).not.toContain("MARKER");
  });

  test("roles that are a text are no list of roles", async () => {
    const { guard, log } = setUp();
    const run = guard.run({ actor: { id: "x", roles: asText("codirectors") }, role: "director", purpose: "followUp" }, async () => 1);
    expect(await rejectionCode(run)).toBe("ROLE_NOT_HELD");
    expect(log.events[0]?.clear?.["code"]).toBe("ROLE_NOT_HELD");
  });

  test("a request that is none, or cannot be read, is refused, coded and recorded", async () => {
    const { guard, log } = setUp();
    const thrower = Object.defineProperty({}, "actor", {
      get() {
        throw new Error("MARKER");
      },
    });
    for (const bad of [undefined, null, "x", { actor: null }, { actor: { id: "x" } }, { actor: { id: "\ud800", roles: [] } }])
      expect(await rejectionCode(guard.run(bad as never, async () => 1))).toMatch(/^(ACTOR_MISSING|ROLE_UNKNOWN)$/);
    expect(await rejectionCode(guard.run(thrower as never, async () => 1))).toBe("REQUEST_INVALID");
    expect(log.events.length).toBeGreaterThan(1);
    expect(JSON.stringify(log.events)).not.toContain("MARKER");
  });

  test("rows that are no plain objects are refused by a code that quotes nothing", async () => {
    const { guard, agent } = setUp();
    const inherited = Object.create({ name: "hidden" });
    const hidden = Object.defineProperty({ number: "n-1" }, "name", { value: "hidden", enumerable: false });
    const thrower = Object.defineProperty({}, "name", {
      enumerable: true,
      get() {
        throw new Error("MARKER");
      },
    });
    for (const bad of [null, "abc", { length: 1 }, [null], [[]], [inherited], [hidden], [thrower], [{ number: "" }], [{ number: {} }]])
      expect(await rejectionCode(guard.run(request, ({ read }) => read(agent, bad as never)))).toBe("ROW_INVALID");
  });

  test("what is permitted does not change afterwards, nor the list that is sent", async () => {
    const { guard, agent } = setUp();
    const other = [{ number: "n-7", name: "Laundered", status: "yes" }];
    const delivered = await guard.run(request, async ({ read, send }) => {
      const values = [...(await read(agent, rows))];
      const sending = send("reminder-mail", values, async (list) => list.map(({ name }) => name));
      values[0] = other[0] as never;
      return sending;
    });
    expect(delivered).toEqual(["First", "Second"]);
  });

  test("a list that throws when it is read is refused by a code, and nothing is delivered", async () => {
    const { guard, agent } = setUp();
    const run = guard.run(request, async ({ read, send }) => {
      const values = await read(agent, rows);
      const thrower = new Proxy([...values], {
        get(target, key, receiver) {
          if (key === "0") throw new Error("MARKER");
          return Reflect.get(target, key, receiver);
        },
      });
      return send("reminder-mail", thrower, async () => 1);
    });
    expect(await rejectionCode(run)).toBe("ROW_INVALID");
  });

  test("a destination that is not declared is refused", async () => {
    const { guard, agent, log } = setUp();
    const run = guard.run(request, async ({ read, send }) => send("MARKER mail", await read(agent, rows), async () => 1));
    expect(await rejectionCode(run)).toBe("SINK_UNKNOWN");
    expect(log.events.map(({ type }) => type)).toEqual(["access.read", "access.refused"]);
    expect(JSON.stringify(log.events)).not.toContain("MARKER");
  });

  test("a role that may read no field is refused, not answered with empty rows", async () => {
    const { guard, agent, log } = setUp();
    const administrator = { actor: { id: "a-1", roles: ["administrator"] }, role: "administrator", purpose: "maintenance" } as const;
    expect(await rejectionCode(guard.run(administrator, ({ read }) => read(agent, rows)))).toBe("READ_REFUSED");
    expect(log.events[0]?.clear?.["code"]).toBe("READ_REFUSED");
  });

  test("a matrix that was not defined over the vocabulary makes no guard", () => {
    const { vocabulary, access } = declare();
    const options = { log: memoryLog(), sql: emptySql(), logPolicy: { policy: "logs", version: 1 }, zone: "Europe/Monaco" };
    expect(codeOf(() => createGuard({ processing: { vocabulary, access: { ...access } }, ...options }))).toBe("MATRIX_FOREIGN");
    expect(codeOf(() => createGuard({ processing: { vocabulary: declare().vocabulary, access }, ...options }))).toBe("MATRIX_FOREIGN");
    expect(codeOf(() => createGuard({ processing: { vocabulary, access }, ...options, sinks: ["A name"] }))).toBe("SINK_INVALID");
  });

  test("counts of nobody's refusals survive a log that cannot be written", async () => {
    const { guard, log } = setUp();
    const knock = () => rejectionCode(guard.run({ actor: undefined, role: "director", purpose: "followUp" }, async () => 1));
    log.state.broken = true;
    expect(await knock()).toBe("LOG_UNAVAILABLE");
    await knock();
    await guard.flush().catch(() => undefined);
    log.state.broken = false;
    await guard.flush();
    expect(log.events.map(({ clear }) => clear?.["times"])).toEqual([2]);
  });

  test("more persons than an entry can name make several entries", async () => {
    const { guard, agent, log } = setUp();
    const many = Array.from({ length: 25_000 }, (_, at) => ({ number: `n-${at}`, name: "x", status: "yes" }));
    await guard.run(request, ({ read }) => read(agent, many));
    expect(log.events.map(({ parts }) => parts?.length)).toEqual([10_001, 10_001, 5_001]);
  });

  test("rows that do not say whom they are about are counted in the entry", async () => {
    const { guard, agent, log } = setUp();
    const statistics = { ...request, purpose: "statistics" } as const;
    await guard.run(statistics, ({ read }) => read(agent, [{ status: "yes" }, { status: "no", number: "n-1" }]));
    expect(log.events[0]?.clear).toMatchObject({ rows: 2, unnamed: 1 });
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
