import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrivacyError } from "@favorable/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { type FallbackLog, type JournalFile, type KeptLog, memoryLog, withFallback } from "../src/index.ts";
import { openJournal } from "../src/node/index.ts";
import { longPolicy, ORIGIN, readEvent, signer, startedLog } from "./fixtures.ts";
import { all } from "./store-behaviour.ts";

/** A log whose database goes away: before anything is written, or after (the answer is lost). */
function unsteady() {
  const { clock } = startedLog();
  const log = memoryLog({ origin: ORIGIN, signer, clock });
  const state = { away: false, losesAnswers: false, tried: 0 };
  const unreachable: KeptLog = {
    ...log,
    async appendEncoded(entries) {
      state.tried++;
      if (state.away) throw new PrivacyError("AUDIT_UNAVAILABLE", "the log's store failed", { reason: "SQL_UNAVAILABLE" });
      await log.appendEncoded(entries);
      if (state.losesAnswers) throw new PrivacyError("AUDIT_UNKNOWN", "lost", { entries: entries.map(({ id }) => id) });
    },
    async held(ids) {
      if (state.away) throw new PrivacyError("AUDIT_UNAVAILABLE", "the log's store failed");
      return log.held(ids);
    },
    async health() {
      if (state.away) throw new PrivacyError("AUDIT_UNAVAILABLE", "the log's store failed", { reason: "SQL_UNAVAILABLE" });
      return log.health();
    },
  };
  return { clock, log, unreachable, state };
}

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "audit-fallback-"));
  path = join(folder, "fallback.log");
});
afterEach(() => rmSync(folder, { recursive: true }));

const actors = async (log: Pick<KeptLog, "entries">): Promise<unknown[]> =>
  (await all(log.entries({ types: ["access.read"] }))).map(({ parts, clear }) => [parts[0]?.value, clear["fallback"] ?? false]);

async function opened(from: ReturnType<typeof unsteady>, retryAfter = 0): Promise<FallbackLog & { readonly file: JournalFile }> {
  const file = await openJournal(path);
  const both = await withFallback({ log: from.unreachable, file, origin: ORIGIN, clock: from.clock, retryAfter });
  return { ...both, file };
}

