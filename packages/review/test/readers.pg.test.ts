import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { freshDatabase } from "../../../testing/database.ts";
import { readersSuite } from "./readers-suite.ts";

readersSuite("a real server", async () => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on("error", () => undefined);
  const close = async (): Promise<void> => {
    await pool.end();
    await database.drop();
  };
  return { sql: fromPg(pool), close };
});
