/** What an application at level `sealed` calls. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { AnyMatrix } from "../index.ts";
import { ident } from "./identifiers.ts";
import type { PostgresMapping } from "./mapping.ts";
import { type PlannedTable, planOf } from "./plan.ts";
import { type ActingIn, actingIn } from "./sealed-acting.ts";
import { type Asking, askInTime, assertReadCommitted } from "./sealed-asking.ts";
import { functionName, namesKeys } from "./sealed-parts.ts";
import type { PreparedChange, SealedChanges, SealedRow } from "./sealed-types.ts";
import { readRow, type WireRow, writeFields } from "./sealed-values.ts";

/** How the functions are called. */
export interface SealedOptions {
  /** Milliseconds that a change inside a transaction waits for a second connection; 5,000 unless told. */
  readonly patienceMs?: number;
}

/**
 * The functions of a sealed database. `token` is a signed context. Refusals are `SQL_FAILED` with `sqlState` 28000 (context) or 42501 (matrix);
 * a value that would be lost or changed on its way is `VALUE_INVALID`.
 *
 * Records are named by texts here; {@link SealedAccess.acting} takes the records themselves, and the compiler knows the fields.
 */
export interface SealedAccess<M = AnyMatrix> extends SealedChanges {
  /** Reads rows by key: the entry is committed before a row leaves the database. Not inside a transaction. */
  read(token: string, record: string, keys: readonly string[]): Promise<readonly SealedRow[]>;
  /** Every row in reach, each named in the entries. Not inside a transaction. */
  extract(token: string, record: string): Promise<readonly SealedRow[]>;
  /** Changes that are asked for now and made later, in a transaction that has not begun: these need no second connection, at any isolation. */
  readonly prepare: SealedChanges<PreparedChange>;
  /**
   * Changes made in an open transaction of the caller's: their entries are committed beside it first, on a connection of the port that
   * `sealedAccess` was given, and stay when it is rolled back. As many transactions as the pool has connections leave none to ask on: give
   * `sealedAccess` a pool of its own, or use `prepare`. For transactions at `read committed` alone.
   *
   * @throws `ASKING_BLOCKED` when no connection became free in time, `ISOLATION_UNFIT`; with neither, nothing was asked, unless the
   *   port has no `autocommit` and a statement that waits is sent all the same
   */
  within(tx: Sql): SealedChanges;
  /** The same functions for one role and purpose, which the token has to name: the compiler refuses fields that the role does not hold. */
  readonly acting: ActingIn<M>;
  /** Forgets nonces and tickets that have run out; any schedule. */
  tidy(): Promise<void>;
}

/** Asks with the ticket's text, and answers with its row. */
type Ask = (asking: Asking) => Promise<{ readonly ticket: string | null } | undefined>;

/**
 * Makes the calls; `sql` is the application's own login.
 *
 * @throws `RECORD_UNKNOWN`; `SQL_FAILED`; `ANSWER_MISSING` when the database gives no answer at all, which is not the same as no row
 */
export function sealedAccess<const M extends AnyMatrix>(
  sql: Sql,
  matrix: M,
  mapping: PostgresMapping,
  { patienceMs = 5000 }: SealedOptions = {},
): SealedAccess<M> {
  const plan = planOf(matrix, mapping);
  const tableOf = (record: string): PlannedTable => {
    const table = plan.tables.find(({ name }) => name === record);
    if (table === undefined) throw new PrivacyError("RECORD_UNKNOWN", "the mapping has no such record");
    return table;
  };
  const call = (verb: string, { name }: PlannedTable): string => `favorable.${ident(functionName(plan, verb, name))}`;
  /** The ticket of a committed entry that names whom the rows or the change are about. */
  const ticketOf = async (ask: Ask, table: PlannedTable, params: Asking[1]): Promise<string> => {
    const [, action] = params;
    const once = action === "add" || (action !== "extract" && namesKeys(table));
    const text = once
      ? `select ${call("prepare", table)}($1::text, $2::text, $3::text[], $4::jsonb)::text as ticket`
      : `call ${call("open", table)}($1::text, $2::text, $3::text[], $4::jsonb, null)`;
    return answered((await ask([text, params]))?.ticket);
  };
  const prepared = (ask: Ask): SealedChanges<PreparedChange> => {
    const prepare = async (token: string, record: string, action: string, keys: readonly string[] | null, text: string | null) => {
      const table = tableOf(record);
      const ticket = await ticketOf(ask, table, [token, action, keys, text]);
      return {
        async make(tx: Sql): Promise<string> {
          const made = `select ${call(action, table)}($1::text::uuid, $2::jsonb) as told`;
          return answered((await tx.query<{ told: string | null }>(made, [ticket, text])).rows[0]?.told);
        },
      };
    };
    const fields = (record: string, value: object): string => writeFields(value, record, tableOf(record).mapping.record.fields);
    return {
      add: async (token, record, value, key) => prepare(token, record, "add", key === undefined ? null : [key], fields(record, value)),
      modify: async (token, record, keys, value) => prepare(token, record, "modify", keys, fields(record, value)),
      delete: (token, record, keys, names) => prepare(token, record, "delete", keys, names === undefined ? null : JSON.stringify(names)),
    };
  };
  const asking: Ask = async ([text, params]) => (await sql.query<{ ticket: string | null }>(text, params)).rows[0];
  const changes = (ask: Ask, tx: Sql): SealedChanges => {
    const { add, modify, delete: remove } = prepared(ask);
    return {
      add: async (...given) => (await add(...given)).make(tx),
      modify: async (...given) => (await modify(...given)).make(tx),
      delete: async (...given) => (await remove(...given)).make(tx),
    };
  };
  const within = (tx: Sql): SealedChanges =>
    changes(async (question) => {
      await assertReadCommitted(tx);
      return (await askInTime<{ ticket: string | null }>(sql, question, patienceMs))[0];
    }, tx);
  const untyped = {
    ...changes(asking, sql),
    prepare: prepared(asking),
    within,
    async read(token: string, record: string, keys: readonly string[]): Promise<readonly SealedRow[]> {
      const text = `call ${call("read", tableOf(record))}($1::text, $2::text[], null)`;
      const { rows } = await sql.query<{ rows: WireRow[] | null }>(text, [token, keys]);
      return answered(rows[0]?.rows).map(readRow);
    },
    async extract(token: string, record: string): Promise<readonly SealedRow[]> {
      const table = tableOf(record);
      const ticket = await ticketOf(asking, table, [token, "extract", null, null]);
      const { rows } = await sql.query<WireRow>(`select key, fields from ${call("take", table)}($1::text::uuid)`, [ticket]);
      return rows.map(readRow);
    },
  };
  return {
    ...untyped,
    acting: actingIn<M>(untyped, (name) => tableOf(name).mapping.record),
    async tidy() {
      await sql.query(`select favorable.${ident(`access_${plan.mapping.prefix}_tidy`)}()::text`);
    },
  };
}

/** Nobody in reach and no answer are not the same. */
function answered<T>(answer: T | null | undefined): T {
  if (answer !== undefined && answer !== null) return answer;
  throw new PrivacyError("ANSWER_MISSING", "the database gave no answer to the call");
}
