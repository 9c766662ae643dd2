/** The gate at the start: a database that has gone back in time serves nothing before its erasures are done again. */
import { type CalendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { HoldEntry, LogPosition, Tombstone } from "../ledger/entry.ts";
import { type ErasureLedger, type LedgerState, ledgerState } from "../ledger/ledger.ts";
import { readOnce } from "../ledger/store.ts";
import { databaseDay } from "./clock.ts";
import { isBefore, lastPosition, rememberPosition } from "./ledger-position.ts";
import { limitOf } from "./order-limit.ts";
import { confirmOrigin } from "./restored.ts";

/**
 * Where the log in the database stands: how many entries it has, and the root (hexadecimal) of its first `at` entries; `undefined` when it has
 * fewer.
 */
export type LogHead = (at: number) => Promise<{ readonly origin: string; readonly size: number; readonly root: string | undefined }>;

/** What is looked at. */
export interface RestoreGateOptions {
  readonly sql: Sql;
  readonly ledger: ErasureLedger;
  /** The log whose checkpoints are recorded in the ledger. Without it only missing tombstones and holds tell of a restore. */
  readonly head?: LogHead;
  /** The zone in which tombstones end. */
  readonly zone: string;
  /** `ready` looks again when the last look is older, in milliseconds; default 5000. */
  readonly lookAfterMs?: number;
  /** How long an erasure or a hold may be under way before its absence counts as a restore, in milliseconds; default 60000. */
  readonly underWayMs?: number;
}

/**
 * Why a database is closed.
 *
 * - `log-older`: the log has fewer entries than its last checkpoint outside.
 * - `log-forked`: it has as many, but other ones.
 * - `unreplayed`: erasures or holds that are known outside are not in the database.
 * - `ledger-behind`: erasures, holds that stand, or the last checkpoint that a gate has seen are not known outside: the ledger itself was cut or replaced.
 */
export type RestoreReason = "log-older" | "log-forked" | "unreplayed" | "ledger-behind";

/** What a look found. */
export interface RestoreLook {
  readonly reason?: RestoreReason;
  readonly state: LedgerState;
  /** Known outside, not in the database. */
  readonly missing: readonly Tombstone[];
  readonly missingHolds: readonly string[];
  /** Holds that were released outside, and stand in the database. */
  readonly revivedHolds: readonly string[];
  /** Known in the database, not outside. */
  readonly unknown: readonly Tombstone[];
  readonly unknownHolds: readonly HoldEntry[];
  /** A checkpoint that the ledger has lost. */
  readonly lost?: LogPosition;
}

/** A gate. */
export interface RestoreGate {
  /** The reason for which the database is closed, `undefined` while it is open. */
  reason(): Promise<RestoreReason | undefined>;
  /**
   * Resolves while the database is open; the guard's `ready`.
   *
   * @throws `DATABASE_RESTORED` (details: `reason`) until `afterRestore` has run; what the database or the ledger's store throw
   */
  ready(): Promise<void>;
}

/**
 * Looks at the database and the ledger. Call it at the start; what it returns keeps looking while it is asked. An erasure that is under way in another
 * process when this one starts counts as missing until it commits; one that comes later may take `underWayMs`.
 *
 * @throws `LEDGER_INVALID` when checkpoints are recorded and no `head` is given
 */
export async function openAfterStart(given: RestoreGateOptions): Promise<RestoreGate> {
  const { lookAfterMs = 5000, underWayMs = 60_000 } = given;
  const options = { ...given, ledger: { ...given.ledger, store: readOnce(given.ledger.store) } };
  let seen = new Set<string>();
  /** Since when something has been under way. */
  let since = new Map<string, number>();
  let closed: RestoreReason | undefined;
  let at = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const started = performance.now();
    const found = await lookAt(options);
    const { reason, state, missing, missingHolds, revivedHolds } = found;
    const gone = new Set([...missing.map(lineKey), ...missingHolds, ...revivedHolds.map((id) => `released:${id}`)]);
    since = new Map([...gone].map((key) => [key, since.get(key) ?? started]));
    // Once open, what was never seen in the database is an erasure or a hold under way; what was seen and has gone is a restore.
    const wasOpen = at !== Number.NEGATIVE_INFINITY && closed === undefined;
    const lost = [...since].some(([key, from]) => seen.has(key) || started - from > underWayMs);
    closed = reason === "unreplayed" && wasOpen && !lost ? undefined : reason;
    const known = [
      ...[...state.tombstones.values()].map(lineKey),
      ...state.holds.keys(),
      ...[...state.released].map((id) => `released:${id}`),
    ];
    if (reason === undefined) {
      await confirmOrigin(options.sql);
      if (state.position !== undefined) await rememberPosition(options.sql, state.position);
    }
    if (closed === undefined) seen = new Set(known.filter((key) => !gone.has(key)));
    at = started;
  };
  const fresh = async (): Promise<void> => {
    if (closed === undefined && performance.now() - at < lookAfterMs) return;
    running ??= look().finally(() => {
      running = undefined;
    });
    await running;
  };
  await look();
  return {
    async reason() {
      await fresh();
      return closed;
    },
    async ready() {
      await fresh();
      if (closed !== undefined)
        throw new PrivacyError("DATABASE_RESTORED", "the database has gone back in time: run afterRestore", { reason: closed });
    },
  };
}

