import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryLog } from "@favorable/audit";
import { createSigner, exportLog, generateKey } from "@favorable/audit/node";
import { systemClock } from "@favorable/core";
import { afterAll, beforeAll, expect, test } from "vitest";

const ORIGIN = "cli.example/audit";
const folder = mkdtempSync(join(tmpdir(), "favorable-cli-"));
const path = (name: string): string => join(folder, name);

function favorable(...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const main = join(import.meta.dirname, "../src/cli/main.ts");
  const tsx = join(import.meta.dirname, "../../../node_modules/tsx/dist/cli.mjs");
  return spawnSync(process.execPath, [tsx, "--conditions=@favorable/source", main, ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

beforeAll(async () => {
  const key = generateKey(ORIGIN);
  const log = memoryLog({ origin: ORIGIN, signer: createSigner(key.privateKey), clock: systemClock });
  for (let at = 0; at < 5; at++) await log.append({ type: "access.read", clear: { at } });
  writeFileSync(path("checkpoint"), await log.checkpoint());
  await log.append({ type: "access.read" });
  await exportLog(log, path("log"));
  writeFileSync(path("log.vkey"), `${key.vkey}\n`);
  const other = memoryLog({ origin: ORIGIN, signer: createSigner(key.privateKey), clock: systemClock });
  for (let at = 0; at < 5; at++) await other.append({ type: "access.read", clear: { other: at } });
  writeFileSync(path("fork"), await other.checkpoint());
  writeFileSync(path("empty.json"), JSON.stringify({ format: "favorable-processing/1", id: "empty", stage: "submitted" }));
  writeFileSync(path("broken.json"), '{"MARKER-3141');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("without arguments it helps", () => {
  const { status, stdout } = favorable();
  expect(status).toBe(0);
  expect(stdout).toContain("audit");
  expect(stdout).toContain("review");
});

test("an intact log that extends the external checkpoint exits 0", () => {
  const { status, stdout } = favorable("audit", "verify", path("log"), "--key", path("log.vkey"), "--against", path("checkpoint"));
  expect(stdout).toMatch(/^Intact: 7 entries/);
  expect(status).toBe(0);
});

test("without an external checkpoint it exits 4 and says why, with the key as text too", () => {
  const { status, stdout } = favorable("audit", "verify", path("log"), "--key", readFileSync(path("log.vkey"), "utf8"), "--json");
  expect(status).toBe(4);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: "intact", witnessed: "unwitnessed", exitCode: 4 });
});

test("a fork of the log exits 1", () => {
  expect(favorable("audit", "verify", path("log"), "--key", path("log.vkey"), "--against", path("fork")).status).toBe(1);
});

test("a changed byte exits 1 and names the file, not the content", () => {
  execFileSync("cp", ["-r", path("log"), path("copy")]);
  const bundles = join(path("copy"), "tile/entries");
  const file = readdirSync(bundles, { recursive: true, withFileTypes: true }).find((entry) => entry.isFile());
  const bundle = join(file?.parentPath ?? "", file?.name ?? "");
  const bytes = readFileSync(bundle);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  writeFileSync(bundle, bytes);
  const { status, stdout } = favorable("audit", "verify", path("copy"), "--key", path("log.vkey"), "--against", path("checkpoint"));
  expect(status).toBe(1);
  expect(stdout).toContain("TAMPERED");
  expect(stdout).toContain("tile/entries");
});

test("a call that makes no sense exits with the usage code of its verb", () => {
  expect(favorable("audit", "verify").status).toBe(64);
  expect(favorable("audit", "verify", path("nowhere"), "--key", path("log.vkey")).status).toBe(64);
  expect(favorable("review").status).toBe(2);
  expect(favorable("approve").status).toBe(2);
  expect(favorable("review", path("empty.json"), "--profile", "toString").status).toBe(2);
});

test("a review of an almost empty file exits 1, in both languages and as data", () => {
  const french = favorable("review", path("empty.json"), "--profile", "ccin-1165", "--as-of", "2021-10-20", "--lang", "fr");
  expect(french.status).toBe(1);
  expect(french.stdout).toMatch(/^AVIS DÉFAVORABLE/);
  const data = favorable("review", path("empty.json"), "--profile", "ccin-1165", "--as-of", "2021-10-20", "--json");
  expect(JSON.parse(data.stdout)).toMatchObject({ outcome: "unfavorable", profile: "ccin-1165" });
});

test("a file that is no JSON is named, its content is not shown", () => {
  const { status, stderr } = favorable("review", path("broken.json"));
  expect(status).toBe(2);
  expect(stderr).toContain("JSON_INVALID");
  expect(stderr).not.toContain("MARKER");
});

test("the dossier is written as a page", () => {
  const { status } = favorable(
    "dossier",
    path("empty.json"),
    "--out",
    path("dossier.html"),
    "--profile",
    "ccin-1165",
    "--as-of",
    "2021-10-20",
  );
  expect(status).toBe(0);
  expect(readFileSync(path("dossier.html"), "utf8")).toMatch(/^<!doctype html>/i);
});
