/** What the running files show: measured in their table and log, never taken from the declaration. */
import type { LogVerification } from "@favorable/audit";
import { agesOf, headOf, implementationOf, type System, toldBy } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "@favorable/review";
import type { Account, openFiles } from "./files.ts";
import { DATABASE_ROLES, TABLE } from "./store.ts";

type Files = Awaited<ReturnType<typeof openFiles>>;
type Part<K extends keyof EvidenceBundle> = NonNullable<EvidenceBundle[K]>;

/** What the story has at hand besides the system. */
export interface Seen {
  readonly log: LogVerification;
  /** Who reads what is left, for the replay. */
  readonly archivist: Account<"archivist">;
}

/** Takes the evidence of the day. */
export async function evidenceOf(system: System, files: Files, document: ProcessingDocument, seen: Seen): Promise<EvidenceBundle> {
  const coverage = await replay(system, files, seen.archivist);
  const { verdict, witnessed, size, parts } = seen.log;
  const told = await toldBy(system.log);
  const implementation = await implementationOf(system.sql, "social", document, told);
  const categories = document.retention?.["cases"]?.categories ?? [];
  return {
    ...headOf(system, documentHash(document)),
    log: { verdict, witnessed, size },
    coverage,
    ages: { ...(await agesOf(system, files.kept, categories)), accessLogs: { overdue: parts.overdue } },
    purges: told.purges,
    actors: told.roles,
    uses: told.uses,
    recipients: await destinations(system),
    freeText: { unmoderated: await unmoderated(system) },
    implementation: { ...implementation, grants: await grantsBeyond(system) },
  };
}

/** Reads what is left once more, and counts the rows that the new entries tell of. */
async function replay({ log }: System, files: Files, archivist: Account<"archivist">): Promise<Part<"coverage">> {
  const { size } = await log.sequence();
  const { length } = await files.readArchive(archivist);
  let told = 0;
  for await (const { clear } of log.entries({ from: size, types: ["access.read"] })) told += Number(clear["rows"]);
  return { actions: length, entries: told };
}

/** Destinations that something was sent to. */
async function destinations({ log }: System): Promise<readonly string[]> {
  const sinks = new Set<string>();
  for await (const { clear } of log.entries({ types: ["access.sent"] })) sinks.add(String(clear["sink"]));
  return [...sinks];
}

/** Notes that are in no state of moderation. */
async function unmoderated({ sql }: System): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::integer as count from ${TABLE}
      where note is not null and coalesce(note->>'state', '') not in ('pending', 'accepted', 'refused')`,
  );
  return rows[0]?.count ?? 0;
}

/** Rights in the database beyond a declared profession's reading of the view. */
async function grantsBeyond({ sql }: System): Promise<readonly string[]> {
  const { rows } = await sql.query<{ grant: string }>(
    `select distinct g.grantee || ':' || g.table_name || ':' || lower(g.privilege_type) as grant
     from information_schema.role_table_grants g
     join pg_class c on c.relname = g.table_name and c.relnamespace = 'social'::regnamespace
     where g.table_schema = 'social' and g.grantee <> pg_get_userbyid(c.relowner) order by 1`,
  );
  const declared = new Set(Object.values(DATABASE_ROLES).map((role) => `${role}:file_now:select`));
  return rows.map(({ grant }) => grant).filter((grant) => !declared.has(grant));
}
