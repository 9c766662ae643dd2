/** The log on PostgreSQL, or on PGlite. */
import { type Clock, PrivacyError, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { checkAuthority } from "../authority.ts";
import type { SealingOptions } from "../body-sealer.ts";
import { signCheckpoint } from "../checkpoint.ts";
import { isBytes } from "../coded.ts";
import { type EncodedEntry, encodeEvents } from "../encode.ts";
import { checkFilter } from "../entry-filter.ts";
import type { AuditEvent } from "../event.ts";
import type { Appended, AuditEntry, AuditLog, EntryFilter, ErasureResult } from "../log.ts";
import { checkIdentity } from "../memory-log.ts";
import type { MergeTarget } from "../merge-target.ts";
import { checkClock, erasureDate } from "../present.ts";
import type { NoteSigner } from "../signed-note.ts";
import { discrepancyEvent } from "../store-events.ts";
import { acknowledged } from "./acknowledged.ts";
import { durableAppend } from "./append-queue.ts";
import { appendIn, heldEntries, type RowContext, type SubjectIndex } from "./append-rows.ts";
import { DIRECT, directWrite } from "./batch.ts";
import { bodySeals } from "./body-seals.ts";
import { durableWrite } from "./durable-write.ts";
import { eraseByAuthority } from "./erase-early.ts";
import { type EraseContext, eraseDue } from "./erasure.ts";
import { storing } from "./failures.ts";
import { health, storeFacts } from "./health.ts";
import { checkCurrentKey, establish } from "./identity.ts";
import { keyedHash } from "./keyed-hash.ts";
import { months } from "./months.ts";
import { outboxKey, outboxRule } from "./outbox-key.ts";
import { pruneErased } from "./pruning.ts";
import { matching } from "./reading.ts";
import { receipts } from "./receipts.ts";
import { readHead, type SequencerContext, sequenceAll, sequenceIn, waits } from "./sequencer.ts";
import { snapshot } from "./snapshot.ts";

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
  /**
   * At least 32 secret bytes that writers share, kept outside the database: rows of the outbox are marked with it, and a row without its mark
   * is set aside. By default derived from the subject key; with neither, who may write to the tables can forge entries.
   */
  readonly outboxKey?: Uint8Array;
  /** Types of `audit_declared_type` whose entries the database may make itself; none by default. */
  readonly declaredTypes?: readonly string[];
  /**
   * Seals bodies, so that destroying a key erases them. A log is opened with it always or never. What the database makes itself (`declaredTypes`) waits
   * in clear beside the outbox until it is filed, and is sealed then.
   */
  readonly sealing?: SealingOptions;
  /**
   * True for whoever looks at a log, or works on one that others run: nothing is laid down. A database that holds no log is refused
   * (`LOG_NOT_BEGUN`), rather than made the log of an origin that may be mistyped.
   */
  readonly existing?: boolean;
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
 * The first opening also lays down the signer's verifier key; another key is refused from then on, until `rotateLogKey` hands over to it.
 *
 * @throws `ORIGIN_INVALID`, `KEY_INVALID`, `INSTANT_INVALID`, `SUBJECT_KEY_INVALID`
 *   for options that are none; `ORIGIN_MISMATCH` when the
 *   database holds another log; `SIGNER_MISMATCH` when the signer's name is not the origin, or the log is known under another key;
 *   `OUTBOX_KEY_INVALID`, `OUTBOX_KEY_MISMATCH` when it was begun with another outbox key, `OUTBOX_KEY_UNRECORDED` when it was begun without one or has lost it; `LOG_NOT_BEGUN`, `LOG_NOT_MIGRATED`, `AUDIT_UNAVAILABLE`
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
export async function openAuditLog(options: AuditLogOptions): Promise<DatabaseLog> {
  const { sql, origin, signer, clock, subjectKey, declaredTypes = [], sealing, patience = 10_000, existing = false } = options ?? {};
  const vkey = checkIdentity(origin, signer);
  checkClock(clock);
  const subjectIndex = subjectIndexOf(subjectKey);
  const key = outboxKey(options.outboxKey, subjectKey);
  const { facts, rule } = await storing(async () => {
    await establish(sql, origin, vkey, existing);
    return { facts: await storeFacts(sql), rule: await outboxRule(sql, key, existing) };
  });
  const seals = sealing === undefined ? undefined : bodySeals(sql, sealing);
  const rows: RowContext = { rule, subjectIndex, seals };
  const kept = receipts();
  const sequencer: SequencerContext = {
    origin,
    clock,
    outbox: { origin, rule, declaredTypes: new Set(declaredTypes) },
    months: months(),
    subjectIndex,
    seals,
    seen: (ids) => kept.seen(ids),
    told: (deleted) => kept.told(deleted),
  };
  const { exclusive, synchronous } = facts;
  const write = durableWrite({ sql, context: rows, synchronous, patience, acknowledged: acknowledged() });
  const durable = durableAppend({ write, exclusive });
  const direct = directWrite({ sql, sequencer, rows, patience });
  const encode = (events: readonly AuditEvent[]): EncodedEntry[] => encodeEvents(events, { origin, clock });

  /** Sequences; what this process was told is in the log and is gone is told in the log. */
  async function sequence(): Promise<number> {
    const size = await sequenceAll(sql, sequencer);
    const missing = await kept.missing(sql);
    if (missing === 0) return size;
    await durable(encode([discrepancyEvent("deleted", missing)]));
    return sequenceAll(sql, sequencer);
  }
  /** What waits is sequenced before, what is announced in the erasure's own transaction; an eraser, who may not, leaves both for the next time. */
  function erasing<T>(erase: (context: EraseContext) => Promise<T>): Promise<T> {
    return storing(async () => {
      if (!facts.sequences) return erase({ origin, clock, rows });
      if (await waits(sql)) await sequence();
      const moved: string[] = [];
      const position = async (tx: Sql): Promise<void> => {
        for (let emptied = false; !emptied; ) {
          const step = await sequenceIn(tx, sequencer, false);
          moved.push(...step.moved);
          emptied = step.emptied;
        }
      };
      const done = await erase({ origin, clock, rows, position });
      sequencer.seen(moved);
      return done;
    });
  }

  const log: DatabaseLog = {
    origin,
    append: async (event) => one(await log.appendAll([event])),
    async appendAll(events) {
      const entries = encode(events);
      await log.appendEncoded(entries);
      return entries.map(({ id }) => ({ id }));
    },
    encode,
    async appendEncoded(entries) {
      if (entries.length === 0) return;
      if (entries.length >= DIRECT && facts.sequences) {
        sequencer.seen(await storing(() => direct(entries)));
        return;
      }
      await durable(entries);
      kept.keep(entries.map(({ id }) => id));
    },
    appendIn: async (tx, event) => one(await log.appendAllIn(tx, [event])),
    async appendAllIn(tx, events) {
      const entries = encode(events);
      if (entries.length === 0) return [];
      const ids = entries.map(({ id }) => id);
      const xid = await storing(() => appendIn(tx, entries, rows, exclusive ? tx : undefined));
      kept.keep(ids, xid);
      return ids.map((id) => ({ id }));
    },
    held: (ids) => storing(() => heldEntries(sql, ids)),
    sequence: () => storing(async () => ({ size: await sequence() })),
    checkpoint: () => storing(() => checkpoint(sql, sequence, signer, origin, vkey)),
    entries: (filter) => readEntries(filter),
    async eraseExpired(request): Promise<ErasureResult> {
      const asOf = erasureDate(request, clock);
      return erasing((context) => eraseDue(sql, context, asOf));
    },
    async eraseEarly(request) {
      checkAuthority(request);
      return erasing((context) => eraseByAuthority(sql, context, subjectIndex, request));
    },
    async prune(request) {
      const asOf = erasureDate(request, clock);
      return erasing((context) => pruneErased(sql, context, asOf));
    },
    snapshot: (read) => snapshot(log, sql, seals, read),
    health: () => storing(() => health(sql, clock)),
  };
  return log;

  async function* readEntries(filter: EntryFilter | undefined): AsyncGenerator<AuditEntry> {
    const checked = checkFilter(filter);
    const person = checked.subject ?? checked.actor;
    if (person !== undefined && subjectIndex === undefined)
      throw new PrivacyError("SUBJECT_KEY_MISSING", "the log was opened without a subject key: it keeps no index of persons");
    const size = facts.sequences ? (await log.sequence()).size : (await storing(() => readHead(sql))).tree.size;
    yield* matching(
      sql,
      { ...checked, below: Math.min(checked.below, size) },
      person === undefined ? undefined : subjectIndex?.(person),
      seals,
    );
  }
}

/** A log in a database: what a fallback merges into. */
export interface DatabaseLog extends AuditLog, MergeTarget {}

function subjectIndexOf(key: Uint8Array | undefined): SubjectIndex {
  if (key === undefined) return undefined;
  if (!isBytes(key) || key.length < 32) throw new PrivacyError("SUBJECT_KEY_INVALID", "a subject key has at least 32 bytes");
  const keyed = keyedHash(key);
  return (subject) => keyed(utf8(subject));
}

async function checkpoint(sql: Sql, sequence: () => Promise<number>, signer: NoteSigner, origin: string, vkey: string): Promise<string> {
  await sequence();
  await checkCurrentKey(sql, vkey);
  const { tree } = await readHead(sql);
  const note = await signCheckpoint({ origin, size: tree.size, root: tree.root() }, signer);
  await sql.query("insert into favorable.audit_checkpoint (size, note) values ($1::bigint, $2) on conflict do nothing", [tree.size, note]);
  return note;
}

function one(appended: readonly Appended[]): Appended {
  const [first] = appended;
  if (first === undefined) throw new PrivacyError("AUDIT_UNAVAILABLE", "nothing was appended");
  return first;
}
