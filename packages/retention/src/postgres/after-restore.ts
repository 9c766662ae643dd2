/** After a restore: erasures that the dump does not know are done again, holds placed again, and only then is the database open. */
import { type CalendarDate, type ErasureOrder, PrivacyError } from "@favorable/core";
import type { HoldEntry, Tombstone } from "../ledger/entry.ts";
import { ledgerState } from "../ledger/ledger.ts";
import { databaseDay } from "./clock.ts";
import { type DescribedErasable, describeErasables, subjectsOf } from "./erasable.ts";
import { isWaiting } from "./erase-account.ts";
import { carryOut, type EraserOptions, resumeOrders } from "./eraser.ts";
import { releaseHold } from "./hold-release.ts";
import { rememberPosition } from "./ledger-position.ts";
import { limitOf } from "./order-limit.ts";
import { type LogHead, lookAt } from "./restore-gate.ts";
import { confirmOrigin } from "./restored.ts";
import { placeKnown } from "./subject-holds.ts";

/** What is needed to replay the ledger: the eraser's options, and the log. */
export interface AfterRestoreOptions extends EraserOptions {
  readonly head?: LogHead;
  /** Also the erasures ordered on or after that day which the database believes done: for a restore of single tables. */
  readonly since?: CalendarDate;
  /** Runs before anything is erased: the place for holds on rows and policies that were placed after the dump was taken. */
  readonly before?: () => Promise<void>;
}

/** What the replay did. Nobody is named. */
export interface RestoreAccount {
  /** Orders carried out again on data that were there. */
  readonly replayed: number;
  /** Orders whose subject is nowhere in the tables. */
  readonly absent: number;
  /** Rows that went. */
  readonly removed: number;
  /** Holds placed again. */
  readonly holds: number;
  /** Orders that a hold or a floor stops: `resume` goes on with them. */
  readonly waiting: number;
  /** Lines added to a ledger that was behind. */
  readonly mended: number;
}

/**
 * Replays the ledger: finds the subjects by their codes in the tables that were restored, places their holds again, erases them again as the eraser
 * does, and records where the log goes on from. Reads every distinct subject of every table once. Safe to run again after a crash, and harmless when
 * nothing was restored.
 *
 * @throws what `eraser` throws; nothing is open before it has come to its end
 */
export async function afterRestore(options: AfterRestoreOptions): Promise<RestoreAccount> {
  const { sql, ledger, tables, zone, head, since, before } = options;
  const { today } = await databaseDay(sql, zone);
  await before?.();
  const look = await lookAt({ sql, ledger, zone, ...(head === undefined ? {} : { head }) });
  const described = await describeErasables(sql, tables, { shred: true });
  const again = [...look.state.tombstones.values()].filter(({ on, goneOn }) => since !== undefined && (goneOn ?? on) >= since);
  const orders = new Map([...look.missing, ...again].map((tombstone) => [`${tombstone.subject}:${tombstone.reference}`, tombstone]));
  const holds = look.missingHolds.flatMap((id) => look.state.holds.get(id) ?? []);
  const found = await find(described, options, new Set([...orders.values(), ...holds].map(({ subject }) => subject)));

  await releaseAgain(options, look.state.released);
  // A hold on somebody of whom the dump holds nothing keeps nothing any more.
  for (const hold of holds) {
    const subject = found.get(hold.subject);
    if (subject === undefined) await ledger.store.append({ kind: "released", id: hold.id, on: today });
    else await holdAgain(options, hold, subject);
  }
  const account = { replayed: 0, absent: 0, removed: 0, waiting: 0 };
  for (const tombstone of orders.values()) {
    const subject = found.get(tombstone.subject);
    if (subject === undefined) {
      await note(options, tombstone, today);
      account.absent += 1;
      continue;
    }
    const order: ErasureOrder = { subject, reference: tombstone.reference, ground: "restore", asOf: today, ...limitOf(tombstone.purposes) };
    const { erased, kept } = await carryOut(options, order);
    await catchUp(sql, tombstone);
    account.replayed += 1;
    account.removed += erased.reduce((sum, { removed }) => sum + removed, 0);
    if (isWaiting(kept)) account.waiting += 1;
  }
  for (const line of [...look.unknown, ...look.unknownHolds]) await ledger.store.append(line);
  if (look.lost !== undefined) await ledger.store.append({ kind: "checkpoint", ...look.lost });
  await resumeOrders(options);
  await recordRestore(options, look.reason, look.state.position, account.replayed, today);
  await confirmOrigin(sql);
  const { position } = ledgerState(await ledger.store.read(), today);
  if (position !== undefined) await rememberPosition(sql, position);
  return { ...account, holds: holds.length, mended: look.unknown.length + look.unknownHolds.length + (look.lost === undefined ? 0 : 1) };
}

