/** What happens to values on the way out. */

import { rmSync } from "node:fs";
import { join } from "node:path";
import { masked, pseudonymised } from "@favorable/exports";
import { exportRecords, openExport } from "@favorable/exports/node";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshFolder, keys, memoryLedger, request } from "./requests.ts";

const folder = freshFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { ledger } = memoryLedger();
const secret = new Uint8Array(32).fill(1);

describe.each(["ndjson", "csv"] as const)("transforms in %s", (format) => {
  it("change the values of their field, and the manifest says so", async () => {
    const file = join(folder, `${format}.age`);
    const transforms = { staffNumber: pseudonymised(secret), status: masked(2) };
    await exportRecords({ ...request(file, ledger), format, fields: ["staffNumber", "status"], transforms });
    const opened = await openExport(file, keys.identity);
    expect(opened.manifest.fields.map(({ name, transform }) => [name, transform])).toEqual([
      ["staffNumber", "pseudonymised"],
      ["status", "masked"],
    ]);
    expect(opened.manifest.excluded).toContainEqual({ name: "doses", reason: "not-asked" });
    const rows: Readonly<Record<string, unknown>>[] = [];
    for await (const row of opened.rows()) rows.push(row);
    expect(rows[0]).toMatchObject({ staffNumber: expect.stringMatching(/^[0-9a-f]{32}$/), status: "••••••te" });
    expect(new Set(rows.map((row) => row["staffNumber"])).size).toBe(3);
  });

  it("that throw end the export without their message", async () => {
    const status = {
      kind: "masked",
      apply: (value: unknown) => {
        throw new Error(`no ${String(value)}`);
      },
    } as const;
    const failed = await exportRecords({ ...request(join(folder, "never.age"), ledger), format, transforms: { status } }).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ code: "EXPORT_VALUE", details: { field: "status", row: 1 } });
    expect(String((failed as Error).stack)).not.toContain("complete");
  });
});

it("a mask hides at least half of every text", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 4 }), (text, shown) => {
      const mask = [...String(masked(shown).apply(text))];
      expect(mask).toHaveLength([...text].length);
      const hidden = mask.filter((sign) => sign === "•").length;
      expect(hidden * 2).toBeGreaterThanOrEqual(mask.length);
    }),
  );
  expect(masked(4).apply("06123")).toBe("•••23");
});

it("of unknown fields, unknown kinds and bad keys are refused before anything is recorded", async () => {
  const { events, ledger: quiet } = memoryLedger();
  const file = join(folder, "refused.age");
  const kinds = [{ nobody: masked() }, { status: { kind: "other", apply: String } }, { status: masked }] as unknown[];
  for (const transforms of kinds)
    expect(await rejectionCode(exportRecords({ ...request(file, quiet), transforms: transforms as never }))).toBe("EXPORT_FACTS");
  expect(await rejectionCode(exportRecords({ ...request(file, quiet), format: "xlsx" as never }))).toBe("EXPORT_FACTS");
  expect(() => pseudonymised(new Uint8Array(16))).toThrow(expect.objectContaining({ code: "EXPORT_FACTS" }));
  expect(() => masked(9)).toThrow(expect.objectContaining({ code: "EXPORT_FACTS" }));
  expect(events).toEqual([]);
});
