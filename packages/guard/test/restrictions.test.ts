/** Restriction and objection, as the gate obeys them (GDPR articles 18 and 21). */
import type { RestrictionPort } from "@favorable/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { createGuard, type RestrictionExemption } from "../src/index.ts";
import { declare, director, emptySql, memoryLog, rows } from "./register.ts";

function setUp(restrictions: RestrictionPort, restrictionExempt: Readonly<Partial<Record<string, RestrictionExemption>>> = {}) {
  const declared = declare();
  const log = memoryLog();
  const guard = createGuard({
    processing: declared,
    log,
    sql: emptySql(),
    logPolicy: { policy: "logs", version: 1 },
    zone: "Europe/Monaco",
    restrictions,
    restrictionExempt,
  });
  const as = { actor: director, role: "director", purpose: "followUp" } as const;
  return { ...declared, log, guard, as };
}
const barring =
  (...persons: string[]): RestrictionPort =>
  async () =>
    new Set(persons);

describe("a guard that asks who is restricted", () => {
  it("leaves their rows out of what is read, and the entry says how many and names only the others", async () => {
    const { guard, agent, log, as } = setUp(barring("n-1"));
    const read = await guard.run(as, ({ read }) => read(agent, rows));
    expect(read.map(({ number }) => number)).toEqual(["n-2"]);
    expect(log.events).toHaveLength(1);
    expect(log.events[0]?.clear).toMatchObject({ rows: 1, restricted: 1 });
    expect(log.events[0]?.parts?.filter(({ name }) => name === "subject").map(({ value }) => value)).toEqual(["n-2"]);
  });

  it("says nothing of restrictions in an entry where nobody is restricted", async () => {
    const { guard, agent, log, as } = setUp(barring());
    expect(await guard.run(as, ({ read }) => read(agent, rows))).toHaveLength(2);
    expect(log.events[0]?.clear).not.toHaveProperty("restricted");
  });

  it("tells the port the purpose and the persons, each once", async () => {
    const asked: unknown[] = [];
    const { guard, agent, as } = setUp(async (purpose, subjects) => {
      asked.push([purpose, ...subjects]);
      return new Set();
    });
    await guard.run(as, ({ read }) => read(agent, [...rows, ...rows]));
    expect(asked).toEqual([["followUp", "n-1", "n-2"]]);
  });

  it.each(["add", "modify", "delete"] as const)("refuses to %s a row of theirs, writes nothing and records the refusal", async (action) => {
    const { guard, agent, log, as } = setUp(barring("n-1"));
    let written = 0;
    const row = { number: "n-1", name: "Other" };
    const code = await rejectionCode(guard.run(as, ({ change }) => change(agent, action, [row], async () => void written++, [row])));
    expect([code, written]).toEqual(["RESTRICTED", 0]);
    expect(log.events.map(({ type, clear }) => [type, clear?.["code"]])).toEqual([["access.refused", "RESTRICTED"]]);
  });

  it("judges a change by the row that is stored as well as by the one it would become", async () => {
    const { guard, agent, as } = setUp(barring("n-1"));
    const change = (row: object, stored: object) =>
      rejectionCode(guard.run(as, ({ change }) => change(agent, "modify", [row], async () => undefined, [stored])));
    expect(await change({ name: "Other" }, { number: "n-1", name: "First" })).toBe("RESTRICTED");
    expect(await change({ name: "Other" }, { number: "n-2", name: "Second" })).toBe("nothing thrown");
    expect(await change({ name: "Other" }, { name: "Whose" })).toBe("RESTRICTION_UNKNOWN");
  });

  it.each([
    ["throws", () => Promise.reject(new Error("n-1 is unreachable"))],
    ["answers nothing", async () => undefined as never],
    ["answers a list", async () => ["n-1"] as never],
  ] satisfies [string, RestrictionPort][])("fails closed when the port %s, without what it said", async (_, port) => {
    const { guard, agent, as, log } = setUp(port);
    const failure = await guard.run(as, ({ read }) => read(agent, rows)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "RESTRICTION_UNKNOWN" });
    expect(`${(failure as Error).stack}${String((failure as Error).cause)}`).not.toContain("unreachable");
    expect(
      await rejectionCode(
        guard.run(as, ({ change }) =>
          change(
            agent,
            "add",
            [rows[0]].map(({ number, name }) => ({ number, name })),
            async () => 1,
          ),
        ),
      ),
    ).toBe("RESTRICTION_UNKNOWN");
    expect(log.events.every(({ type }) => type === "access.refused")).toBe(true);
  });

  it("refuses rows that do not say whose they are, where the record names its subject", async () => {
    const { guard, agent, as } = setUp(barring());
    expect(await rejectionCode(guard.run(as, ({ read }) => read(agent, [{ name: "Nobody", status: "yes" }])))).toBe("RESTRICTION_UNKNOWN");
  });

  it("lets a purpose of article 18(2) pass without asking, and no other", async () => {
    const { guard, agent, as } = setUp(() => Promise.reject(new Error("asked")), { statistics: "legal-claims" });
    const counted = await guard.run({ ...as, purpose: "statistics" }, ({ read }) => read(agent, rows));
    expect(counted).toHaveLength(2);
    expect(await rejectionCode(guard.run(as, ({ read }) => read(agent, rows)))).toBe("RESTRICTION_UNKNOWN");
  });

  it("refuses an exemption of an undeclared purpose, or for no reason of the article", () => {
    expect(codeOf(() => setUp(barring(), { offers: "consent" }))).toBe("RESTRICTION_INVALID");
    expect(codeOf(() => setUp(barring(), { followUp: "convenience" as never }))).toBe("RESTRICTION_INVALID");
  });

  it("hands out exactly the rows of those who are not restricted, whoever they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(30)), fc.array(fc.nat(30), { maxLength: 20 }), async (barred, people) => {
        const { guard, agent, as } = setUp(barring(...barred.map((n) => `p-${n}`)));
        const given = people.map((n) => ({ number: `p-${n}`, name: "N", status: "yes" }));
        const read = await guard.run(as, ({ read }) => read(agent, given));
        expect(read.map(({ number }) => number)).toEqual(people.filter((n) => !barred.includes(n)).map((n) => `p-${n}`));
      }),
      { numRuns: 50 },
    );
  });
});
