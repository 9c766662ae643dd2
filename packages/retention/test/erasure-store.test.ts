/** The erasure ledger outside the database, and files as copies. */
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays, calendarDate } from "@favorable/core";
import { defineCopy, erasureLedger, type LedgerEntry, ledgerState, memoryErasureStore } from "@favorable/retention";
import { fileCopies, fileErasureStore } from "@favorable/retention/node";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { anyDay } from "./policies.ts";

const folder = mkdtempSync(join(tmpdir(), "fav-ledger-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = new Uint8Array(32).fill(3);
const on = calendarDate("2022-01-31");
let path = "";
let files = 0;
beforeEach(() => {
  path = join(folder, `ledger-${files++}`);
});

const tombstone = (subject: string, reference = "request-1") =>
  erasureLedger({ store: memoryErasureStore(), key, backups: "P90D" }).tombstone({ subject, reference, on });

describe("the ledger in a file", () => {
  it("keeps lines in order for whoever opens it, and names nobody", async () => {
    const store = fileErasureStore(path, key, { create: true });
    expect(await store.read()).toEqual([]);
    const lines: LedgerEntry[] = [
      tombstone("agent-seven-of-nine"),
      { kind: "checkpoint", origin: "log.example", size: 7, root: "ab".repeat(32) },
      { kind: "hold", id: "h1", subject: "cd".repeat(32), because: "request", reviewOn: on },
      { kind: "released", id: "h1", on },
      { kind: "restored", on, replayed: 2, to: { origin: "log.example", size: 3, root: "ab".repeat(32) } },
    ];
    for (const line of lines) await store.append(line);
    expect(await fileErasureStore(path, key).read()).toEqual(lines);
    expect(readFileSync(path, "utf8")).not.toContain("seven-of-nine");
  });

  it("that is missing is refused: it may have been lost", async () => {
    expect(await rejectionCode(fileErasureStore(path, key).read())).toBe("FILE_FAILED");
    expect(await rejectionCode(fileErasureStore(path, key).append(tombstone("a")))).toBe("FILE_FAILED");
    expect(codeOf(() => fileErasureStore(path, new Uint8Array(31)))).toBe("LEDGER_INVALID");
  });

  it("has another version after each change, and the same while nothing changes", async () => {
    const store = fileErasureStore(path, key, { create: true });
    const versions = new Set<string | undefined>([await store.version?.()]);
    for (const id of ["a", "b"]) {
      await store.append({ kind: "released", id, on: calendarDate("2022-01-31") });
      const now = await store.version?.();
      expect(await store.version?.()).toBe(now);
      versions.add(now);
    }
    expect(versions.size).toBe(3);
    expect(await rejectionCode(fileErasureStore(`${path}.none`, key).version?.() ?? Promise.resolve())).toBe("FILE_FAILED");
  });

  it("with any byte altered, or read with another key, is refused; a line that a crash cut short is none", async () => {
    const store = fileErasureStore(path, key, { create: true });
    await store.append(tombstone("a"));
    await store.append(tombstone("b"));
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ by;
        writeFileSync(path, changed);
        const read = await store.read().then(
          (entries) => entries.length,
          (error: unknown) => error,
        );
        // Only the last line's end may be lost unseen by the file: the database knows the line then.
        if (typeof read === "number") expect(read).toBeLessThan(2);
        else expect(read).toMatchObject({ code: "LEDGER_INVALID" });
      }),
      { numRuns: 60 },
    );
    writeFileSync(path, whole);
    expect(await rejectionCode(fileErasureStore(path, new Uint8Array(32)).read())).toBe("LEDGER_INVALID");
    truncateSync(path, whole.length - 10);
    expect(await store.read()).toEqual([tombstone("a")]);
    await store.append(tombstone("c"));
    expect(await store.read()).toEqual([tombstone("a"), tombstone("c")]);
    appendFileSync(path, "half a line");
    expect(await store.read()).toHaveLength(2);
  });

  it("with a line cut out of its middle, or one moved, is refused; a copy of an earlier line says nothing new", async () => {
    const store = fileErasureStore(path, key, { create: true });
    for (const size of [10, 20]) await store.append({ kind: "checkpoint", origin: "log.example", size, root: "ab".repeat(32) });
    await store.append(tombstone("a"));
    const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
    const read = (some: readonly (string | undefined)[]): Promise<string> => {
      writeFileSync(path, `${some.join("\n")}\n`);
      return rejectionCode(fileErasureStore(path, key).read());
    };
    for (const cut of [0, 1]) expect(await read(lines.filter((_, at) => at !== cut))).toBe("LEDGER_INVALID");
    expect(await read([lines[2], lines[0], lines[1]])).toBe("LEDGER_INVALID");
    expect(await read([...lines, lines[0]])).toBe("nothing thrown");
    const state = ledgerState(await fileErasureStore(path, key).read(), on);
    expect(state).toMatchObject({ position: { size: 20 }, tombstones: { size: 1 } });
  });

  it("keeps the furthest checkpoint of a log, whichever process told of it last", async () => {
    const ledger = erasureLedger({ store: memoryErasureStore(), key, backups: "P90D" });
    for (const size of [20, 10]) await ledger.recordCheckpoint({ origin: "log.example", size, root: new Uint8Array(32) });
    expect(ledgerState(await ledger.store.read(), on).position?.size).toBe(20);
  });

  it("loses no line that is added while it is pruned", async () => {
    const store = fileErasureStore(path, key, { create: true });
    const others = fileErasureStore(path, key);
    await store.append(tombstone("first"));
    const adding = Promise.all(Array.from({ length: 40 }, (_, n) => others.append(tombstone(`agent-${n}`))));
    let pruned = 0;
    for (let round = 0; round < 10; round++) pruned += await store.prune((entry) => entry.kind !== "checkpoint" && entry !== undefined);
    await store.append({ kind: "checkpoint", origin: "log.example", size: 7, root: "ab".repeat(32) });
    const pruning = store.prune((entry) => entry.kind !== "checkpoint");
    await adding;
    pruned += await pruning;
    expect(pruned).toBe(1);
    const known = new Set((await store.read()).map((entry) => (entry.kind === "tombstone" ? entry.subject : "")));
    expect(known.size).toBe(41);
    expect(readdirSync(folder).filter((name) => name.endsWith(".new"))).toEqual([]);
  });
});

