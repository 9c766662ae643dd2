import { postgresRestrictionStore, restrictionLedger, restrictionMigrations } from "@favorable/rights/postgres";
import { migrate } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { expect } from "vitest";
import { freshDatabase } from "../../../testing/database.ts";
import { tableLog } from "./register-sql.ts";
import { restrictionSuite } from "./restriction-suite.ts";

restrictionSuite("on a real server", async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on("error", () => undefined);
  const sql = fromPg(pool);
  await migrate(sql, restrictionMigrations);
  const { log, state, events } = await tableLog(sql);
  const breakLog = (broken: boolean): void => {
    state.broken = broken;
  };
  const close = async (): Promise<void> => {
    // What the whole suite left: nothing was lifted without an announcement, and the counts agree with the list.
    const standing = await postgresRestrictionStore({ sql, log }).standing();
    expect(await restrictionLedger(sql)).toMatchObject({ standing: standing.length, lifted: 3 });
    await pool.end();
    await database.drop();
  };
  return { store: postgresRestrictionStore({ sql, log }), entries: events, breakLog, close };
});
