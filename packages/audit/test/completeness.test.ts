import { describe, expect, it } from "vitest";
import { countedEvidence, sampledEvidence } from "../src/index.ts";
import { readEvent, startedLog } from "./fixtures.ts";

describe("evidence of completeness", () => {
  it("holds a count of another source against the entries, by themselves or by a fact that counts", async () => {
    const { log } = startedLog();
    await log.appendAll([readEvent("a-1", ["p-1", "p-2"]), readEvent("a-2", ["p-1"]), { type: "access.refused" }]);
    const entries = { types: ["access.read"] };
    expect(await countedEvidence(log, { kind: "reads", expected: 3, entries })).toEqual({
      kind: "reads",
      expected: 3,
      found: 2,
      missing: 1,
      surplus: 0,
      sampled: false,
    });
    expect(await countedEvidence(log, { kind: "rows", expected: 3, entries, weight: "count" })).toMatchObject({ found: 3, missing: 0 });
    expect(await countedEvidence(log, { kind: "rows", expected: 1, entries, weight: "count" })).toMatchObject({ found: 1, surplus: 2 });
    expect(await countedEvidence(log, { kind: "reads", expected: 1, entries: { ...entries, actor: "a-2" } })).toMatchObject({
      missing: 0,
      surplus: 0,
    });
    expect(
      await countedEvidence(log, { kind: "reads", expected: 1, entries: { ...entries, until: "2021-10-30T08:00:00.000Z" } }),
    ).toMatchObject({
      missing: 1,
    });
  });

  it("wants an entry of its own for every operation of a sample", async () => {
    const { log } = startedLog();
    await log.appendAll(Array.from({ length: 20 }, () => readEvent("a-1", ["p-1"])));
    await log.append(readEvent("a-2", ["p-2"]));
    const reading = (actor: string, subject: string) => ({ types: ["access.read"], actor, subject });
    const many = (count: number) => Array.from({ length: count }, () => reading("a-1", "p-1"));
    const evidence = (operations: ReturnType<typeof many>) => sampledEvidence(log, { kind: "reads", operations });
    expect(await evidence([...many(20), reading("a-2", "p-2")])).toEqual({
      kind: "reads",
      expected: 21,
      found: 21,
      missing: 0,
      surplus: 0,
      sampled: true,
    });
    expect(await evidence(many(23))).toMatchObject({ found: 20, missing: 3 });
    expect(await evidence([reading("a-2", "p-1"), reading("a-3", "p-1")])).toMatchObject({ found: 0, missing: 2 });
    // A wider question gives up what a narrower one needs, in whatever order they come; no entry stands for two operations.
    const wide = { types: ["access.read"] };
    expect(await sampledEvidence(log, { kind: "reads", operations: [wide, ...many(20)] })).toMatchObject({ missing: 0 });
    expect(await sampledEvidence(log, { kind: "reads", operations: [wide, wide, ...many(20)] })).toMatchObject({ missing: 1 });
  });

  it("refuses a question that every entry would answer", async () => {
    const { log } = startedLog();
    for (const entries of [{}, { subject: "p-1" }, null])
      await expect(countedEvidence(log, { kind: "reads", expected: 1, entries: entries as never })).rejects.toMatchObject({
        code: "EVIDENCE_INVALID",
      });
    for (const wrong of [{ kind: "two words" }, { expected: -1 }, { expected: 1.5 }])
      await expect(countedEvidence(log, { kind: "reads", expected: 1, entries: { types: ["x"] }, ...wrong })).rejects.toMatchObject({
        code: "EVIDENCE_INVALID",
      });
  });
});
