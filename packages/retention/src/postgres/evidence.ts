/** What is left of a purge: how many rows, under which policy, how far gone. Never which. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";

/**
 * How far gone the data are. `row gone`: no query finds the row. `columns emptied`: the row is there, the named columns are null.
 * `key destroyed`: the row is gone, and so is the key of every data subject of the batch: sealed fields are unreadable wherever a copy is.
 * Otherwise bytes may stay in the files until the table is vacuumed or rewritten, in the write-ahead log, in replicas and in backups.
 */
export type PurgeLevel = "row gone" | "columns emptied" | "key destroyed";

/** The evidence of one batch, written in the statement that did the work. */
export interface PurgeEvidence {
  readonly id: string;
  readonly policy: string;
  readonly version: number;
  /** The table's name. */
  readonly relation: string;
  readonly action: "delete" | "anonymise" | "shred";
  readonly level: PurgeLevel;
  /** The cutoff day. */
  readonly asOf: CalendarDate;
  /** The database's time was simulated: not evidence of a live system. */
  readonly simulated: boolean;
  readonly removed: number;
  /** Rows of the batch that a hold kept. */
  readonly held: number;
  /** Rows of other tables that went with them or were emptied, by table. */
  readonly dependants: Readonly<Record<string, number>>;
}

interface PurgeRow extends Omit<PurgeEvidence, "asOf"> {
  readonly asOf: string;
}

const PURGE_COLUMNS =
  'id::text as id, policy, version, relation, action, level, as_of::text as "asOf", simulated, removed, held, dependants' as const;

function evidenceOf(row: PurgeRow): PurgeEvidence {
  return { ...row, asOf: calendarDate(row.asOf) };
}

/** The evidence of a policy, oldest first. */
export async function purgeEvidence(sql: Sql, policy: { readonly id: string }): Promise<PurgeEvidence[]> {
  const { rows } = await sql.query<PurgeRow>(`select ${PURGE_COLUMNS} from favorable.purge where policy = $1 order by purge.id`, [
    policy.id,
  ]);
  return rows.map(evidenceOf);
}
