/** The port on PGlite, PostgreSQL inside the process. @packageDocumentation */
import { AsyncLocalStorage } from "node:async_hooks";
import { PrivacyError } from "@favorable/core";
import { setupText } from "../begin.ts";
import { databaseError } from "../database-error.ts";
import { paramTexts } from "../params.ts";
import type { Sql, SqlParam, SqlResult } from "../port.ts";
import { readerOf, typesRead } from "../results.ts";
import { refuseControl } from "../statement-guard.ts";
import { runInside } from "../transaction.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";

/** What PGlite gives back. */
export interface PgliteResults {
  rows: unknown[];
  /** Rows changed. */
  affectedRows?: number;
  /** Rows returned or changed, where the statement counts them. */
  rowCount?: number;
}

/** A transaction of PGlite, as far as it is used. */
export interface PgliteTransaction {
  /** One statement. */
  query(text: string, params?: unknown[], options?: object): Promise<PgliteResults>;
  /** One or more statements without parameters. */
  exec(text: string): Promise<unknown>;
}

/** PGlite, as far as it is used; its own types are not imported. */
export interface PgliteLike {
  /** One statement. */
  query(text: string, params?: unknown[], options?: object): Promise<PgliteResults>;
  /** A transaction, in PGlite's own queue: there is only one connection. */
  transaction<T>(run: (tx: PgliteTransaction) => Promise<T>): Promise<T>;
}

/** What this storage holds and does not hold, to be shown wherever evidence is. */
export interface PgliteHealth {
  readonly driver: "pglite";
  /** One superuser session inside the process: roles are kept apart by the process only. */
  readonly assurance: "process";
  /** False: nothing is ever forced to the disk, so a power cut may lose acknowledged changes. */
  readonly durable: false;
  /** Whether the data stay after the process. */
  readonly persistent: boolean;
}

/** An opened PGlite of one's own. */
export interface OpenedPglite {
  /** The port. */
  readonly sql: Sql;
  /** Closes the database and frees the folder. */
  close(): Promise<void>;
  /** What this storage is worth. */
  health(): PgliteHealth;
}

/** Texts are read by this package: the driver's own choices differ from the other drivers'. */
const options = {
  parsers: Object.fromEntries(typesRead().map((oid) => [oid, readerOf(oid)])),
  // Parameters are text already, whatever the type.
  serializers: new Proxy({}, { get: () => (value: unknown) => value }),
};

/**
 * Makes the port of an open PGlite, which stays the application's.
 *
 * PGlite has one connection: the outer handle used inside an open transaction would wait for itself for ever, so it is refused with
 * `TRANSACTION_BUSY`.
 *
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { fromPglite } from "@favorable/sql/pglite";
 *
 * const db = await PGlite.create();
 * const { rows } = await fromPglite(db).query<{ day: string }>("select $1::date + 1 as day", ["2021-10-30"]);
 * console.log(rows[0]?.day); // 2021-10-31
 * await db.close();
 * ```
 */
export function fromPglite(db: PgliteLike): Sql {
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  const refuseInside = (): void => {
    if (inside.getStore()?.open === true)
      throw new PrivacyError("TRANSACTION_BUSY", "PGlite has one connection: inside a transaction use the handle it gave");
  };
  return {
    async query(text, params) {
      refuseInside();
      refuseControl(text);
      return (await queryOn(db, text, params)) as never; // Rows are what the statement says they are.
    },
    async transaction(run, context) {
      refuseInside();
      const setup = setupText(context);
      const mark = { open: true };
      let failure: unknown;
      try {
        return await db.transaction(async (tx) => {
          try {
            if (setup !== "") await execOn(tx, setup);
            const connection = { query: queryOn.bind(undefined, tx), simple: (text: string) => execOn(tx, text) };
            return await inside.run(mark, () => runInside(connection, run));
          } catch (error) {
            failure = error;
            throw error;
          }
        });
      } catch (error) {
        throw error === failure ? error : databaseError(error); // What `run` threw leaves as it is.
      } finally {
        mark.open = false;
      }
    },
  };
}

/**
 * Opens a PGlite in memory or in a folder. Two processes on one folder destroy each other's data without an error, so the folder is
 * locked by a file beside it: `<folder>.lock`.
 *
 * @param folder - a plain path where the data live; `undefined` for memory. PGlite's own prefixes (`file://`, `idb://`, `memory://`, …) are
 *   refused: they would name a folder past its lock
 * @throws `FOLDER_LOCKED` while another process has the folder, `FOLDER_INVALID`, `LOCK_UNSUPPORTED`, `PGLITE_MISSING` when
 *   `@electric-sql/pglite` is not installed
 */
export async function openPglite(folder: string | undefined): Promise<OpenedPglite> {
  const { PGlite } = await import("@electric-sql/pglite").catch(() => {
    throw new PrivacyError("PGLITE_MISSING", "install @electric-sql/pglite");
  });
  const lock: FolderLock | undefined = folder === undefined ? undefined : lockFolder(folder);
  try {
    const db = await PGlite.create(lock === undefined ? {} : { dataDir: lock.folder });
    return {
      sql: fromPglite(db),
      async close() {
        await db.close();
        lock?.release();
      },
      health: () => ({ driver: "pglite", assurance: "process", durable: false, persistent: folder !== undefined }),
    };
  } catch (error) {
    lock?.release();
    throw databaseError(error);
  }
}

async function queryOn(on: Pick<PgliteTransaction, "query">, text: string, params?: readonly SqlParam[]): Promise<SqlResult<unknown>> {
  const values = paramTexts(params);
  try {
    const { rows, rowCount, affectedRows = 0 } = await on.query(text, values, options);
    const count = rowCount ?? (affectedRows > 0 ? affectedRows : undefined);
    return count === undefined ? { rows } : { rows, rowCount: count };
  } catch (error) {
    throw databaseError(error);
  }
}

async function execOn(on: PgliteTransaction, text: string): Promise<void> {
  try {
    await on.exec(text);
  } catch (error) {
    throw databaseError(error);
  }
}
