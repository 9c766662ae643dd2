import { describe, expect, it } from "vitest";
import { type AccessReader, type AuditLog, memoryLog, readAccesses, readAllAccesses, siemLines } from "../src/index.ts";
import { date, MARKER, ORIGIN, readEvent, signer, startedLog } from "./fixtures.ts";
import { all } from "./store-behaviour.ts";

const retention = { policy: "access-log", version: 1, start: date("2021-10-30") };
const reader: AccessReader = { actor: "dpo-1", role: "dpo", purpose: "subject-access", retention };

/** 40 accesses, an hour apart, of four actors to three persons for two purposes. */
async function watchedLog(): Promise<AuditLog> {
  const { log, clock } = startedLog();
  for (let at = 0; at < 40; at++) {
    clock.moveTo(new Date(Date.UTC(2021, 9, 31, at)));
    const event = readEvent(`a-${at % 4}`, [`p-${at % 3}`, "p-everybody"]);
    await log.append({ ...event, clear: { ...event.clear, purpose: at % 2 === 0 ? "followUp" : "statistics" } });
  }
  return log;
}

describe("reading who saw a person's data", () => {
  it("answers by person, actor, purpose and period, and leaves other persons of the same entries out", async () => {
    const log = await watchedLog();
    const ask = async (query: Parameters<typeof readAccesses>[1]) => (await readAccesses(log, query, reader)).accesses;
    expect((await ask({ subject: "p-1" })).map(({ index }) => index)).toEqual([1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 34, 37]);
    expect((await ask({ subject: "p-1", actor: "a-0", types: ["access.read"] })).map(({ index }) => index)).toEqual([4, 16, 28]);
    expect((await ask({ subject: "p-1", purpose: "statistics" })).every(({ index }) => index % 2 === 1)).toBe(true);
    const period = { since: "2021-10-31T04:00:00.000Z", until: "2021-10-31T10:00:00.000Z" };
    const [first, ...rest] = await ask({ subject: "p-1", types: ["access.read"], ...period });
    expect(rest.map(({ index }) => index)).toEqual([7]);
    expect(first).toMatchObject({ index: 4, actor: "a-0", clear: { role: "physician" }, at: "2021-10-31T04:00:00.000Z" });
    expect(first?.parts).toEqual([{ name: "row", value: { subject: "p-1", field: "status" } }]);
    expect((await ask({ actor: "a-3", types: ["access.read"] })).map(({ index }) => index).slice(0, 3)).toEqual([3, 7, 11]);
  });

  it("gives stable pages: none misses or repeats an entry, whatever is appended in between", async () => {
    const log = await watchedLog();
    const seen: number[] = [];
    for (let after: number | undefined = 0; after !== undefined; ) {
      const page: Awaited<ReturnType<typeof readAccesses>> = await readAccesses(
        log,
        { subject: "p-everybody", types: ["access.read"], after, limit: 7 },
        reader,
      );
      seen.push(...page.accesses.map(({ index }) => index));
      await log.append(readEvent("a-late", ["p-other"]));
      after = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 40 }, (_, at) => at));
    expect(await all(readAllAccesses(log, { subject: "p-2", types: ["access.read"], limit: 5 }, reader))).toHaveLength(13);
  });

  it("is itself logged before its first row is given, and found by who asks later", async () => {
    const log = await watchedLog();
    await readAccesses(log, { subject: "p-1", purpose: "followUp", limit: 1 }, reader);
    const [entry] = await all(log.entries({ types: ["audit.read"] }));
    expect(entry).toMatchObject({ index: 40, clear: { role: "dpo", purpose: "subject-access", by: "subject.purpose" } });
    expect(entry?.parts.map(({ name, value }) => [name, value])).toEqual([
      ["actor", "dpo-1"],
      ["subject", "p-1"],
    ]);
    const { accesses } = await readAccesses(log, { subject: "p-1", types: ["audit.read"] }, reader);
    expect(accesses.map(({ actor }) => actor)).toEqual(["dpo-1"]);
    const broken: AuditLog = { ...log, append: async () => Promise.reject(new Error("disk full")) };
    await expect(readAccesses(broken, { subject: "p-1" }, reader)).rejects.toThrow("disk full");
  });

  it("refuses a question about nobody, a page without end, and one nobody asks", async () => {
    const { log } = startedLog();
    for (const query of [{}, { subject: "p-1", limit: 0 }, { subject: "p-1", limit: 1001 }, { subject: "p-1", after: -1 }, null])
      await expect(readAccesses(log, query as never, reader)).rejects.toMatchObject({ code: "QUERY_INVALID" });
    await expect(readAccesses(log, { subject: "p-1" }, null as never)).rejects.toMatchObject({ code: "QUERY_INVALID" });
    for (const wrong of [{ since: "yesterday" }, { types: "access.read" }, { purpose: MARKER }])
      await expect(readAccesses(log, { subject: "p-1", ...(wrong as object) }, reader)).rejects.toMatchObject({ code: "FILTER_INVALID" });
    expect(await log.sequence()).toEqual({ size: 0 });
  });
});

describe("lines for a monitoring system", () => {
  it("carry declared facts only, and no value of a person", async () => {
    const { log } = startedLog();
    await log.append(readEvent("Zsofia4711", ["Zsofia4711"]));
    await log.append({ type: "access.refused", clear: { role: "nurse", desk: "ward-3" } });
    const lines = await all(siemLines(log, { fields: ["role", "count"] }));
    expect(JSON.parse(lines[0]?.line ?? "")).toMatchObject({
      "@timestamp": "2021-10-30T08:00:00.000Z",
      ecs: { version: "8.11.0" },
      event: { kind: "event", action: "access.read", sequence: 0, outcome: "unknown", provider: ORIGIN },
      labels: { role: "physician", count: "1" },
      tags: ["simulated-clock"],
    });
    expect(JSON.parse(lines[1]?.line ?? "")).toMatchObject({ event: { outcome: "failure" }, labels: { role: "nurse" } });
    for (const { line } of lines) {
      expect(line).not.toContain("Zsofia");
      expect(line).not.toContain("desk");
      expect(line).not.toContain("\n");
    }
  });

  it("are resumed behind any line, without one missing or coming twice", async () => {
    const log = await watchedLog();
    const whole = await all(siemLines(log, { fields: ["purpose"], outcome: "outcome", outcomes: { allowed: "success" } }));
    expect(whole).toHaveLength(40);
    expect(whole.every(({ line }) => JSON.parse(line).event.outcome === "success")).toBe(true);
    for (const [at, { cursor }] of whole.entries()) {
      const rest = await all(siemLines(log, { fields: ["purpose"], outcome: "outcome", outcomes: { allowed: "success" }, after: cursor }));
      expect(rest).toEqual(whole.slice(at + 1));
    }
  });

  it("are refused for what declares nothing, and for the cursor of another log", async () => {
    const { log, clock } = startedLog();
    for (const options of [null, {}, { fields: ["two words"] }, { fields: [], after: "x" }, { fields: [], outcomes: { a: "b" } }])
      await expect(all(siemLines(log, options as never))).rejects.toMatchObject({ code: "SIEM_INVALID" });
    const other = memoryLog({ origin: ORIGIN, signer, clock });
    await other.append(readEvent("a-1", []));
    await expect(all(siemLines(log, { fields: [], after: "other.example 7" }))).rejects.toMatchObject({ code: "CURSOR_FOREIGN" });
  });
});
