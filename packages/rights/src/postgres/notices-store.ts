/** Notices, their versions and their deliveries in PostgreSQL and PGlite. */
import type { AuditEvent, AuditLog } from "@favorable/audit";
import { type Migration, type Sql, sqlState } from "@favorable/sql";
import {
  type DeliveryEvidence,
  deliveryConflict,
  type NoticeCounts,
  type NoticeDelivery,
  type NoticePosting,
  type NoticeStore,
  versionConflict,
} from "../notices/delivery.ts";
import type { NoticeItem } from "../notices/items.ts";
import type { NoticeSaid } from "../notices/notice.ts";
import type { NoticeVersion } from "../notices/version.ts";
import type { Language } from "../register/sheet.ts";

/** What a store is made of. */
export interface PostgresNoticeStoreOptions {
  readonly sql: Sql;
  /** The log whose entries stand if and only if the change does. */
  readonly log: Pick<AuditLog, "appendAllIn">;
}

/**
 * The tables of notices; apply with `migrate`. The login of the desk needs `select` and `insert`, and `delete` on `favorable.notice_delivery`
 * to forget erased persons. A published version is not changed: a trigger refuses it (SQLSTATE 55000).
 */
export const noticeMigrations: readonly Migration[] = [
  {
    id: "rights/030-notices",
    statements: [
      `create table favorable.notice_version (
         notice text not null,
         version integer not null check (version >= 1),
         sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
         published_on date not null,
         changed text[] not null,
         material_since integer not null check (material_since between 1 and version),
         said jsonb not null,
         primary key (notice, version))`,
      `create function favorable.notice_version_refuse() returns trigger language plpgsql as $$
       begin
         raise exception 'published versions are not changed' using errcode = '55000';
       end $$`,
      `create trigger refuse_change before update or delete on favorable.notice_version
         for each row execute function favorable.notice_version_refuse()`,
      `create trigger refuse_truncate before truncate on favorable.notice_version
         for each statement execute function favorable.notice_version_refuse()`,
      `create table favorable.notice_delivery (
         id text primary key,
         notice text not null,
         version integer not null,
         subject_ref text not null check (subject_ref ~ '^[0-9a-f]{64}$'),
         language text not null,
         at timestamptz(3) not null,
         evidence text not null,
         reference text,
         foreign key (notice, version) references favorable.notice_version (notice, version))`,
      // Who has not been informed is asked by person; the newest version is the last of the index.
      "create index notice_delivery_subject_idx on favorable.notice_delivery (subject_ref, notice, version)",
      `create table favorable.notice_posting (
         id text primary key,
         notice text not null,
         version integer not null,
         place text not null,
         posted_from timestamptz(3) not null,
         foreign key (notice, version) references favorable.notice_version (notice, version))`,
      "revoke all on favorable.notice_version, favorable.notice_delivery, favorable.notice_posting from public",
    ],
  },
];

interface VersionRow {
  readonly notice: string;
  readonly version: number;
  readonly sha256: string;
  readonly published_on: string;
  readonly changed: NoticeItem[];
  readonly material_since: number;
  readonly said: NoticeSaid;
}

interface DeliveryRow {
  readonly id: string;
  readonly notice: string;
  readonly version: number;
  readonly language: Language;
  readonly at: string;
  readonly evidence: DeliveryEvidence;
  readonly reference: string | null;
}

