import { caseMigrations, postgresBreachRegister } from "@favorable/rights/postgres";
import { migrate } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { caseRegisterSuite } from "./case-register-suite.ts";
import { tableLog } from "./register-sql.ts";

caseRegisterSuite("on PGlite", async () => {
  const db = await freshPglite();
  const sql = fromPglite(db);
  await migrate(sql, caseMigrations);
  const { log, state, entries } = await tableLog(sql);
  const breakLog = (broken: boolean): void => {
    state.broken = broken;
  };
  return { register: postgresBreachRegister({ sql, log }), entries, breakLog, close: () => db.close() };
});
