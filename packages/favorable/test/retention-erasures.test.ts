/** `favorable retention run` with an erasure ledger: the gate, orders that waited, copies. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { calendarDate } from "@favorable/core";
import { definePolicy, erasureLedger } from "@favorable/retention";
import { fileErasureStore } from "@favorable/retention/node";
import { copyTasks, eraser, placeHold, releaseHold, retentionMigrations, simulateTime } from "@favorable/retention/postgres";
import { migrate, type Sql } from "@favorable/sql";
import { openPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { addRetentionCommands } from "../src/cli/retention/commands.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-retention-erasures-"));
const path = (name: string): string => join(folder, name);
vi.stubEnv("FAVORABLE_DATABASE_URL", `pglite:${path("db")}`);

const zone = "Europe/Monaco";
const definition = {
  id: "proof",
  version: 1,
  start: { kind: "field", field: "since" },
  minimum: { period: "P1M" },
  maximum: { period: "P18M" },
  then: "delete",
  zone,
} as const;
const table = { table: "proof", subject: "person" } as const;
const key = new Uint8Array(32).fill(7);
const erasures = { ledger: path("ledger"), key: path("key"), backups: "P90D", zone };
const copies = [{ name: "dumps", system: "database-backup", maximumAge: "P31D", start: "primary-gone", rotation: "P30D", zone }];

const run = (config: object, ...args: readonly string[]): ReturnType<typeof retention> => {
  writeFileSync(path("config.json"), JSON.stringify(config));
  return retention("run", path("config.json"), ...args);
};

async function retention(...args: readonly string[]): Promise<{ readonly status: number; readonly stdout: string }> {
  let stdout = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  const program = new Command();
  addRetentionCommands(program);
  process.exitCode = undefined;
  await program.parseAsync(["retention", ...args], { from: "user" }).finally(() => spy.mockRestore());
  const status = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { status, stdout };
}

async function inDatabase<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const { sql, close } = await openPglite(path("db"));
  return work(sql).finally(close);
}
const ledger = (create = false) => erasureLedger({ store: fileErasureStore(erasures.ledger, key, { create }), key, backups: "P90D" });

beforeAll(async () => {
  writeFileSync(erasures.key, `${"07".repeat(32)}\n`);
  await inDatabase(async (sql) => {
    await migrate(sql, retentionMigrations);
    await simulateTime(sql, new Date("2022-01-31T11:00:00Z"));
    await sql.query("create table proof (id int primary key, person text, since date)");
    await sql.query("insert into proof values (1, 'agent-1', '2021-12-01'), (2, 'agent-2', '2020-01-01')");
    const policy = definePolicy(definition);
    const hold = await placeHold(sql, { policy, table, key: 1, kind: "litigation", reason: "case" });
    const made = eraser({ sql, ledger: ledger(true), tables: [{ policy, table }], zone });
    await made.erase({ subject: "agent-1", reference: "r-1", ground: "request", asOf: calendarDate("2022-01-31") });
    // The cap has not come, but an order waits: the release tells of it.
    const released = await releaseHold(sql, { id: hold.id, reason: "closed", tables: [{ policy, table }] });
    expect(released.due).toEqual([{ policy: "proof", table: "proof", rows: 1 }]);
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("says which orders it leaves, then carries them out, raises tasks for copies, and removes nothing from a restore", {
  timeout: 60_000,
}, async () => {
  const tables = [{ policy: definition, table }];
  expect(await run({ tables })).toEqual({
    status: 0,
    stdout: expect.stringContaining('erasures: 1 waiting, left as they are: name the ledger under "erasures", and run without --only\n'),
  });
  await inDatabase((sql) => sql.query("insert into proof values (3, 'agent-3', '2020-01-01')"));
  const { status, stdout } = await run({ tables, copies, erasures });
  expect(stdout).toContain("removed 1 in 1 batch");
  expect(stdout).toContain("erasures: 1 completed, 0 still waiting");
  expect(status).toBe(0);
  await inDatabase(async (sql) => {
    expect((await sql.query("select 1 from proof")).rowCount).toBe(0);
    const tasks = (await copyTasks(sql)).map(({ reference }) => reference);
    expect(tasks).toContain("purge:proof:2022-01-31");
    expect(tasks).toHaveLength(2); // Of the sweep, and of the order.
    // A dump of before comes back.
    await sql.query("truncate favorable.erasure cascade");
    await sql.query("insert into proof values (4, 'agent-4', '2020-01-01')");
  });
  const closed = await run({ tables, erasures }, "--json");
  expect(closed.status).toBe(1);
  expect(JSON.parse(closed.stdout)).toMatchObject({
    swept: [{ refused: { code: "DATABASE_RESTORED", details: { reason: "unreplayed" } } }],
    orders: { refused: { code: "DATABASE_RESTORED" } },
  });
  expect(await inDatabase(async (sql) => (await sql.query("select 1 from proof")).rowCount)).toBe(1);
});

it("tells what is to be looked after, and nothing of whom it concerns", { timeout: 60_000 }, async () => {
  const { id } = await inDatabase((sql) =>
    placeHold(sql, { subject: "agent-marker", kind: "litigation", reason: "reason-marker", reviewOn: calendarDate("2022-01-01") }),
  );
  const { status, stdout } = await retention("status");
  expect(status).toBe(1);
  expect(stdout).toContain("holds      1 in force, 1 to be reviewed");
  expect(stdout).toContain(`  ${id}  litigation, on a subject under every policy, review 2022-01-01, overdue\n`);
  expect(stdout).toContain("copies     2 to go, 0 overdue");
  const json = await retention("status", "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({ asOf: "2022-01-31", waiting: 0, holds: [{ id, toReview: true }] });
  expect(`${stdout}${json.stdout}`).not.toContain("marker");
});

it("refuses a configuration that it cannot read", async () => {
  const tables = [{ policy: definition, table }];
  for (const [more, named] of [
    [{ erasures: { ...erasures, key: 7 } }, "erasures"],
    [{ erasures: { ...erasures, more: "" } }, "erasures"],
    [{ copies: [{ name: "x" }] }, "copies.0"],
    [{ tables: [{ ...tables[0], purposes: "all" }] }, "tables.0.purposes"],
  ] as const)
    await expect(run({ tables, ...more })).rejects.toMatchObject({ code: "CONFIG_INVALID", details: { paths: [named] } });
});
