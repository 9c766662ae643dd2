import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuditLog, type LogFiles, type LogVerification, signCheckpoint, verifyLog } from "../src/index.ts";
import { createVerifier, exportLog, verifyFolder } from "../src/node/index.ts";
import { date, filledLog, key, ORIGIN, signer } from "./fixtures.ts";
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

describe("an exported folder that somebody prepared", () => {
  let log: AuditLog;
  let folder: string;
  let files: Map<string, Uint8Array>;

  beforeAll(async () => {
    ({ log } = await filledLog());
    folder = newFolder();
    await exportLog(log, folder, { bodies: "plain" });
    files = load(folder);
  });

  it("is tampered when it holds a link, an empty folder or a file of another place", async () => {
    const copy = newFolder();
    await exportLog(log, copy, { bodies: "plain" });
    mkdirSync(join(copy, "empty"));
    expect(await verifyFolder(copy, { vkey: key.vkey, asOf })).toMatchObject({ verdict: "tampered", findings: [{ place: "empty/" }] });
    rmSync(join(copy, "empty"), { recursive: true });
    rmSync(join(copy, "body/000"));
    writeFileSync(join(scratch, "elsewhere"), files.get("body/000") ?? "");
    symlinkSync(join(scratch, "elsewhere"), join(copy, "body/000"));
    expect((await verifyFolder(copy, { vkey: key.vkey, asOf })).findings[0]).toMatchObject({ code: "file-unexpected", place: "body/000/" });
  });

  it("is not read where it holds a pipe, a link or a file too large, and each is a finding", { timeout: 10_000 }, async () => {
    const spoil: readonly (readonly [path: string, code: string, how: (file: string) => void])[] = [
      ["checkpoint", "file-unexpected", makePipe],
      ["body/000", "file-unexpected", makePipe],
      ["checkpoint", "file-unexpected", (file) => symlinkSync("/dev/zero", file)],
      ["tile/0/000.p/8", "file-unexpected", (file) => symlinkSync(join(folder, "tile/0/000.p/8"), file)],
      ["checkpoint", "file-unexpected", (file) => mkdirSync(file)],
      ["checkpoint", "file-too-large", (file) => writeFileSync(file, Buffer.alloc(65_537, 10))],
      ["tile/0/000.p/8", "file-too-large", (file) => writeFileSync(file, Buffer.alloc(8_193))],
      ["tile/entries/000.p/8", "file-too-large", (file) => truncateSync(openedFile(file), 16_777_473)],
      ["body/000", "file-too-large", (file) => truncateSync(openedFile(file), 536_870_913)],
      ["parts/000", "file-too-large", (file) => truncateSync(openedFile(file), 2 ** 40)],
    ];
    for (const [path, code, how] of spoil) {
      const copy = newFolder();
      cpSync(folder, copy, { recursive: true });
      rmSync(join(copy, path));
      how(join(copy, path));
      const { verdict, findings } = await verifyFolder(copy, { vkey: key.vkey, asOf });
      const place = code === "file-too-large" ? path : `${path}/`;
      expect(verdict, `${path} ${code}`).toBe("tampered");
      expect(findings, `${path} ${code}`).toContainEqual({ verdict: "tampered", code, place });
      rmSync(copy, { recursive: true });
    }
  });

  it("is bounded in memory, too, and asked for nothing that was not listed", async () => {
    const asked: string[] = [];
    const large = new Map(files).set("checkpoint", new Uint8Array(65_537));
    const result = await verifyLog(
      {
        paths: async () => [...large.keys()],
        read: async (path) => {
          asked.push(path);
          return large.get(path);
        },
      },
      { verifier, asOf },
    );
    expect(result.findings).toContainEqual({ verdict: "tampered", code: "file-too-large", place: "checkpoint" });
    expect(asked.filter((path) => !files.has(path))).toEqual([]);
  });

  it("under a checkpoint of more entries than it can hold is lost, without a list of all that is missing", async () => {
    for (const size of [256 * 10_010, Number.MAX_SAFE_INTEGER]) {
      const note = await signCheckpoint({ origin: ORIGIN, size, root: new Uint8Array(32) }, signer);
      const result = await judge(new Map(files).set("checkpoint", Buffer.from(note)));
      expect(result).toMatchObject({ verdict: "lost", size, findings: [{ code: "entries-missing", place: "tile/entries/" }] });
    }
  });

  it("has a folder whose name is not UTF-8 as a finding", async () => {
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true });
    const odd = Buffer.concat([Buffer.from(`${copy}/a`), Buffer.from([0xff])]);
    try {
      mkdirSync(odd);
    } catch {
      return; // This file system takes UTF-8 names only.
    }
    writeFileSync(Buffer.concat([odd, Buffer.from("/x")]), "");
    expect(await verifyFolder(copy, { vkey: key.vkey, asOf })).toMatchObject({
      verdict: "tampered",
      findings: [{ code: "file-unexpected" }],
    });
    rmSync(odd, { recursive: true });
  });
});

/** A command of the system, not of a package. */
const MKFIFO = "mkfifo";

function makePipe(file: string): void {
  execFileSync(MKFIFO, [file]);
}

/** Makes the file, so that it can be given a size it does not take up. */
function openedFile(file: string): string {
  writeFileSync(file, "");
  return file;
}