/** A store over `noticeMigrations`. */
export function postgresNoticeStore({ sql, log }: PostgresNoticeStoreOptions): NoticeStore {
  return Object.freeze({
    async publish({ notice, version, sha256, on, changed, materialSince, said }: NoticeVersion, entry: AuditEvent) {
      try {
        await sql.transaction(async (tx) => {
          const { rows } = await tx.query(
            `insert into favorable.notice_version (notice, version, sha256, published_on, changed, material_since, said)
             select $1::text, $2::int, $3::text, $4::date, $5::text[], $6::int, $7::jsonb
              where $2::int = 1 + (select count(*) from favorable.notice_version where notice = $1::text)
             returning version`,
            [notice, version, sha256, on, [...changed], materialSince, JSON.stringify(said)],
          );
          if (rows.length === 0) throw versionConflict();
          await log.appendAllIn(tx, [entry]);
        });
      } catch (error) {
        throw sqlState(error) === "23505" ? versionConflict() : error;
      }
    },
    async versions(notice: string) {
      const { rows } = await sql.query<VersionRow>(
        `select notice, version, sha256, published_on::text as published_on, changed, material_since, said
           from favorable.notice_version where notice = $1::text order by version`,
        [notice],
      );
      return rows.map(({ published_on: on, material_since: materialSince, ...row }) => Object.freeze({ ...row, on, materialSince }));
    },
    deliver: (deliveries: readonly NoticeDelivery[], entry: AuditEvent) =>
      sql.transaction(async (tx) => {
        const texts = (of: (one: NoticeDelivery) => string): string[] => deliveries.map(of);
        const { rows } = await tx.query(
          `insert into favorable.notice_delivery (id, notice, version, subject_ref, language, at, evidence, reference)
           select id, notice, version::int, subject_ref, language, at::timestamptz, evidence, nullif(reference, '')
             from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
                  as given (id, notice, version, subject_ref, language, at, evidence, reference)
           on conflict (id) do nothing
           returning id`,
          [
            texts(({ id }) => id),
            texts(({ notice }) => notice),
            texts(({ version }) => String(version)),
            texts(({ subject }) => subject),
            texts(({ language }) => language),
            texts(({ at }) => at),
            texts(({ evidence }) => evidence),
            texts(({ reference }) => reference ?? ""),
          ],
        );
        const { rows: kept } = await tx.query<{ id: string; notice: string; version: number; subject_ref: string }>(
          "select id, notice, version, subject_ref from favorable.notice_delivery where id = any ($1::text[])",
          [texts(({ id }) => id)],
        );
        const byId = new Map(kept.map((row) => [row.id, row]));
        for (const { id, notice, version, subject } of deliveries) {
          const row = byId.get(id);
          if (row?.notice !== notice || row.version !== version || row.subject_ref !== subject) throw deliveryConflict();
        }
        await log.appendAllIn(tx, [entry]);
        return rows.length;
      }),
    post: ({ id, notice, version, place, from }: NoticePosting, entry: AuditEvent) =>
      sql.transaction(async (tx) => {
        await tx.query(
          `insert into favorable.notice_posting (id, notice, version, place, posted_from)
           values ($1::text, $2::text, $3::int, $4::text, $5::timestamptz) on conflict (id) do nothing`,
          [id, notice, version, place, from],
        );
        await log.appendAllIn(tx, [entry]);
      }),
    async newest(notice: string, subjects: readonly string[]) {
      const { rows } = await sql.query<{ subject_ref: string; version: number }>(
        `select subject_ref, max(version)::int as version from favorable.notice_delivery
          where notice = $1::text and subject_ref = any ($2::text[]) group by subject_ref`,
        [notice, [...subjects]],
      );
      return new Map(rows.map(({ subject_ref, version }) => [subject_ref, version]));
    },
    async deliveriesTo(subject: string) {
      const { rows } = await sql.query<DeliveryRow>(
        `select id, notice, version, language, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, evidence, reference
           from favorable.notice_delivery where subject_ref = $1::text order by favorable.notice_delivery.at, id collate "C"`,
        [subject],
      );
      return rows.map(({ reference, ...row }) => Object.freeze({ ...row, subject, ...(reference === null ? {} : { reference }) }));
    },
    counts: () => noticeLedger(sql),
    forget: (subject: string, entry: AuditEvent) =>
      sql.transaction(async (tx) => {
        const { rows } = await tx.query("delete from favorable.notice_delivery where subject_ref = $1::text returning id", [subject]);
        await log.appendAllIn(tx, [entry]);
        return rows.length;
      }),
  });
}

/** Counts notices, deliveries and postings for a review; the login needs `select` on the three tables. */
export async function noticeLedger(sql: Sql): Promise<readonly NoticeCounts[]> {
  const { rows } = await sql.query<Omit<NoticeCounts, "materialSince" | "on"> & { material_since: number; published_on: string }>(
    `with last as (select distinct on (notice) notice, version, published_on, sha256, material_since
                     from favorable.notice_version order by notice, version desc),
          reached as (select notice, subject_ref, max(version) as version from favorable.notice_delivery group by notice, subject_ref),
          told as (select last.notice, count(*) filter (where reached.version >= last.material_since) as informed,
                          count(*) filter (where reached.version < last.material_since) as outdated
                     from last join reached on reached.notice = last.notice group by last.notice),
          places as (select last.notice, count(distinct place) as posted
                       from last join favorable.notice_posting as posting
                         on posting.notice = last.notice and posting.version >= last.material_since group by last.notice)
     select last.notice, last.version, last.published_on::text as published_on, last.sha256, last.material_since,
            coalesce(told.informed, 0)::int as informed, coalesce(told.outdated, 0)::int as outdated, coalesce(places.posted, 0)::int as posted
       from last left join told on told.notice = last.notice left join places on places.notice = last.notice
      order by last.notice collate "C"`,
  );
  return rows.map(({ material_since: materialSince, published_on: on, ...row }) => ({ ...row, on, materialSince }));
}
