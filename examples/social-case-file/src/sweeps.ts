/** The weekly purge of the files: every batch with its entry in its own transaction, every run with one at its end. */
import { generateKeyPairSync, sign, verify } from "node:crypto";
import type { System } from "@favorable/example-storyteller";
import { type PurgeCertificate, type RetentionPolicy, verifyCertificate } from "@favorable/retention";
import { certify, sweep } from "@favorable/retention/postgres";
import { TABLE } from "./store.ts";

const table = { table: TABLE, subject: "name" } as const;

/** Removes the files that are past their cap, and what of the log is; returns how many files went. */
export async function weekly({ sql, log, today }: System, policy: RetentionPolicy): Promise<number> {
  let removed = 0;
  const { done } = await sweep({
    sql,
    policy,
    table,
    duty: 1,
    onEvidence: (tx, { relation, removed: rows, asOf, simulated }) => {
      removed += rows;
      return log.appendIn(tx, { type: "data.purged", clear: { policy: policy.id, relation, rows, asOf, simulated } });
    },
  });
  if (!done) throw new Error("the sweep stopped early");
  await log.append({ type: "data.swept", clear: { policy: policy.id, rows: removed, asOf: today() } });
  const { erased } = await log.eraseExpired({ asOf: today() });
  await log.append({ type: "data.swept", clear: { policy: "accessLogs", rows: erased, asOf: today() } });
  return removed;
}

/** Certifies what went, with a key made for the story, and checks the certificate as its reader would. */
export async function certificateOf({ sql }: System, policy: RetentionPolicy): Promise<PurgeCertificate> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const signer = { name: "social-case-file.example/purge", sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) };
  const certificate = await certify({ sql, policy, table, signer });
  await verifyCertificate(certificate, (_name, bytes, signature) => verify(null, bytes, publicKey, signature));
  return certificate;
}
