/** The port: SQL text and parameters, over whatever connection the application has. */

/**
 * What a parameter may be. Every parameter is sent as text, so the statement says its type with a cast: `$1::date`, `$1::jsonb` (a text
 * made by `JSON.stringify`), `$1::bytea`, `$1::bigint`, `$1::text[]`.
 */
export type SqlParam = string | number | bigint | boolean | null | Uint8Array | readonly string[];

/** What a statement gives back. */
export interface SqlResult<R> {
  /** The rows, in the order of the server. */
  readonly rows: R[];
  /** Rows returned or changed; absent for statements that count none, such as `create table`. */
  readonly rowCount?: number;
}

/** What a transaction runs as. */
export interface TransactionContext {
  /** A database role taken for the transaction (`set local role`), 1 to 63 bytes of UTF-8. */
  readonly role?: string;
  /** Transaction-local settings by dotted lower-case name, such as `favorable.actor`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Default: what the server has, normally `read committed`. */
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  /** Refuse every change in this transaction. */
  readonly readOnly?: boolean;
}

/**
 * A database as Favorable uses it. Results are the same on every driver of this package: `date`, `timestamp`, `bigint`, `numeric` and
 * every type not named here as text, `timestamptz` as ISO 8601 in UTC with its fraction, `smallint`, `integer`, `real` and `double
 * precision` as numbers, `boolean`, `json` and `jsonb` parsed, `bytea` as `Uint8Array`, `text[]` as an array of strings.
 *
 * Codes thrown by the drivers: `SQL_FAILED`, `SQL_UNAVAILABLE`, `PARAM_INVALID`, `TRANSACTION_BUSY`, `TRANSACTION_ENDED`,
 * `TRANSACTION_ABORTED`, `TRANSACTION_CONTROL`, `COMMIT_UNKNOWN`, `NESTED_CONTEXT`, `CONTEXT_INVALID`.
 */
export interface Sql {
  /**
   * Runs one statement; several in one text are refused (SQLSTATE 42601), and so are those that begin, end or nest transactions and those
   * that set something beyond their transaction (`TRANSACTION_CONTROL`).
   */
  query<R = Record<string, unknown>>(text: string, params?: readonly SqlParam[]): Promise<SqlResult<R>>;
  /**
   * Runs one statement in a transaction of its own, and tells by `begun` when a connection was had, just before it is sent: what `begun`
   * throws leaves, and nothing was sent. A driver may leave it out; handles of transactions do. One round trip where `transaction` takes three.
   */
  autocommit?<R = Record<string, unknown>>(text: string, params: readonly SqlParam[], begun: () => void): Promise<SqlResult<R>>;
  /**
   * Runs `run` between begin and commit; role and settings are set in the same round trip as the begin. Rolled back when `run` throws.
   * A nested call is a savepoint and takes no context. Inside, use only the handle that was given.
   */
  transaction<T>(run: (tx: Sql) => Promise<T>, context?: TransactionContext): Promise<T>;
}
