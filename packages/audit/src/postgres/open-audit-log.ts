/** The log on PostgreSQL, or on PGlite. */
import { type Clock, PrivacyError, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { signCheckpoint } from "../checkpoint.ts";
import { isBytes } from "../coded.ts";
import { type EncodedEntry, encodeEvents } from "../encode.ts";
import { checkFilter, checkReader } from "../entry-filter.ts";
import type { AuditEvent } from "../event.ts";
import type { Appended, AuditEntry, AuditHealth, AuditLog, EntryFilter, ErasureResult, LogSnapshot } from "../log.ts";
import { checkIdentity } from "../memory-log.ts";
import { checkClock, erasureDate } from "../present.ts";
import type { NoteSigner } from "../signed-note.ts";
import { TILE_WIDTH } from "../tiles.ts";
import { durableAppend } from "./append-queue.ts";
import { eraseDue } from "./erasure.ts";
import { storing } from "./failures.ts";
import { logCounts, type StoreFacts, storeFacts } from "./health.ts";
import { establish } from "./identity.ts";
import { insertEntries, type SubjectIndex } from "./insert.ts";
import { matching, pages } from "./reading.ts";
import { readHead, sequenceAll } from "./sequencer.ts";

/** What a log is made of. */
export interface AuditLogOptions {
  /** The database, with {@link auditMigrations} applied. The outer handle, not one of a transaction. */
  readonly sql: Sql;
  /** Identity of the log, one line without spaces such as `hospital.example/audit`. */
  readonly origin: string;
  /** Signs checkpoints; its name is the origin. */
  readonly signer: NoteSigner;
  /** Gives the time of entries. */
  readonly clock: Clock;
  /** At least 32 secret bytes: makes the blind index by which entries about a person are found. Without it there is none. */
  readonly subjectKey?: Uint8Array;
  /** Milliseconds an append waits for a connection before it is refused with `AUDIT_BLOCKED`; 10,000 by default. */
  readonly patience?: number;
}

/**
 * Opens the log of a database; one log per database.
 *
 * On PGlite there is one connection: `append` inside an open transaction of the same PGlite would wait for itself for ever, so it is
 * refused with `AUDIT_BLOCKED`, and nothing is written. Collect what a transaction read, and append it after the transaction has ended
 * and before anything of it is handed out; use `appendIn` for what must stand or fall with the transaction.
 *
 * The first opening also lays down the signer's verifier key. A log has one key for life: checkpoints of two keys could not be held
 * against each other, so that another key is refused. Who needs another key closes the log and begins one of another origin.
 *
 * @throws `ORIGIN_INVALID`, `KEY_INVALID`, `INSTANT_INVALID`, `SUBJECT_KEY_INVALID` for options that are none; `ORIGIN_MISMATCH` when the
 *   database holds another log; `SIGNER_MISMATCH` when the signer's name is not the origin, or the log is known under another key;
 *   `LOG_NOT_MIGRATED`, `AUDIT_UNAVAILABLE`
 * @example
 * ```ts
 * import { calendarDate, systemClock } from "@favorable/core";
 * import { createSigner, generateKey } from "@favorable/audit/node";
 * import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
 * import { migrate } from "@favorable/sql";
 * import { openPglite } from "@favorable/sql/pglite";
 *
 * const { sql, close } = await openPglite(undefined);
 * await migrate(sql, auditMigrations);
 * const signer = createSigner(generateKey("hospital.example/audit").privateKey);
 * const log = await openAuditLog({ sql, origin: "hospital.example/audit", signer, clock: systemClock });
 * const retention = { policy: "access-log", version: 1, start: calendarDate("2021-10-30") };
 * await log.append({ type: "access.read", clear: { role: "physician" }, parts: [{ name: "actor", value: "a-17", retention }] });
 * console.log((await log.sequence()).size); // 1
 * await close();
 * ```
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const { sql, origin, signer, clock, subjectKey, patience = 10_000 } = options ?? {};
  const vkey = checkIdentity(origin, signer);
  checkClock(clock);
  const facts = await storing(async () => {
    await establish(sql, origin, vkey);
    return storeFacts(sql);
  });
  const subjectIndex = subjectIndexOf(subjectKey);
  const encode = (events: readonly AuditEvent[]): EncodedEntry[] => encodeEvents(events, { origin, clock });
  const insert = async (tx: Sql, entries: readonly EncodedEntry[]): Promise<void> => {
    // Acknowledged means on the disk, even where the session was told otherwise.
    if (!facts.synchronous) await tx.query("select set_config('synchronous_commit', 'on', true)");
    await insertEntries(tx, entries, subjectIndex);
  };
  const durable = durableAppend({ sql, insert, exclusive: facts.exclusive, patience });

  const log: AuditLog = {
    origin,
    append: async (event) => one(await log.appendAll([event])),
    async appendAll(events) {
      const entries = encode(events);
      if (entries.length > 0) await durable(entries);
      return entries.map(({ id }) => ({ id }));
    },
    appendIn: async (tx, event) => one(await log.appendAllIn(tx, [event])),
    async appendAllIn(tx, events) {
      const entries = encode(events);
      await storing(() => insertEntries(tx, entries, subjectIndex));
      return entries.map(({ id }) => ({ id }));
    },
    sequence: () => storing(async () => ({ size: await sequenceAll(sql, origin) })),
    checkpoint: () => storing(() => checkpoint(sql, origin, signer)),
    entries: (filter) => readEntries(log, sql, subjectIndex, filter),
    async eraseExpired(options): Promise<ErasureResult> {
      const asOf = erasureDate(options, clock);
      return storing(async () => {
        await sequenceAll(sql, origin);
        return eraseDue(sql, { origin, clock, asOf });
      });
    },
    snapshot: (read) => snapshot(log, sql, read),
    health: () => storing(() => health(sql, facts, clock)),
  };
  return log;
}

function subjectIndexOf(key: Uint8Array | undefined): SubjectIndex {
  if (key === undefined) return undefined;
  if (!isBytes(key) || key.length < 32) throw new PrivacyError("SUBJECT_KEY_INVALID", "a subject key has at least 32 bytes");
  return (subject) => hmac(sha256, key, utf8(subject));
}

async function checkpoint(sql: Sql, origin: string, signer: NoteSigner): Promise<string> {
  await sequenceAll(sql, origin);
  const { tree } = await readHead(sql);
  const note = await signCheckpoint({ origin, size: tree.size, root: tree.root() }, signer);
  await sql.query("insert into favorable.audit_checkpoint (size, note) values ($1::bigint, $2) on conflict do nothing", [tree.size, note]);
  return note;
}

async function* readEntries(
  log: AuditLog,
  sql: Sql,
  subjectIndex: SubjectIndex,
  filter: EntryFilter | undefined,
): AsyncGenerator<AuditEntry> {
  const checked = checkFilter(filter);
  const person = checked.subject ?? checked.actor;
  if (person !== undefined && subjectIndex === undefined)
    throw new PrivacyError("SUBJECT_KEY_MISSING", "the log was opened without a subject key: it keeps no index of persons");
  const { size } = await log.sequence();
  yield* matching(sql, { ...checked, below: Math.min(checked.below, size) }, person === undefined ? undefined : subjectIndex?.(person));
}

/** Erasures after the checkpoint would look like losses under it: then another checkpoint is signed. */
async function snapshot<T>(log: AuditLog, sql: Sql, read: (snapshot: LogSnapshot) => Promise<T>): Promise<T> {
  checkReader(read);
  for (let attempt = 0; attempt < 5; attempt++) {
    const note = await log.checkpoint();
    const size = Number(note.split("\n")[1]);
    let failure: unknown;
    const answer = await storing(() =>
      sql.transaction(
        async (tx) => {
          if (await erasedSince(tx, size)) return undefined;
          const groups = (): AsyncGenerator<LogSnapshot extends { groups(): AsyncIterable<infer G> } ? G : never> =>
            pages(tx, { from: 0, below: size }, TILE_WIDTH);
          try {
            return { value: await read({ checkpoint: note, size, groups }) };
          } catch (error) {
            failure = error;
            throw error;
          }
        },
        { isolation: "repeatable read", readOnly: true },
      ),
    ).catch((error: unknown) => {
      throw failure ?? error; // What the reader threw leaves as it is.
    });
    if (answer !== undefined) return answer.value;
  }
  throw new PrivacyError("SNAPSHOT_BUSY", "erasures kept coming while the log was to be read");
}

async function erasedSince(tx: Sql, size: number): Promise<boolean> {
  const { rows } = await tx.query<{ there: boolean }>(
    `select exists (select from favorable.audit_leaf where type = 'audit.erased' and seq >= $1::bigint)
         or exists (select from favorable.audit_pending where type = 'audit.erased') as there`,
    [size],
  );
  return rows[0]?.there !== false;
}

async function health(sql: Sql, facts: StoreFacts, clock: Clock): Promise<AuditHealth> {
  const remarks = [
    ...(facts.fsync ? [] : ["the server does not force commits to the disk (fsync is off): a loss of power may take acknowledged entries"]),
    ...(facts.exclusive ? ["one connection: append outside open transactions"] : []),
    ...(clock.simulated ? ["the clock is simulated: times are made up"] : []),
  ];
  return {
    store: facts.store,
    durable: facts.fsync,
    exclusive: facts.exclusive,
    ...(await logCounts(sql)),
    simulated: clock.simulated,
    remarks,
  };
}

function one(appended: readonly Appended[]): Appended {
  const [first] = appended;
  if (first === undefined) throw new PrivacyError("AUDIT_UNAVAILABLE", "nothing was appended");
  return first;
}
