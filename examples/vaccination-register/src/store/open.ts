/** The database of the story: PGlite in a folder, so that it runs anywhere, or a server named by DATABASE_URL. */
import { PrivacyError } from "@favorable/core";
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
/** How the story knows its database again: another one of that name is left alone. */
const MARK = "made by the vaccination register of Favorable; each run makes it anew";

/**
 * Opens the database and removes what an earlier run left in it.
 *
 * @param folder - the PGlite folder; a lock stands beside it
 * @throws `FOLDER_LOCKED` while another process has the folder; on a server `DATABASE_UNREACHABLE` (details: the system's or the server's
 *   `reason`), `DATABASE_IN_USE` while another run has it, `DATABASE_FOREIGN` when a database of that name is not the story's
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
  const admin = await connect(url);
  try {
    // Held on this connection until the store is closed: two runs on one server do not drop each other's database.
    const { rows } = await admin.query<{ taken: boolean }>("select pg_try_advisory_lock(hashtextextended($1, 0)) as taken", [DATABASE]);
    if (rows[0]?.taken !== true) throw new PrivacyError("DATABASE_IN_USE", "another run has the story's database open");
    await assertOurs(admin);
    await admin.query(`drop database if exists ${DATABASE} with (force)`);
    await admin.query(`create database ${DATABASE}`);
    await admin.query(`comment on database ${DATABASE} is '${MARK}'`);
  } catch (error) {
    await admin.end();
    throw error;
  }
  const own = new URL(url);
  own.pathname = `/${DATABASE}`;
  const pool = new pg.Pool({ connectionString: own.href, max: 4 });
  const close = async (): Promise<void> => {
    await pool.end();
    await admin.end();
  };
  return { sql: fromPg(pool), close, what: "a PostgreSQL server" };
}

async function connect(url: string): Promise<pg.Client> {
  try {
    const admin = new pg.Client({ connectionString: new URL(url).href });
    await admin.connect();
    return admin;
  } catch (error) {
    // The driver's message may name the account or the host: only its code travels.
    const reason = error instanceof Error && "code" in error ? String(error.code) : "not a connection string";
    throw new PrivacyError("DATABASE_UNREACHABLE", "DATABASE_URL does not lead to a PostgreSQL server", { reason });
  }
}

async function assertOurs(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ mark: string | null }>(
    "select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1::text",
    [DATABASE],
  );
  const [found] = rows;
  if (found !== undefined && found.mark !== MARK)
    throw new PrivacyError("DATABASE_FOREIGN", `a database named ${DATABASE} is there that the story did not make: rename or drop it`);
}
