/** The eraser: an order about a data subject, carried out with the conditions and the evidence of the sweep. */
import {
  type CalendarDate,
  type ErasedPart,
  type Eraser,
  type ErasureAccount,
  type ErasureOrder,
  isCalendarDate,
  PrivacyError,
} from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { CopyObligation } from "../copies/obligation.ts";
import type { Tombstone } from "../ledger/entry.ts";
import { type ErasureLedger, tombstoneKey } from "../ledger/ledger.ts";
import { isText } from "../text.ts";
import { databaseDay } from "./clock.ts";
import { raiseCopies } from "./copies.ts";
import { canonicalSubject, type DescribedErasable, describeErasables, type ErasableTable, invalid } from "./erasable.ts";
import { addParts, isWaiting, partsOf, pendingCopies } from "./erase-account.ts";
import { blocked, type KeptRows, keptRows, otherPurposeRows } from "./erase-kept.ts";
import { eraseRows } from "./erase-rows.ts";
import { holdLock } from "./hold.ts";
import { refuseBelow, refuseUnreadableHolds } from "./hold-check.ts";
import { limitOf } from "./order-limit.ts";
import type { RestoreGate } from "./restore-gate.ts";
import { markOrigin, refuseRestored } from "./restored.ts";

/** What an eraser works on. */
export interface EraserOptions {
  readonly sql: Sql;
  readonly ledger: ErasureLedger;
  /** Every table that holds data of subjects, in the order of removal: those that refer to others first. */
  readonly tables: readonly [ErasableTable, ...ErasableTable[]];
  /** Secondary copies of what the tables hold: each gets a task when rows go. */
  readonly copies?: readonly CopyObligation[];
  /** Destroys the subject's keys in the same transaction, once nothing of the subject is kept; returns how many. */
  readonly shred?: {
    /** How the account names the keys. */
    readonly place: string;
    /** Destroys the keys of a subject; returns how many. */
    readonly destroy: (tx: Sql, subject: string) => Promise<number>;
  };
  /** Of `openAfterStart`: nothing is erased while it is closed. */
  readonly gate?: Pick<RestoreGate, "ready">;
  /** The zone of the days of orders. */
  readonly zone: string;
  /** Called in the transaction that removes something, to enter it into a log. The subject is a code. */
  readonly onErased?: (
    tx: Sql,
    erased: { readonly subjectCode: string; readonly reference: string; readonly ground: string; readonly parts: readonly ErasedPart[] },
  ) => Promise<unknown>;
}

/** The account of an erasure, with the kinds of holds. */
export interface RetentionErasureAccount extends ErasureAccount {
  readonly kept: readonly KeptRows[];
}

/** An eraser that can be asked to go on. */
export interface RetentionEraser extends Eraser {
  /** Carries out an order, and accounts for what went and what stays, with the kinds of holds. */
  erase(order: ErasureOrder): Promise<RetentionErasureAccount>;
  /**
   * Runs again every order that a hold or a floor had stopped, as of today: call it with each sweep.
   *
   * @returns orders that are complete now, and those that still wait
   */
  resume(): Promise<{ readonly completed: number; readonly waiting: number }>;
}

const GROUNDS: readonly string[] = ["request", "withdrawal", "objection", "restore"] satisfies readonly ErasureOrder["ground"][];

