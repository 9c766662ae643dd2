/** What the running register shows: measured in its database, its log and its files, never taken from the declaration. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LogVerification } from "@favorable/audit";
import type { EvidenceBundle, EvidenceReport } from "@favorable/review";
import { collectEvidence as collect, type EvidenceMapping, type FoundCopy, replayOperations } from "@favorable/review/postgres";
import type { Sql } from "@favorable/sql";
import type { Register } from "../declaration/file.ts";
import { currentOf, readRows, tableOf } from "../store/rows.ts";
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
  observed: Observed & { readonly log: LogVerification; readonly checkpoint: string },
): Promise<EvidenceReport> {
  const { declaration, clock, store, folders, log } = register;
  return collect({
    document: declaration.document("submitted"),
    mapping: mappingOf(register),
    sql: store.sql,
    log,
    clock,
    verify: async () => observed.log,
    coverage: async () => observed.coverage,
    observe: { proofs: async () => observed.proofs },
    checkpoints: [observed.checkpoint],
    files: () => copies(folders.out),
  });
}

/** Where the declared lies: a table for each record, the one policy on all of them, the entries that a purge leaves. */
export function mappingOf({ declaration, policy }: Pick<OpenRegister, "declaration" | "policy">): EvidenceMapping {
  const records = stored(declaration);
  return {
    records: Object.fromEntries(records.map((record) => [record.name, { table: tableOf(record) }])),
    // The views that leave out what is past its day, which the application reads.
    otherTables: records.map(currentOf),
    retention: records.map((record) => ({ policy, table: { table: tableOf(record) } })),
    purgeEntries: { type: "data.purged", run: "data.swept" },
  };
}

/** Connections are entries of the log; every other record has a table. */
const stored = ({ records }: Register) => Object.values(records).filter(({ name }) => name !== "connection");

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
  const sample = await readRows(store.sql, agent, 30);
  const actor = { actor: PEOPLE.careDirector, role: "careDirector", purpose: "followUp" } as const;
  return replayOperations(
    log,
    sample.map((row) => ({
      run: () => guard.run(actor, ({ read }) => read(agent, [row])),
      leaves: { types: ["access.read"], subject: String(row["staffNumber"]) },
    })),
  );
}

/**
 * Copies that exist as files beside what the story wrote. Which export each is, and whether its day has passed, is not asked: the story leaves its one
 * copy behind for whoever reads it. The report names that limit.
 */
export async function* copies(folder: string): AsyncGenerator<FoundCopy> {
  for (const name of await readdir(folder))
    if (/\.(age|csv|ndjson|xlsx)$/.test(name)) yield { head: (await readFile(join(folder, name))).subarray(0, 40) };
}
