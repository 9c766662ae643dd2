/** Measures a running system: its log, its tables, its folders. Nothing here is taken from the declaration but what is compared with it. */
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AuditLog } from "@favorable/audit";
import type { CalendarDate } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { plan } from "@favorable/retention/postgres";
import type { EvidenceBundle } from "@favorable/review";
import type { Sql } from "@favorable/sql";
import type { Kept } from "./purge.ts";
import type { System } from "./system.ts";

type Part<K extends keyof EvidenceBundle> = NonNullable<EvidenceBundle[K]>;

/** What a log tells of a system. */
export interface Told {
  readonly roles: readonly string[];
  /** Purposes that were presented, with the fields used for them where the entries name fields. */
  readonly uses: Part<"uses">;
  /** Runs that deleted something, and the last of each policy; runs that found nothing due are many. */
  readonly purges: Part<"purges">;
  /** Sealed exports. */
  readonly sealed: number;
  /** The day of the first entry. */
  readonly oldest?: string;
}

/** Reads a log: who acted for what, which purges ran, what left. Refused requests are what was kept out. */
export async function toldBy(log: AuditLog): Promise<Told> {
  const roles = new Set<string>();
  const uses = new Map<string, Set<string>>();
  const purges: Part<"purges">[number][] = [];
  let [sealed, proved] = [0, 0];
  let oldest: string | undefined;
  for await (const { type, at, clear } of log.entries()) {
    oldest ??= at.slice(0, 10);
    if (type === "audit.erased") proved += Number(clear["count"]);
    if (type === "data.purged") proved += Number(clear["rows"]);
    if (type === "data.swept") {
      purges.push({ policy: String(clear["policy"]), on: String(clear["asOf"]), deleted: Number(clear["rows"]), proved });
      proved = 0;
    }
    if (type === "export.sealed") sealed += 1;
    if (!/^(access|export)\./.test(type) || type.endsWith("refused")) continue;
    const { role, purpose, record } = clear;
    if (typeof role === "string") roles.add(role);
    if (typeof purpose !== "string") continue;
    const fields = uses.get(purpose) ?? new Set();
    for (const [fact, name] of Object.entries(clear)) if (fact.startsWith("field.")) fields.add(`${record}.${name}`);
    uses.set(purpose, fields);
  }
  return {
    roles: [...roles].sort(),
    uses: [...uses].sort().map(([purpose, fields]) => ({ purpose, ...(fields.size === 0 ? {} : { fields: [...fields].sort() }) })),
    purges: purges.filter((run, at) => run.deleted > 0 || !purges.slice(at + 1).some(({ policy }) => policy === run.policy)),
    sealed,
    ...(oldest === undefined ? {} : { oldest }),
  };
}

/** What runs beside what is declared. */
export async function implementationOf(
  sql: Sql,
  schema: string,
  document: ProcessingDocument,
  { roles, uses, purges }: Told,
): Promise<Part<"implementation">> {
  return {
    fields: await undeclaredColumns(sql, schema, document),
    purposes: uses.map(({ purpose }) => purpose).filter((purpose) => !Object.hasOwn(document.purposes ?? {}, purpose)),
    roles: roles.filter((role) => !Object.hasOwn(document.access?.roles ?? {}, role)),
    grants: await grantsToOthers(sql, schema),
    policiesNotRun: Object.keys(document.retention ?? {}).filter((id) => !purges.some(({ policy }) => policy === id)),
  };
}

/** Columns of a schema's tables that no declared field stands for. */
async function undeclaredColumns(sql: Sql, schema: string, { records }: ProcessingDocument): Promise<readonly string[]> {
  const { rows } = await sql.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = $1::text and t.table_type = 'BASE TABLE' order by 1, 2`,
    [schema],
  );
  const declared = (table: string, column: string) => Object.hasOwn(records?.[table]?.fields ?? {}, column);
  return rows.filter(({ table, column }) => !declared(table, column)).map(({ table, column }) => `${table}.${column}`);
}

/** Rights on a schema's tables that somebody beside their owner holds in the database. */
async function grantsToOthers(sql: Sql, schema: string): Promise<readonly string[]> {
  const { rows } = await sql.query<{ grant: string }>(
    `select distinct g.grantee || ':' || g.table_name || ':' || lower(g.privilege_type) as grant
     from information_schema.role_table_grants g
     join pg_class c on c.relname = g.table_name and c.relnamespace = (select oid from pg_namespace where nspname = $1::text)
     where g.table_schema = $1::text and g.grantee <> pg_get_userbyid(c.relowner) order by 1`,
    [schema],
  );
  return rows.map(({ grant }) => grant);
}

/** For each category of a table, its oldest start and the rows past their last day. */
export async function agesOf(
  { sql }: Pick<System, "sql">,
  { policy, table, start, subject }: Kept,
  categories: readonly string[],
): Promise<Part<"ages">> {
  const { overdue } = await plan({ sql, policy, table: { table, start, subject } });
  const { rows } = await sql.query<{ oldest: string | null }>(`select min("${start}")::text as oldest from ${table}`);
  const oldest = rows[0]?.oldest ?? undefined;
  return Object.fromEntries(categories.map((category) => [category, { overdue, ...(oldest === undefined ? {} : { oldest }) }]));
}

/** Files of a folder that are copies of data, those that are not encrypted among them; an age file starts with the format's name. */
export async function copiesIn(folder: string): Promise<{ readonly copies: number; readonly plain: number }> {
  const files = (await readdir(folder)).filter((name) => /\.(age|csv|ndjson|xlsx)$/.test(name));
  let plain = 0;
  for (const name of files) if (!(await isAge(join(folder, name)))) plain += 1;
  return { copies: files.length, plain };
}

async function isAge(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(22);
    await file.read(head, 0, head.length, 0);
    return head.toString("latin1") === "age-encryption.org/v1\n";
  } finally {
    await file.close();
  }
}

/** Reads persons one by one, and counts the reads whose entry names that very person. */
export async function replay(
  log: AuditLog,
  persons: readonly string[],
  read: (person: string) => Promise<unknown>,
): Promise<Part<"coverage">> {
  let entries = 0;
  for (const person of persons) {
    const { size } = await log.sequence();
    await read(person);
    for await (const { parts } of log.entries({ from: size, types: ["access.read"] }))
      if (parts.some(({ name, subject }) => name === "subject" && subject === person)) entries += 1;
  }
  return { actions: persons.length, entries };
}

/** The head of every bundle: the day, whether the time was made up, and what it was measured against. */
export function headOf({ clock, today }: Pick<System, "clock" | "today">, sha256: string): HeadOfEvidence {
  return { asOf: today(), simulated: clock.simulated, declaration: sha256 };
}

/** {@link headOf} */
export interface HeadOfEvidence {
  readonly asOf: CalendarDate;
  readonly simulated: boolean;
  readonly declaration: string;
}
