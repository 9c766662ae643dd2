/** The nightly purge: every batch with its entry in its own transaction, every run with one at its end. */
import { generateKeyPairSync, sign, verify } from "node:crypto";
import type { System } from "@favorable/example-storyteller";
import { type PurgeCertificate, verifyCertificate } from "@favorable/retention";
import { certify, sweep } from "@favorable/retention/postgres";
import type { Kept } from "./store.ts";

/** Removes what is due from every table, and erases the parts of the log that are; returns how many rows went. */
export async function nightly({ sql, log, today }: System, kept: readonly Kept[]): Promise<number> {
  const asOf = today();
  const swept = (policy: string, rows: number) => ({ type: "data.swept", clear: { policy, rows, asOf } });
  const runs: ReturnType<typeof swept>[] = [];
  let total = 0;
  for (const { policy, table } of kept) {
    let removed = 0;
    const { done } = await sweep({
      sql,
      policy,
      table: { table },
      duty: 1,
      onEvidence: (tx, { relation, removed: rows, simulated }) => {
        removed += rows;
        return log.appendIn(tx, { type: "data.purged", clear: { policy: policy.id, relation, rows, asOf, simulated } });
      },
    });
    if (!done) throw new Error("the sweep stopped early");
    runs.push(swept(policy.id, removed));
    total += removed;
  }
  const { erased } = await log.eraseExpired({ asOf });
  await log.appendAll([...runs, swept("accessLogs", erased)]);
  return total;
}

/** Certifies what went from a table, with a key made for the story, and checks the certificate as its reader would. */
export async function certificateOf({ sql }: System, { policy, table }: Kept): Promise<PurgeCertificate> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const signer = { name: "town-cameras.example/purge", sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) };
  const certificate = await certify({ sql, policy, table: { table }, signer });
  await verifyCertificate(certificate, (_name, bytes, signature) => verify(null, bytes, publicKey, signature));
  return certificate;
}