/**
 * Makes the eraser of an application's tables. Per order, in this order: the tombstone is written outside the database; then, in one transaction, rows
 * are removed table by table where neither a hold nor a floor keeps them (hold over floor over cap: an order does not wait for the cap), with
 * evidence, the copies' tasks and the tombstone inside. A crash in between leaves a tombstone without an erasure: the start finds it.
 *
 * Foreign keys are asked for as a sweep does: dependants go along or are emptied as their table declares, rows of the other tables given here keep what
 * they refer to while something keeps them, and what the database would delete or empty by itself needs a declaration.
 *
 * Methods throw `ERASURE_INVALID` (details: `path`), `AS_OF_FUTURE`, `ERASURE_BLOCKED` (details: `constraint`) when rows that no order reaches refer to
 * the subject's, `DEPENDANT_UNDECLARED` (details: `tables`, `constraints`), `DEPENDANT_INVALID`, `HOLD_INVALID` as `sweep` does, `TABLE_INVALID`,
 * `DATABASE_RESTORED` (details: `reason`) as `sweep` does, `ACTION_UNSUPPORTED` for a policy that shreds without `shred`, and those of the ledger's store: then nothing was removed.
 * @example
 * ```ts
 * import { calendarDate } from "@favorable/core";
 * import { definePolicy, erasureLedger, memoryErasureStore } from "@favorable/retention";
 * import { eraser, retentionMigrations } from "@favorable/retention/postgres";
 * import { migrate } from "@favorable/sql";
 * import { openPglite } from "@favorable/sql/pglite";
 *
 * const { sql, close } = await openPglite(undefined);
 * await migrate(sql, retentionMigrations);
 * await sql.query("create table proof (id int primary key, person text, since date)");
 * await sql.query("insert into proof values (1, 'agent-7', '2021-12-01'), (2, 'agent-7', '2999-01-01')");
 * const start = { kind: "field", field: "since" } as const;
 * const policy = definePolicy({ id: "proof", version: 1, start, minimum: { period: "P1M" }, then: "delete", zone: "Europe/Monaco" });
 * const ledger = erasureLedger({ store: memoryErasureStore(), key: new Uint8Array(32), backups: "P90D" });
 * const tables = [{ policy, table: { table: "proof", subject: "person" } }] as const;
 * const { erase } = eraser({ sql, ledger, tables, zone: "Europe/Monaco" });
 * const asOf = calendarDate("2022-02-01");
 * const { erased, kept } = await erase({ subject: "agent-7", reference: "request-1", ground: "request", asOf });
 * console.log(`${erased[0]?.removed} gone, the other from ${kept[0]?.until}`); // 1 gone, the other from 2999-02-02
 * await close();
 * ```
 */
export function eraser(options: EraserOptions): RetentionEraser {
  const { sql, ledger, tables, zone, gate } = options;
  const described = (): Promise<DescribedErasable[]> => describeErasables(sql, tables, { shred: options.shred !== undefined });
  return {
    async erase(order) {
      const { subject, ...wanted } = checked(order);
      const { reference, asOf, purposes } = wanted;
      await refuseRestored(sql, gate);
      const { today } = await databaseDay(sql, zone);
      if (asOf > today) throw new PrivacyError("AS_OF_FUTURE", "the day has not come yet for the database", { asOf, today });
      const all = await described();
      const form = await canonicalSubject(sql, all, subject);
      await announce(sql, ledger, { subject: form, reference, on: asOf, ...limitOf(purposes) });
      return carryOut(options, { ...wanted, subject: form });
    },
    async resume() {
      await refuseRestored(sql, gate);
      return resumeOrders(options);
    },
  };
}

/** Carries out again, as of today, every order of which something is still there. */
export async function resumeOrders(options: EraserOptions): Promise<{ readonly completed: number; readonly waiting: number }> {
  const { sql, zone } = options;
  const { today } = await databaseDay(sql, zone);
  const { rows } = await sql.query<{ subject: string; reference: string; ground: ErasureOrder["ground"]; purposes: string[] | null }>(
    "select subject, reference, ground, purposes from favorable.erasure where completed_on is null and subject is not null order by id",
  );
  let completed = 0;
  for (const { purposes, ...row } of rows) {
    const { kept } = await carryOut(options, { ...row, ...limitOf(purposes), asOf: today });
    if (!isWaiting(kept)) completed += 1;
  }
  return { completed, waiting: rows.length - completed };
}

function checked(order: ErasureOrder): ErasureOrder {
  const { subject, reference, ground, asOf, purposes } = order ?? {};
  if (typeof subject !== "string" || subject === "" || subject.length > 500 || !subject.isWellFormed() || subject.includes("\0"))
    throw invalid("subject");
  if (typeof reference !== "string" || !/^[\w.:/-]{1,100}$/.test(reference)) throw invalid("reference");
  if (!GROUNDS.includes(ground)) throw invalid("ground");
  if (typeof asOf !== "string" || !isCalendarDate(asOf)) throw invalid("asOf");
  if (purposes !== undefined && !(Array.isArray(purposes) && purposes.length > 0 && purposes.every((one) => isText(one))))
    throw invalid("purposes");
  return { subject, reference, ground, asOf, ...limitOf(purposes) };
}

/** Writes the tombstone outside, unless the database tells that it is there. */
async function announce(
  sql: Sql,
  ledger: ErasureLedger,
  order: Pick<Tombstone, "subject" | "reference" | "purposes" | "on">,
): Promise<void> {
  const tombstone = ledger.tombstone(order);
  const known = await sql.query("select 1 from favorable.erasure where subject_code = $1 and reference = $2", [
    tombstone.subject,
    tombstone.reference,
  ]);
  if (known.rowCount === 0) await ledger.store.append({ ...tombstone, waiting: true });
}

