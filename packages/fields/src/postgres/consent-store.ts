/** Consents in PostgreSQL. */
import { type Clock, PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { ConsentRecord, NewConsentRecord } from "../consent/record.ts";
import { bySubject, type ConsentStore, forgottenBefore, sameAct } from "../consent/store.ts";
import { FORGOTTEN } from "./schema.ts";

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const COLUMNS = `id, subject, purpose, act, to_char(at at time zone 'UTC', ${INSTANT}) as at,
  to_char(recorded_at at time zone 'UTC', ${INSTANT}) as recorded_at, channel, giver, version, language, sha256, evidence,
  to_char(stated at time zone 'UTC', ${INSTANT}) as stated`;
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
  readonly stated: string | null;
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
    append: (given: NewConsentRecord) =>
      append(sql, given, simulated()).catch((error: unknown) => {
        throw sqlState(error) === FORGOTTEN ? forgottenBefore() : error;
      }),
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
      return sql.transaction(async (tx) => {
        if (clock !== undefined) await tx.query("select set_config('favorable.forgotten_at', $1::text, true)", [simulated()]);
        const { rows } = await tx.query<{ gone: number }>("select favorable.forget_consents($1::text)::int as gone", [subject]);
        return rows[0]?.gone ?? 0;
      });
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
            last as (select max(at) as at, max(at) filter (where act = 'given') as given_at
                       from favorable.consent where subject = $2::text and purpose = $3::text),
            own as (select case when $4::text = 'withdrawn' and last.given_at >= $11::timestamptz then null else $11::timestamptz end as at from last)
       insert into favorable.consent (id, subject, purpose, act, channel, giver, version, language, sha256, evidence, at, recorded_at, stated)
       select $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text,
              coalesce(own.at, greatest(clock.now, last.at + interval '1 millisecond')), clock.now,
              case when own.at is null then $11::timestamptz end
         from clock, last, own
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
  const { id, subject, purpose, act, at, recorded_at: recordedAt, channel, giver, version, language, sha256, evidence, stated } = row;
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
    ...(stated === null ? {} : { stated }),
  });
}
