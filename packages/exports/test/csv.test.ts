/** Exports as a tar of CSV: what a spreadsheet opens, and what must not run in it. */

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decryptAge, encryptAge } from "@favorable/encryption";
import { guardCell, unguardCell } from "@favorable/exports";
import { exportRecords, openExport } from "@favorable/exports/node";
import * as fc from "fast-check";
import { pack } from "tar-stream";
import { afterAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { readArchive } from "../src/node/read-archive.ts";
import { freshFolder, keys, memoryLedger, people, request } from "./requests.ts";

const folder = freshFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { ledger } = memoryLedger();
let next = 0;
const fresh = (): string => join(folder, `${next++}.age`);

async function exported(rows: readonly Record<string, unknown>[]): Promise<{ file: string; rows: readonly unknown[] }> {
  const file = fresh();
  await exportRecords({ ...request(file, ledger), format: "csv", rows: [rows] });
  const opened = await openExport(file, keys.identity);
  const back: unknown[] = [];
  for await (const row of opened.rows()) back.push(row);
  return { file, rows: back };
}

describe("a CSV export", () => {
  it("unpacks with stock tools into a manifest, files of rows and a seal", async (context) => {
    const { file } = await exported([{ staffNumber: "S1", status: 'says "no", twice', doses: 2 }]);
    const tar = await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] });
    const target = join(folder, "unpacked");
    mkdirSync(target);
    const { status, error } = spawnSync("tar", ["-x", "-C", target], { input: tar });
    if (error !== undefined) return context.skip("no tar: install Debian package tar");
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(target, "MANIFEST.json"), "utf8"))).toMatchObject({ rows: "csv", formulaGuard: true });
    expect(readFileSync(join(target, "data-00001.csv"), "utf8")).toBe('staffNumber,status,doses\r\nS1,"says ""no"", twice",2\r\n');
    expect(JSON.parse(readFileSync(join(target, "SEAL.json"), "utf8"))).toMatchObject({ rows: 1 });
  });

  it("gives back every text as it was, whatever it begins with, and tells an empty text from a missing value", async () => {
    const spoiling = fc.array(
      fc.constantFrom("'", '"', "=", "+", "@", ";", ",", "\t", "\r", "\n", "\r\n", "\u0000", "\u200b", "\u2028", " ", "a", "é"),
      { maxLength: 12 },
    );
    const text = fc.oneof(
      spoiling.map((signs) => signs.join("")),
      fc.string({ unit: "grapheme" }).filter((one) => one.isWellFormed()),
      fc
        .tuple(
          fc.constantFrom("'", "''", " ", "\uFEFF", "", "\t"),
          fc.constantFrom("=", "+", "-", "@", "\r", "\n", "\t", "＝", "%", "|"),
          fc.string(),
        )
        .map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ staffNumber: text, status: fc.option(text) }), { maxLength: 20 }), async (rows) => {
        const { rows: back } = await exported(rows);
        expect(back).toEqual(rows.map((row) => ({ ...row, doses: null })));
      }),
      { numRuns: 25 }, // Each run is an export; how cells are changed and given back is tried a hundred times below.
    );
  });

  it("holds no cell that begins as a formula, unless it is a number, wherever a program splits it", () => {
    const signs = fc.array(fc.constantFrom("'", '"', "=", "-", ";", ",", "\t", "\n", "\u0000", "\u200b", " ", "a"), { maxLength: 10 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme" }),
          signs.map((all) => all.join("")),
        ),
        (text) => {
          for (const piece of guardCell(text).split(/[\t\r\n;,]/u)) expect(/^[\s"\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠]/u.test(piece)).toBe(false);
          const cell = guardCell(text);
          expect(/^[\s\uFEFF]*[=+\-@|%＝＋－＠]/u.test(cell)).toBe(false);
          expect(unguardCell(cell)).toBe(text);
        },
      ),
    );
  });

  it.each([
    ["after a line feed", "Martin\n=1+1", "Martin\n'=1+1"],
    ["after a carriage return", "Martin\r=1+1", "Martin\r'=1+1"],
    ["after a semicolon", "Martin; =1+1", "Martin;' =1+1"],
    ["after a tab and a quote", 'Martin\t"=1+1', "Martin\t'\"=1+1"],
    ["after a comma", "Martin,@SUM(1)", "Martin,'@SUM(1)"],
    ["behind NUL", "\u0000=1+1", "'\u0000=1+1"],
    ["behind U+0001", "\u0001=1+1", "'\u0001=1+1"],
    ["behind a zero-width space", "\u200b=1+1", "'\u200b=1+1"],
    ["behind a variation selector", "\ufe0f=1+1", "'\ufe0f=1+1"],
    ["behind a tab, whatever follows", "\tMartin", "'\tMartin"],
  ])("guards a formula %s, and gives it back", async (_, text, guarded) => {
    expect(guardCell(text)).toBe(guarded);
    expect(unguardCell(guarded)).toBe(text);
    const { file, rows: back } = await exported([{ staffNumber: text, status: text, doses: 1 }]);
    expect(back).toEqual([{ staffNumber: text, status: text, doses: "1" }]);
    const tar = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
      await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] }),
    );
    const cell = `"${guarded.replaceAll('"', '""')}"`;
    expect(tar).toContain(`doses\r\n${cell},${cell},1\r\n`);
  });

  it("guards the names of its columns, and reads them again", async () => {
    const name = "=HYPERLINK(1)";
    const file = fresh();
    const record = { name: "agent", fields: { [name]: { category: "status" } } };
    const permit = () => ({ allowed: true, fields: [name] }) as const;
    await exportRecords({ ...request(file, ledger), record, permit, format: "csv", rows: [{ [name]: "x" }] });
    const tar = new TextDecoder().decode(await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] }));
    expect(tar).toContain(`"'=HYPERLINK(1)"\r\nx\r\n`);
    const back: unknown[] = [];
    for await (const row of (await openExport(file, keys.identity)).rows()) back.push(row);
    expect(back).toEqual([{ [name]: "x" }]);
  });

  it("has members of at most 64 MiB, and a longer one is refused", async () => {
    const { manifest } = await exportRecords({ ...request(fresh(), ledger), format: "csv", rows: [] });
    const tar = pack();
    tar.entry({ name: "MANIFEST.json" }, `${JSON.stringify(manifest)}\n`);
    tar.entry({ name: "data-00001.csv" }, Buffer.alloc(64 * 1024 * 1024 + 1, "x"));
    tar.finalize();
    const read = async (): Promise<void> => {
      for await (const _ of readArchive(tar as AsyncIterable<Uint8Array>));
    };
    await expect(read()).rejects.toMatchObject({ code: "EXPORT_FORMAT", message: "a member longer than 64 MiB" });
  });

  it("is cut into files that each have a header", async () => {
    const long = "x".repeat(60_000);
    const rows = Array.from({ length: 300 }, (_, index) => ({ staffNumber: `S${index}`, status: long, doses: index }));
    const { file, rows: back } = await exported(rows);
    expect(back).toHaveLength(300);
    const tar = await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] });
    expect(new TextDecoder().decode(tar).split("staffNumber,status,doses\r\n").length - 1).toBeGreaterThan(1);
  });

  it("has a header when it has no rows", async () => {
    expect((await exported([])).rows).toEqual([]);
  });

  it("is refused when a byte of a member changes, a member is missing, added or of another order", async () => {
    const { file } = await exported(await rowsOf(people(3)));
    const tar = await decryptAge(new Uint8Array(readFileSync(file)), { identities: [keys.identity] });
    const open = async (bytes: Uint8Array): Promise<string> => {
      const other = fresh();
      writeFileSync(other, await encryptAge(bytes, { recipients: [keys.recipient] }));
      return rejectionCode(openExport(other, keys.identity));
    };
    expect(await open(tar)).toBe("nothing thrown");
    for (let at = 0; at < tar.length; at += 97) {
      const changed = tar.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      // Owner, time and padding of a tar say nothing that the seal vouches for.
      expect(await open(changed)).toMatch(/^(EXPORT_(FORMAT|SEAL|UNSEALED)|nothing thrown)$/);
      const position = new TextDecoder("latin1").decode(changed).indexOf("S1,complete");
      if (position >= 0 && at >= position && at < position + 11) expect(await open(changed)).toBe("EXPORT_SEAL");
    }
    expect(await open(tar.subarray(0, 512 * 2))).toMatch(/EXPORT_(FORMAT|UNSEALED)/);
  });

  it("cut short as a file is refused by the decryption, without hanging", async () => {
    const { file } = await exported(await rowsOf(people(5_000)));
    const bytes = readFileSync(file);
    const cut = fresh();
    writeFileSync(cut, bytes.subarray(0, bytes.length - 70_000));
    expect(await rejectionCode(openExport(cut, keys.identity))).toMatch(/^AGE_/);
  });

  it("names field and row of a value it cannot carry", async () => {
    const work = exportRecords({ ...request(fresh(), ledger), format: "csv", rows: [{ staffNumber: "S1" }, { staffNumber: () => 1 }] });
    await expect(work).rejects.toMatchObject({ code: "EXPORT_VALUE", details: { field: "staffNumber", row: 2 } });
  });
});

async function rowsOf(rows: AsyncIterable<Record<string, unknown>>): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
