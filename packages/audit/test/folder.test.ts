import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { simulatedClock } from "@favorable/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuditLog, type LogFiles, type LogVerification, memoryLog, verifyLog } from "../src/index.ts";
import { createSigner, createVerifier, exportLog, generateKey, verifyFolder } from "../src/node/index.ts";
import { date, filledLog, key, longPolicy, ORIGIN, readEvent, shortPolicy, signer, startedLog } from "./fixtures.ts";
import { verifyIndependently } from "./independent-verifier.ts";
import { filesBelow } from "./shared.ts";

const scratch = mkdtempSync(join(tmpdir(), "audit-folder-"));
const verifier = createVerifier(key.vkey);
const asOf = date("2021-12-24");
let count = 0;
afterAll(() => rmSync(scratch, { recursive: true }));

const newFolder = (): string => join(scratch, `log-${count++}`);

function load(folder: string): Map<string, Uint8Array> {
  return new Map(filesBelow(folder).map((file) => [relative(folder, file), new Uint8Array(readFileSync(file))]));
}

function inMemory(files: ReadonlyMap<string, Uint8Array>): LogFiles {
  return { paths: async () => [...files.keys()], read: async (path) => files.get(path) };
}

const judge = (files: ReadonlyMap<string, Uint8Array>, against?: string): Promise<LogVerification> =>
  verifyLog(inMemory(files), { verifier, asOf, ...(against === undefined ? {} : { against }) });