describe("a ledger", () => {
  it("forgets tombstones after the longest backup, released holds and earlier checkpoints", async () => {
    const store = memoryErasureStore();
    const ledger = erasureLedger({ store, key, backups: "P90D" });
    for (const size of [5, 9]) await ledger.recordCheckpoint({ origin: "log.example", size, root: new Uint8Array(32) });
    await store.append(ledger.tombstone({ subject: "a", reference: "r", on }));
    for (const id of ["kept", "over"]) await store.append({ kind: "hold", id, subject: ledger.codeOf("b"), because: "request" });
    await store.append({ kind: "released", id: "over", on });
    expect(await ledger.prune(calendarDate("2022-05-01"))).toBe(1);
    expect(ledgerState(await store.read(), calendarDate("2022-05-01"))).toMatchObject({ position: { size: 9 } });
    expect(await ledger.prune(calendarDate("2022-05-02"))).toBe(3);
    expect((await store.read()).map(({ kind }) => kind)).toEqual(["checkpoint", "hold"]);
  });

  it("gives a subject the same code always, another one under another key, and no tombstone before its last day is over", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), anyDay, fc.integer({ min: -2, max: 92 }), (subject, day, later) => {
        const ledger = erasureLedger({ store: memoryErasureStore(), key, backups: "P90D" });
        const other = erasureLedger({ store: memoryErasureStore(), key: new Uint8Array(32), backups: "P90D" });
        expect(ledger.codeOf(subject)).toBe(ledger.codeOf(subject));
        expect(ledger.codeOf(subject)).not.toBe(other.codeOf(subject));
        const stone = ledger.tombstone({ subject, reference: "r", on: day });
        expect(ledgerState([stone], addDays(day, later)).tombstones.size).toBe(later <= 90 ? 1 : 0);
      }),
    );
    expect(codeOf(() => erasureLedger({ store: memoryErasureStore(), key: new Uint8Array(1), backups: "P90D" }))).toBe("LEDGER_INVALID");
    expect(codeOf(() => erasureLedger({ store: memoryErasureStore(), key, backups: "90 days" }))).toBe("LEDGER_INVALID");
  });
});

describe("an export file", () => {
  const copy = defineCopy({ name: "exports", system: "export-file", maximumAge: "P7D", start: "received", zone: "Europe/Monaco" });
  const pursue = (locator: string, within = folder) =>
    fileCopies(within).pursue(
      { id: "1", copy: "exports", reference: "r", locator, startedOn: on, dueOn: on, asked: 0, simulated: false },
      copy,
      on,
    );

  it("is overwritten, unlinked and looked for again", async () => {
    writeFileSync(join(folder, "export.age"), "x".repeat(100_000));
    expect(await pursue("export.age")).toEqual({ evidence: { kind: "absence", askedOn: on, places: 1 } });
    expect(readdirSync(folder)).not.toContain("export.age");
    expect(await pursue("export.age")).toHaveProperty("evidence");
  });

  it("with a second name, or that is no file, is left and still there", async () => {
    writeFileSync(join(folder, "linked"), "x");
    linkSync(join(folder, "linked"), join(folder, "second"));
    expect(await pursue("linked")).toEqual({ pending: "still-there" });
    expect(readFileSync(join(folder, "second"), "utf8")).toBe("x");
    symlinkSync("second", join(folder, "symbolic"));
    mkdirSync(join(folder, "sub"));
    for (const name of ["symbolic", "sub"]) expect(await pursue(name)).toEqual({ pending: "still-there" });
  });

  it("in a folder that is not there has not been looked for, and a path out of the folder is no file of it", async () => {
    expect(await rejectionCode(pursue("x", join(folder, "unmounted")))).toBe("FILE_FAILED");
    for (const name of ["../x", "a/b", "..", ".", ""]) expect(await rejectionCode(pursue(name))).toBe("FILE_INVALID");
  });
});
