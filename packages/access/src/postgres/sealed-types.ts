/** What the client of level `sealed` takes and gives. */
import type { Sql } from "@favorable/sql";

/** A row that was shown: its key, unless the role may not read it, and the fields that it may, in the forms of the port of `@favorable/sql`. */
export interface SealedRow<V = Readonly<Record<string, unknown>>> {
  readonly key: string | null;
  readonly fields: V;
}

/**
 * Changes. The entry is committed before the table is touched: it says what was asked for, and stays when the change is refused or rolled back.
 *
 * @typeParam T - what a change answers with
 */
export interface SealedChanges<T = string> {
  /** Adds a row; answers with its key. */
  add(token: string, record: string, value: object, key?: string): Promise<T>;
  /** Changes fields of rows; answers with the entry, whether or not the rows are in reach. */
  modify(token: string, record: string, keys: readonly string[], value: object): Promise<T>;
  /** Deletes rows, or with `fields` empties these. */
  delete(token: string, record: string, keys: readonly string[], fields?: readonly string[]): Promise<T>;
}

/** A change whose entry is committed, and which is still to be made: for ten seconds, once, or again when its transaction was rolled back. */
export interface PreparedChange {
  /** Makes it, in any transaction that began after it was prepared; answers as the change does. */
  make(tx: Sql): Promise<string>;
}
