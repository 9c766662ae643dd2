/** Wrapped keys of subjects in PostgreSQL. */
import { fromHex, toHex } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { FenceEntry } from "../keys/erasure-fence.ts";
import type { KeyStore, StoredKey } from "../keys/key-store.ts";
import { Attached, type AttachedTable } from "./attached.ts";

/** How the store is set up. */
export interface PostgresKeyStoreOptions {
  /** Tables whose columns are emptied in the very transaction that destroys a subject's keys. */
  readonly attached?: readonly AttachedTable[];
}

interface KeyRow {
  readonly subject: Uint8Array;
  readonly version: number;
  readonly epoch: string;
  readonly wrapped: Uint8Array;
  readonly made_at: string;
}

interface FenceRow {
  readonly subject: Uint8Array;
  readonly state: FenceEntry["state"];
  readonly through: number;
  readonly epochs: string[];
  readonly at: string;
}

const KEY_COLUMNS = "subject, version, epoch, wrapped, made_at";
const FENCE_COLUMNS = "subject, state, through, epochs, at";

/**
 * Keeps wrapped keys in the tables of {@link keyStoreMigrations}. Each step is a transaction of its own: a key that sealed something must not
 * vanish with a transaction of the application. On one connection (PGlite), call `provision` of the ring before a transaction begins.
 *
 * @throws `TABLE_INVALID` with a `reason`; its methods `SQL_FAILED`, `SQL_UNAVAILABLE` and what the driver's port throws
 */
