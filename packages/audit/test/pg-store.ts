/** A PostgreSQL database of its own for a test. */
import { fromPg } from "@favorable/sql/pg";
import pg from "pg";
import { freshDatabase } from "../../../testing/database.ts";
import type { Store } from "./store-behaviour.ts";

export async function openPgStore(): Promise<Store> {
  const { url, drop } = await freshDatabase();
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => undefined); // Idle connections end with the database.
  return {
    sql: fromPg(pool),
    async close() {
      await pool.end();
      await drop();
    },
  };
}
