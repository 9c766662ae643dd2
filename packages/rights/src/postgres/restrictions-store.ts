/** Restrictions in PostgreSQL and PGlite. */
import type { AuditEvent, AuditLog } from "@favorable/audit";
import { type Migration, type Sql, sqlState } from "@favorable/sql";
import { restrictionConflict, restrictionExists } from "../restrictions/memory-store.ts";
import {
  type LiftReason,
  RESTRICTION_GROUNDS,
  type Restriction,
  type RestrictionGround,
  type RestrictionStore,
} from "../restrictions/restriction.ts";

/** What a store is made of. */
export interface PostgresRestrictionStoreOptions {
  readonly sql: Sql;
  /** The log whose entries stand if and only if the change does. */
  readonly log: Pick<AuditLog, "appendAllIn">;
}

/**
 * The table of restrictions; apply with `migrate`. The login of the desk needs `select`, `insert`, `update` and, to forget erased persons,
 * `delete`; that of the gate `select (subject_ref, purpose, lifted_at)` alone.
 */
export const restrictionMigrations: readonly Migration[] = [
  {
    id: "rights/025-restrictions",
    statements: [
      `create table favorable.restriction (
         id text primary key,
         subject_ref text not null check (subject_ref ~ '^[0-9a-f]{64}$'),
         purpose text,
         ground text not null check (ground in (${RESTRICTION_GROUNDS.map((ground) => `'${ground}'`).join(", ")})),
         request text not null,
         placed_at timestamptz(3) not null,
         announced_at timestamptz(3),
         announcement text,
         lifted_at timestamptz(3),
         lift_reason text,
         constraint restriction_announced check (lifted_at is null or announced_at is not null))`,
      // The gate asks by person at every read; what was lifted does not slow it down.
      "create index restriction_standing_idx on favorable.restriction (subject_ref) where lifted_at is null",
      "revoke all on favorable.restriction from public",
    ],
  },
  { id: "rights/026-restriction-staff", statements: ["alter table favorable.restriction add column announced_by text"] },
];

const instantOf = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`;
const COLUMNS = `id, subject_ref, purpose, ground, request, ${instantOf("placed_at")}, ${instantOf("announced_at")}, announcement, announced_by,
  ${instantOf("lifted_at")}, lift_reason`;

interface Row {
  readonly id: string;
  readonly subject_ref: string;
  readonly purpose: string | null;
  readonly ground: RestrictionGround;
  readonly request: string;
  readonly placed_at: string;
  readonly announced_at: string | null;
  readonly announcement: string | null;
  readonly announced_by: string | null;
  readonly lifted_at: string | null;
  readonly lift_reason: LiftReason | null;
}

/** A store over `restrictionMigrations`. */
export function postgresRestrictionStore({ sql, log }: PostgresRestrictionStoreOptions): RestrictionStore {
  return Object.freeze({
    async insert(restriction: Restriction, entry: AuditEvent) {
      const { id, subject, purpose, ground, request, placedAt } = restriction;
      try {
        await sql.transaction(async (tx) => {
          await tx.query(
            `insert into favorable.restriction (id, subject_ref, purpose, ground, request, placed_at)
             values ($1::text, $2::text, $3::text, $4::text, $5::text, $6::timestamptz)`,
            [id, subject, purpose ?? null, ground, request, placedAt],
          );
          await log.appendAllIn(tx, [entry]);
        });
      } catch (error) {
        throw sqlState(error) === "23505" ? restrictionExists() : error;
      }
    },
    async find(id: string) {
      const { rows } = await sql.query<Row>(`select ${COLUMNS} from favorable.restriction where id = $1::text`, [id]);
      return rows[0] === undefined ? undefined : restrictionOf(rows[0]);
    },
    replace: (before: Restriction, after: Restriction, entry: AuditEvent) =>
      sql.transaction(async (tx) => {
        const { rows } = await tx.query(
          `update favorable.restriction
              set announced_at = $2::timestamptz, announcement = $3::text, lifted_at = $4::timestamptz, lift_reason = $5::text,
                  announced_by = $8::text
            where id = $1::text and announced_at is not distinct from $6::timestamptz and lifted_at is not distinct from $7::timestamptz
           returning id`,
          [
            after.id,
            after.announcedAt ?? null,
            after.announcement ?? null,
            after.liftedAt ?? null,
            after.liftReason ?? null,
            before.announcedAt ?? null,
            before.liftedAt ?? null,
            after.announcedBy ?? null,
          ],
        );
        if (rows.length === 0) throw restrictionConflict();
        await log.appendAllIn(tx, [entry]);
      }),
    async barred(purpose: string, references: readonly string[]) {
      const { rows } = await sql.query<{ subject_ref: string }>(
        `select distinct subject_ref from favorable.restriction
          where lifted_at is null and (purpose is null or purpose = $1::text) and subject_ref = any ($2::text[])`,
        [purpose, [...references]],
      );
      return new Set(rows.map(({ subject_ref }) => subject_ref));
    },
    async standing() {
      const { rows } = await sql.query<Row>(
        `select ${COLUMNS} from favorable.restriction where lifted_at is null order by favorable.restriction.placed_at, id collate "C"`,
      );
      return rows.map(restrictionOf);
    },
    forget: (reference: string, entry: AuditEvent) =>
      sql.transaction(async (tx) => {
        const { rows } = await tx.query("delete from favorable.restriction where subject_ref = $1::text returning id", [reference]);
        await log.appendAllIn(tx, [entry]);
        return rows.length;
      }),
  });
}

/** Counts restrictions for a review. */
export interface RestrictionLedger {
  readonly standing: number;
  /** Standing, and the person was told that they will be lifted. */
  readonly announced: number;
  readonly lifted: number;
  readonly byGround: Readonly<Partial<Record<RestrictionGround, number>>>;
}

/** Counts the restrictions; the login needs `select` on `favorable.restriction`. */
export async function restrictionLedger(sql: Sql): Promise<RestrictionLedger> {
  const { rows } = await sql.query<{ ground: RestrictionGround; standing: number; announced: number; lifted: number }>(
    `select ground, (count(*) filter (where lifted_at is null))::int as standing,
            (count(*) filter (where lifted_at is null and announced_at is not null))::int as announced,
            (count(*) filter (where lifted_at is not null))::int as lifted
       from favorable.restriction group by ground order by ground`,
  );
  const total = (of: "standing" | "announced" | "lifted"): number => rows.reduce((sum, row) => sum + row[of], 0);
  return {
    standing: total("standing"),
    announced: total("announced"),
    lifted: total("lifted"),
    byGround: Object.fromEntries(rows.filter(({ standing }) => standing > 0).map(({ ground, standing }) => [ground, standing])),
  };
}

function restrictionOf(row: Row): Restriction {
  return Object.freeze({
    id: row.id,
    subject: row.subject_ref,
    ...(row.purpose === null ? {} : { purpose: row.purpose }),
    ground: row.ground,
    request: row.request,
    placedAt: row.placed_at,
    ...(row.announced_at === null ? {} : { announcedAt: row.announced_at }),
    ...(row.announcement === null ? {} : { announcement: row.announcement }),
    ...(row.announced_by === null ? {} : { announcedBy: row.announced_by }),
    ...(row.lifted_at === null ? {} : { liftedAt: row.lifted_at }),
    ...(row.lift_reason === null ? {} : { liftReason: row.lift_reason }),
  });
}
