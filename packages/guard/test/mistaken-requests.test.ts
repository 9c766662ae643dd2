import { describe, expect, test } from "vitest";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { createGuard } from "../src/index.ts";
import { declare, director, emptySql, memoryLog, rows, setUp } from "./register.ts";

const asText = (value: string): never => value as never;

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
