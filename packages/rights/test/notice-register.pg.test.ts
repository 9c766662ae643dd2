import { noticeMigrations, postgresNoticeStore } from "@favorable/rights/postgres";
import { migrate } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { freshDatabase } from "../../../testing/database.ts";
import { noticeRegisterSuite } from "./notice-register-suite.ts";
import { tableLog } from "./register-sql.ts";

noticeRegisterSuite("on a real server", async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on("error", () => undefined);
  const sql = fromPg(pool);
  await migrate(sql, noticeMigrations);
  const { log, state, events } = await tableLog(sql);
  const breakLog = (broken: boolean): void => {
    state.broken = broken;
  };
  const close = async (): Promise<void> => {
    await pool.end();
    await database.drop();
  };
  return { store: postgresNoticeStore({ sql, log }), entries: events, breakLog, close };
});
