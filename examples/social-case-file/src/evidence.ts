/** What the running files show: measured in their table and log, never taken from the declaration. */
import type { LogVerification } from "@favorable/audit";
import { calendarDate } from "@favorable/core";
import type { System } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import { plan } from "@favorable/retention/postgres";
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
  const told = await readLog(system);
  const { vocabulary, access } = files.social;
  return {
    asOf: system.today(),
    simulated: system.clock.simulated,
    declaration: documentHash(document),
    log: { verdict, witnessed, size },
    coverage,
    ages: { ...(await ages(system, files, document)), accessLogs: { overdue: parts.overdue } },
    purges: told.purges,
    actors: [...told.roles].sort(),
    uses: [...told.purposes].sort().map((purpose) => ({ purpose })),
    recipients: [...told.sinks],
    freeText: { unmoderated: await unmoderated(system) },
    implementation: {
      fields: await undeclaredColumns(system, files),
      purposes: [...told.purposes].filter((purpose) => !Object.hasOwn(vocabulary.purposes, purpose)),
      roles: [...told.roles].filter((role) => !Object.hasOwn(access.roles, role)),
      grants: await grantsBeyond(system),
      policiesNotRun: Object.keys(document.retention ?? {}).filter((id) => !told.purges.some(({ policy }) => policy === id)),
    },
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

interface Told {
  readonly roles: Set<string>;
  readonly purposes: Set<string>;
  /** Destinations that something was sent to. */
  readonly sinks: Set<string>;
  readonly purges: readonly Part<"purges">[number][];
}

/** What the log tells; refused requests are what was kept out. */
async function readLog({ log }: System): Promise<Told> {
  const [roles, purposes, sinks] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const purges: Part<"purges">[number][] = [];
  const proved = new Map<string, number>();
  for await (const { type, clear } of log.entries()) {
    const policy = String(clear["policy"]);
    if (type === "data.purged") proved.set(policy, (proved.get(policy) ?? 0) + Number(clear["rows"]));
    if (type === "audit.erased") proved.set(policy, (proved.get(policy) ?? 0) + Number(clear["count"]));
    if (type === "data.swept") {
      purges.push({ policy, on: String(clear["asOf"]), deleted: Number(clear["rows"]), proved: proved.get(policy) ?? 0 });
      proved.delete(policy);
    }
    if (!type.startsWith("access.") || type === "access.refused") continue;
    roles.add(String(clear["role"]));
    purposes.add(String(clear["purpose"]));
    if (type === "access.sent") sinks.add(String(clear["sink"]));
  }
  return { roles, purposes, sinks, purges };
}

/** The oldest last activity, and the files past their last day, for every category of the policy. */
async function ages({ sql }: System, { policy }: Files, document: ProcessingDocument): Promise<Part<"ages">> {
  const { overdue } = await plan({ sql, policy, table: { table: TABLE, subject: "name" } });
  const { rows } = await sql.query<{ oldest: string | null }>(`select min("followedOn")::text as oldest from ${TABLE}`);
  const oldest = rows[0]?.oldest ?? undefined;
  const age = { overdue, ...(oldest === undefined ? {} : { oldest: calendarDate(oldest) }) };
  return Object.fromEntries((document.retention?.["cases"]?.categories ?? []).map((category) => [category, age]));
}

/** Notes that are in no state of moderation. */
async function unmoderated({ sql }: System): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::integer as count from ${TABLE}
      where note is not null and coalesce(note->>'state', '') not in ('pending', 'accepted', 'refused')`,
  );
  return rows[0]?.count ?? 0;
}

/** Columns of the table that no declared field stands for. */
async function undeclaredColumns({ sql }: System, { social }: Files): Promise<readonly string[]> {
  const { rows } = await sql.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'social' and t.table_type = 'BASE TABLE' order by 1, 2`,
  );
  const declared = new Map(Object.values(social.records).map((record) => [record.name as string, new Set(Object.keys(record.fields))]));
  return rows.filter(({ table, column }) => declared.get(table)?.has(column) !== true).map(({ table, column }) => `${table}.${column}`);
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