/** Carries out an order whose tombstone is written. */
export async function carryOut(
  options: EraserOptions,
  { subject, reference, ground, asOf, purposes }: ErasureOrder,
): Promise<RetentionErasureAccount> {
  const { sql, ledger, copies = [], shred, onErased, zone } = options;
  const { subject: code, expiresOn } = ledger.tombstone({ subject, reference, on: asOf });
  const { today } = await databaseDay(sql, zone);
  return sql.transaction(
    async (tx) => {
      // Orders about one subject take turns; holds wait for the erasure and the erasure for holds, as in a sweep.
      await tx.query("select pg_advisory_xact_lock(pg_catalog.hashtextextended($1, 0))::text", [`favorable.erasure.${code}`]);
      await tx.query(`select pg_advisory_xact_lock_shared(${holdLock()})::text`);
      // Now, and not before: what is attached meanwhile waits for this transaction, and this one for it.
      const tables = await describeErasables(tx, options.tables, { shred: shred !== undefined, ended: purposes });
      for (const { policy, described, steps } of tables) {
        await refuseUnreadableHolds(tx, policy, described);
        await refuseBelow(tx, steps);
      }
      await markOrigin(tx);
      const { rows } = await tx.query<{ id: string; on: CalendarDate; gone: CalendarDate | null }>(
        `insert into favorable.erasure (subject_code, subject, reference, ground, as_of, expires_on, purposes, simulated)
          values ($1, $2, $3, $4, $5::date, $6::date, $7::text[], exists (select from favorable.clock))
          on conflict (subject_code, reference) do update set subject = excluded.subject, completed_on = null
          returning id::text as id, as_of::text as "on", gone_on::text as gone`,
        [code, subject, reference, ground, asOf, expiresOn, purposes ?? null],
      );
      const { id = "", on = asOf, gone: goneBefore } = rows[0] ?? {};
      const { kept, evidence, ...gone } = await eraseTables(tx, tables, subject, asOf);
      const parts = [...gone.parts];
      if (kept.length === 0 && shred !== undefined) {
        const removed = await shred.destroy(tx, subject);
        if (removed > 0) {
          parts.push({ place: shred.place, removed, level: "key destroyed" });
          await tx.query("update favorable.purge set level = 'key destroyed' where id = any ($1::bigint[])", [evidence]);
        }
      }
      await addParts(tx, id, parts);
      // A later run of the order has later backups to wait for: its copies are its own.
      const family = tombstoneKey({ subject: code, reference });
      if (parts.length > 0) {
        // Copies made until today may hold what went today, whatever the day of the order.
        await raiseCopies(tx, { copies, reference: `${family}#${today}`, on: today });
        await onErased?.(tx, { subjectCode: code, reference, ground, parts });
      }
      const done = !isWaiting(kept);
      if (done) await tx.query("update favorable.erasure set subject = null, completed_on = $2::date where id = $1::bigint", [id, asOf]);
      if (parts.length > 0 || done) {
        const goneOn = parts.length > 0 ? today : (goneBefore ?? today);
        const stone = ledger.tombstone({
          subject,
          reference,
          on,
          goneOn,
          ...limitOf(purposes),
          ...(done ? {} : { waiting: true as const }),
        });
        await tx.query("update favorable.erasure set gone_on = $2::date, expires_on = $3::date where id = $1::bigint", [
          id,
          goneOn,
          stone.expiresOn,
        ]);
        // Before the commit: what went is known outside. What is known and did not go is found at the start.
        await ledger.store.append(stone);
      }
      return { erased: await partsOf(tx, id), kept: [...kept, ...(await pendingCopies(tx, family))] };
    },
    { isolation: "read committed" },
  );
}

interface Erasure {
  readonly parts: readonly ErasedPart[];
  readonly kept: readonly KeptRows[];
  /** Evidence that waits for the keys. */
  readonly evidence: readonly string[];
}

async function eraseTables(tx: Sql, tables: readonly DescribedErasable[], subject: string, asOf: CalendarDate): Promise<Erasure> {
  const parts: ErasedPart[] = [];
  const kept: KeptRows[] = [];
  const evidence: string[] = [];
  for (const table of tables) {
    if (table.still !== undefined) {
      kept.push(...(await otherPurposeRows(tx, table, subject, asOf)));
      continue;
    }
    const done = await tx
      .transaction((inner) => eraseRows(inner, table, subject, asOf))
      .catch((error: unknown) => {
        if (sqlState(error) !== "23503") throw error; // A row that stays refers to one that was to go.
        throw blocked(error instanceof PrivacyError ? error.details["constraint"] : undefined);
      });
    parts.push(...done.parts);
    evidence.push(...done.evidence);
    kept.push(...(await keptRows(tx, table, subject, asOf, kept)));
  }
  return { parts, kept, evidence };
}
