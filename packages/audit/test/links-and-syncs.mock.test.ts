/** What a disk may do behind a reader's or a writer's back: links put in place of files, and writes that are not on it yet. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type * as promises from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulatedClock } from "@favorable/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryLog, signCheckpoint } from "../src/index.ts";
import { exportLog, folderTiles, verifyFolder, witnessStateFolder } from "../src/node/index.ts";
import { key, ORIGIN, signer } from "./fixtures.ts";

/** What was done, in order; the witness's own calls only. */
const done: string[] = [];
vi.mock("node:fs/promises", async (importOriginal) => {
  const real = await importOriginal<typeof promises>();
  return {
    ...real,
    open: async (...given: Parameters<typeof real.open>) => {
      const handle = await real.open(...given);
      const sync = handle.sync.bind(handle);
      const isFolder = (await handle.stat()).isDirectory();
      handle.sync = async () => {
        await sync();
        done.push(isFolder ? `sync folder ${String(given[0])}` : "sync file");
      };
      return handle;
    },
    link: async (...given: Parameters<typeof real.link>) => {
      await real.link(...given);
      done.push("link");
    },
  };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "favorable-links-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a reader of a folder", () => {
  it("follows no link, not even one that took a file's place after the folder was listed", async () => {
    const log = memoryLog({ origin: ORIGIN, signer, clock: simulatedClock(new Date("2022-01-01T08:00:00Z")) });
    await log.appendAll(Array.from({ length: 300 }, () => ({ type: "access.refused" })));
    const place = join(folder, "log");
    await exportLog(log, place);
    expect(await verifyFolder(place, { vkey: key.vkey })).toMatchObject({ verdict: "intact" });
    const bundle = join(place, "tile/entries/001.p/45");
    const onProgress = (at: number): void => {
      if (at !== 256) return;
      renameSync(bundle, join(folder, "elsewhere"));
      symlinkSync(join(folder, "elsewhere"), bundle);
    };
    const result = await verifyFolder(place, { vkey: key.vkey, onProgress });
    expect(result.findings).toContainEqual(expect.objectContaining({ code: "entries-missing", place: "tile/entries/001.p/45" }));
  });

  it("of tiles follows none either", async () => {
    mkdirSync(join(folder, "tile"));
    writeFileSync(join(folder, "file"), "content");
    symlinkSync(join(folder, "file"), join(folder, "tile/link"));
    const read = folderTiles(folder);
    expect(await read("file")).toHaveLength(7);
    expect(await read("tile/link")).toBeUndefined();
  });
});

describe("a witness", () => {
  it("answers when its record is on the disk: its bytes before it has a name, its name before the answer", async () => {
    const state = witnessStateFolder(folder);
    const note = await signCheckpoint({ origin: ORIGIN, size: 1, root: new Uint8Array(32) }, signer);
    done.length = 0;
    expect(await state.swap(ORIGIN, undefined, { size: 1, root: "", note })).toBe(true);
    expect(done.slice(0, 2)).toEqual(["sync file", "link"]);
    expect(done.slice(2)).toEqual([expect.stringMatching(/^sync folder .+\/[0-9a-f]{64}$/), `sync folder ${folder}`]);
  });
});
