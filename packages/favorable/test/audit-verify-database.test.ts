import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyEvent } from "@favorable/audit";
import { createSigner, generateKey } from "@favorable/audit/node";
import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { calendarDate, period, systemClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { openPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Ran } from "./in-process.ts";
import { audit } from "./run-audit.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-audit-database-"));
const path = (name: string): string => join(folder, name);
const database = ["-d", `pglite:${path("db")}`];
const key = generateKey("cli.example/audit");
const start = calendarDate(new Date().toISOString().slice(0, 10));
const part = (policy: string) => ({ name: "row", subject: "p-4711", value: "status", retention: { policy, version: 1, start } });

/** What a superuser does. */
async function attack(...statements: readonly string[]): Promise<void> {
  const { sql, close } = await openPglite(path("db"));
  for (const statement of statements) await sql.query(statement);
  await close();
}

beforeAll(async () => {
  writeFileSync(path("subject"), "07".repeat(32));
  const { sql, close }: { sql: Sql; close(): Promise<void> } = await openPglite(path("db"));
  await migrate(sql, auditMigrations);
  const subjectKey = new Uint8Array(32).fill(7);
  const signer = createSigner(key.privateKey);
  const log = await openAuditLog({ sql, origin: "cli.example/audit", signer, clock: systemClock, subjectKey });
  await log.append(policyEvent({ policy: "short", version: 1, maximum: period("P1D") }));
  await log.append(policyEvent({ policy: "long", version: 1, minimum: period("P18M") }));
  await log.append({ type: "access.read", parts: [part("long"), part("long"), part("short")] });
  writeFileSync(path("kept"), await log.checkpoint());
  await close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("verifies a log in its database, bodies and index included, with an exit code for each thing that can be wrong", async () => {
  const verify = (...more: readonly string[]): Promise<Ran> => audit("verify", ...database, "-k", key.vkey, ...more);
  const kept = ["-a", path("kept"), "--subject-key", path("subject")];
  const whole = await verify(...kept);
  expect(whole).toMatchObject({ status: 0, stderr: "" });
  expect(whole.stdout).toMatch(/^Intact: 3 entries.*3 parts; 3 there/s);
  expect(whole.stdout).not.toMatch(/not verified/i);
  expect(await verify("-a", path("kept"))).toMatchObject({ status: 0, stdout: expect.stringContaining("was not verified: that takes") });
  expect(await verify("--subject-key", path("subject"))).toMatchObject({ status: 4 });
  const counted = await verify(...kept, "--no-values", "--json");
  expect(JSON.parse(counted.stdout)).toMatchObject({ bodies: "not verified", notVerified: ["bodies", "subject-index"], exitCode: 0 });
  expect(await verify(...kept, "--as-of", "2099-01-01")).toMatchObject({ status: 3, stdout: expect.stringContaining("body-overdue") });

  await attack(
    "alter table favorable.audit_body disable trigger all",
    "update favorable.audit_body set subject_index = null where part = 0",
  );
  expect(await verify(...kept)).toMatchObject({ status: 1, stdout: expect.stringContaining("index-differs: audit_body, entry 2, part 0") });
  await attack("delete from favorable.audit_body where part = 0");
  expect(await verify(...kept)).toMatchObject({ status: 2, stdout: expect.stringContaining("body-lost: audit_body, entry 2, part 0") });
  await attack("update favorable.audit_body set payload = '\\x00' where part = 1");
  expect(await verify(...kept)).toMatchObject({ status: 1, stdout: expect.stringContaining("body-differs") });
}, 60_000);

it("tells a mistake of who asks from a database that fails", async () => {
  expect(await audit("verify", path("log"), ...database, "-k", key.vkey)).toMatchObject({ status: 64 });
  expect(await audit("verify", ...database, "-k", key.vkey, "-i", path("subject"))).toMatchObject({ status: 64 });
  await attack("alter table favorable.audit_identity rename to elsewhere");
  expect(await audit("verify", ...database, "-k", key.vkey)).toMatchObject({
    status: 69,
    stderr: expect.stringContaining("LOG_NOT_MIGRATED"),
  });
}, 60_000);

it("lays the outbox key down on record in a log that was begun without one", async () => {
  const other = ["-d", `pglite:${path("begun")}`];
  const { sql, close } = await openPglite(path("begun"));
  await migrate(sql, auditMigrations);
  await close();
  const vkey = (await audit("key", "create", path("log.key"), "--name", "cli.example/audit")).stdout.trim();
  expect((await audit("key", "announce", "-f", path("log.key"), ...other)).status).toBe(0);
  const keyed = ["-f", path("log.key"), ...other, "--subject-key", path("subject")];
  expect((await audit("checkpoint", "-f", path("log.key"), ...other)).status).toBe(0);
  expect(await audit("checkpoint", ...keyed)).toMatchObject({ status: 64, stderr: expect.stringContaining("OUTBOX_KEY_UNRECORDED") });
  expect(await audit("key", "outbox", ...keyed)).toMatchObject({ status: 0, stdout: expect.stringContaining("first 1 entry") });
  expect((await audit("checkpoint", ...keyed, "-o", path("under"))).status).toBe(0);
  const verified = await audit("verify", ...other, "-k", vkey, "-a", path("under"), "--subject-key", path("subject"));
  expect(verified).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Intact: 2 entries/) });
}, 120_000);