export function postgresKeyStore(sql: Sql, options: PostgresKeyStoreOptions = {}): KeyStore {
  const attached = new Attached(options.attached ?? []);
  return {
    async find(subject) {
      // One statement, so one snapshot: a key is never seen without the fence that came before it.
      const { rows } = await sql.query<KeyRow & { fenced: { state: FenceEntry["state"]; at: string } | null; dead: number }>(
        `with fence as (
           select coalesce(max(f.through), 0) as dead, (array_agg(f.state order by f.seq desc))[1] as state,
             (array_agg(f.at order by f.seq desc))[1] as at
           from favorable.field_fence f where f.subject = $1::bytea)
         select k.subject, k.version, k.epoch, k.wrapped, k.made_at, fence.dead,
           case when fence.state is null then null else json_build_object('state', fence.state, 'at', fence.at) end as fenced
         from fence left join favorable.field_key k on k.subject = $1::bytea and k.version > fence.dead
         order by k.version`,
        [fromHex(subject)],
      );
      const [first] = rows;
      const keys = rows.filter(({ version }) => version !== null).map(storedKey);
      if (first === undefined || first.fenced === null) return { keys };
      return { keys, fenced: { state: first.fenced.state, through: first.dead, at: instant(first.fenced.at) } };
    },
    add: (key) =>
      sql.transaction(async (tx) => {
        await lockSubject(tx, key.subject);
        await lockEpoch(tx, key.epoch, "shared");
        const closed = await tx.query("select 1 as one from favorable.field_epoch_closed where epoch = $1::text", [key.epoch]);
        if (closed.rows.length > 0) return "closed";
        const dead = await tx.query<{ dead: boolean }>(
          `select coalesce(max(f.through), 0) >= $2::integer or coalesce((array_agg(f.state order by f.seq desc))[1] = 'erased', false) as dead
           from favorable.field_fence f where f.subject = $1::bytea`,
          [fromHex(key.subject), key.version],
        );
        if (dead.rows[0]?.dead === true) return "erased";
        const { rowCount } = await tx.query(
          `insert into favorable.field_key (${KEY_COLUMNS}) values ($1::bytea, $2::integer, $3::text, $4::bytea, $5::timestamptz)
           on conflict (subject, version) do nothing`,
          [fromHex(key.subject), key.version, key.epoch, key.wrapped, key.madeAt],
        );
        return rowCount === 1 ? "added" : "exists";
      }),
    async retire(subject, below) {
      const { rowCount = 0 } = await sql.query("delete from favorable.field_key where subject = $1::bytea and version < $2::integer", [
        fromHex(subject),
        below,
      ]);
      return rowCount;
    },
    erase: (entry, name) =>
      sql.transaction(async (tx) => {
        await lockSubject(tx, entry.subject);
        const subject = fromHex(entry.subject);
        const { rows } = await tx.query<{ through: number }>(
          "select coalesce(max(version), 0) as through from favorable.field_key where subject = $1::bytea",
          [subject],
        );
        const last = await tx.query<FenceRow>(
          `select ${FENCE_COLUMNS} from favorable.field_fence where subject = $1::bytea order by seq desc limit 1`,
          [subject],
        );
        const [known] = last.rows;
        if (known?.state !== "erased" || known.through < entry.through) await insertEntry(tx, entry);
        await tx.query("delete from favorable.field_key where subject = $1::bytea", [subject]);
        if (name !== undefined) await attached.clear(tx, name);
        return { through: rows[0]?.through ?? 0 };
      }),
    reopen: (entry) =>
      sql.transaction(async (tx) => {
        await lockSubject(tx, entry.subject);
        await insertEntry(tx, entry);
      }),
    async fence() {
      const { rows } = await sql.query<FenceRow>(`select ${FENCE_COLUMNS} from favorable.field_fence order by seq`);
      return rows.map((row) => ({ ...row, subject: toHex(row.subject), at: instant(row.at) }));
    },
    async page(notUnder, after, limit) {
      const { rows } = await sql.query<KeyRow>(
        `select ${KEY_COLUMNS} from favorable.field_key
         where epoch <> $1::text and (subject, version) > ($2::bytea, $3::integer) order by subject, version limit $4::integer`,
        [notUnder, fromHex(after?.subject ?? ""), after?.version ?? 0, limit],
      );
      return rows.map(storedKey);
    },
    rewrap: (key, former) =>
      sql.transaction(async (tx) => {
        await lockEpoch(tx, key.epoch, "shared");
        const { rowCount } = await tx.query(
          `update favorable.field_key set epoch = $3::text, wrapped = $4::bytea
           where subject = $1::bytea and version = $2::integer and wrapped = $5::bytea
             and not exists (select 1 from favorable.field_epoch_closed c where c.epoch = $3::text)`,
          [fromHex(key.subject), key.version, key.epoch, key.wrapped, former],
        );
        return rowCount === 1;
      }),
    closeEpoch: (epoch) =>
      sql.transaction(async (tx) => {
        await lockEpoch(tx, epoch, "alone");
        const { rows } = await tx.query<{ keys: string }>("select count(*) as keys from favorable.field_key where epoch = $1::text", [
          epoch,
        ]);
        const keys = Number(rows[0]?.keys ?? 0);
        if (keys === 0)
          await tx.query("insert into favorable.field_epoch_closed (epoch) values ($1::text) on conflict do nothing", [epoch]);
        return keys;
      }),
    async *names() {
      // Collected inside the transaction: a consumer that waits must not hold it open.
      const batches = await sql.transaction(
        async (tx) => {
          const all: (readonly string[])[] = [];
          for await (const batch of attached.names(tx)) all.push(batch);
          return all;
        },
        { isolation: "repeatable read", readOnly: true },
      );
      yield* batches;
    },
  };
}

async function insertEntry(tx: Sql, { subject, state, through, epochs, at }: FenceEntry): Promise<void> {
  await tx.query(
    `insert into favorable.field_fence (${FENCE_COLUMNS}) values ($1::bytea, $2::text, $3::integer, $4::text[], $5::timestamptz)`,
    [fromHex(subject), state, through, [...epochs], at],
  );
}

/** Two steps on one subject wait for each other; a collision of the hash costs a wait and nothing else. */
async function lockSubject(tx: Sql, subject: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('favorable.field_key ' || $1::text, 0))::text", [subject]);
}

/** New keys of an epoch come side by side; closing it waits for them and keeps others out. */
async function lockEpoch(tx: Sql, epoch: string, how: "shared" | "alone"): Promise<void> {
  const lock = how === "shared" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
  await tx.query(`select ${lock}(hashtextextended('favorable.field_epoch ' || $1::text, 0))::text`, [epoch]);
}

function storedKey({ subject, version, epoch, wrapped, made_at }: KeyRow): StoredKey {
  return { subject: toHex(subject), version, epoch, wrapped, madeAt: instant(made_at) };
}

/** The one form of instants here: milliseconds, UTC. */
function instant(text: string): string {
  return new Date(text).toISOString();
}
