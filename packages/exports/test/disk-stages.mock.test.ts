/** Disks that refuse at each stage: no file, no seal that stands, and the stage by its name. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { calendarDate, period } from "@favorable/core";
import { exportStandings } from "@favorable/exports";
import { exportRecords } from "@favorable/exports/node";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { freshFolder, memoryLedger, request } from "./requests.ts";

/** The stage that fails next. The system's functions are the port: nothing else of the export is replaced. */
const failing = vi.hoisted(() => ({ stage: "" }));
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const refuse = (code: string): never => {
    throw Object.assign(new Error(code), { code });
  };
  return {
    ...real,
    async open(path: string, flags: string, mode?: number) {
      if (failing.stage === "open" && path.endsWith(".partial")) refuse("ENOSPC");
      if (failing.stage === "reserve" && path.endsWith(".age") && flags === "wx") refuse("EROFS");
      const handle = await real.open(path, flags, mode);
      if (failing.stage === "sync" && path.endsWith(".partial")) handle.sync = async () => refuse("EIO");
      if (failing.stage === "sync-folder" && flags === "r" && !path.endsWith(".age")) handle.sync = async () => refuse("EIO");
      return handle;
    },
    async rename(from: string, to: string) {
      if (failing.stage === "rename") refuse("ENOSPC");
      await real.rename(from, to);
    },
  };
});

const root = freshFolder();
let folder = "";
let turn = 0;
beforeEach(() => {
  folder = join(root, String(turn++));
  mkdirSync(folder);
});
afterEach(() => {
  failing.stage = "";
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it.each([
  ["open", "ENOSPC", ["export.started", "export.aborted"]],
  ["sync", "EIO", ["export.started", "export.aborted"]],
  ["reserve", "EROFS", ["export.started", "export.aborted"]],
  ["rename", "ENOSPC", ["export.started", "export.sealed", "export.aborted"]],
  ["sync-folder", "EIO", ["export.started", "export.sealed", "export.aborted"]],
])("at %s", async (stage, system, recorded) => {
  const { ledger, events } = memoryLedger();
  writeFileSync(join(folder, "other.txt"), "stays");
  failing.stage = stage;
  const work = exportRecords(request(join(folder, "export.age"), ledger));
  await expect(work).rejects.toMatchObject({ code: "EXPORT_DISK", details: { step: stage, system } });
  expect(events.map(({ type }) => type)).toEqual(recorded);
  const [standing] = exportStandings(events, { asOf: calendarDate("2021-11-02"), notice: period("P1D") });
  expect(standing?.state).toBe("aborted");
  expect(readdirSync(folder)).toEqual(["other.txt"]);
});
