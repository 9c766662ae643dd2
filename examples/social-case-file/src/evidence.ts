/** What the running files show: measured in their table and log, never taken from the declaration. */
import type { AuditLog, LogVerification } from "@favorable/audit";
import type { System } from "@favorable/example-storyteller";
import type { ProcessingDocument } from "@favorable/processing";
import type { CoverageEvidence, EvidenceReport } from "@favorable/review";
import { collectEvidence } from "@favorable/review/postgres";
import type { Sql } from "@favorable/sql";
import type { Account, openFiles } from "./files.ts";
import { DATABASE_ROLES, TABLE, VIEW } from "./store.ts";

type Files = Awaited<ReturnType<typeof openFiles>>;

/** What the story has at hand besides the system. */
export interface Seen {
  readonly log: LogVerification;
  /** Who reads what is left, for the replay. */
  readonly archivist: Account<"archivist">;
}

/** Takes the evidence of the day: by the collectors of the review, and what only this system can tell of its notes. */
export async function evidenceOf(
  { sql, log, clock }: System,
  files: Files,
  document: ProcessingDocument,
  seen: Seen,
): Promise<EvidenceReport> {
  const { policy, table, subject } = files.kept;
  return collectEvidence({
    document,
    sql,
    log,
    clock,
    verify: async () => seen.log,
    coverage: () => replay(log, files, seen.archivist),
    observe: { freeText: async (snapshot) => ({ unmoderated: await unmoderated(snapshot) }) },
    mapping: {
      records: { file: { table } },
      // The view that hides what has expired.
      otherTables: [VIEW],
      // Each profession reads the view, and has nothing on the table.
      grantees: [],
      logins: Object.values(DATABASE_ROLES),
      retention: [{ policy, table: { table, subject } }],
      purgeEntries: { type: "data.purged", run: "data.swept" },
    },
  });
}

/** Reads what is left once more, and counts the rows that the new entries tell of. */
async function replay(log: AuditLog, files: Files, archivist: Account<"archivist">): Promise<CoverageEvidence> {
  const { size } = await log.sequence();
  const { length } = await files.readArchive(archivist);
  let told = 0;
  for await (const { clear } of log.entries({ from: size, types: ["access.read"] })) told += Number(clear["rows"]);
  return { actions: length, entries: told };
}

/** Notes that are in no state of moderation. */
async function unmoderated(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::integer as count from ${TABLE}
      where note is not null and coalesce(note->>'state', '') not in ('pending', 'accepted', 'refused')`,
  );
  return rows[0]?.count ?? 0;
}