interface HoldInside {
  readonly id: string;
  readonly active: boolean;
  readonly subject: string | null;
  readonly kind: string;
  readonly reviewOn: CalendarDate | null;
}

function holdLine({ id, kind, reviewOn }: HoldInside, subject: string): HoldEntry {
  return { kind: "hold", id, subject, because: kind, ...(reviewOn === null ? {} : { reviewOn }) };
}

/** A line about an order: a later one, of a later day, is another. */
function lineKey({ subject, reference, goneOn }: Tombstone): string {
  return `${subject}:${reference}:${goneOn ?? ""}`;
}

/** Compares the database with the ledger. */
export async function lookAt({ sql, ledger, head, zone }: RestoreGateOptions): Promise<RestoreLook> {
  const { today } = await databaseDay(sql, zone);
  const remembered = await lastPosition(sql); // Before the ledger is read: it can only know more.
  const state = ledgerState(await ledger.store.read(), today);
  const inside = await tombstonesInside(sql, today);
  const held = await sql.query<HoldInside>(
    `select l.id, h.released_at is null as active, h.subject, h.kind, h.review_on::text as "reviewOn"
      from favorable.ledger_hold l join favorable.hold h on h.id = l.hold`,
  );
  const holds = new Set(held.rows.map(({ id }) => id));
  // An order that is there, but of which less had gone when the dump was taken, is as missing as one that is not.
  const missing = [...state.tombstones].flatMap(([key, tombstone]) =>
    inside.has(key) && (inside.get(key)?.goneOn ?? "") >= (tombstone.goneOn ?? "") ? [] : [tombstone],
  );
  const strange = [...inside].filter(([key]) => !state.tombstones.has(key));
  const strangeHolds = held.rows.filter(({ id, active }) => active && !state.holds.has(id) && !state.released.has(id));
  // An erasure that was ordered, or a hold that was placed, after the ledger was read is in it by now.
  const later = strange.length + strangeHolds.length === 0 ? state : ledgerState(await ledger.store.read(), today);
  const unknown = strange.flatMap(([key, tombstone]) => (later.tombstones.has(key) ? [] : [tombstone]));
  const unknownHolds = strangeHolds.flatMap((hold) =>
    later.holds.has(hold.id) || later.released.has(hold.id) || hold.subject === null ? [] : [holdLine(hold, ledger.codeOf(hold.subject))],
  );
  const lost = isBefore(state.position, remembered) ? remembered : undefined;
  const missingHolds = [...state.holds.keys()].filter((id) => !holds.has(id));
  const revivedHolds = held.rows.filter(({ id, active }) => active && state.released.has(id)).map(({ id }) => id);
  const logReason = state.position === undefined ? undefined : await compare(state.position, head);
  const reason =
    logReason ??
    (missing.length + missingHolds.length + revivedHolds.length > 0
      ? "unreplayed"
      : unknown.length + unknownHolds.length > 0 || lost !== undefined
        ? "ledger-behind"
        : undefined);
  const behind = { unknown, unknownHolds, ...(lost === undefined ? {} : { lost }) };
  return { state, missing, missingHolds, revivedHolds, ...behind, ...(reason === undefined ? {} : { reason }) };
}

async function compare({ origin, size, root }: LogPosition, head: LogHead | undefined): Promise<RestoreReason | undefined> {
  if (head === undefined) throw new PrivacyError("LEDGER_INVALID", "checkpoints are recorded, and there is no log to compare them with");
  const now = await head(size);
  if (now.origin !== origin) return "log-forked";
  if (now.size < size || now.root === undefined) return "log-older";
  return now.root === root ? undefined : "log-forked";
}

async function tombstonesInside(sql: Sql, today: string): Promise<Map<string, Tombstone>> {
  const { rows } = await sql.query<
    Pick<Tombstone, "subject" | "reference" | "on" | "expiresOn"> & {
      gone: CalendarDate | null;
      waiting: boolean;
      purposes: string[] | null;
    }
  >(
    `select subject_code as subject, reference, as_of::text as "on", gone_on::text as gone, completed_on is null as waiting, purposes,
        expires_on::text as "expiresOn"
      from favorable.erasure where expires_on >= $1::date or completed_on is null`,
    [today],
  );
  return new Map(
    rows.map(({ gone, waiting, purposes, ...row }) => [
      `${row.subject}:${row.reference}`,
      { kind: "tombstone", ...row, ...limitOf(purposes), ...(gone === null ? {} : { goneOn: gone }), ...(waiting ? { waiting } : {}) },
    ]),
  );
}
