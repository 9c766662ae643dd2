/** Folders of long logs: what their files may weigh, how far an export is, and how much of a log is read for it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrivacyError } from "@favorable/core";
import { afterAll, expect, it } from "vitest";
import { type AuditLog, proveFromFolder, type ReadTile, verifyDisclosure } from "../src/index.ts";
import { createVerifier, exportLog, folderTiles } from "../src/node/index.ts";
import { filledLog, key, readEvent, startedLog } from "./fixtures.ts";

const folder = mkdtempSync(join(tmpdir(), "audit-large-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Most bytes of a file of descriptors that a verifier reads: 256 entries of 65,536 parts have more than tiles may. */
const LARGE = 536_870_912;

it("proves an entry out of a folder whose files of descriptors and bodies are larger than a tile may be", async () => {
  const { log } = await filledLog();
  await exportLog(log, join(folder, "log"), { bodies: "plain" });
  const read = folderTiles(join(folder, "log"));
  const limits = new Map<string, number>();
  const asIfLarge: ReadTile = async (path, atMost = 16_777_216) => {
    limits.set(path, atMost);
    if (/^(parts|body)\//.test(path) && atMost < LARGE) throw new PrivacyError("FILE_TOO_LARGE", "too large");
    return read(path, atMost);
  };
  const proof = await proveFromFolder(asIfLarge, { entry: 4, parts: [70] });
  expect((await verifyDisclosure(proof, { logs: [createVerifier(key.vkey)] })).entry.parts).toHaveLength(1);
  expect(limits.get("parts/000")).toBe(LARGE);
  expect([...limits].filter(([path]) => path.startsWith("tile/")).every(([, atMost]) => atMost <= 16_777_216)).toBe(true);
});

it("tells how far an export is, group by group, and reads no body that does not leave", async () => {
  const { log } = startedLog();
  await log.appendAll(Array.from({ length: 300 }, (_, at) => readEvent(`a-${at}`, ["p-1"])));
  const asked: unknown[] = [];
  const watched: AuditLog = {
    ...log,
    snapshot: (use) =>
      log.snapshot((snapshot) =>
        use({
          ...snapshot,
          groups(options) {
            asked.push(options);
            return snapshot.groups(options);
          },
        }),
      ),
  };
  const told: string[] = [];
  const onProgress = (done: number, of: number): void => void told.push(`${done} of ${of}`);
  await exportLog(watched, join(folder, "omitted"), { onProgress });
  await exportLog(watched, join(folder, "plain"), { bodies: "plain", onProgress });
  expect(told).toEqual(["256 of 301", "301 of 301", "256 of 302", "302 of 302"]);
  expect(asked).toEqual([{ bodies: false }, { bodies: true }]);
  await log.snapshot(async ({ groups }) => {
    for await (const group of groups({ bodies: false })) for (const { bodies } of group) expect(bodies).toEqual([]);
    for await (const group of groups()) for (const { bodies, index } of group) if (index < 300) expect(bodies).toHaveLength(2);
  });
});
