/** What the running register shows: measured in its database, its log and its files, never taken from the declaration. */
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { LogVerification } from "@favorable/audit";
import { plan } from "@favorable/retention/postgres";
import type { EvidenceBundle, PurgeRunEvidence } from "@favorable/review";
import { tableOf } from "../store/rows.ts";
import { type OpenRegister, PEOPLE } from "./register.ts";

/** Takes the evidence of the day. */
export async function collectEvidence(
  register: OpenRegister,
  seen: { readonly log: LogVerification; readonly purges: readonly PurgeRunEvidence[]; readonly proofs: number },
): Promise<EvidenceBundle> {
  const { declaration, clock, today } = register;
  const coverage = await replay(register);
  const entries = await logFacts(register);
  const accounts = Object.values(PEOPLE);
  return {
    asOf: today(),
    simulated: clock.simulated,
    declaration: declaration.sha256("submitted"),
    log: { verdict: seen.log.verdict, witnessed: seen.log.witnessed, size: seen.log.size },
    coverage,
    ages: await ages(register, entries.oldest, seen.log.parts.overdue),
    purges: seen.purges,
    exports: await exports(register, entries.sealed),
    actors: [...entries.roles].sort(),
    uses: [...entries.purposes].sort().map((purpose) => ({ purpose })),
    recipients: [],
    credentials: { accounts: accounts.length, shared: accounts.length - new Set(accounts.map(({ id }) => id)).size },
    implementation: {
      fields: await undeclaredColumns(register),
      purposes: [...entries.purposes].filter((purpose) => !Object.hasOwn(declaration.vocabulary.purposes, purpose)),
      roles: [...entries.roles].filter((role) => !Object.hasOwn(declaration.access.roles, role)),
      grants: [],
      policiesNotRun: seen.purges.some(({ policy }) => policy === "vaccination") ? [] : ["vaccination"],
    },
    proofs: { occupationalHealth: seen.proofs },
  };
}

/** Proofs stored beside a statement of occupational health; looked for while the data are there. */
export async function countProofs({ store }: OpenRegister): Promise<number> {
  const { rows } = await store.sql.query<{ count: number }>(
    `select count(*)::integer as count from register.situation
     where scheme = 'certified-by-occupational-health' and num_nonnulls(proof, "recoveryIssuedOn", "recoveryValidUntil", "exemptionReason",
       "exemptionFrom", "exemptionUntil", "contraIndicationProof", "contraIndicationUntil", "committeeOn") > 0`,
  );
  return rows[0]?.count ?? 0;
}

/** Does a sample of accesses and counts their entries. */
async function replay({ declaration, guard, log }: OpenRegister): Promise<{ actions: number; entries: number }> {
  const count = async (): Promise<number> => {
    let entries = 0;
    for await (const _ of log.entries({ types: ["access.read"] })) entries += 1;
    return entries;
  };
  const before = await count();
  const records = [declaration.records.agent, declaration.records.outsider, declaration.records.situation];
  const director = { actor: PEOPLE.careDirector, role: "careDirector", purpose: "followUp" } as const;
  for (const record of records) await guard.run(director, ({ read }) => read(record as never, []));
  return { actions: records.length, entries: (await count()) - before };
}

interface LogFacts {
  readonly roles: Set<string>;
  readonly purposes: Set<string>;
  readonly sealed: number;
  readonly oldest?: string;
}

/** Roles and purposes that accesses were let in with; refused ones are what the matrix kept out. */
async function logFacts({ log }: OpenRegister): Promise<LogFacts> {
  const roles = new Set<string>();
  const purposes = new Set<string>();
  let sealed = 0;
  let oldest: string | undefined;
  for await (const { type, at, clear } of log.entries()) {
    oldest ??= at.slice(0, 10);
    if (type === "export.sealed") sealed += 1;
    if (type === "access.refused" || type === "export.refused") continue;
    if (typeof clear["role"] === "string") roles.add(clear["role"]);
    if (typeof clear["purpose"] === "string") purposes.add(clear["purpose"]);
  }
  return { roles, purposes, sealed, ...(oldest === undefined ? {} : { oldest }) };
}

/** Every category of the declared policy, by the rows that are still there past their last day. */
async function ages(
  { declaration, store, policy }: OpenRegister,
  oldestEntry: string | undefined,
  overdueParts: number,
): Promise<NonNullable<EvidenceBundle["ages"]>> {
  const plans = await Promise.all(
    Object.values(declaration.records)
      .filter(({ name }) => name !== "connection")
      .map((record) => plan({ sql: store.sql, policy, table: { table: tableOf(record) } })),
  );
  const left = plans.reduce((total, { rows }) => total + rows, 0);
  const overdue = plans.reduce((total, one) => total + one.overdue, 0);
  const vaccination = { overdue, ...(left > 0 && policy.start.kind === "fixed-date" ? { oldest: policy.start.on } : {}) };
  const categories = Object.keys(declaration.vocabulary.categories).filter((category) => category !== "loginLogs");
  return {
    ...Object.fromEntries(categories.map((category) => [category, vaccination])),
    loginLogs: { overdue: overdueParts, ...(oldestEntry === undefined ? {} : { oldest: oldestEntry }) },
  };
}

/** Copies that exist as files, against sealed entries; an age file starts with the format's name. */
async function exports({ folders }: OpenRegister, entries: number): Promise<NonNullable<EvidenceBundle["exports"]>> {
  const file = await open(join(folders.out, "export.age"));
  try {
    const head = Buffer.alloc(22);
    await file.read(head, 0, head.length, 0);
    return { copies: 1, entries, plain: head.toString("latin1").startsWith("age-encryption.org/v1") ? 0 : 1 };
  } finally {
    await file.close();
  }
}

/** Columns of the application's tables that no declared field stands for; generated ones say nothing of their own. */
async function undeclaredColumns({ declaration, store }: OpenRegister): Promise<readonly string[]> {
  const { rows } = await store.sql.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'register' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' order by 1, 2`,
  );
  const declared = new Map(Object.values(declaration.records).map((record) => [record.name, new Set(Object.keys(record.fields))]));
  return rows.filter(({ table, column }) => declared.get(table)?.has(column) !== true).map(({ table, column }) => `${table}.${column}`);
}
