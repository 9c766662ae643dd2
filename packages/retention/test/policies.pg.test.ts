import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { freshDatabase } from "../../../testing/database.ts";
import { attachSuite } from "./attach-suite.ts";
import { holdSuite } from "./hold-suite.ts";
import { monthEndSuite } from "./month-end-suite.ts";
import { readingSuite } from "./reading-suite.ts";

const open = async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  return {
    sql: fromPg(pool),
    async close() {
      await pool.end();
      await database.drop();
    },
  };
};

readingSuite("a real server", open);
holdSuite("a real server", open);
attachSuite("a real server", open);
monthEndSuite("a real server", open);
