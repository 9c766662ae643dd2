import type { PGlite } from "@electric-sql/pglite";
import type { AuditLog } from "@favorable/audit";
import { createSigner, generateKey } from "@favorable/audit/node";
import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { simulatedClock } from "@favorable/core";
import { migrate, type Sql } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { createGuard } from "../src/index.ts";
import { declare, director, rows } from "./register.ts";

const ORIGIN = "guard.example/audit";
const declared = declare();
const { agent } = declared;
let db: PGlite;
let sql: Sql;
let log: AuditLog;

beforeAll(async () => {
  db = await freshPglite();
  sql = fromPglite(db);
  await migrate(sql, auditMigrations);
  await sql.query("create table person (number text primary key)");
  const clock = simulatedClock(new Date("2021-11-05T09:00:00Z"));
  log = await openAuditLog({ sql, origin: ORIGIN, signer: createSigner(generateKey(ORIGIN).privateKey), clock });
});
afterAll(() => db.close());

const guard = () =>
  createGuard({
    processing: declared,
    log,
    sql,
    logPolicy: { policy: "logs", version: 1 },
    zone: "Europe/Monaco",
    clock: simulatedClock(new Date("2021-11-05T09:00:00Z")),
  });
const request = { actor: director, role: "director", purpose: "followUp" } as const;
const row = { number: "n-9", name: "Ninth", status: "yes" } as const;

async function typesFrom(size: number): Promise<string[]> {
  const types: string[] = [];
  for await (const entry of log.entries({ from: size })) types.push(entry.type);
  return types;
}

test("a read inside a transaction that the application rolls back keeps its entry", async () => {
  const { size } = await log.sequence();
  const run = guard().run(request, ({ read }) =>
    sql.transaction(async (tx) => {
      await tx.query("insert into person values ($1::text)", ["n-1"]);
      await read(agent, rows);
      throw new Error("rolled back");
    }),
  );
  await expect(run).rejects.toThrow("rolled back");
  expect((await sql.query("select from person")).rows).toHaveLength(0);
  expect(await typesFrom(size)).toEqual(["access.read"]);
});

test("a refusal inside a transaction that is rolled back keeps its entry", async () => {
  const { size } = await log.sequence();
  const clerk = { actor: { id: "c-1", roles: ["clerk"] }, role: "clerk", purpose: "followUp" } as const;
  const run = guard().run(clerk, ({ change }) => sql.transaction(async (tx) => change(agent, "delete", [row], async () => tx)));
  await expect(run).rejects.toMatchObject({ code: "WRITE_REFUSED" });
  expect(await typesFrom(size)).toEqual(["access.refused"]);
});

test("a change has an entry if and only if it was committed", async () => {
  const { size } = await log.sequence();
  const failing = guard().run(request, ({ change }) =>
    change(agent, "add", [row], async (tx) => {
      await tx.query("insert into person values ($1::text)", [row.number]);
      throw new Error("changed my mind");
    }),
  );
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await typesFrom(size)).toEqual([]);
  await guard().run(request, ({ change }) =>
    change(agent, "add", [row], (tx) => tx.query("insert into person values ($1::text)", [row.number])),
  );
  expect(await typesFrom(size)).toEqual(["access.changed"]);
  expect((await sql.query("select from person")).rows).toHaveLength(1);
});
