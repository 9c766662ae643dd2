import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { verifyFolder } from "@favorable/audit/node";
import { openExport } from "@favorable/exports/node";
import { readDocument } from "@favorable/processing";
import { type Opinion, type ReviewOptions, readEvidence, review } from "@favorable/review";
import { openPglite } from "@favorable/sql/pglite";
import { afterAll, describe, expect, test } from "vitest";
import { tell } from "./tell.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-story-"));
const out = (name: string): string => join(folder, "out", name);
let told = "";
const text = (name: string): string => readFileSync(out(name), "utf8");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the story", { timeout: 180_000 }, () => {
  test("refuses a data folder that another process has open, in one line", async () => {
    mkdirSync(join(folder, "data"), { recursive: true });
    const { close } = await openPglite(join(folder, "data/db"));
    try {
      const { code, stderr } = await tell(folder);
      expect(code).toBe(1);
      expect(stderr.trim()).toMatch(/^FOLDER_LOCKED: .+$/);
    } finally {
      await close();
    }
  });

  test("is told twice, the second run replacing the first", async () => {
    const first = await tell(folder);
    expect(first.stderr).toBe("");
    expect(first.code).toBe(0);
    const key = text("log.vkey");
    const second = await tell(folder);
    expect(second.code).toBe(0);
    told = second.stdout;
    expect(text("log.vkey")).not.toBe(key);
    expect(second.stdout).toContain("line 18: surname is missing");
    expect(second.stdout).not.toContain("\u001b[");
  });

  test("leaves the two opinions", () => {
    const submitted = JSON.parse(text("opinion-submitted.json")) as Opinion;
    const corrected = JSON.parse(text("opinion-corrected.json")) as Opinion;
    expect(submitted.outcome).toBe("favorable-with-conditions");
    expect(corrected.outcome).toBe("favorable");
    expect(corrected.evidence).toMatchObject({ used: true, simulated: true });
    expect(corrected.declaration.sha256).not.toBe(submitted.declaration.sha256);
    expect(corrected.rulebook.sha256).toBe(submitted.rulebook.sha256);
  });

  test("leaves both files as documents, on which a review gives the very same opinions", () => {
    const again = (state: string, options: Partial<ReviewOptions>): Opinion =>
      review(readDocument(JSON.parse(text(`declaration-${state}.json`))), { profile: "ccin-1165", asOf: "2021-10-20", ...options });
    expect(again("submitted", {})).toEqual(JSON.parse(text("opinion-submitted.json")));
    const evidence = readEvidence(JSON.parse(text("evidence.json")));
    const corrected = JSON.parse(text("opinion-corrected.json")) as Opinion;
    expect(again("corrected", { asOf: corrected.asOf, evidence, clock: "simulated" })).toEqual(corrected);
  });

  test("tells the remarks in the order of a deliberation, and names every file it wrote", () => {
    const sections = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    const tables = told.split(/✓ the opinion on the file as /).slice(1);
    expect(tables).toHaveLength(2);
    for (const table of tables) {
      const order = [...table.matchAll(/^ {4}([IVX]+) +[a-z]/gm)].map(([, section]) => sections.indexOf(section ?? ""));
      expect(order).toEqual([...order].sort((left, right) => left - right));
    }
    expect(tables[0]).toMatch(/^submitted: FAVORABLE WITH CONDITIONS\n {4}\d+ rules fired, /);
    expect(tables[1]).toMatch(/^corrected: FAVORABLE\n {4}\d+ standing reminders?, /);
    const files = told.slice(told.indexOf("What was written")).matchAll(/[\w/-]+\.(?:json|html|txt|age|key|vkey)/g);
    for (const [file] of files) expect(existsSync(out(basename(file))), file).toBe(true);
  });

  test("ends with commands that work as they stand", () => {
    const tsx = join(import.meta.dirname, "../../../node_modules/tsx/dist/cli.mjs");
    const cli = join(import.meta.dirname, "../../../packages/favorable/src/cli/main.ts");
    const commands = [...told.matchAll(/^ {2}npm run --silent favorable -- (.+)$/gm)].map(([, line]) => line ?? "");
    const ran = commands.map((line) => {
      const { status, stdout } = spawnSync(process.execPath, [tsx, "--conditions=@favorable/source", cli, ...line.split(" ")], {
        encoding: "utf8",
      });
      return `${status} ${stdout.split("\n")[0]}`;
    });
    expect(ran).toEqual([
      "1 AVIS FAVORABLE SOUS CONDITIONS",
      "0 FAVORABLE",
      expect.stringMatching(/^0 Intact: \d+ entries, consistent with the external checkpoint\.$/),
    ]);
  });

  test("leaves a log that verifies against the officer's checkpoint", async () => {
    const result = await verifyFolder(out("log"), { vkey: text("log.vkey"), against: text("dpo/checkpoint") });
    expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed", simulated: true });
    expect(result.witnessedSize).toBeLessThan(result.size);
  });

  test("leaves an export that only the recipient's key opens", async () => {
    const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(text("recipient.key"))?.[0] ?? "";
    const { manifest, seal } = await openExport(out("export.age"), identity);
    expect(manifest).toMatchObject({ purpose: "followUp", role: "hrDirector", simulated: true });
    expect(seal.rows).toBe(3180);
    expect(statSync(out("recipient.key")).mode & 0o777).toBe(0o600);
  });

  test("leaves a dossier without script or request", () => {
    const html = text("dossier.html");
    expect(/^<!doctype html>/i.test(html)).toBe(true);
    expect(/<script|https?:\/\/(?!www\.w3\.org)/i.test(html)).toBe(false);
    expect(/default-src (?:'|&#39;)none/.test(html)).toBe(true);
    expect(html).toContain("What counted in the opinion:");
    expect(html).not.toMatch(/no evidence supplied|Evidence set aside/);
  });
});
