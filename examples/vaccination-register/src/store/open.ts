/** The database of the story: PGlite in a folder, so that it runs anywhere, or a server named by DATABASE_URL. */
import type { Sql } from "@favorable/sql";
import { fromPg } from "@favorable/sql/pg";
import { openPglite } from "@favorable/sql/pglite";
import pg from "pg";

/** An open database, empty of earlier runs. */
export interface Store {
  readonly sql: Sql;
  /** What it is, in words, for the story and the evidence. */
  readonly what: string;
  close(): Promise<void>;
}

/** On a server the story has a database of its own, which each run makes anew; nothing else on the server is touched. */
const DATABASE = "favorable_vaccination_register";

/**
 * Opens the database and removes what an earlier run left in it.
 *
 * @param folder - the PGlite folder; a lock stands beside it
 * @throws `FOLDER_LOCKED` while another process has the folder
 */
export async function openStore(folder: string, url: string | undefined): Promise<Store> {
  return url === undefined || url === "" ? openFolder(folder) : openServer(url);
}

async function openFolder(folder: string): Promise<Store> {
  const { sql, close } = await openPglite(folder);
  for (const schema of ["register", "favorable"]) await sql.query(`drop schema if exists ${schema} cascade`);
  return { sql, close, what: "PGlite, one session in this process" };
}

async function openServer(url: string): Promise<Store> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`drop database if exists ${DATABASE} with (force)`);
    await admin.query(`create database ${DATABASE}`);
  } finally {
    await admin.end();
  }
  const own = new URL(url);
  own.pathname = `/${DATABASE}`;
  const pool = new pg.Pool({ connectionString: own.href, max: 4 });
  return { sql: fromPg(pool), close: () => pool.end(), what: "a PostgreSQL server" };
}
