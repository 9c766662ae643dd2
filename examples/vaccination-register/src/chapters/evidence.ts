/** What the running register shows: measured in its database, its log and its files, never taken from the declaration. */
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AuditLog, LogVerification } from "@favorable/audit";
import { plan } from "@favorable/retention/postgres";
import type { EvidenceBundle } from "@favorable/review";
import type { Sql } from "@favorable/sql";
import type { Register } from "../declaration/file.ts";
import { readRows, tableOf } from "../store/rows.ts";
import { type OpenRegister, PEOPLE } from "./register.ts";

type Part<K extends keyof EvidenceBundle> = NonNullable<EvidenceBundle[K]>;

/** What can only be observed while the data are there. */
export interface Observed {
  readonly coverage: Part<"coverage">;
  readonly proofs: Part<"proofs">;
}

/** Looks at the register in its daily use. */
export async function observe(register: OpenRegister): Promise<Observed> {
  return { coverage: await replay(register), proofs: { occupationalHealth: await countProofs(register.store.sql) } };
}

/** Takes the evidence of the day. */
export async function collectEvidence(
  register: OpenRegister,
  observed: Observed & { readonly log: LogVerification },
): Promise<EvidenceBundle> {
  const { declaration, clock, today, store, folders, log } = register;
  const { verdict, witnessed, size, parts } = observed.log;
  const told = await readLog(log);
  const purges = told.purges.filter(({ on }) => on <= today());
  return {
    asOf: today(),
    simulated: clock.simulated,
    declaration: declaration.sha256("submitted"),
    log: { verdict, witnessed, size },
    coverage: observed.coverage,
    proofs: observed.proofs,
    ages: await ages(register, told.oldest, parts.overdue),
    purges,
    exports: await copies(folders.out, told.sealed),
    actors: [...told.roles].sort(),
    uses: [...told.purposes].sort().map((purpose) => ({ purpose })),
    // Whom exports went to, less those who are roles of the matrix.
    recipients: [...told.recipients].filter((name) => !Object.hasOwn(declaration.access.roles, name)),
    implementation: {
      fields: await undeclaredColumns(store.sql, declaration),
      purposes: [...told.purposes].filter((purpose) => !Object.hasOwn(declaration.vocabulary.purposes, purpose)),
      roles: [...told.roles].filter((role) => !Object.hasOwn(declaration.access.roles, role)),
      grants: await grantsToOthers(store.sql),
      policiesNotRun: purges.some(({ policy }) => policy === register.policy.id) ? [] : [register.policy.id],
    },
  };
}

