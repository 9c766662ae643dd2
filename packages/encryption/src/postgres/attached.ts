/** Tables of the application whose cells are emptied when a subject is erased. */
import { cursorRows, type Sql } from "@favorable/sql";
import { columnTypes, quoteName, quoteRelation, tableError } from "./names.ts";

/** A table of the application. */
export interface AttachedTable {
  /** `table` or `schema.table`, exact names. */
  readonly table: string;
  /** The column that names the subject, as the application does when it seals. An index on it serves every erasure. */
  readonly subject: string;
  /** The columns that are set to null: blind indexes above all, which no destroyed key makes unreadable; sealed cells if wanted. */
  readonly clear: readonly string[];
}

/** A table, ready for statements. */
interface Described {
  readonly relation: string;
  readonly subject: string;
  readonly type: string;
  readonly clear: readonly string[];
}

/** The attached tables, described once from the catalogue. */
export class Attached {
  readonly #tables: readonly AttachedTable[];
  #described: readonly Described[] | undefined;

  /** Throws `TABLE_INVALID` for names that cannot be, and for a table with nothing to clear. */
  constructor(tables: readonly AttachedTable[]) {
    for (const { table, subject, clear } of tables) {
      for (const name of [subject, ...clear]) quoteName(name);
      quoteRelation(table);
      if (clear.length === 0 || clear.includes(subject)) throw tableError("columns");
    }
    this.#tables = tables.map((table) => ({ ...table, clear: [...table.clear] }));
  }

  /** Empties the columns of a subject. */
  async clear(tx: Sql, name: string): Promise<void> {
    for (const { relation, subject, type, clear } of await this.#describe(tx)) {
      const nulls = clear.map((column) => `${column} = null`).join(", ");
      await tx.query(`update ${relation} set ${nulls} where ${subject} = $1::${type} and (${anyOf(clear)})`, [name]);
    }
  }

  /** Every subject of whom something would be emptied, in batches. */
  async *names(tx: Sql): AsyncGenerator<readonly string[], void, undefined> {
    for (const { relation, subject, clear } of await this.#describe(tx)) {
      const text = `select distinct ${subject}::text as name from ${relation} where ${subject} is not null and (${anyOf(clear)})`;
      for await (const rows of cursorRows<{ name: string }>(tx, text)) yield rows.map(({ name }) => name);
    }
  }

  async #describe(sql: Sql): Promise<readonly Described[]> {
    if (this.#described !== undefined) return this.#described;
    const described: Described[] = [];
    for (const { table, subject, clear } of this.#tables) {
      const relation = quoteRelation(table);
      const [type = "text"] = await columnTypes(sql, relation, [subject, ...clear]);
      described.push({ relation, subject: quoteName(subject), type, clear: clear.map(quoteName) });
    }
    this.#described = described;
    return described;
  }
}

function anyOf(columns: readonly string[]): string {
  return columns.map((column) => `${column} is not null`).join(" or ");
}
