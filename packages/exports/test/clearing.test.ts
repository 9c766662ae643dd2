/** What a dead process left, and what a living one writes. */

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clearInterrupted, exportRecords, openExport, writeIdentityFile } from "@favorable/exports/node";
import { beforeEach, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { processMarker } from "../src/node/process-marker.ts";
import { exportPlaces, keys, memoryLedger, people, request, typesOf } from "./requests.ts";

const place = exportPlaces();
let folder = "";
let file = "";
beforeEach(() => {
  ({ folder, file } = place());
});

describe("cleaning up", () => {
  const id = "01234567-89ab-7cde-8f01-23456789abcd";
  const [, host = "", start = ""] = processMarker().split("-");
  const dead = `4194999-${host}-${start}`;

  it("removes what a dead process left and records it as aborted", async () => {
    const { ledger, events } = memoryLedger();
    writeFileSync(join(folder, `export.age.${id}.${dead}.partial`), "half");
    writeFileSync(join(folder, "other.partial"), "not ours");
    expect(await rejectionCode(clearInterrupted(folder, memoryLedger(() => true).ledger))).toBe("EXPORT_LEDGER");
    expect(readdirSync(folder)).toHaveLength(2);
    expect(await clearInterrupted(folder, ledger)).toEqual([id]);
    expect(events).toEqual([{ type: "export.aborted", clear: { export: id, reason: "INTERRUPTED" } }]);
    expect(readdirSync(folder)).toEqual(["other.partial"]);
    expect(await rejectionCode(clearInterrupted(join(folder, "none"), ledger))).toBe("EXPORT_DISK");
  });

  it("leaves what a living process writes, here or on another host, and takes what another of its id left", async () => {
    const parent = spawn("sleep", ["60"]);
    try {
      const { ledger } = memoryLedger();
      const elsewhere = `1-${"0".repeat(12)}-${start}`;
      const names = {
        unknownStart: `a.age.${id}.${parent.pid}-${host}-${createHash("sha256").update("").digest("hex").slice(0, 12)}.partial`,
        reusedId: `b.age.${id}.${parent.pid}-${host}-${"0".repeat(12)}.partial`,
        elsewhere: `c.age.${id}.${elsewhere}.partial`,
        ourLeftover: `d.age.${id}.${processMarker()}.partial`,
      };
      for (const name of Object.values(names)) writeFileSync(join(folder, name), "half");
      const gone = process.platform === "linux" ? [names.reusedId, names.ourLeftover] : [names.ourLeftover];
      expect(await clearInterrupted(folder, ledger)).toHaveLength(gone.length);
      expect(readdirSync(folder).sort()).toEqual(
        Object.values(names)
          .filter((name) => !gone.includes(name))
          .sort(),
      );
      expect(await clearInterrupted(folder, ledger, { otherHosts: true })).toEqual([id]);
      expect(readdirSync(folder)).not.toContain(names.elsewhere);
    } finally {
      parent.kill();
    }
  });

  it("leaves a running export of this process alone, at every moment of it", async () => {
    const { ledger, events } = memoryLedger();
    const clear = async (): Promise<void> => expect(await clearInterrupted(folder, ledger)).toEqual([]);
    const rows = async function* () {
      for await (const row of people(2000)) {
        if (row["staffNumber"] === "S1" || row["staffNumber"] === "S1999") await clear();
        yield row;
      }
    };
    const clearing = async (event: Parameters<typeof ledger>[0]): Promise<void> => {
      await clear();
      await ledger(event);
    };
    let done = false;
    const meanwhile = (async () => {
      while (!done) await clear();
    })();
    await exportRecords({ ...request(file, clearing), rows: rows(), onProgress: () => void clear() });
    done = true;
    await meanwhile;
    expect(typesOf(events)).toEqual(["export.started", "export.sealed"]);
    expect((await openExport(file, keys.identity)).seal.rows).toBe(2000);
  });

  it("does away with the half-written key of a dead process, with the next key or at the start, and counts it nowhere", async () => {
    const key = join(folder, "recipient.key");
    const { ledger, events } = memoryLedger();
    writeFileSync(`${key}.key.${dead}.partial`, "AGE-SECRET-KEY");
    writeFileSync(join(folder, `other.key.key.${dead}.partial`), "AGE-SECRET-KEY");
    await writeIdentityFile(key, keys, { createdAt: new Date(0) });
    expect(readdirSync(folder).sort()).toEqual([`other.key.key.${dead}.partial`, "recipient.key"]);
    expect(await clearInterrupted(folder, ledger)).toEqual([]);
    expect([readdirSync(folder), events]).toEqual([["recipient.key"], []]);
    const both = await Promise.allSettled([1, 2].map(() => writeIdentityFile(join(folder, "two.key"), keys, { createdAt: new Date(0) })));
    expect(both.map(({ status }) => status).sort()[0]).toBe("fulfilled");
    expect(readdirSync(folder).sort()).toEqual(["recipient.key", "two.key"]);
  });
});
