/** What an application at level `sealed` calls. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
import { ident } from "./identifiers.ts";
import type { PostgresMapping } from "./mapping.ts";
import { planOf } from "./plan.ts";
import { functionName } from "./sealed-parts.ts";

/** A row that was shown: its key, unless the role may not read it, and the fields that it may. */
export interface SealedRow {
  readonly key: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The functions of a sealed database. `token` is a signed context. Refusals are `SQL_FAILED` with `sqlState` 28000 (context) or 42501 (matrix). */
export interface SealedAccess {
  /** Reads rows by key: the entry is committed before a row leaves the database. Not inside a transaction. */
  read(token: string, record: string, keys: readonly string[]): Promise<readonly SealedRow[]>;
  /** Every row in reach, each named in the entries. Not inside a transaction. */
  extract(token: string, record: string): Promise<readonly SealedRow[]>;
  /** Adds a row, in the caller's transaction if `sql` is one; answers with its key. */
  add(token: string, record: string, value: object, key?: string): Promise<string>;
  /** Changes fields of rows; answers with the entry, whether or not the rows are in reach. */
  modify(token: string, record: string, keys: readonly string[], value: object): Promise<string>;
  /** Deletes rows, or with `fields` empties these. */
  delete(token: string, record: string, keys: readonly string[], fields?: readonly string[]): Promise<string>;
  /** Forgets nonces and tickets that have run out; any schedule. */
  tidy(): Promise<void>;
}

/**
 * Makes the calls; `sql` is the application's own login.
 *
 * @throws `RECORD_UNKNOWN`; `SQL_FAILED`
 */
export function sealedAccess(sql: Sql, matrix: AnyMatrix, mapping: PostgresMapping): SealedAccess {
  const plan = planOf(matrix, mapping);
  const call = (verb: string, record: string): string => {
    if (!plan.tables.some(({ name }) => name === record)) throw new PrivacyError("RECORD_UNKNOWN", "the mapping has no such record");
    return `favorable.${ident(functionName(plan, verb, record))}`;
  };
  const show = async (token: string, record: string, action: "read" | "extract", keys: readonly string[] | null): Promise<SealedRow[]> => {
    const asked = await sql.query<{ ticket: string }>(`select ${call("ask", record)}($1::text, $2::text, $3::text[])::text as ticket`, [
      token,
      action,
      keys,
    ]);
    const { rows } = await sql.query<SealedRow>(`select key, fields from ${call("take", record)}($1::text::uuid)`, [
      asked.rows[0]?.ticket ?? null,
    ]);
    return rows;
  };
  const told = async (text: string, params: Parameters<Sql["query"]>[1]): Promise<string> =>
    (await sql.query<{ told: string }>(text, params)).rows[0]?.told ?? "";
  return {
    read: (token, record, keys) => show(token, record, "read", keys),
    extract: (token, record) => show(token, record, "extract", null),
    add: (token, record, value, key) =>
      told(`select ${call("add", record)}($1::text, $2::text, $3::jsonb) as told`, [token, key ?? null, JSON.stringify(value)]),
    modify: (token, record, keys, value) =>
      told(`select ${call("modify", record)}($1::text, $2::text[], $3::jsonb) as told`, [token, keys, JSON.stringify(value)]),
    delete: (token, record, keys, fields) =>
      told(`select ${call("delete", record)}($1::text, $2::text[], $3::text[]) as told`, [token, keys, fields ?? null]),
    async tidy() {
      await sql.query(`select favorable.${ident(`access_${plan.mapping.prefix}_tidy`)}()::text`);
    },
  };
}
