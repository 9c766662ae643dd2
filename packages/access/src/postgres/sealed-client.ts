/** What an application at level `sealed` calls. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
import { ident } from "./identifiers.ts";
import type { PostgresMapping } from "./mapping.ts";
import { planOf } from "./plan.ts";
import { functionName, namesKeys } from "./sealed-parts.ts";

/** A row that was shown: its key, unless the role may not read it, and the fields that it may. */
export interface SealedRow {
  readonly key: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Changes. The entry is committed before the table is touched: it says what was asked for, and stays when the change is refused or rolled back.
 */
export interface SealedChanges {
  /** Adds a row; answers with its key. */
  add(token: string, record: string, value: object, key?: string): Promise<string>;
  /** Changes fields of rows; answers with the entry, whether or not the rows are in reach. */
  modify(token: string, record: string, keys: readonly string[], value: object): Promise<string>;
  /** Deletes rows, or with `fields` empties these. */
  delete(token: string, record: string, keys: readonly string[], fields?: readonly string[]): Promise<string>;
}

/** The functions of a sealed database. `token` is a signed context. Refusals are `SQL_FAILED` with `sqlState` 28000 (context) or 42501 (matrix). */
export interface SealedAccess extends SealedChanges {
  /** Reads rows by key: the entry is committed before a row leaves the database. Not inside a transaction. */
  read(token: string, record: string, keys: readonly string[]): Promise<readonly SealedRow[]>;
  /** Every row in reach, each named in the entries. Not inside a transaction. */
  extract(token: string, record: string): Promise<readonly SealedRow[]>;
  /** Changes made in a transaction of the caller's: their entries are committed beside it first, and stay when it is rolled back. */
  within(tx: Sql): SealedChanges;
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
  /** The ticket of a committed entry that names whom the rows or the change are about. */
  const ticketOf = async (
    token: string,
    record: string,
    action: string,
    keys: readonly string[] | null,
    text: string | null,
  ): Promise<string | null> => {
    const table = plan.tables.find(({ name }) => name === record);
    const once = table === undefined || action === "add" || (action !== "extract" && namesKeys(table));
    const { rows } = await sql.query<{ ticket: string | null }>(
      once
        ? `select ${call("prepare", record)}($1::text, $2::text, $3::text[], $4::jsonb)::text as ticket`
        : `call ${call("open", record)}($1::text, $2::text, $3::text[], $4::jsonb, null)`,
      [token, action, keys, text],
    );
    return rows[0]?.ticket ?? null;
  };
  const changes = (tx: Sql): SealedChanges => {
    const change = async (
      token: string,
      record: string,
      action: string,
      keys: readonly string[] | null,
      value: unknown,
    ): Promise<string> => {
      const text = value === undefined ? null : JSON.stringify(value);
      const { rows } = await tx.query<{ told: string }>(`select ${call(action, record)}($1::text::uuid, $2::jsonb) as told`, [
        await ticketOf(token, record, action, keys, text),
        text,
      ]);
      return rows[0]?.told ?? "";
    };
    return {
      add: (token, record, value, key) => change(token, record, "add", key === undefined ? null : [key], value),
      modify: (token, record, keys, value) => change(token, record, "modify", keys, value),
      delete: (token, record, keys, fields) => change(token, record, "delete", keys, fields),
    };
  };
  return {
    ...changes(sql),
    within: changes,
    async read(token, record, keys) {
      const { rows } = await sql.query<{ rows: SealedRow[] }>(`call ${call("read", record)}($1::text, $2::text[], null)`, [token, keys]);
      return rows[0]?.rows ?? [];
    },
    async extract(token, record) {
      const ticket = await ticketOf(token, record, "extract", null, null);
      const { rows } = await sql.query<SealedRow>(`select key, fields from ${call("take", record)}($1::text::uuid)`, [ticket]);
      return rows;
    },
    async tidy() {
      await sql.query(`select favorable.${ident(`access_${plan.mapping.prefix}_tidy`)}()::text`);
    },
  };
}
