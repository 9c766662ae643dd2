/** The desk on PostgreSQL, or on PGlite. */
import type { AuditEvent, AuditLog } from "@favorable/audit";
import { PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { Challenge, DeskStore, DeskTransaction } from "../desk/store.ts";
import type { CopyEvidence, IdentityCopy } from "../identity/copy.ts";
import { OPEN_STATES } from "../request/kinds.ts";
import { INSERT_REQUEST, instant, requestOf, requestParams, SELECT_REQUEST, UPDATE_REQUEST } from "./desk-rows.ts";

/** What a store is made of. */
export interface DeskStoreOptions {
  /** The database, with `auditMigrations` and {@link deskMigrations} applied. */
  readonly sql: Sql;
  /** The log of that same database: entries stand in the transaction of the change they tell. */
  readonly log: Pick<AuditLog, "appendAllIn">;
}

/** Open requests, as the index of the list has it. */
const OPEN = `state in (${OPEN_STATES.map((state) => `'${state}'`).join(", ")})`;

const SELECT_COPY = "select id, request, document_type, cell, made_at, viewed_by, evidence from favorable.rights_identity_copy";

interface CopyRow {
  readonly id: string;
  readonly request: string;
  readonly document_type: IdentityCopy["documentType"];
  readonly cell: string | null;
  readonly made_at: string;
  readonly viewed_by: readonly string[];
  readonly evidence: CopyEvidence | null;
}

/**
 * A store over {@link deskMigrations}. A change and its entry in the log are one transaction: neither stands without the other.
 *
 * @example
 * ```ts
 * import { deskGrants } from "@favorable/rights/postgres";
 *
 * console.log(deskGrants("dpo_ledger", "ledger").length); // 2
 * ```
 */
export function postgresDeskStore({ sql, log }: DeskStoreOptions): DeskStore {
  return {
    transaction: (run) =>
      sql.transaction(async (tx) => {
        const events: AuditEvent[] = [];
        const result = await run(transactionOn(tx, events));
        if (events.length > 0) await log.appendAllIn(tx, events);
        return result;
      }),
    async find(id) {
      const { rows } = await sql.query(`${SELECT_REQUEST} where id = $1::text`, [id]);
      return rows[0] === undefined ? undefined : requestOf(rows[0]);
    },
    async findCopy(id) {
      const { rows } = await sql.query<CopyRow>(`${SELECT_COPY} where id = $1::text`, [id]);
      return rows[0] === undefined ? undefined : copyOf(rows[0]);
    },
    async due(through) {
      const { rows } = await sql.query(
        `${SELECT_REQUEST} where ${OPEN} and due_on <= $1::date
         union all ${SELECT_REQUEST} where ${OPEN} and due_on > $1::date and suspended`,
        [through],
      );
      return rows.map(requestOf);
    },
    async unsettledHolds() {
      const { rows } = await sql.query(
        `${SELECT_REQUEST} where hold in ('wanted', 'placed') and (hold = 'wanted' or not (${OPEN})) order by id`,
      );
      return rows.map(requestOf);
    },
    async copies(request) {
      const { rows } = await sql.query<CopyRow>(
        `${SELECT_COPY} where cell is not null and ($1::text is null or request = $1::text) order by made_at`,
        [request ?? null],
      );
      return rows.map(copyOf);
    },
  };
}

function transactionOn(tx: Sql, events: AuditEvent[]): DeskTransaction {
  return {
    async insert(request) {
      await tx.query(INSERT_REQUEST, requestParams(request)).catch((error: unknown) => {
        throw sqlState(error) === "23505" ? new PrivacyError("REQUEST_EXISTS", "a request of this id is there") : error;
      });
    },
    async lock(id) {
      const { rows } = await tx.query(`${SELECT_REQUEST} where id = $1::text for update`, [id]);
      return rows[0] === undefined ? undefined : requestOf(rows[0]);
    },
    async save(request) {
      await tx.query(UPDATE_REQUEST, requestParams(request));
    },
    async addChallenge({ id, request, candidate, mac, madeAt, expiresAt, tries, used }) {
      await tx.query(
        `insert into favorable.rights_challenge (id, request, candidate, mac, made_at, expires_at, tries, used)
         values ($1::text, $2::text, $3::text, $4::bytea, $5::timestamptz, $6::timestamptz, $7::integer, $8::boolean)`,
        [id, request, candidate ?? null, mac, madeAt, expiresAt, tries, used],
      );
    },
    async newestChallenge(request) {
      const { rows } = await tx.query<ChallengeRow>(
        `select id, request, candidate, mac, made_at, expires_at, tries, used from favorable.rights_challenge
         where request = $1::text order by seq desc limit 1`,
        [request],
      );
      return rows[0] === undefined ? undefined : challengeOf(rows[0]);
    },
    async saveChallenge({ id, tries, used }) {
      await tx.query("update favorable.rights_challenge set tries = $2::integer, used = $3::boolean where id = $1::text", [
        id,
        tries,
        used,
      ]);
    },
    async dropChallenges(request) {
      await tx.query("delete from favorable.rights_challenge where request = $1::text", [request]);
    },
    async countTry(name, at, since) {
      // Two that try at once wait for each other: neither is counted without the other.
      await tx.query("select pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex'), 0))::text", [name]);
      // Old ones of anybody go, a few at a time; what another is just deleting is left to them.
      await tx.query(
        `delete from favorable.rights_try where ctid in (select ctid from favorable.rights_try
           where at <= $1::timestamptz - interval '2 days' order by at limit 100 for update skip locked)`,
        [at],
      );
      await tx.query("insert into favorable.rights_try (name, at) values ($1::bytea, $2::timestamptz)", [name, at]);
      const { rows } = await tx.query<{ tries: number }>(
        "select count(*)::integer as tries from favorable.rights_try where name = $1::bytea and at > $2::timestamptz",
        [name, since],
      );
      return rows[0]?.tries ?? Number.MAX_SAFE_INTEGER;
    },
    async addCopy({ id, request, documentType, cell, madeAt }) {
      await tx.query(
        `insert into favorable.rights_identity_copy (id, request, document_type, cell, made_at)
         values ($1::text, $2::text, $3::text, $4::text, $5::timestamptz)`,
        [id, request, documentType, cell ?? null, madeAt],
      );
    },
    async lockCopy(id) {
      const { rows } = await tx.query<CopyRow>(`${SELECT_COPY} where id = $1::text for update`, [id]);
      return rows[0] === undefined ? undefined : copyOf(rows[0]);
    },
    async saveCopy({ id, cell, evidence, viewedBy = [] }) {
      await tx.query(
        "update favorable.rights_identity_copy set cell = $2::text, evidence = $3::jsonb, viewed_by = $4::text[] where id = $1::text",
        [id, cell ?? null, evidence === undefined ? null : JSON.stringify(evidence), viewedBy],
      );
    },
    log: (event) => void events.push(event),
  };
}

interface ChallengeRow {
  readonly id: string;
  readonly request: string;
  readonly candidate: string | null;
  readonly mac: Uint8Array;
  readonly made_at: string;
  readonly expires_at: string;
  readonly tries: number;
  readonly used: boolean;
}

function challengeOf({ candidate, made_at, expires_at, ...row }: ChallengeRow): Challenge {
  return { ...row, madeAt: instant(made_at), expiresAt: instant(expires_at), ...(candidate === null ? {} : { candidate }) };
}

function copyOf({ document_type, made_at, cell, evidence, viewed_by, ...row }: CopyRow): IdentityCopy {
  return {
    ...row,
    documentType: document_type,
    madeAt: instant(made_at),
    ...(cell === null ? {} : { cell }),
    ...(viewed_by.length === 0 ? {} : { viewedBy: viewed_by }),
    ...(evidence === null ? {} : { evidence }),
  };
}
