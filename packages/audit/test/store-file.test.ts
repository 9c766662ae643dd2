import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimulatedClock, simulatedClock } from "@favorable/core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { frame, recover } from "../src/file/frames.ts";
import { type FileLog, holdEvent, type JournalFile, openFileLog } from "../src/index.ts";
import { createSigner, exportLog, generateKey, openJournal, verifyFolder } from "../src/node/index.ts";
import { date, key, longPolicy, ORIGIN, readEvent, shortPolicy, signer } from "./fixtures.ts";
import { all } from "./store-behaviour.ts";

let folder: string;
let path: string;
let clock: SimulatedClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "audit-file-"));
  path = join(folder, "audit.log");
  clock = simulatedClock(new Date("2021-10-30T08:00:00Z"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function open(): Promise<FileLog> {
  const file = await openJournal(path);
  return openFileLog({ file, origin: ORIGIN, signer, clock });
}

describe("a log in a file", () => {
  it("has after opening again what it had, checkpoints included, and exports what verifies", async () => {
    const log = await open();
    await log.appendAll([longPolicy, readEvent("a-1", ["p-1", "p-2"])]);
    const many = Array.from({ length: 70 }, (_, at) => `p-${at}`);
    await Promise.all([log.append(readEvent("a-2", many)), log.append(readEvent("a-3", ["p-1"]))]);
    const before = await log.checkpoint();
    await log.close();
    const again = await open();
    expect(await again.checkpoint()).toBe(before);
    expect((await all(again.entries({ subject: "p-1" }))).map(({ index }) => index)).toEqual([1, 2, 3]);
    expect(await again.health()).toMatchObject({ store: "file", durable: true, size: 4, checkpointed: 4 });
    await exportLog(again, join(folder, "export"), { bodies: "plain" });
    expect(await verifyFolder(join(folder, "export"), { vkey: key.vkey, against: before })).toMatchObject({
      verdict: "intact",
      witnessed: "witnessed",
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await again.close();
  });

  it("erases from the disk: due parts, parts by authority, the text of what is over; the root stays", async () => {
    const log = await open();
    await log.appendAll([shortPolicy, longPolicy, readEvent("Zsofia4711", ["p-1"], "alerts"), readEvent("Zsofia4712", ["p-9"])]);
    const held = await log.append(readEvent("Zsofia4713", ["p-1"], "alerts"));
    await log.append(holdEvent("claim-1", { entry: held.id }));
    const before = await log.checkpoint();
    clock.moveTo(new Date("2021-12-01T08:00:00Z"));
    expect(await log.eraseExpired({ asOf: date("2021-12-01") })).toEqual({ erased: 2, byPolicy: { alerts: 2 } });
    const basis = { basis: "gdpr:17.1.d", requestedBy: "controller", approvedBy: "dpo" };
    expect(await rejectionCode(log.eraseEarly({ scope: { subject: "p-1" }, ...basis }))).toBe("ERASURE_HELD");
    expect(await log.eraseEarly({ scope: { subject: "p-9" }, ...basis })).toEqual({ erased: 1, byPolicy: { "access-log": 1 } });
    expect(await log.prune({ asOf: date("2021-12-01") })).toEqual({ pruned: 1 });
    const text = readFileSync(path, "utf8");
    for (const [marker, there] of [
      ["Zsofia4711", false],
      ["Zsofia4712", true],
      ["Zsofia4713", true],
    ] as const)
      expect(decoded(text).includes(marker)).toBe(there);
    await log.close();
    const again = await open();
    await exportLog(again, join(folder, "export"), { bodies: "plain" });
    const result = await verifyFolder(join(folder, "export"), { vkey: key.vkey, against: before });
    expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed", parts: { held: 2, ok: 1 }, findings: [] });
    await again.close();
  });

  it("is one process's at a time, and takes over from a dead one", async () => {
    const log = await open();
    expect(await rejectionCode(open())).toBe("JOURNAL_LOCKED");
    await log.close();
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: 2 ** 22 - 1, host: (await import("node:os")).hostname(), token: "dead" }));
    await (await open()).close();
    writeFileSync(
      `${path}.lock`,
      JSON.stringify({ pid: process.pid, host: (await import("node:os")).hostname(), token: "before a restart" }),
    );
    await (await open()).close();
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: 1, host: "elsewhere.example", token: "x" }));
    expect(await rejectionCode(open())).toBe("JOURNAL_LOCKED");
  });

  it("cuts a torn end off, and refuses what was changed before the end, another log, and entries without their root", async () => {
    const log = await open();
    await log.append(longPolicy);
    await log.append(readEvent("a-1", []));
    await log.checkpoint();
    await log.close();
    const whole = readFileSync(path);
    const torn = whole.subarray(0, 200);
    appendFileSync(path, torn);
    const again = await open();
    // It is told for ever, in health while the file is open, and nothing of it is thrown away.
    expect((await all(again.entries({ from: 2 }))).map(({ type, clear }) => [type, clear])).toEqual([
      ["audit.discrepancy", { kind: "torn", count: 1 }],
    ]);
    expect((await again.health()).remarks.join()).toContain("put aside in a file beside");
    expect(readFileSync(path).subarray(0, whole.length).equals(whole)).toBe(true);
    await exportLog(again, join(folder, "export"), { bodies: "plain" });
    expect(await verifyFolder(join(folder, "export"), { vkey: key.vkey })).toMatchObject({
      verdict: "intact",
      findings: [{ code: "discrepancy-torn", verdict: "notice" }],
    });
    await again.close();
    const [aside = "", ...others] = readdirSync(folder).filter((name) => name.startsWith("audit.log.torn-"));
    expect(others).toEqual([]);
    expect(readFileSync(join(folder, aside)).equals(torn)).toBe(true);
    expect(statSync(join(folder, aside)).mode & 0o777).toBe(0o600);
    const healed = await open();
    expect((await healed.health()).remarks).toHaveLength(2);
    await healed.close();

    writeFileSync(path, whole.toString("utf8").replace("P18M", "P19M"));
    expect(await rejectionCode(open())).toBe("JOURNAL_CORRUPT");
    writeFileSync(path, whole);
    const other = createSigner(generateKey("other.example").privateKey);
    const foreign = openFileLog({ file: await openJournal(path), origin: "other.example", signer: other, clock });
    expect(await rejectionCode(foreign)).toBe("ORIGIN_MISMATCH");

    const { texts } = recover(whole);
    const [policy = "", entry = "", signed = ""] = texts;
    let sum = recover(new Uint8Array()).sum;
    const frames = [policy, entry.replace("physician", "director"), signed].map((text) => {
      const next = frame(text, sum);
      ({ sum } = next);
      return next.bytes;
    });
    writeFileSync(path, Buffer.concat(frames));
    expect(await rejectionCode(open())).toBe("JOURNAL_CORRUPT");
  });

  it("refuses a whole line that was changed, the last one too, and takes for torn only one that is not whole", async () => {
    const log = await open();
    for (const actor of ["a-1", "a-2", "a-3"]) await log.append(readEvent(actor, []));
    await log.close();
    const whole = readFileSync(path);
    const last = whole.lastIndexOf(10, whole.length - 2) + 1;
    const flipped = Buffer.from(whole);
    flipped[last + 60] = (flipped[last + 60] ?? 0) ^ 1;
    writeFileSync(path, flipped);
    expect(await rejectionCode(open())).toBe("JOURNAL_CORRUPT");
    expect(readFileSync(path).equals(flipped)).toBe(true);
    // Blocks that never reached the disk, before the line's end did.
    writeFileSync(path, Buffer.from(whole).fill(0, last + 40, last + 80));
    const again = await open();
    expect((await all(again.entries())).map(({ type }) => type)).toEqual(["access.read", "access.read", "audit.discrepancy"]);
    await again.close();
  });

  it("recovers every acknowledged frame from a file cut off anywhere, and never one that was not whole", () => {
    fc.assert(
      fc.property(fc.array(fc.json(), { minLength: 1, maxLength: 5 }), fc.nat(), (texts, cut) => {
        let sum = recover(new Uint8Array()).sum;
        const ends: number[] = [];
        let bytes = Buffer.alloc(0);
        for (const text of texts) {
          const next = frame(text, sum);
          ({ sum } = next);
          bytes = Buffer.concat([bytes, next.bytes]);
          ends.push(bytes.length);
        }
        const at = cut % (bytes.length + 1);
        const found = recover(new Uint8Array(bytes.subarray(0, at)));
        expect(found.texts).toEqual(texts.slice(0, ends.filter((end) => end <= at).length));
        expect(found.torn).toBe(at !== found.length);
      }),
    );
  });

  it("acknowledges nothing that did not fit on the disk, and goes on when there is room again", async () => {
    const file = await openJournal(path);
    let full = false;
    const small: JournalFile = {
      ...file,
      async add(bytes) {
        if (!full) return file.add(bytes);
        await file.add(bytes.subarray(0, 40)); // As a full disk does: some of it.
        throw Object.assign(new Error(`ENOSPC: no space left on device, write '${path}'`), { code: "ENOSPC", syscall: "write" });
      },
    };
    const log = await openFileLog({ file: small, origin: ORIGIN, signer, clock });
    await log.append(longPolicy);
    full = true;
    await expect(log.append(readEvent("a-1", ["p-1"]))).rejects.toSatisfy((error: unknown) => {
      expect(error).toMatchObject({ code: "JOURNAL_FAILED", details: { reason: "ENOSPC" } });
      return !String(error).includes(path);
    });
    expect(await log.sequence()).toEqual({ size: 1 });
    full = false;
    await log.append(readEvent("a-2", ["p-1"]));
    await log.close();
    const again = await open();
    expect((await all(again.entries())).map(({ parts }) => parts[0]?.value)).toEqual([undefined, "a-2"]);
    await again.close();
  });

  it("refuses everything once nobody knows where its file ends", async () => {
    const file = await openJournal(path);
    const broken: JournalFile = {
      ...file,
      add: () => Promise.reject(Object.assign(new Error("EIO"), { code: "EIO" })),
      cut: () => Promise.reject(Object.assign(new Error("EIO"), { code: "EIO" })),
    };
    const log = await openFileLog({ file: broken, origin: ORIGIN, signer, clock });
    expect(await rejectionCode(log.append(longPolicy))).toBe("JOURNAL_FAILED");
    await expect(log.append(longPolicy)).rejects.toMatchObject({ code: "JOURNAL_FAILED", details: { reason: "lost" } });
    expect(await log.sequence()).toEqual({ size: 0 });
    await log.close();
  });

  it("says with a code that a full device takes nothing", async (context) => {
    if (process.platform !== "linux") return context.skip("/dev/full: a device of Linux");
    const file = await openJournal(path);
    const { open: openFile } = await import("node:fs/promises");
    const device = await openFile("/dev/full", "a");
    const log = await openFileLog({ file: { ...file, add: (bytes) => device.appendFile(bytes) }, origin: ORIGIN, signer, clock });
    await expect(log.append(longPolicy)).rejects.toMatchObject({ code: "JOURNAL_FAILED", details: { reason: "ENOSPC" } });
    await device.close();
    await log.close();
  });
});

/** Everything in base64 that a text holds, in clear. */
function decoded(text: string): string {
  return [...text.matchAll(/"([A-Za-z0-9+/]{8,}=*)"/g)].map(([, found = ""]) => Buffer.from(found, "base64").toString("utf8")).join("\n");
}
