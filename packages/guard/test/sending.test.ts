import { describe, expect, test } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { director, rows, setUp } from "./register.ts";

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
