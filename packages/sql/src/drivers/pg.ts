/** The port on a pool of `pg` (node-postgres). @packageDocumentation */
import { PrivacyError } from "@favorable/core";
import { databaseError } from "../database-error.ts";
import { paramTexts } from "../params.ts";
import type { Sql, SqlParam, SqlResult } from "../port.ts";
import { readerOf } from "../results.ts";
import { refuseControl } from "../statement-guard.ts";
import { type Connection, runTransaction } from "../transaction.ts";

/** A query as `pg` takes it. */
export interface PgQuery {
  /** One statement. */
  text: string;
  /** Parameters, as text. */
  values?: unknown[];
  /** `extended` also without parameters: the server then refuses several statements in one text. */
  queryMode?: string;
  /** How texts of results are read. */
  types?: {
    /** The reader of a type, by its object identifier. */
    getTypeParser(oid: number, format?: string): (value: string) => unknown;
  };
}

/** What of `pg` is used; its own types are not imported, so nobody needs them installed. */
export interface PgQueryable {
  /** As `pg.Pool.query` and `pg.PoolClient.query`. */
  query(query: PgQuery): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/** The part of `pg.PoolClient` that is used. */
export interface PgClient extends PgQueryable {
  /** Gives the client back; `true` throws it away. */
  release(destroy?: boolean): void;
  /** A connection that dies while it is out of the pool tells nobody else. */
  on(event: "error", listener: (error: Error) => void): unknown;
  /** Undoes `on`. */
  removeListener(event: "error", listener: (error: Error) => void): unknown;
}

/** The part of `pg.Pool` that is used. A lone `pg.Client` does not fit: transactions would run into each other. */
export interface PgPool extends PgQueryable {
  /** As `pg.Pool.connect`. */
  connect(): Promise<PgClient>;
}

/** Results are asked for as text. */
const types = { getTypeParser: (oid: number): ((value: string) => unknown) => readerOf(oid) };

/**
 * Makes the port of a pool, which stays the application's: it ends it, and listens to its `error` event.
 *
 * No named statement and no session setting, as a pooler in transaction mode (PgBouncer) wants; tested behind one with the levels of
 * `@favorable/access`.
 *
 * @example
 * ```ts
 * // not run
 * import { fromPg } from "@favorable/sql/pg";
 * import pg from "pg";
 *
 * const sql = fromPg(new pg.Pool({ connectionString: process.env.DATABASE_URL }));
 * await sql.transaction((tx) => tx.query("select 1"), { role: "clerk", settings: { "favorable.actor": "a-17" } });
 * ```
 */
export function fromPg(pool: PgPool): Sql {
  return {
    async query(text, params) {
      refuseControl(text);
      return (await queryOn(pool, text, params)) as never; // Rows are what the statement says they are.
    },
    async autocommit(text, params, begun) {
      refuseControl(text);
      const sent = onClient(pool, (client) => {
        begun();
        return queryOn(client, text, params);
      });
      return (await sent) as never; // Rows are what the statement says they are.
    },
    transaction: (run, context) =>
      onClient(pool, (client, broken) => {
        const connection: Connection = {
          query: (text, params) => queryOn(client, text, params),
          simple: (text) => client.query({ text }),
        };
        return runTransaction(connection, run, context, { broken });
      }),
  };
}

/** An opened pool of one's own. */
export interface OpenedPg {
  /** The port. */
  readonly sql: Sql;
  /** Ends the pool. */
  close(): Promise<void>;
}

/**
 * Opens a small pool of one's own, for tools that run and end; an application has its pool and takes {@link fromPg}.
 *
 * @param connectionString - as `pg` reads it; never part of an error
 * @throws `PG_MISSING` when `pg` is not installed; errors of the connection come with the first query
 */
export async function openPg(connectionString: string): Promise<OpenedPg> {
  const { default: pg } = await loadPg();
  const pool = new pg.Pool({ connectionString, max: 4 });
  pool.on("error", () => undefined); // A connection that dies in the pool is replaced by the next query.
  return { sql: fromPg(pool), close: () => pool.end() };
}

/** The part of the module that is used; its own types are not imported, so nobody needs them installed. */
interface PgModule {
  readonly default: {
    readonly Pool: new (options: {
      connectionString: string;
      max: number;
    }) => PgPool & {
      on(event: "error", listener: () => void): unknown;
      end(): Promise<void>;
    };
  };
}

/** An optional peer: its name is no literal, or every bundler would ask for it. */
function loadPg(name = "pg"): Promise<PgModule> {
  return import(name).catch(() => {
    throw new PrivacyError("PG_MISSING", "install pg");
  });
}

/** Takes a connection out of the pool for as long as `use` lasts. */
async function onClient<T>(pool: PgPool, use: (client: PgClient, broken: () => void) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw databaseError(error);
  });
  let destroy = false;
  const broken = (): void => {
    destroy = true;
  };
  client.on("error", broken); // Without a listener the loss of the connection would end the process.
  try {
    return await use(client, broken);
  } finally {
    client.removeListener("error", broken);
    client.release(destroy);
  }
}

async function queryOn(on: PgQueryable, text: string, params?: readonly SqlParam[]): Promise<SqlResult<unknown>> {
  const values = paramTexts(params);
  try {
    const { rows, rowCount } = await on.query({ text, values, queryMode: "extended", types });
    return rowCount === null ? { rows } : { rows, rowCount };
  } catch (error) {
    throw databaseError(error);
  }
}
