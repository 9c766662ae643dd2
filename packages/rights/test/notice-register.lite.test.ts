import { noticeMigrations, postgresNoticeStore } from "@favorable/rights/postgres";
import { migrate } from "@favorable/sql";
import { fromPglite } from "@favorable/sql/pglite";
import { freshPglite } from "../../../testing/pglite.ts";
import { noticeRegisterSuite } from "./notice-register-suite.ts";
import { tableLog } from "./register-sql.ts";

noticeRegisterSuite("on PGlite", async () => {
  const db = await freshPglite();
  const sql = fromPglite(db);
  await migrate(sql, noticeMigrations);
  const { log, state, events } = await tableLog(sql);
  const breakLog = (broken: boolean): void => {
    state.broken = broken;
  };
  return { store: postgresNoticeStore({ sql, log }), entries: events, breakLog, close: () => db.close() };
});
