import { applyPostgres, assertLevel, heldLevel, type PostgresMapping } from "@favorable/access/postgres";
import type { Sql } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { freshPglite } from "../../../testing/pglite.ts";
import { access, agent } from "./register.ts";

const mapping: PostgresMapping = {
  level: "columns",
  prefix: "lite",
  tables: [{ record: agent, schema: "public", table: "agent", key: "id", columns: { name: "name", status: "status" } }],
  logins: { app: ["director"] },
};
let db: Awaited<ReturnType<typeof freshPglite>>;
let sql: Sql;
beforeAll(async () => {
  db = await freshPglite(["create table agent (id bigint primary key, name text, status text)", "create role app login noinherit"]);
  sql = fromPglite(db);
});
afterAll(() => db.close());

it("PGlite states process: its session is a superuser's, whatever was applied", async () => {
  await applyPostgres(sql, access, mapping);
  const held = await heldLevel(sql, access, mapping);
  expect(held.level).toBe("process");
  expect(held.breaches).toContain("superuser");
  expect(await rejectionCode(assertLevel(sql, access, mapping))).toBe("LEVEL_NOT_HELD");
});
