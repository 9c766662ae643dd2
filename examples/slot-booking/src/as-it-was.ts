/** A small sheet as the article tells of it, to be measured: answers, files made of them, and a destruction that is announced. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSigner, generateKey } from "@favorable/audit/node";
import { isPrivacyError } from "@favorable/core";
import { copiesIn, headOf, implementationOf, openSystem, type System, toldBy } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import { definePolicy } from "@favorable/retention";
import { certify } from "@favorable/retention/postgres";
import type { EvidenceBundle } from "@favorable/review";

const SCHEMA = "sheet_as_it_was";
const COLUMNS = ["officer", "wantsVaccination", "status"] as const;
const tables = {
  id: "sheet-as-it-was/001-table",
  statements: [
    `create schema ${SCHEMA}`,
    `create table ${SCHEMA}.answer (officer text primary key, "wantsVaccination" boolean not null, status text)`,
    // Thirty invented officers; of every third the status was already known.
    `insert into ${SCHEMA}.answer select 'O-' || to_char(n, 'FM0000'), n % 4 <> 0, case when n % 3 = 0 then 'vaccinated' end
     from generate_series(1, 30) n`,
  ],
};

/** What is measured, and what answers a request for proof of the destruction. */
export interface Measured {
  readonly evidence: EvidenceBundle;
  /** Rows and files that went, and entries that tell of it. */
  readonly destroyed: Destroyed;
  /** The code of the refusal. */
  readonly certificate: string;
}

/** A destruction that was announced. */
export interface Destroyed {
  readonly rows: number;
  readonly files: number;
  readonly proved: number;
}

/** Uses the sheet as it was used, lets it be destroyed as it was announced, and measures both against its own file. */
export async function measureAsItWas(document: ProcessingDocument): Promise<Measured> {
  const system = await openSystem({ origin: "slot-booking-as-it-was.example/log", startsAt: "2021-05-03T07:00:00Z", migrations: [tables] });
  const desks = await mkdtemp(join(tmpdir(), "sheet-as-it-was-"));
  try {
    await use(system, "slotBooking", ["officer", "wantsVaccination"]);
    await use(system, "statusListing", COLUMNS);
    for (const desk of ["commander", "deputy", "shift"]) await save(system, join(desks, `${desk}.csv`));
    const exports = { ...(await copiesIn(desks)), entries: (await toldBy(system.log)).sealed };
    await system.moveTo("2021-08-30T07:00:00Z");
    const destroyed = await destroy(system, desks);
    const told = await toldBy(system.log);
    const evidence: EvidenceBundle = {
      ...headOf(system, documentHash(document)),
      actors: told.roles,
      uses: told.uses,
      exports,
      implementation: await implementationOf(system.sql, SCHEMA, document, told),
    };
    return { evidence, destroyed, certificate: await askForCertificate(system) };
  } finally {
    await rm(desks, { recursive: true, force: true });
    await system.close();
  }
}

/** The hierarchy reads what it likes; its software writes down what it did. */
async function use({ sql, log }: System, purpose: string, fields: readonly string[]): Promise<void> {
  const { rows } = await sql.query(`select ${fields.map((name) => `"${name}"`).join(", ")} from ${SCHEMA}.answer`);
  const used = Object.fromEntries(fields.map((name, at) => [`field.${at + 1}`, name]));
  await log.append({ type: "access.read", clear: { role: "hierarchy", purpose, record: "answer", rows: rows.length, ...used } });
}

/** One more computer file. */
async function save({ sql }: System, file: string): Promise<void> {
  const { rows } = await sql.query<{ line: string }>(
    `select concat_ws(',', officer, "wantsVaccination", status) as line from ${SCHEMA}.answer order by officer`,
  );
  await writeFile(file, rows.map(({ line }) => line).join("\n"));
}

/** Deletes rows and files, and counts what was deleted and what of it the log tells. */
async function destroy({ sql, log }: System, desks: string): Promise<Destroyed> {
  const { copies } = await copiesIn(desks);
  const { rowCount } = await sql.query(`delete from ${SCHEMA}.answer`);
  await rm(desks, { recursive: true });
  await mkdir(desks);
  let proved = 0;
  for await (const { type } of log.entries()) if (type === "data.purged" || type === "export.deleted") proved += 1;
  return { rows: rowCount ?? 0, files: copies, proved };
}

/** Asks for what would prove it. */
async function askForCertificate({ sql, zone }: System): Promise<string> {
  const signer = createSigner(generateKey("slot-booking-as-it-was.example/purge").privateKey);
  const policy = definePolicy({
    id: "announced",
    version: 1,
    start: { kind: "event", event: "announcement" },
    maximum: { period: "P1D" },
    then: "delete",
    zone,
  });
  try {
    await certify({ sql, policy, table: { table: `${SCHEMA}.answer`, subject: "officer" }, signer });
  } catch (error) {
    if (isPrivacyError(error)) return error.code;
    throw error;
  }
  throw new Error("the story expected that nothing can be certified here");
}
