/** Where rows come from. */
import { cursorRows, type Sql, type SqlParam } from "@favorable/sql";
import type { Row } from "./ndjson.ts";

/** Rows, or batches of them. */
export type Rows = AsyncIterable<Row | readonly Row[]> | Iterable<Row | readonly Row[]>;

/**
 * Rows, or a function that hands them to `consume` and ends with it: for rows that live only inside a transaction.
 * The export is recorded as started before the function is called and as sealed after it has ended.
 */
export type RowSource = Rows | ((consume: (rows: Rows) => Promise<void>) => Promise<void>);

/**
 * The rows of one query in one read-only snapshot of the database, by a cursor: the count in the seal is that of one moment.
 *
 * @param text - one `select`, with `$1`, `$2`, …
 */
export function snapshotRows(sql: Sql, text: string, params: readonly SqlParam[] = []): RowSource {
  return (consume) => sql.transaction((tx) => consume(cursorRows<Row>(tx, text, params)), { isolation: "repeatable read", readOnly: true });
}
