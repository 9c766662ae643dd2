import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FallbackLog, type JournalFile, type KeptLog, memoryLog, withFallback } from "@favorable/audit";
import { createSigner, generateKey, openJournal } from "@favorable/audit/node";
import { PrivacyError, simulatedClock } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createGuard } from "../src/index.ts";
import { declare, director, rows } from "./register.ts";

const ORIGIN = "guard.example/audit";
const clock = simulatedClock(new Date("2021-11-05T09:00:00Z"));
const declared = declare();
const request = { actor: director, role: "director", purpose: "followUp" } as const;
const noSql: Sql = { query: () => Promise.reject(new Error("no database")), transaction: () => Promise.reject(new Error("no database")) };

let folder: string;
let away = false;
let diskFull = false;
let database: KeptLog;
let log: FallbackLog;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "guard-fallback-"));
  [away, diskFull] = [false, false];
  database = memoryLog({ origin: ORIGIN, signer: createSigner(generateKey(ORIGIN).privateKey), clock });
  const unsteady: KeptLog = {
    ...database,
    appendEncoded: (entries) =>
      away ? Promise.reject(new PrivacyError("AUDIT_UNAVAILABLE", "the log's store failed")) : database.appendEncoded(entries),
  };
  const file = await openJournal(join(folder, "fallback.log"));
  const disk: JournalFile = {
    ...file,
    add: (bytes) => (diskFull ? Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" })) : file.add(bytes)),
  };
  log = await withFallback({ log: unsteady, file: disk, origin: ORIGIN, clock, retryAfter: 0 });
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const guard = createGuard({
  processing: declared,
  log: { appendAll: (events) => log.appendAll(events), appendAllIn: (tx, events) => log.appendAllIn(tx, events) },
  sql: noSql,
  logPolicy: { policy: "logs", version: 1 },
  zone: "Europe/Monaco",
  clock,
});
const read = () => guard.run(request, (access) => access.read(declared.agent, rows));

test("the register stays open while the log is away, and what was read meanwhile is in the log afterwards, each once", async () => {
  const before = (await read()).length;
  expect(before).toBe(rows.length);
  away = true;
  expect(await read()).toHaveLength(before);
  expect(await database.sequence()).toEqual({ size: 1 });
  away = false;
  await read();
  const told: unknown[] = [];
  for await (const { type, clear } of log.entries()) told.push([type, clear["fallback"] ?? false]);
  expect(told).toEqual([
    ["access.read", false],
    ["access.read", true],
    ["access.read", false],
  ]);
});

test("access is closed only when neither the log nor its fallback can be written", async () => {
  away = true;
  diskFull = true;
  await expect(read()).rejects.toMatchObject({ code: "LOG_UNAVAILABLE" });
  const clerk = { actor: { id: "c-1", roles: ["clerk"] }, role: "director", purpose: "followUp" };
  await expect(guard.run(clerk as never, async () => "open")).rejects.toMatchObject({
    code: "LOG_UNAVAILABLE",
    details: { refused: "ROLE_NOT_HELD" },
  });
  diskFull = false;
  expect(await read()).toHaveLength(rows.length);
});
