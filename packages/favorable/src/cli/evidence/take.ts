/** `favorable evidence`: what the running system shows. */
import { writeFileSync } from "node:fs";
import type { AuditLog } from "@favorable/audit";
import { createVerifier, signerFromFile } from "@favorable/audit/node";
import { verifyStore } from "@favorable/audit/postgres";
import { PrivacyError } from "@favorable/core";
import { readDocument, readLock } from "@favorable/processing";
import { type EvidencePart, type EvidenceReport, evidenceText, readEvidence, signEvidence } from "@favorable/review";
import { collectEvidence, type EvidenceOptions, PARTS, type Parts, readMapping } from "@favorable/review/postgres";
import type { Sql } from "@favorable/sql";
import { withDatabase, withLog } from "../audit/database.ts";
import { readCheckpointNote, readSecret, readVkey } from "../audit/inputs.ts";
import { readJson } from "../input.ts";
import { usage } from "../retention/options.ts";
import { lookOf } from "../terminal.ts";
import { copiesIn } from "./copies.ts";
import { accountText } from "./words.ts";

/** Options of the verb. */
export interface TakeOptions {
  readonly mapping: string;
  readonly out: string;
  readonly database?: string | undefined;
  readonly key?: string | undefined;
  readonly against?: readonly string[] | undefined;
  readonly subjectKey?: string | undefined;
  readonly outboxKey?: string | undefined;
  readonly files?: string | undefined;
  readonly lock?: string | undefined;
  readonly given?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly keyFile?: string | undefined;
  readonly json?: true | undefined;
}

/** Collects, writes the file, prints the account; 0 when every part was collected, else 1. */
export async function evidenceTake(file: string, options: TakeOptions): Promise<number> {
  const asked: Omit<EvidenceOptions, "sql" | "log"> = {
    document: readDocument(readJson(file, "declaration")),
    mapping: readMapping(readJson(options.mapping, "mapping")),
    ...(options.only === undefined ? {} : { only: options.only.map(partOf) }),
    ...(options.lock === undefined ? {} : { lock: readLock(readJson(options.lock, "lock")) }),
    ...(options.given === undefined ? {} : { given: givenParts(options.given) }),
    ...fileOption(options.files),
  };
  const signer = options.keyFile === undefined ? undefined : await signerFromFile(options.keyFile);
  const report = await collected(asked, options);
  const text = signer === undefined ? `${JSON.stringify(report, undefined, 2)}\n` : evidenceText(await signEvidence(report, signer));
  try {
    writeFileSync(options.out, text);
  } catch {
    throw new PrivacyError("FILE_UNWRITABLE", "the evidence cannot be written", { file: options.out });
  }
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ ...accountOf(report), signed: signer !== undefined }, undefined, 2)}\n`
      : accountText(report, signer?.name, lookOf(process.stdout, process.env)),
  );
  return report.notCollected.length === 0 ? 0 : 1;
}

async function collected(asked: Omit<EvidenceOptions, "sql" | "log">, options: TakeOptions): Promise<EvidenceReport> {
  const { key } = options;
  if (key === undefined) return withDatabase(options, (sql) => collectEvidence({ ...asked, sql }));
  const vkey = readVkey(key);
  const against = (options.against ?? []).map((note) => ({ note: readCheckpointNote(note) }));
  const outboxKey = readSecret(options.outboxKey, "outbox key");
  const subjectKey = readSecret(options.subjectKey, "subject key");
  const keys = { ...(outboxKey === undefined ? {} : { outboxKey }), ...(subjectKey === undefined ? {} : { subjectKey }) };
  return withLog(options, { key }, ({ log, options: { sql } }: { log: AuditLog; options: { sql: Sql } }) =>
    collectEvidence({
      ...asked,
      sql,
      log,
      verify: () => verifyStore(sql, { verifier: createVerifier(vkey), against, ...keys }),
    }),
  );
}

function accountOf({ evidence, notCollected, limited, given }: EvidenceReport): object {
  const { asOf, simulated, declaration, ...parts } = evidence;
  return { asOf, simulated, declaration, collected: Object.keys(parts).sort(), notCollected, limited, given };
}

function partOf(name: string): EvidencePart {
  const part = PARTS.find((one) => one === name);
  if (part === undefined) throw new PrivacyError("USAGE", "--only takes a part of the evidence", { option: "--only", known: PARTS });
  return part;
}

function givenParts(file: string): Parts {
  const parts = readJson(file, "given parts");
  if (typeof parts !== "object" || parts === null || "asOf" in parts || "simulated" in parts || "declaration" in parts)
    throw usage("--given", "a file with parts of the evidence, and neither its day, its clock nor its declaration");
  const { asOf: _, simulated: __, ...read } = readEvidence({ ...parts, asOf: "9999-12-31", simulated: false });
  return read;
}

function fileOption(folder: string | undefined): Pick<EvidenceOptions, "files"> {
  return folder === undefined ? {} : { files: () => copiesIn(folder) };
}
