/** Begin, savepoints, commit: written once for every driver that gives one connection. */
import { PrivacyError } from "@favorable/core";
import { beginText } from "./begin.ts";
import { databaseError, sqlState } from "./database-error.ts";
import type { Sql, SqlParam, SqlResult, TransactionContext } from "./port.ts";
import { refuseControl } from "./statement-guard.ts";

/** One connection, as a driver gives it. */
export interface Connection {
  /** One statement with parameters. */
  query(text: string, params?: readonly SqlParam[]): Promise<SqlResult<unknown>>;
  /** A text of one or more statements without parameters. */
  simple(text: string): Promise<unknown>;
}

/** A transaction ended well, or left its connection in a state nobody knows: such a connection must not be used again. */
export interface TransactionEnd {
  /** Told when rollback failed: throw the connection away. */
  broken(): void;
}

/**
 * Runs `run` between begin and commit on one connection.
 *
 * @throws what `run` throws, after the rollback; `TRANSACTION_ABORTED` when a statement failed, `run` went on all the same and the
 *   database would have turned the commit into a rollback; `COMMIT_UNKNOWN` when the connection was lost during the commit
 */
export async function runTransaction<T>(
  connection: Connection,
  run: (tx: Sql) => Promise<T>,
  context: TransactionContext | undefined,
  end: TransactionEnd,
): Promise<T> {
  const text = beginText(context);
  try {
    await simple(connection, text);
    const result = await runInside(connection, run);
    await commit(connection);
    return result;
  } catch (error) {
    await simple(connection, "rollback").catch(() => end.broken());
    throw error;
  }
}

/** Runs `run` inside a transaction that a layer has opened and will end itself. */
export async function runInside<T>(connection: Connection, run: (tx: Sql) => Promise<T>): Promise<T> {
  const level = new Level(connection, 1);
  const result = await level.run(run);
  if (level.failed) throw new PrivacyError("TRANSACTION_ABORTED", "a statement failed in this transaction: nothing of it is committed");
  return result;
}

/** The connection (class 08), the end of the server's process (57P01, 57P02, 57P05), or its own word (40003): the commit may have been done. */
const LOST = /^(08|57P0[125]|40003)/;

async function commit(connection: Connection): Promise<void> {
  try {
    await connection.simple("commit");
  } catch (error) {
    const state = sqlState(error);
    if (state !== undefined && !LOST.test(state)) throw databaseError(error);
    throw new PrivacyError("COMMIT_UNKNOWN", "the connection was lost during the commit: it may or may not have taken place");
  }
}

async function simple(connection: Connection, text: string): Promise<void> {
  try {
    await connection.simple(text);
  } catch (error) {
    throw databaseError(error);
  }
}

/** One level: the transaction itself (1) or a savepoint in it. Statements of a level run one after the other. */
class Level {
  readonly #connection: Connection;
  readonly #depth: number;
  #queue: Promise<unknown> = Promise.resolve();
  #state: "open" | "nested" | "ended" = "open";
  /** A statement failed and no savepoint has undone it. */
  failed = false;

  constructor(connection: Connection, depth: number) {
    this.#connection = connection;
    this.#depth = depth;
  }

  async run<T>(run: (tx: Sql) => Promise<T>): Promise<T> {
    try {
      return await run({
        query: (text, params) => this.#query(text, params) as never, // The port's one cast: rows are what the statement says they are.
        transaction: (inner, context) => this.#nested(inner, context),
      });
    } finally {
      this.#state = "ended";
      await this.#queue.catch(() => undefined); // What was started and not awaited ends before the commit.
    }
  }

  async #query(text: string, params?: readonly SqlParam[]): Promise<SqlResult<unknown>> {
    this.#usable();
    refuseControl(text); // Before anything is sent: the transaction goes on unharmed.
    return this.#next(() => this.#connection.query(text, params));
  }

  async #nested<T>(run: (tx: Sql) => Promise<T>, context?: TransactionContext): Promise<T> {
    this.#usable();
    if (context !== undefined) throw new PrivacyError("NESTED_CONTEXT", "a nested transaction runs as the outer one: it takes no context");
    this.#state = "nested";
    const inner = new Level(this.#connection, this.#depth + 1);
    const savepoint = `favorable_${this.#depth}`;
    try {
      await this.#next(() => this.#connection.simple(`savepoint ${savepoint}`));
      let result: T;
      try {
        result = await inner.run(run);
        if (inner.failed) throw new PrivacyError("TRANSACTION_ABORTED", "a statement failed in this transaction: nothing of it is kept");
      } catch (error) {
        const undo = `rollback to savepoint ${savepoint}; release savepoint ${savepoint}`;
        await this.#next(() => this.#connection.simple(undo)).catch(() => undefined); // Then this level has failed, too, and says so.
        throw error;
      }
      await this.#next(() => this.#connection.simple(`release savepoint ${savepoint}`));
      return result;
    } finally {
      if (this.#state === "nested") this.#state = "open";
    }
  }

  /** After the end the connection belongs to somebody else; during a savepoint its rollback would take the statement along. */
  #usable(): void {
    if (this.#state === "ended") throw new PrivacyError("TRANSACTION_ENDED", "the transaction has ended");
    if (this.#state === "nested") throw new PrivacyError("TRANSACTION_BUSY", "a nested transaction is open: use its handle");
  }

  async #next<R>(step: () => Promise<R>): Promise<R> {
    const turn = this.#queue.then(step, step);
    this.#queue = turn;
    try {
      return await turn;
    } catch (error) {
      const refused = databaseError(error);
      if (refused.code !== "PARAM_INVALID") this.failed = true; // Refused before anything was sent.
      throw refused;
    }
  }
}
