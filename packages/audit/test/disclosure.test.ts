import { fromBase64, period, toBase64, toHex, utf8 } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AuditLog,
  disclose,
  formatTlogProof,
  memoryLog,
  openParts,
  parseTlogProof,
  policyEvent,
  readOpening,
  type StoredEntry,
  verifyDisclosure,
} from "../src/index.ts";
import { createVerifier } from "../src/node/index.ts";
import { date, filledLog, key, ORIGIN, readEvent, signer, startedLog } from "./fixtures.ts";

const logs = [createVerifier(key.vkey)];

async function storedEntry(log: AuditLog, index: number): Promise<StoredEntry> {
  return log.snapshot(async ({ groups }) => {
    for await (const group of groups()) for (const entry of group) if (entry.index === index) return entry;
    throw new Error("no such entry");
  });
}

describe("a disclosure", () => {
  it("opens the parts that are named, under a checkpoint, offline", async () => {
    const { log } = await filledLog();
    const checked = await verifyDisclosure(await disclose(log, { entry: 2, parts: [1] }), { logs });
    expect(checked).toMatchObject({ origin: ORIGIN, index: 2, size: 7 });
    expect(checked.entry).toMatchObject({ type: "access.read", clear: { role: "physician" }, simulated: true });
    expect(checked.entry.parts).toEqual([
      {
        part: 1,
        name: "row",
        subject: "p-1",
        value: { subject: "p-1", field: "status" },
        retention: { policy: "access-log", version: 1, start: "2021-10-30" },
      },
    ]);
  });

  it("opens single rows of an entry whose parts stand in a tree of their own, and can show the entry alone", async () => {
    const { log } = await filledLog();
    const checked = await verifyDisclosure(await disclose(log, { entry: 4, parts: [70, 0, 70] }), { logs });
    expect(checked.entry.parts.map(({ part, value }) => [part, value])).toEqual([
      [0, "a-3"],
      [70, { subject: "p-69", field: "status" }],
    ]);
    expect((await verifyDisclosure(await disclose(log, { entry: 4, parts: [] }), { logs })).entry.parts).toEqual([]);
  });

  it("of every entry of logs of every small size proves its place", async () => {
    const { log } = startedLog();
    for (let size = 1; size <= 17; size++) {
      await log.append(readEvent(`a-${size}`, []));
      for (let entry = 0; entry < size; entry++) {
        const { index, entry: opened } = await verifyDisclosure(await disclose(log, { entry, parts: [0] }), { logs });
        expect([index, opened.parts[0]?.value]).toEqual([entry, `a-${entry + 1}`]);
      }
    }
  });

  it("tells nothing of the other parts", async () => {
    // Long, so that random salts and hashes cannot hold it by chance.
    const marker = "Zsófia-471147114711471147114711";
    const count = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(80));
    await fc.assert(
      fc.asyncProperty(count, fc.nat(), async (others, place) => {
        const open = 1 + (place % others);
        const { log: shown } = startedLog();
        const retention = { policy: "access-log", version: 1, start: date("2021-10-30") };
        const hidden = Array.from({ length: others + 1 }, (_, at) =>
          at === open
            ? { name: "row", subject: "p-shown", value: "shown", retention }
            : { name: "row", subject: `${marker}-${at}`, value: { [marker]: marker }, retention },
        );
        await shown.append({ type: "access.read", parts: hidden });
        const file = await disclose(shown, { entry: 0, parts: [open] });
        const extra = new TextDecoder().decode(parseTlogProof(file).extra);
        const stored = await storedEntry(shown, 0);
        for (const text of [file, extra]) {
          expect(text).not.toContain("4711471147114711");
          expect(text).not.toContain(toHex(utf8(marker)));
          for (const { part, salt } of stored.bodies) if (part !== open) expect(text).not.toContain(toBase64(salt));
        }
        expect((await verifyDisclosure(file, { logs })).entry.parts).toMatchObject([{ subject: "p-shown", value: "shown" }]);
      }),
      { numRuns: 30 },
    );
  });

  it("opens nothing that is erased or not there, and says which", async () => {
    const { log } = await filledLog();
    await expect(disclose(log, { entry: 3, parts: [1] })).rejects.toMatchObject({ code: "PART_ERASED", details: { part: 1 } });
    await expect(disclose(log, { entry: 2, parts: [3] })).rejects.toMatchObject({ code: "PART_UNKNOWN", details: { part: 3 } });
    await expect(disclose(log, { entry: 7, parts: [] })).rejects.toMatchObject({ code: "ENTRY_UNKNOWN" });
    await expect(disclose(log, null as never)).rejects.toMatchObject({ code: "PART_UNKNOWN" });
  });

  it("stays valid when the part it opened is erased in the log afterwards", async () => {
    const { log, clock } = startedLog();
    await log.append(policyEvent({ policy: "alerts", version: 1, maximum: period("P30D") }));
    await log.append(readEvent("a-1", ["p-1"], "alerts"));
    const file = await disclose(log, { entry: 1, parts: [1] });
    clock.moveTo(new Date("2022-01-01T08:00:00Z"));
    expect(await log.eraseExpired({ asOf: date("2022-01-01") })).toMatchObject({ erased: 2 });
    expect((await verifyDisclosure(file, { logs })).entry.parts).toHaveLength(1);
  });

  it("is refused with any character of it changed", async () => {
    const { log } = await filledLog();
    const file = await disclose(log, { entry: 4, parts: [3, 64] });
    const extra = parseTlogProof(file).extra ?? new Uint8Array();
    for (let at = 0; at < extra.length; at += 5) {
      const changed = extra.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      const line = file.split("\n").map((text) => (text.startsWith("extra ") ? `extra ${toBase64(changed)}` : text));
      await expect(verifyDisclosure(line.join("\n"), { logs }), `byte ${at}`).rejects.toMatchObject({ name: "PrivacyError" });
    }
    for (let at = 0; at < file.length; at += 7) {
      const changed = `${file.slice(0, at)}${file[at] === "A" ? "B" : "A"}${file.slice(at + 1)}`;
      await expect(verifyDisclosure(changed, { logs }), `character ${at}`).rejects.toMatchObject({ name: "PrivacyError" });
    }
  });

  it("does not take a value for another's, nor the path of another place, and repeats nothing of a file it refuses", async () => {
    const { log } = await filledLog();
    const stored = await storedEntry(log, 4);
    const reopened = (change: (part: Record<string, unknown>) => void): Uint8Array => {
      const opening: { parts: Record<string, unknown>[] } = JSON.parse(new TextDecoder().decode(openParts(stored, [7])));
      for (const part of opening.parts) change(part);
      return utf8(JSON.stringify(opening));
    };
    expect(readOpening(reopened(() => undefined)).parts).toHaveLength(1);
    const changes: [string, (part: Record<string, unknown>) => void][] = [
      ["path", (part) => Object.assign(part, { part: 8 })],
      ["part-unknown", (part) => Object.assign(part, { part: 900 })],
      ["commitment", (part) => Object.assign(part, { payload: '{"name":"row","value":"Zsófia"}' })],
      ["form", (part) => Object.assign(part, { payload: 7 })],
      ["form", (part) => Object.assign(part, { salt: toBase64(fromBase64(String(part["salt"])).slice(1)) })],
    ];
    for (const [reason, change] of changes) {
      const error = catching(() => readOpening(reopened(change)));
      expect(error).toMatchObject({ code: "DISCLOSURE_INVALID" });
      if (reason !== "part-unknown") expect(error).toMatchObject({ details: { reason } });
      expect(JSON.stringify(error) + String(error)).not.toContain("Zsófia");
    }
    expect(catching(() => readOpening(utf8("{")))).toMatchObject({ details: { reason: "form" } });
    const other = memoryLog({ origin: ORIGIN, signer, clock: startedLog().clock });
    await other.append(readEvent("a-1", ["p-1"]));
    const proof = parseTlogProof(await disclose(other, { entry: 0, parts: [0] }));
    const moved = { ...proof, extra: parseTlogProof(await disclose(log, { entry: 2, parts: [0] })).extra ?? new Uint8Array() };
    await expect(verifyDisclosure(formatTlogProof(moved), { logs })).rejects.toMatchObject({ code: "PROOF_INVALID" });
  });
});

function catching(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
