/** Seals the cells of a table anew under the newest keys of their subjects, in steps that can be taken up again. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { isErased } from "../fields/erased.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import { columnTypes, quoteName, quoteRelation, tableError } from "./names.ts";

/** A table with sealed columns. */
export interface SealedTable {
  /** `table` or `schema.table`, exact names. */
  readonly table: string;
  /** The name that its cells are bound to; that of the table unless told. */
  readonly name?: string;
  /** The primary key, of one column. */
  readonly key: string;
  /** The column that names the subject. */
  readonly subject: string;
  /** The sealed columns; the cells are bound to these names. */
  readonly columns: readonly string[];
  /** Whether cells are bound to the row as well, by the text of its primary key. */
  readonly rows?: boolean;
}

/** One step through a table. */
export interface ResealStep {
  /** Cells that are sealed under the newest key now. */
  readonly resealed: number;
  /** Cells of erased subjects, left as they are. */
  readonly erased: number;
  /** Cells that somebody changed meanwhile: sealed under the newest key by them. */
  readonly changed: number;
  /** The primary key where the next step begins, as text; absent after the last. */
  readonly after?: string;
}

/**
 * Reseals up to `limit` rows, 500 unless told, 10,000 at most. The application goes on reading and writing: a cell is replaced only where it is
 * still the one that was read. Begin again with the `after` of the last step that returned; doing a step twice is harmless.
 *
 * @throws `TABLE_INVALID`, `BATCH_INVALID`, `SQL_FAILED`; `SEALED_INVALID`, `SEALED_REFUSED` for a cell that is none or does not belong there
 */
export async function resealTable(
  sql: Sql,
  ring: Pick<KeyRing, "reseal">,
  sealed: SealedTable,
  step: { readonly after?: string; readonly limit?: number } = {},
): Promise<ResealStep> {
  const { limit = 500, after } = step;
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw new PrivacyError("BATCH_INVALID", "a step has 1 to 10,000 rows");
  if (sealed.columns.length === 0) throw tableError("columns");
  const relation = quoteRelation(sealed.table);
  const [type = "text"] = await columnTypes(sql, relation, [sealed.key, sealed.subject, ...sealed.columns]);
  const key = quoteName(sealed.key);
  const cells = sealed.columns.map((column, at) => `${quoteName(column)}::text as c${at}`).join(", ");
  const from = after === undefined ? "" : `where ${key} > $2::${type}`;
  const { rows } = await sql.query<Record<string, string | null>>(
    `select ${key}::text as key, ${quoteName(sealed.subject)}::text as subject, ${cells} from ${relation} ${from} order by ${key} limit $1::integer`,
    after === undefined ? [limit] : [limit, after],
  );

  const counts = { resealed: 0, erased: 0, changed: 0 };
  for (const row of rows) {
    const { key: id, subject } = row;
    if (typeof id !== "string" || typeof subject !== "string") continue; // A row of nobody has nothing sealed.
    for (const [at, column] of sealed.columns.entries()) {
      const cell = row[`c${at}`];
      if (typeof cell !== "string") continue;
      const place = { table: sealed.name ?? sealed.table, column, subject, ...(sealed.rows === true ? { row: id } : {}) };
      const resealed = await ring.reseal(place, cell);
      if (isErased(resealed)) counts.erased++;
      else if (resealed !== cell) {
        const { rowCount } = await sql.query(
          `update ${relation} set ${quoteName(column)} = $1::text where ${key} = $2::${type} and ${quoteName(column)}::text = $3::text`,
          [resealed, id, cell],
        );
        if (rowCount === 1) counts.resealed++;
        else counts.changed++;
      }
    }
  }
  const last = rows.length === limit ? rows.at(-1)?.["key"] : undefined;
  return { ...counts, ...(typeof last === "string" ? { after: last } : {}) };
}
