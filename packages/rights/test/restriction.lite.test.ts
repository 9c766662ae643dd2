import { postgresRestrictionStore, restrictionMigrations } from "@favorable/rights/postgres";
import { migrate } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { tableLog } from "./register-sql.ts";
import { restrictionSuite } from "./restriction-suite.ts";

restrictionSuite("on PGlite", async () => {
  const db = await freshPglite();
  const sql = fromPglite(db);
  await migrate(sql, restrictionMigrations);
  const { log, state, events } = await tableLog(sql);
  const breakLog = (broken: boolean): void => {
    state.broken = broken;
  };
  return { store: postgresRestrictionStore({ sql, log }), entries: events, breakLog, close: () => db.close() };
});
