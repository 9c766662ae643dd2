/** Holds: what keeps a row from every sweep until it is released. */
import { type CalendarDate, isCalendarDate, PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { isText } from "../text.ts";
import type { RetainedTable } from "./retained-table.ts";
import { describeKey } from "./table.ts";

export { refuseUnreadableHolds } from "./hold-check.ts";

/** What a hold keeps: one row, all rows of a data subject, or everything under a policy. */
export type HoldScope = "record" | "subject" | "policy";

/** A hold to be placed. */
export interface HoldRequest {
  /**
   * The policy it is placed under. On a record it stops every sweep and erasure of the row, under whatever policy; on a subject or on a policy, those of every
   * policy that is attached to a table beside this one. Only a hold on a subject may leave it out: it is for all policies then.
   */
  readonly policy?: RetentionPolicy;
  /**
   * The primary key of the row, in any writing that its type reads: numbers beyond 2^53 − 1 as text or bigint. Without key and subject, the
   * hold is on everything under the policy.
   */
  readonly key?: string | number | bigint;
  /** The table of the row: mandatory with a key, which is checked against it. The one that is swept. */
  readonly table?: Pick<RetainedTable, "table">;
  /** The data subject, as the tables name it in their subject column. */
  readonly subject?: string;
  /** Who places it. Default: the login of the database. */
  readonly author?: string;
  /** What kind of reason, such as `litigation`, `inspection`, `request`. */
  readonly kind: string;
  /** Why, for those who review it. */
  readonly reason: string;
  /** When somebody has to look at it again. */
  readonly reviewOn?: CalendarDate;
}

/**
 * The key of the lock that sweeps share and holds take alone. One for all policies: a hold on a subject is on all of them, also on those that
 * begin to be swept while it is placed.
 */
export function holdLock(_policy?: RetentionPolicy): string {
  return "pg_catalog.hashtextextended('favorable.hold', 0)";
}

/** The policy of a hold that is for all of them: no policy has that id. */
const EVERY_POLICY = "*";

/**
 * Places a hold. Waits for the batch of a running sweep, so once it returns no row under it is taken.
 *
 * The key is read in the type of the primary key and kept as the database writes it. It keeps that row of that table, and no other: a hold
 * on a file is none on the account it belongs to. A hold on a subject keeps all rows whose subject column names it, under one policy or all.
 *
 * @returns the id of the hold
 * @throws `HOLD_INVALID` with a `reason`: `kind`, `reason`, `author` or `reviewOn` malformed; `policy` (missing, or none); `subject` (malformed,
 *   or beside a key); `key` (no key of this table's type, or a number that is not exact), `table` (a key without its table), `no-row` (no row
 *   has the key: a hold that keeps nothing is a mistake); `TABLE_INVALID`
 */
export async function placeHold(sql: Sql, request: HoldRequest): Promise<{ id: string }> {
  const { policy, key, table, subject, author, kind, reason, reviewOn } = checked(request);
  return sql.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${holdLock()})::text`);
    const found = key === undefined || policy === undefined ? undefined : await findKey(tx, policy, table, key);
    const { rows } = await tx.query<{ id: string }>(
      `insert into favorable.hold (policy, key, relation, target, subject, author, kind, reason, review_on, parts, keyed_by, place, scope)
        values ($1, $2, $3, $4::oid, $5, coalesce($6::text, session_user), $7, $8, $9::date, $10::text[], $11::text[], $12, $13)
        returning id::text as id`,
      [
        policy?.id ?? EVERY_POLICY,
        found?.key ?? null,
        found?.relation ?? null,
        found?.target ?? null,
        subject ?? null,
        author ?? null,
        kind,
        reason,
        reviewOn ?? null,
        found?.parts ?? null,
        found?.keyedBy ?? null,
        found?.place ?? null,
        found !== undefined ? "record" : subject !== undefined ? "subject" : "policy",
      ],
    );
    return { id: rows[0]?.id ?? "" };
  });
}

function checked(request: HoldRequest): HoldRequest {
  const { policy, key, table, subject, author, kind, reason, reviewOn } = request ?? {};
  if (!isText(kind)) throw refusedHold("kind");
  if (!isText(reason)) throw refusedHold("reason");
  if (author !== undefined && !isText(author)) throw refusedHold("author");
  if (typeof policy?.id !== "string" && (policy !== undefined || subject === undefined)) throw refusedHold("policy");
  if (reviewOn !== undefined && !isCalendarDate(reviewOn)) throw refusedHold("reviewOn");
  if (subject !== undefined && (key !== undefined || !isText(subject))) throw refusedHold("subject");
  if (key === undefined) return request;
  const isKey = typeof key === "number" ? Number.isSafeInteger(key) : typeof key === "bigint" || (typeof key === "string" && isWhole(key));
  if (!isKey) throw refusedHold("key");
  if (typeof table?.table !== "string") throw refusedHold("table");
  return request;
}

/** Finds the row, and its key as the database writes it: read as the caller writes, kept in one form whatever the session. */
async function findKey(tx: Sql, policy: RetentionPolicy, table: HoldRequest["table"], key: string | number | bigint) {
  if (table === undefined) throw refusedHold("table");
  const { relation, root, keys, places, key: column, keyType } = await describeKey(tx, policy, table);
  const { rows } = await tx
    .query<{ at: string; part: string }>(
      `select t.ctid::text as at, t.tableoid::text as part from ${relation} t where ${column} = $1::text::${keyType} limit 1`,
      [String(key)],
    )
    .catch((error: unknown) => {
      throw sqlState(error)?.startsWith("22") === true ? refusedHold("key") : error; // Class 22: no value of the type.
    });
  const [row] = rows;
  if (row === undefined) throw refusedHold("no-row");
  const before = await tx.query<{ set: string[] }>(
    "select array_agg(current_setting(name) order by at) as set from unnest($1::text[]) with ordinality as n (name, at)",
    [Object.keys(PINNED)],
  );
  await setAll(tx, Object.values(PINNED));
  const written = await tx.query<{ key: string; parts: string[] }>(
    `select (${column})::text as key, array[${keys.map(({ name }) => `t.${name}::text`).join(", ")}] as parts
      from ${relation} t where t.ctid = $1::tid and t.tableoid = $2::oid`,
    [row.at, row.part],
  );
  await setAll(tx, before.rows[0]?.set ?? []); // The transaction may be the caller's.
  const [found] = written.rows;
  if (found === undefined) throw refusedHold("no-row");
  return { ...found, relation: table.table, target: root, keyedBy: keys.map(({ name }) => name), place: places[0] ?? null };
}

/** One form for keys, whatever the session: read back, it means the same everywhere. */
const PINNED: Readonly<Record<string, string>> = {
  datestyle: "ISO, YMD",
  timezone: "UTC",
  intervalstyle: "postgres",
  extra_float_digits: "1",
  bytea_output: "hex",
  lc_monetary: "C",
};

async function setAll(tx: Sql, values: readonly string[]): Promise<void> {
  await tx.query("select set_config(name, value, true) from unnest($1::text[], $2::text[]) as s (name, value)", [
    Object.keys(PINNED),
    values,
  ]);
}

/** What is refused, by the part that is wrong. */
export function refusedHold(reason: string): PrivacyError {
  return new PrivacyError("HOLD_INVALID", `the hold is refused: ${reason}`, { reason });
}

/** A text that PostgreSQL can hold. */
function isWhole(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