describe("an exported folder", () => {
  let log: AuditLog;
  let folder: string;
  let external: string;
  let files: Map<string, Uint8Array>;

  beforeAll(async () => {
    ({ log } = await filledLog());
    external = await log.checkpoint();
    folder = newFolder();
    await exportLog(log, folder, { bodies: "plain" });
    files = load(folder);
  });

  it("is intact, but proves nothing against its owner without an external checkpoint", async () => {
    const result = await verifyFolder(folder, { vkey: key.vkey });
    expect(result).toMatchObject({ verdict: "intact", witnessed: "unwitnessed", origin: ORIGIN, size: 8, simulated: true, asOf });
    expect(result.findings).toEqual([]);
    expect(result.parts).toEqual({ ok: 74, tampered: 0, lost: 0, erased: 2, expired: 0, held: 0, overdue: 0 });
    expect([...files.keys()].sort()).toEqual(["body/000", "checkpoint", "parts/000", "tile/0/000.p/8", "tile/entries/000.p/8"]);
  });

  it("is witnessed by an earlier checkpoint that was kept elsewhere", async () => {
    const result = await verifyFolder(folder, { vkey: key.vkey, against: external });
    expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed", witnessedSize: 7 });
    const ofEmpty = await startedLog().log.checkpoint();
    expect(await judge(files, ofEmpty)).toMatchObject({ verdict: "intact", witnessed: "stale" });
  });

  it("is not taken for intact with any byte changed, wherever it is, and the place is named", { timeout: 120_000 }, async () => {
    const small = startedLog();
    await small.log.appendAll([shortPolicy, readEvent("a-1", ["p-1"])]);
    const smallFolder = newFolder();
    await exportLog(small.log, smallFolder, { bodies: "plain" });
    const whole = load(smallFolder);
    let changes = 0;
    for (const [path, bytes] of whole)
      for (let at = 0; at < bytes.length; at++) {
        const changed = withByte(whole, path, at, 1 << (at % 8));
        const { verdict, findings } = await judge(changed);
        expect(verifyIndependently(changed, key.vkey, asOf).verdict, `${path} byte ${at}`).not.toBe("intact");
        expect(verdict, `${path} byte ${at}`).not.toBe("intact");
        expect(
          findings.some(({ place }) => place === path),
          `${path} byte ${at}: ${JSON.stringify(findings)}`,
        ).toBe(true);
        changes++;
      }
    expect(changes).toBeGreaterThan(1400);
  });

  it("is not taken for intact with a byte changed, taken out or put in at random, by either verifier", { timeout: 60_000 }, async () => {
    const paths = [...files.keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom("change", "cut", "insert"),
        async (path, at, mask, how) => {
          const bytes = files.get(path) ?? new Uint8Array();
          const position = at % bytes.length;
          const changed =
            how === "change"
              ? withByte(files, path, position, mask)
              : new Map(files).set(
                  path,
                  how === "cut"
                    ? Uint8Array.from([...bytes.subarray(0, position), ...bytes.subarray(position + 1)])
                    : Uint8Array.from([...bytes.subarray(0, position), mask, ...bytes.subarray(position)]),
                );
          expect((await judge(changed)).verdict).not.toBe("intact");
          expect(verifyIndependently(changed, key.vkey, asOf).verdict).not.toBe("intact");
        },
      ),
      { numRuns: 200, interruptAfterTimeLimit: 40_000 },
    );
  });

  it("is not taken for intact with any file missing, empty, doubled or added", async () => {
    for (const path of files.keys()) {
      const without = new Map(files);
      without.delete(path);
      const result = await judge(without);
      expect(result.verdict, path).toBe("lost");
      expect(result.findings[0]?.place, path).toBe(path);
      expect((await judge(new Map(files).set(path, new Uint8Array()))).verdict, path).toBe("tampered");
      expect((await judge(new Map(files).set(`${path}~`, new Uint8Array()))).findings[0]).toMatchObject({
        code: "file-unexpected",
        place: `${path}~`,
      });
    }
  });

  it("says where time goes backwards, and lets pass what waiting for a commit explains", async () => {
    let now = "2021-10-30T08:00:00Z";
    const clock = { now: () => new Date(now), simulated: false };
    const back = memoryLog({ origin: ORIGIN, signer, clock });
    for (const next of ["10:00:00", "09:59:00", "09:58:59", "09:58:30", "10:00:00", "09:00:00"]) {
      now = `2021-10-30T${next}Z`;
      await back.append({ type: "access.refused" });
    }
    now = "2021-10-30T11:00:00Z";
    const place = newFolder();
    await exportLog(back, place);
    const { verdict, findings } = await verifyFolder(place, { vkey: key.vkey });
    expect(verdict).toBe("intact");
    expect(findings).toEqual([2, 5].map((entry) => ({ verdict: "notice", code: "clock-backwards", place: "tile/entries/000.p/7", entry })));
  });

  it("is tampered when it is older than the external checkpoint, another log, or signed by another key", async () => {
    const older = newFolder();
    const { log: growing } = startedLog();
    await growing.append(shortPolicy);
    await exportLog(growing, older);
    await growing.append(longPolicy);
    const newer = await growing.checkpoint();
    expect(await verifyFolder(older, { vkey: key.vkey, against: newer })).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "older-than-witnessed", place: "against" }],
    });

    const { log: fork } = await filledLog();
    const forked = await fork.checkpoint();
    expect((await judge(files, forked)).findings).toEqual([{ verdict: "tampered", code: "not-the-witnessed-log", place: "against" }]);

    const stranger = generateKey(ORIGIN);
    const rewritten = memoryLog({ origin: ORIGIN, signer: createSigner(stranger.privateKey), clock: simulatedClock(new Date()) });
    await rewritten.append(shortPolicy);
    const underNewKey = newFolder();
    await exportLog(rewritten, underNewKey);
    expect(await verifyFolder(underNewKey, { vkey: stranger.vkey, against: external })).toMatchObject({ verdict: "tampered" });
    expect(await verifyFolder(underNewKey, { vkey: key.vkey })).toMatchObject({ verdict: "tampered", findings: [{ place: "checkpoint" }] });
    expect(await judge(files, "not a note")).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "note-malformed", place: "against" }],
    });
  });

  it("names the entry that was changed, the tile that was changed, the part that was changed", async () => {
    const bundle = files.get("tile/entries/000.p/8") ?? new Uint8Array();
    const inThird = Buffer.from(bundle).indexOf('"physician"');
    expect((await judge(withByte(files, "tile/entries/000.p/8", inThird + 1, 1))).findings).toContainEqual(
      expect.objectContaining({ code: "entry-differs", place: "tile/entries/000.p/8", entry: 2 }),
    );
    expect((await judge(withByte(files, "tile/0/000.p/8", 33, 1))).findings).toEqual([
      { verdict: "tampered", code: "tile-differs", place: "tile/0/000.p/8", entry: 1 },
    ]);
    const body = Buffer.from(files.get("body/000") ?? "");
    expect((await judge(withByte(files, "body/000", body.indexOf('"p-2"') + 3, 1))).findings).toEqual([
      { verdict: "tampered", code: "body-differs", place: "body/000", entry: 2, part: 2 },
    ]);
  });

  it("tells a body that was taken out from one that was erased by a logged erasure", async () => {
    const lines = Buffer.from(files.get("body/000") ?? "")
      .toString()
      .split("\n");
    const result = await judge(new Map(files).set("body/000", Buffer.from(lines.slice(1).join("\n"))));
    expect(result).toMatchObject({ verdict: "lost", findings: [{ code: "body-lost", place: "body/000", entry: 2, part: 0 }] });
    expect(result.parts).toMatchObject({ lost: 1, erased: 2 });
  });

  it("has overdue parts once their last day is over, without being less intact", async () => {
    const result = await verifyFolder(folder, { vkey: key.vkey, asOf: date("2023-10-31") });
    expect(result).toMatchObject({ verdict: "intact", parts: { ok: 0, overdue: 74 } });
    expect(result.findings[0]).toMatchObject({ verdict: "overdue", code: "body-overdue", entry: 2, part: 0 });
  });

  it("holds nothing personal when bodies are left out, and says how many parts that concerns", async () => {
    const bare = newFolder();
    await exportLog(log, bare);
    const left = load(bare);
    for (const bytes of left.values()) expect(Buffer.from(bytes).toString()).not.toMatch(/p-\d|a-\d/);
    expect(await verifyFolder(bare, { vkey: key.vkey })).toMatchObject({ verdict: "intact", notExported: 76, parts: { ok: 0, lost: 0 } });
    const smuggled = new Map(left).set("body/000", files.get("body/000") ?? new Uint8Array());
    expect((await judge(smuggled)).verdict).toBe("tampered");
  });

  it("replaces the one before, and leaves it alone when it cannot be written", async () => {
    const place = newFolder();
    await exportLog(log, place, { bodies: "plain" });
    writeFileSync(join(place, "stray"), "x");
    await exportLog(log, place);
    expect(await verifyFolder(place, { vkey: key.vkey, asOf })).toMatchObject({ verdict: "intact" });
    await expect(exportLog(log, join(place, "checkpoint", "log"))).rejects.toMatchObject({ code: "EXPORT_FAILED" });
    expect(await verifyFolder(place, { vkey: key.vkey, asOf })).toMatchObject({ verdict: "intact" });
    await expect(verifyFolder(join(place, "nowhere"), { vkey: key.vkey })).rejects.toMatchObject({ code: "FOLDER_UNREADABLE" });
    await expect(verifyFolder(place, { vkey: "none" })).rejects.toMatchObject({ code: "KEY_INVALID" });
  });

  it("of several hundred entries has full tiles on two levels, and is intact", async () => {
    const { log: long } = startedLog();
    await long.appendAll([longPolicy, ...Array.from({ length: 599 }, (_, at) => readEvent(`a-${at}`, ["p-1"]))]);
    const witness = await long.checkpoint();
    await long.appendAll([readEvent("a-1", ["p-1"])]);
    const place = newFolder();
    await exportLog(long, place, { bodies: "plain" });
    const loaded = load(place);
    expect([...loaded.keys()].filter((path) => path.startsWith("tile")).sort()).toEqual(
      ["0/000", "0/001", "0/002.p/90", "1/000.p/2", "entries/000", "entries/001", "entries/002.p/90"].map((path) => `tile/${path}`),
    );
    expect(await judge(loaded, witness)).toMatchObject({ verdict: "intact", witnessed: "witnessed", size: 602, witnessedSize: 600 });
    expect(verifyIndependently(loaded, key.vkey, asOf, witness).verdict).toBe("intact");
    expect((await judge(withByte(loaded, "tile/1/000.p/2", 5, 1))).findings).toEqual([
      { verdict: "tampered", code: "tile-differs", place: "tile/1/000.p/2" },
    ]);
  });
});

async function _filesOf(log: AuditLog): Promise<Map<string, Uint8Array>> {
  const folder = newFolder();
  await exportLog(log, folder, { bodies: "plain" });
  const files = load(folder);
  rmSync(folder, { recursive: true });
  return files;
}

function withByte(files: ReadonlyMap<string, Uint8Array>, path: string, at: number, mask: number): Map<string, Uint8Array> {
  const bytes = Uint8Array.from(files.get(path) ?? []);
  bytes[at] = (bytes[at] ?? 0) ^ mask;
  return new Map(files).set(path, bytes);
}
