/** Killed at every stage: no plaintext, no file that could be believed, a ledger that says aborted, and a retry that succeeds. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { clearInterrupted, exportRecords, openExport } from "@favorable/exports/node";
import { afterAll, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshFolder, keys, memoryLedger, request } from "./requests.ts";

const root = freshFolder();
afterAll(() => rmSync(root, { recursive: true, force: true }));
const child = join(import.meta.dirname, "fixtures/dying-child.ts");

const STAGES = [
  "before-export.started",
  "after-export.started",
  "first-row",
  "block-1",
  "block-3",
  "last-row",
  "before-export.sealed",
  "after-export.sealed",
  "named",
];

it.each(STAGES.map((stage, index) => [stage, index % 2 === 0 ? "ndjson" : "csv"] as const))(
  "killed at %s (%s)",
  async (stage, format) => {
    const folder = join(root, stage);
    mkdirSync(folder);
    const file = join(folder, "export.age");
    const ledgerFile = join(root, `${stage}.txt`);
    const args = ["--conditions=@favorable/source", "--import", "tsx", child, file, ledgerFile, stage, format];
    const { signal } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(signal).toBe("SIGKILL");
    const recorded = existsSync(ledgerFile) ? readFileSync(ledgerFile, "utf8").trim().split("\n") : [];

    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name)).includes("complete")).toBe(false);
      // Before it has its name, only the file that was already sealed is whole, and its name still says that it is not ready.
      if (name !== "export.age" && !stage.endsWith("sealed"))
        expect(await rejectionCode(openExport(join(folder, name), keys.identity))).toMatch(/^(AGE|EXPORT)_/);
    }
    expect(existsSync(file)).toBe(stage === "named" || stage.endsWith("sealed"));
    // Only reserved: no age file, and no one's but this export's.
    if (stage.endsWith("sealed")) expect(await rejectionCode(openExport(file, keys.identity))).toBe("AGE_HEADER");
    expect(recorded.includes("export.sealed")).toBe(stage === "named" || stage === "after-export.sealed");

    const { ledger, events } = memoryLedger();
    const cleared = await clearInterrupted(folder, ledger);
    const wrote = stage !== "named";
    expect(cleared).toHaveLength(wrote ? 1 : 0);
    expect(events.map(({ type }) => type)).toEqual(wrote ? ["export.aborted"] : []);
    expect(readdirSync(folder)).toEqual(wrote ? [] : ["export.age"]);

    await exportRecords({ ...request(file, ledger), replace: !wrote });
    expect((await openExport(file, keys.identity)).seal.rows).toBe(3);
    expect(readdirSync(folder)).toEqual(["export.age"]);
  },
  30_000,
);