/** Proofs stored beside a statement of occupational health. */
export async function countProofs(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::integer as count from register.situation
     where scheme = 'certified-by-occupational-health' and num_nonnulls(proof, "recoveryIssuedOn", "recoveryValidUntil", "exemptionReason",
       "exemptionFrom", "exemptionUntil", "contraIndicationProof", "contraIndicationUntil", "committeeOn") > 0`,
  );
  return rows[0]?.count ?? 0;
}

/** Reads a sample of persons one by one, and counts the reads whose entry names that very person. */
export async function replay({ declaration, guard, log, store }: OpenRegister): Promise<Part<"coverage">> {
  const { agent } = declaration.records;
  const sample = await readRows(store.sql, agent, 5);
  let entries = 0;
  for (const row of sample) {
    const { size } = await log.sequence();
    await guard.run({ actor: PEOPLE.careDirector, role: "careDirector", purpose: "followUp" }, ({ read }) => read(agent, [row]));
    for await (const { parts } of log.entries({ from: size, types: ["access.read"] }))
      if (parts.some(({ name, subject }) => name === "subject" && subject === row["staffNumber"])) entries += 1;
  }
  return { actions: sample.length, entries };
}

interface Told {
  readonly roles: Set<string>;
  readonly purposes: Set<string>;
  readonly recipients: Set<string>;
  readonly purges: { policy: string; on: string; deleted: number; proved: number }[];
  readonly sealed: number;
  readonly oldest?: string;
}

/** What the log tells: who acted for what, whom exports went to, which purges ran. Refused requests are what the matrix kept out. */
async function readLog(log: AuditLog): Promise<Told> {
  const told: Told = { roles: new Set(), purposes: new Set(), recipients: new Set(), purges: [], sealed: 0 };
  let sealed = 0;
  let oldest: string | undefined;
  let proved = 0;
  for await (const { type, at, clear, parts } of log.entries()) {
    oldest ??= at.slice(0, 10);
    if (type === "data.purged") proved += Number(clear["rows"]);
    if (type === "data.swept") {
      told.purges.push({ policy: String(clear["policy"]), on: String(clear["asOf"]), deleted: Number(clear["rows"]), proved });
      proved = 0;
    }
    if (type === "export.sealed") {
      sealed += 1;
      for (const label of labelsOf(parts.find(({ name }) => name === "recipients")?.value)) told.recipients.add(label);
    }
    if (type === "access.refused" || type === "export.refused") continue;
    if (typeof clear["role"] === "string") told.roles.add(clear["role"]);
    if (typeof clear["purpose"] === "string") told.purposes.add(clear["purpose"]);
  }
  return { ...told, sealed, ...(oldest === undefined ? {} : { oldest }) };
}

/** A recipient without a label is one nobody declared. */
function labelsOf(recipients: unknown): readonly string[] {
  if (!Array.isArray(recipients)) return [];
  return recipients.map((one: unknown) =>
    typeof one === "object" && one !== null && "label" in one && typeof one.label === "string" ? one.label : "unlabelled",
  );
}

/** Every category of the declared policy, by the rows that are still there past their last day. */
async function ages(
  { declaration, store, policy }: OpenRegister,
  oldestEntry: string | undefined,
  overdueParts: number,
): Promise<Part<"ages">> {
  const plans = await Promise.all(
    Object.values(declaration.records)
      .filter(({ name }) => name !== "connection")
      .map((record) => plan({ sql: store.sql, policy, table: { table: tableOf(record) } })),
  );
  const rows = plans.reduce((total, one) => total + one.rows, 0);
  const overdue = plans.reduce((total, one) => total + one.overdue, 0);
  // The policy counts from one fixed day: that is the start of the oldest row, if there is any.
  const vaccination = { overdue, ...(rows > 0 && policy.start.kind === "fixed-date" ? { oldest: policy.start.on } : {}) };
  const categories = Object.keys(declaration.vocabulary.categories).filter((category) => category !== "loginLogs");
  return {
    ...Object.fromEntries(categories.map((category) => [category, vaccination])),
    loginLogs: { overdue: overdueParts, ...(oldestEntry === undefined ? {} : { oldest: oldestEntry }) },
  };
}

/** Copies that exist as files beside what the story wrote, against sealed entries; an age file starts with the format's name. */
export async function copies(folder: string, entries: number): Promise<Part<"exports">> {
  const files = (await readdir(folder)).filter((name) => /\.(age|csv|ndjson|xlsx)$/.test(name));
  let plain = 0;
  for (const name of files) if (!(await isAge(join(folder, name)))) plain += 1;
  return { copies: files.length, entries, plain };
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

/** Columns of the application's tables that no declared field stands for; generated ones say nothing of their own. */
export async function undeclaredColumns(sql: Sql, declaration: Register): Promise<readonly string[]> {
  const { rows } = await sql.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'register' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' order by 1, 2`,
  );
  const declared = new Map(Object.values(declaration.records).map((record) => [record.name, new Set(Object.keys(record.fields))]));
  return rows.filter(({ table, column }) => declared.get(table)?.has(column) !== true).map(({ table, column }) => `${table}.${column}`);
}

/** Rights on the application's tables that somebody beside their owner holds in the database. */
export async function grantsToOthers(sql: Sql): Promise<readonly string[]> {
  const { rows } = await sql.query<{ grant: string }>(
    `select distinct g.grantee || ':' || g.table_name || ':' || lower(g.privilege_type) as grant
     from information_schema.role_table_grants g
     join pg_class c on c.relname = g.table_name and c.relnamespace = 'register'::regnamespace
     where g.table_schema = 'register' and g.grantee <> pg_get_userbyid(c.relowner) order by 1`,
  );
  return rows.map(({ grant }) => grant);
}
