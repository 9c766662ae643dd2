/** The department's table, the declared policy with its archive, and the view each profession reads through. */
import type { ModeratedText } from "@favorable/fields";
import { definePolicy, type RetentionPolicy } from "@favorable/retention";
import { createExpiryView } from "@favorable/retention/postgres";
import type { Migration, Sql } from "@favorable/sql";
import { socialCaseFile } from "./declaration/file.ts";

/** What a case is helped with: the declared list, and nothing in words. */
export type Help = "housing" | "income" | "health-access" | "family" | "none";

/** A row as it is stored. */
export interface CaseRow {
  readonly name: string;
  readonly help: Help;
  readonly openedOn: string;
  readonly followedOn: string;
  readonly note?: ModeratedText;
}

/** The table. */
export const TABLE = "social.file";
/** The view that hides what has expired. */
export const VIEW = "social.file_now";

/** Professions, and the database role each reads as. */
export const DATABASE_ROLES = {
  socialWorker: "social_worker",
  teamLead: "team_lead",
  reception: "reception",
  archivist: "archivist",
} as const;

/** Columns carry the names of the declared fields, so that a row is a record. */
export const socialMigrations: readonly Migration[] = [
  {
    id: "social/0001-tables",
    statements: [
      "create schema social",
      `create table social.file (name text primary key, help text not null, "openedOn" date not null, "followedOn" date not null, note jsonb)`,
      ...Object.values(DATABASE_ROLES).flatMap((role) => [`create role ${role}`, `grant usage on schema social, favorable to ${role}`]),
    ],
  },
];

/** As the corrected file declares it: two years in use, three more in the archive, then deletion. */
export function declaredPolicy(zone: string): RetentionPolicy {
  const declared = socialCaseFile("corrected").retention?.["cases"];
  const { start, activeFor, archive, then } = declared ?? {};
  if (start?.kind !== "last-activity" || activeFor === undefined || archive === undefined || then !== "delete")
    throw new Error("the file declares no archive");
  return definePolicy({
    id: "cases",
    version: 1,
    start: { kind: "last-activity", field: "followedOn" },
    maximum: { period: activeFor },
    then: "archive",
    archive: { start: { kind: "end-of-active" }, maximum: { period: archive.period }, roles: archive.roles, then },
    zone,
  });
}

/** The active phase for every profession, the archive for its role alone, nothing for anybody after that. */
export async function createView(sql: Sql, policy: RetentionPolicy): Promise<void> {
  await createExpiryView({ sql, policy, table: { table: TABLE }, view: VIEW, archivists: { archivist: DATABASE_ROLES.archivist } });
  for (const role of Object.values(DATABASE_ROLES)) await sql.query(`grant select on ${VIEW} to ${role}`);
}

const COLUMNS = `name, help, "openedOn"::text as "openedOn", "followedOn"::text as "followedOn", note`;

/** Files that a profession may see today: asked of the database as that profession. */
export function filesSeenBy(sql: Sql, role: keyof typeof DATABASE_ROLES): Promise<readonly CaseRow[]> {
  return sql.transaction(async (tx) => rowsOf((await tx.query(`select ${COLUMNS} from ${VIEW} order by name`)).rows), {
    role: DATABASE_ROLES[role],
  });
}

/** How many files are stored, whoever may see them. */
export async function filesStored(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(`select count(*)::integer as count from ${TABLE}`);
  return rows[0]?.count ?? 0;
}

/** The file of a person, locked for a change. */
export async function storedFile(sql: Sql, name: string): Promise<readonly CaseRow[]> {
  return rowsOf((await sql.query(`select ${COLUMNS} from ${TABLE} where name = $1::text`, [name])).rows);
}

/** Opens a file. */
export async function addFile(tx: Sql, { name, help, openedOn, followedOn }: CaseRow): Promise<void> {
  await tx.query(`insert into ${TABLE} (name, help, "openedOn", "followedOn") values ($1::text, $2::text, $3::date, $4::date)`, [
    name,
    help,
    openedOn,
    followedOn,
  ]);
}

/** Writes what has changed in a file; what is not given stays. */
export async function changeFile(tx: Sql, name: string, row: Partial<CaseRow>): Promise<void> {
  const note = row.note === undefined ? null : JSON.stringify(row.note);
  await tx.query(
    `update ${TABLE} set help = coalesce($2::text, help), "followedOn" = coalesce($3::date, "followedOn"), note = coalesce($4::jsonb, note)
      where name = $1::text`,
    [name, row.help ?? null, row.followedOn ?? null, note],
  );
}

/** Absent values are absent keys. The table holds nothing but what the guard let through. */
function rowsOf(rows: readonly Record<string, unknown>[]): readonly CaseRow[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as CaseRow);
}
