/** What the running cameras show: measured in their tables, accounts and log, never taken from the declaration. */
import { type Account, credentialEvidence, RECOMMENDED_HASH } from "@favorable/access/credentials";
import type { LogVerification } from "@favorable/audit";
import { dateInZone } from "@favorable/core";
import type { System } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import { plan } from "@favorable/retention/postgres";
import type { EvidenceBundle } from "@favorable/review";
import { PASSWORDS } from "./accounts.ts";
import type { openCameras } from "./cameras.ts";

type Cameras = Awaited<ReturnType<typeof openCameras>>;
type Part<K extends keyof EvidenceBundle> = NonNullable<EvidenceBundle[K]>;

/** What the story has at hand besides the system. */
export interface Seen {
  readonly log: LogVerification;
  readonly accounts: readonly Account[];
  /** Who works here on that day, by the staff directory. */
  readonly staff: readonly string[];
}

/** Takes the evidence of the day. */
export async function evidenceOf(system: System, open: Cameras, document: ProcessingDocument, seen: Seen): Promise<EvidenceBundle> {
  const { verdict, witnessed, size, parts } = seen.log;
  const told = await readLog(system);
  const { roles, vocabulary } = { roles: open.cameras.access.roles, vocabulary: open.cameras.vocabulary };
  return {
    asOf: system.today(),
    simulated: system.clock.simulated,
    declaration: documentHash(document),
    log: { verdict, witnessed, size },
    coverage: { actions: open.shown.length + told.stored, entries: told.sent + told.added },
    ages: {
      ...(await ages(system, open)),
      accessLogs: { overdue: parts.overdue, ...(told.oldest === undefined ? {} : { oldest: told.oldest }) },
    },
    purges: told.purges,
    actors: [...told.roles].sort(),
    uses: [...told.purposes].sort().map((purpose) => ({ purpose })),
    accuracy: { unbound: told.unbound, expiredWithoutAlert: 0 },
    credentials: credentials(system, seen),
    implementation: {
      fields: await undeclaredColumns(system, open),
      purposes: [...told.purposes].filter((purpose) => !Object.hasOwn(vocabulary.purposes, purpose)),
      roles: [...told.roles].filter((role) => !Object.hasOwn(roles, role)),
      grants: await grantsToOthers(system),
      policiesNotRun: Object.keys(document.retention ?? {}).filter((id) => !told.purges.some(({ policy }) => policy === id)),
    },
  };
}

interface Told {
  readonly roles: Set<string>;
  readonly purposes: Set<string>;
  readonly purges: Part<"purges">[number][];
  readonly oldest?: string;
  /** Clips that entries say were shown, and added. */
  readonly sent: number;
  readonly added: number;
  /** Clips that were stored at some time: those still there, and those a purge took. */
  readonly stored: number;
  /** Clips still there whose time and agent no entry of that very instant confirms. */
  readonly unbound: number;
}

/** What the log tells; refused requests are what was kept out. */
async function readLog({ log, sql }: System): Promise<Told> {
  const roles = new Set<string>();
  const purposes = new Set<string>();
  const purges: Part<"purges">[number][] = [];
  const additions = new Set<string>();
  const proved = new Map<string, number>();
  let [sent, added, purged] = [0, 0, 0];
  let oldest: string | undefined;
  for await (const { type, at, clear, parts } of log.entries()) {
    oldest ??= at.slice(0, 10);
    const policy = String(clear["policy"]);
    if (type === "data.purged") proved.set(policy, (proved.get(policy) ?? 0) + Number(clear["rows"]));
    if (type === "data.purged" && policy === "body") purged += Number(clear["rows"]);
    if (type === "audit.erased") proved.set(policy, (proved.get(policy) ?? 0) + Number(clear["count"]));
    if (type === "data.swept") {
      purges.push({ policy, on: String(clear["asOf"]), deleted: Number(clear["rows"]), proved: proved.get(policy) ?? 0 });
      proved.delete(policy);
    }
    if (type === "access.sent") sent += Number(clear["rows"]);
    if (type === "access.changed") {
      added += Number(clear["rows"]);
      additions.add(`${new Date(at).getTime()} ${String(parts.find(({ name }) => name === "actor")?.value)}`);
    }
    if (!type.startsWith("access.") || type === "access.refused") continue;
    roles.add(String(clear["role"]));
    purposes.add(String(clear["purpose"]));
  }
  const { rows } = await sql.query<{ capturedAt: string; agent: string }>(`select "capturedAt", agent from town.footage`);
  const unbound = rows.filter(({ capturedAt, agent }) => !additions.has(`${new Date(capturedAt).getTime()} ${agent}`)).length;
  const told = { roles, purposes, purges, sent, added, stored: rows.length + purged, unbound };
  return { ...told, ...(oldest === undefined ? {} : { oldest }) };
}

/** The oldest row of each category, and how many are past their last day. */
async function ages({ sql, zone }: System, { kept }: Cameras): Promise<Part<"ages">> {
  const found = kept.map(async ({ policy, table, category }) => {
    const { overdue } = await plan({ sql, policy, table: { table } });
    const { rows } = await sql.query<{ oldest: string | null }>(`select min("capturedAt") as oldest from ${table}`);
    const oldest = rows[0]?.oldest ?? undefined;
    return [category, { overdue, ...(oldest === undefined ? {} : { oldest: dateInZone(new Date(oldest), zone) }) }] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

function credentials(system: System, { accounts, staff }: Seen): Part<"credentials"> {
  const on = system.today();
  const found = credentialEvidence({ policy: PASSWORDS, accounts, persons: staff, parameters: RECOMMENDED_HASH, on });
  return { ...found.credentials, oneFactor: found.accounts.open - found.secondFactor.enrolled };
}

/** Columns of the town's tables that no declared field stands for. */
async function undeclaredColumns({ sql }: System, { cameras }: Cameras): Promise<readonly string[]> {
  const { rows } = await sql.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'town' and t.table_type = 'BASE TABLE' order by 1, 2`,
  );
  const declared = new Map(Object.values(cameras.records).map((record) => [record.name as string, new Set(Object.keys(record.fields))]));
  return rows.filter(({ table, column }) => declared.get(table)?.has(column) !== true).map(({ table, column }) => `${table}.${column}`);
}

/** Rights on the town's tables that somebody beside their owner holds in the database. */
async function grantsToOthers({ sql }: System): Promise<readonly string[]> {
  const { rows } = await sql.query<{ grant: string }>(
    `select distinct g.grantee || ':' || g.table_name || ':' || lower(g.privilege_type) as grant
     from information_schema.role_table_grants g
     join pg_class c on c.relname = g.table_name and c.relnamespace = 'town'::regnamespace
     where g.table_schema = 'town' and g.grantee <> pg_get_userbyid(c.relowner) order by 1`,
  );
  return rows.map(({ grant }) => grant);
}
