/** Processes that really die, disks that really refuse. */

import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { clearInterrupted, exportRecords, openExport } from "@favorable/exports/node";
import { afterAll, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshFolder, keys, memoryLedger, request } from "./requests.ts";

const folder = freshFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const child = join(import.meta.dirname, "fixtures/export-child.ts");
const node = [process.execPath, "--conditions=@favorable/source", "--import", "tsx", child];
const file = join(folder, "export.age");
const ledgerFile = join(folder, "ledger.txt");

it("a killed process leaves nothing that opens, and the next start records it as aborted", async () => {
  const [command = "", ...args] = node;
  const process = spawn(command, [...args, file, ledgerFile, "slow"], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    let dots = 0;
    process.stdout.on("data", (data: Buffer) => {
      dots += data.length;
      if (dots > 5) resolve();
    });
    process.once("exit", () => reject(new Error("the child ended before it was killed")));
  });
  process.kill("SIGKILL");
  await new Promise((resolve) => process.once("close", resolve));

  expect(existsSync(file)).toBe(false);
  expect(readFileSync(ledgerFile, "utf8")).toBe("export.started\n");
  const partial = readdirSync(folder).find((name) => name.endsWith(".partial")) ?? "";
  expect(readFileSync(join(folder, partial), "latin1")).not.toMatch(/complete|private|staffNumber/);
  expect(await rejectionCode(openExport(join(folder, partial), keys.identity))).toMatch(/^AGE_/);

  const { ledger, events } = memoryLedger();
  expect(await clearInterrupted(folder, ledger)).toHaveLength(1);
  expect(events.map(({ type }) => type)).toEqual(["export.aborted"]);
  expect(readdirSync(folder)).toEqual(["ledger.txt"]);
  await exportRecords(request(file, ledger));
  expect((await openExport(file, keys.identity)).seal.rows).toBe(3);
  rmSync(file);
  rmSync(ledgerFile);
});

it("a full disk ends the export, removes the file and is recorded", () => {
  // The largest file this shell may write is 2,048 blocks of 512 bytes; the signal is ignored, so the write fails instead.
  const limited = `trap '' XFSZ; ulimit -f 2048; exec "$@"`;
  const { stdout } = spawnSync("/bin/sh", ["-c", limited, "sh", ...node, file, ledgerFile, "fast"], { encoding: "utf8" });
  expect(stdout).toContain('"code":"EXPORT_DISK"');
  expect(stdout).toContain('"step":"write"');
  expect(readFileSync(ledgerFile, "utf8")).toBe("export.started\nexport.aborted\n");
  expect(readdirSync(folder)).toEqual(["ledger.txt"]);
});
