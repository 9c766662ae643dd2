import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { freshDatabase } from "../../../testing/database.ts";
import { dependantsSuite } from "./dependants-suite.ts";

dependantsSuite("a real server", async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  return {
    sql: fromPg(pool),
    async close() {
      await pool.end();
      await database.drop();
    },
  };
});
