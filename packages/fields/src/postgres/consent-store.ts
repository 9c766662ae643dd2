/** Consents in PostgreSQL. */
import { type Clock, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { ConsentRecord, NewConsentRecord } from "../consent/record.ts";
import { bySubject, type ConsentStore, sameAct } from "../consent/store.ts";

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const COLUMNS = `id, subject, purpose, act, to_char(at at time zone 'UTC', ${INSTANT}) as at,
  to_char(recorded_at at time zone 'UTC', ${INSTANT}) as recorded_at, channel, giver, version, language, sha256, evidence`;
/** As `inOrder`: a withdrawal or refusal counts after a giving of the same instant. */
const ORDER = `at, (act <> 'given'), recorded_at, id collate "C"`;

interface Row {
  readonly id: string;
  readonly subject: string;
  readonly purpose: string;
  readonly act: ConsentRecord["act"];
  readonly at: string;
  readonly recorded_at: string;
  readonly channel: string;
  readonly giver: ConsentRecord["giver"];
  readonly version: string | null;
  readonly language: "fr" | "en" | null;
  readonly sha256: string | null;
  readonly evidence: string | null;
}

/** What a store is made of. */
export interface PostgresConsentStoreOptions {
  /** The database, or a transaction of the application's: the act is then recorded with what else it writes, or not at all. */
  readonly sql: Sql;
  /** For demonstrations and tests; the database's clock when left out. */
  readonly clock?: Clock;
}

/**
 * A store over `consentMigrations`.
 *
 * Acts of one person for one purpose wait for each other, so that a giving and a withdrawal that come at once are one before the other, at
 * instants of their own.
 *
 * @throws each method `SQL_FAILED` and its like, without a value of the row
 */
export function postgresConsentStore({ sql, clock }: PostgresConsentStoreOptions): ConsentStore {
  const simulated = (): string | null => clock?.now().toISOString() ?? null;
  return Object.freeze({
    append: (given: NewConsentRecord) => append(sql, given, simulated()),
    async list(subject: string, purpose?: string) {
      const { rows } = await sql.query<Row>(
        `select ${COLUMNS} from favorable.consent where subject = $1::text and ($2::text is null or purpose = $2::text) order by ${ORDER}`,
        [subject, purpose ?? null],
      );
      return rows.map(recordOf);
    },
    async listMany(purpose: string, subjects: readonly string[]) {
      const { rows } = await sql.query<Row>(
        `select ${COLUMNS} from favorable.consent where subject = any ($1::text[]) and purpose = $2::text order by ${ORDER}`,
        [[...subjects], purpose],
      );
      return bySubject(rows.map(recordOf));
    },
    async forget(subject: string) {
      const { rows } = await sql.query<{ gone: number }>("select favorable.forget_consents($1::text)::int as gone", [subject]);
      return rows[0]?.gone ?? 0;
    },
  });
}

async function append(sql: Sql, given: NewConsentRecord, now: string | null): Promise<{ record: ConsentRecord; added: boolean }> {
  return sql.transaction(async (tx) => {
    // Under this lock no other act of the person for the purpose is being recorded.
    await tx.query(
      "select pg_advisory_xact_lock(pg_catalog.hashtextextended('favorable.consent ' || $1::text || ' ' || $2::text, 0))::text",
      [given.purpose, given.subject],
    );
    const { rows: added } = await tx.query<Row>(
      `with clock as (select coalesce($12::timestamptz, clock_timestamp())::timestamptz(3) as now),
            last as (select max(at) as at from favorable.consent where subject = $2::text and purpose = $3::text)
       insert into favorable.consent (id, subject, purpose, act, channel, giver, version, language, sha256, evidence, at, recorded_at)
       select $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text,
              coalesce($11::timestamptz, greatest(clock.now, last.at + interval '1 millisecond')), clock.now
         from clock, last
       on conflict (id) do nothing
       returning ${COLUMNS}`,
      [
        given.id,
        given.subject,
        given.purpose,
        given.act,
        given.channel,
        given.giver,
        given.version ?? null,
        given.language ?? null,
        given.sha256 ?? null,
        given.evidence ?? null,
        given.at ?? null,
        now,
      ],
    );
    const [row] = added;
    if (row !== undefined) return { record: recordOf(row), added: true };
    const { rows: known } = await tx.query<Row>(`select ${COLUMNS} from favorable.consent where id = $1::text`, [given.id]);
    // Not to be seen although it conflicts: recorded meanwhile in a snapshot that this transaction does not have.
    if (known[0] === undefined) throw new PrivacyError("CONSENT_BUSY", "the act is being recorded by somebody else: try again");
    return { record: sameAct(recordOf(known[0]), given), added: false };
  });
}

function recordOf(row: Row): ConsentRecord {
  const { id, subject, purpose, act, at, recorded_at: recordedAt, channel, giver, version, language, sha256, evidence } = row;
  return Object.freeze({
    id,
    subject,
    purpose,
    act,
    at,
    recordedAt,
    channel,
    giver,
    ...(version === null ? {} : { version }),
    ...(language === null ? {} : { language }),
    ...(sha256 === null ? {} : { sha256 }),
    ...(evidence === null ? {} : { evidence }),
  });
}
