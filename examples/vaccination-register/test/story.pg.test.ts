import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyFolder } from "@favorable/audit/node";
import type { Opinion } from "@favorable/review";
import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { tell } from "./tell.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-story-"));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  const admin = new pg.Client({ connectionString: inject("server").url });
  await admin.connect();
  await admin.query("drop database if exists favorable_vaccination_register with (force)");
  await admin.end();
});

test("the story is told on a real server too, in a database of its own", { timeout: 180_000 }, async () => {
  const { code, stdout, stderr } = await tell(folder, inject("server").url);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toContain("a PostgreSQL server");
  const text = (name: string): string => readFileSync(join(folder, "out", name), "utf8");
  expect((JSON.parse(text("opinion-corrected.json")) as Opinion).outcome).toBe("favorable");
  const result = await verifyFolder(join(folder, "out/log"), { vkey: text("log.vkey"), against: text("dpo/checkpoint") });
  expect(result).toMatchObject({ verdict: "intact", witnessed: "witnessed" });
});