describe("a log with a fallback", () => {
  it("goes on in the file while the log is away, then gets everything in order, with its time, before anything new", async () => {
    const from = unsteady();
    const both = await opened(from);
    await both.append(readEvent("a-1", ["p-1"]));
    from.state.away = true;
    const kept = await both.append(readEvent("a-2", ["p-1"]));
    from.clock.moveTo(new Date("2021-10-30T08:05:00Z"));
    await both.appendAll([readEvent("a-3", []), readEvent("a-4", [])]);
    expect(await both.health()).toMatchObject({ store: "file", durable: true, size: 0, fallback: 3, away: "AUDIT_UNAVAILABLE" });
    expect((await both.health()).remarks.join()).toMatch(/cannot be reached \(AUDIT_UNAVAILABLE\).*entries wait in the fallback/);
    from.state.away = false;
    expect(await both.health()).toMatchObject({ store: "memory", size: 1, fallback: 3 });
    expect(await both.health()).not.toHaveProperty("away");
    await both.append(readEvent("a-5", []));
    expect(await actors(both)).toEqual([
      ["a-1", false],
      ["a-2", true],
      ["a-3", true],
      ["a-4", true],
      ["a-5", false],
    ]);
    const entries = await all(both.entries());
    expect(entries[1]?.id).toBe(kept.id);
    expect(entries.map(({ at }) => at)).toEqual([...entries.map(({ at }) => at)].sort());
    expect(readFileSync(path)).toHaveLength(0);
    expect(await both.health()).toMatchObject({ fallback: 0 });
    await both.close();
  });

  it("takes an entry once whose answer was lost, and one that was merged before a crash cleared the file", async () => {
    const from = unsteady();
    const both = await opened(from);
    from.state.losesAnswers = true;
    await both.append(readEvent("a-1", ["p-1"]));
    from.state.losesAnswers = false;
    from.state.away = true;
    await both.append(readEvent("a-2", ["p-1"]));
    from.state.away = false;
    const before = readFileSync(path);
    await both.merge();
    expect(await actors(from.log)).toEqual([
      ["a-1", false],
      ["a-2", true],
    ]);
    await both.close();
    // As if the process had died after the last entry was in the log, and before the file was cleared.
    writeFileSync(path, before);
    const again = await opened(from);
    expect(await again.merge()).toEqual({ merged: 2 });
    expect(await again.merge()).toEqual({ merged: 0 });
    expect(await actors(from.log)).toHaveLength(2);
    await again.close();
  });

  it("keeps what waits through the death of the process, and starts while the log cannot be opened", async () => {
    const from = unsteady();
    from.state.away = true;
    const both = await opened(from);
    await both.append(readEvent("a-1", ["p-1"]));
    await both.close();
    let up = false;
    const file = await openJournal(path);
    const open = async (): Promise<KeptLog> => {
      if (!up) throw new PrivacyError("AUDIT_UNAVAILABLE", "the log's store failed");
      return from.unreachable;
    };
    const started = await withFallback({ log: open, file, origin: ORIGIN, clock: from.clock, retryAfter: 0 });
    await started.append(readEvent("a-2", []));
    expect(await rejectionCode(started.sequence())).toBe("AUDIT_UNAVAILABLE");
    up = true;
    from.state.away = false;
    expect(await started.sequence()).toEqual({ size: 2 });
    expect(await actors(from.log)).toEqual([
      ["a-1", true],
      ["a-2", true],
    ]);
    await started.close();
  });

  it("puts a last line that is not whole aside, tells it in health, and in the log with what else waited; refuses one that was changed", async () => {
    const from = unsteady();
    from.state.away = true;
    const both = await opened(from);
    await both.append(readEvent("a-1", []));
    await both.append(readEvent("a-2", []));
    await both.close();
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, -1));
    const again = await opened(from);
    expect((await again.health()).remarks.join()).toContain("put aside in a file beside");
    expect(readdirSync(folder).filter((name) => name.includes(".torn-"))).toHaveLength(1);
    from.state.away = false;
    expect(await again.merge()).toEqual({ merged: 2 });
    expect((await all(from.log.entries())).map(({ type, clear }) => [type, clear["kind"]])).toEqual([
      ["access.read", undefined],
      ["audit.discrepancy", "torn"],
    ]);
    await again.close();
    whole[whole.length - 5] = (whole.at(-5) ?? 0) ^ 1;
    writeFileSync(path, whole);
    expect(await rejectionCode(opened(from))).toBe("JOURNAL_CORRUPT");
  });

  it("does not ask a log that is away again before its time", async () => {
    const from = unsteady();
    const both = await opened(from, 60_000);
    from.state.away = true;
    for (let at = 0; at < 5; at++) await both.append(readEvent(`a-${at}`, []));
    expect(from.state.tried).toBe(1);
    await both.close();
  });

  it("fails with a code when both fail, and hands an entry that is wrong back to who wrote it", async () => {
    const from = unsteady();
    const file = await openJournal(path);
    const full: JournalFile = { ...file, add: () => Promise.reject(Object.assign(new Error("ENOSPC"), { code: "ENOSPC" })) };
    const both = await withFallback({ log: from.unreachable, file: full, origin: ORIGIN, clock: from.clock, retryAfter: 0 });
    expect(await rejectionCode(both.append({ type: "NOT A TYPE" }))).toBe("EVENT_INVALID");
    from.state.away = true;
    await expect(both.append(longPolicy)).rejects.toMatchObject({ code: "AUDIT_UNAVAILABLE", details: { reason: "AUDIT_UNAVAILABLE" } });
    const gone: JournalFile = { ...full, cut: () => Promise.reject(Object.assign(new Error("EIO"), { code: "EIO" })) };
    const neither = await withFallback({ log: from.unreachable, file: gone, origin: ORIGIN, clock: from.clock, retryAfter: 0 });
    expect(await rejectionCode(neither.append(longPolicy))).toBe("AUDIT_UNAVAILABLE");
    expect(await neither.health()).toMatchObject({ durable: false, fallback: 0, away: "AUDIT_UNAVAILABLE" });
    const refused = withFallback({
      log: {
        ...from.log,
        appendEncoded: async () => {
          throw new PrivacyError("AUDIT_UNAVAILABLE", "refused", { sqlState: "22003" });
        },
      },
      file,
      origin: ORIGIN,
      clock: from.clock,
    });
    expect(await rejectionCode((await refused).append(longPolicy))).toBe("AUDIT_UNAVAILABLE");
    expect(readFileSync(path)).toHaveLength(0);
    await both.close();
  });

  it("marks an entry as far as there is room for the mark", async () => {
    const from = unsteady();
    const both = await opened(from);
    from.state.away = true;
    const clear = Object.fromEntries(Array.from({ length: 32 }, (_, at) => [`fact${at}`, at]));
    await both.append({ type: "access.counted", clear });
    from.state.away = false;
    await both.merge();
    expect((await all(both.entries()))[0]?.clear).toEqual(clear);
    await both.close();
  });
});