/** Finds which subject of the tables has which code. */
async function find(
  tables: readonly DescribedErasable[],
  { sql, ledger }: EraserOptions,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (wanted.size === 0) return found;
  for (const table of tables)
    for await (const group of subjectsOf(sql, table))
      for (const subject of group) {
        const code = ledger.codeOf(subject);
        if (wanted.has(code)) found.set(code, subject);
      }
  return found;
}

async function holdAgain({ sql }: EraserOptions, { id, because, reviewOn }: HoldEntry, subject: string): Promise<void> {
  const review = reviewOn === undefined ? {} : { reviewOn };
  await sql.transaction((tx) => placeKnown(tx, { id, subject, kind: because, reason: "placed again after a restore", ...review }));
}

/** The dump brings back holds that were released since. */
async function releaseAgain({ sql }: EraserOptions, released: ReadonlySet<string>): Promise<void> {
  const { rows } = await sql.query<{ hold: string }>(
    `select l.hold::text as hold from favorable.ledger_hold l join favorable.hold h on h.id = l.hold and h.released_at is null
      where l.id = any ($1::text[])`,
    [[...released]],
  );
  for (const { hold } of rows) await releaseHold(sql, { id: hold, reason: "released before the restore" });
}

/** What the ledger says that went has been looked for again: the database knows of it, also where a hold keeps what is left. */
async function catchUp(sql: EraserOptions["sql"], { subject, reference, goneOn }: Tombstone): Promise<void> {
  await sql.query("update favorable.erasure set gone_on = greatest(gone_on, $3::date) where subject_code = $1 and reference = $2", [
    subject,
    reference,
    goneOn ?? null,
  ]);
}

/** The database knows the order, and that nothing of the subject is there. */
async function note(
  { sql, ledger }: EraserOptions,
  { subject, reference, purposes, on, goneOn, expiresOn }: Tombstone,
  today: CalendarDate,
): Promise<void> {
  await sql.query(
    `insert into favorable.erasure (subject_code, reference, ground, as_of, expires_on, simulated, completed_on, gone_on, purposes)
      values ($1, $2, 'restore', $3::date, $4::date, exists (select from favorable.clock), $3::date, $5::date, $6::text[])
      on conflict (subject_code, reference) do update
        set subject = null, completed_on = excluded.completed_on, expires_on = excluded.expires_on, gone_on = excluded.gone_on`,
    [subject, reference, today, expiresOn, goneOn ?? today, purposes ?? null],
  );
  // Nothing waits any more: without this line the tombstone would stay for good.
  await ledger.store.append({ kind: "tombstone", subject, reference, ...limitOf(purposes), on, goneOn: goneOn ?? today, expiresOn });
}

/** Where the log goes on from: the checkpoint it fell behind stays in the ledger as what was lost. */
async function recordRestore(
  { ledger, head }: AfterRestoreOptions,
  reason: string | undefined,
  from: { readonly origin: string; readonly size: number; readonly root: string } | undefined,
  replayed: number,
  on: CalendarDate,
): Promise<void> {
  if (reason !== "log-older" && reason !== "log-forked") {
    if (reason === "unreplayed")
      await ledger.store.append({ kind: "restored", on, replayed, ...(from === undefined ? {} : { from, to: from }) });
    return;
  }
  const size = (await head?.(0))?.size ?? 0;
  const now = await head?.(size);
  if (now?.root === undefined) throw new PrivacyError("LEDGER_INVALID", "the log does not tell where it stands");
  await ledger.store.append({
    kind: "restored",
    on,
    replayed,
    ...(from === undefined ? {} : { from }),
    to: { origin: now.origin, size: now.size, root: now.root },
  });
}
