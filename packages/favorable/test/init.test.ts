/** `favorable init`: what it writes compiles, runs, and can be reviewed. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readDocument } from "@favorable/processing";
import { review } from "@favorable/review";
import { afterAll, expect, test } from "vitest";
import { cliFile } from "../../../testing/cli-file.ts";
import { diagnose } from "../../../testing/compiler.ts";

// Inside the package, so that the template's imports resolve as an application's would.
const folder = mkdtempSync(join(import.meta.dirname, ".init-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const node = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "--conditions=@favorable/source", ...args], { encoding: "utf8" });
const favorable = (...args: readonly string[]) => spawnSync(process.execPath, [cliFile, ...args], { encoding: "utf8" });

test("writes a declaration that compiles, runs and is reviewed as a draft, and a workflow", () => {
  const { status, stdout } = favorable("init", folder, "--id", "choir-members", "--github");
  expect(status).toBe(0);
  expect(stdout).toContain("npx favorable review declaration.json");
  const source = readFileSync(join(folder, "declaration.ts"), "utf8");
  expect(diagnose("packages/favorable/test", { declaration: source }).declaration.messages).toEqual([]);
  const written = node(join(folder, "print-declaration.ts"));
  expect(written.stderr).toBe("");
  const document = readDocument(JSON.parse(written.stdout));
  expect(document.id).toBe("choir-members");
  const opinion = review(document, { profile: "cnil-gdpr", asOf: "2026-01-15" });
  expect(opinion.findings.filter(({ state, severity }) => state === "fired" && severity === "block")).toEqual([]);
  expect(opinion.counts.notAssessable).toBeGreaterThan(10);
  expect(existsSync(join(folder, ".github/workflows/privacy.yml"))).toBe(true);
});

test("below this folder the workflow stands at its root, where GitHub looks, and the next steps begin with the folder", () => {
  const here = join(folder, "repository");
  mkdirSync(here);
  const { status, stdout } = spawnSync(process.execPath, [cliFile, "init", "apps/choir", "--github"], { encoding: "utf8", cwd: here });
  expect(status).toBe(0);
  expect(stdout).toContain("  cd apps/choir\n  npm install");
  const text = readFileSync(join(here, ".github/workflows/privacy.yml"), "utf8");
  expect(text).toContain("working-directory: apps/choir/");
  expect(text).toContain("apps/choir/node_modules/.bin/favorable review apps/choir/declaration.json");
});

test("replaces nothing, writes nothing beside what is there, and refuses an id that is none", () => {
  const other = join(folder, "other");
  mkdirSync(join(other, ".github/workflows"), { recursive: true });
  writeFileSync(join(other, ".github/workflows/privacy.yml"), "mine");
  const refused = favorable("init", other, "--github");
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("FILE_EXISTS");
  expect(existsSync(join(other, "declaration.ts"))).toBe(false);
  expect(favorable("init", other, "--id", "My Register")).toMatchObject({ status: 2, stdout: "" });
});
