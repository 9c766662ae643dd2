/** What is handed over after a purge. */
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { type PurgeCertificate, verifyCertificate } from "@favorable/retention";
import { certify } from "@favorable/retention/postgres";
import type { Kept } from "./purge.ts";
import type { System } from "./system.ts";

/** Certifies what went from a table, with a key made for the story, and checks the certificate as its reader would. */
export async function certificateOf(
  { sql, log }: Pick<System, "sql" | "log">,
  { policy, table, start, subject }: Kept,
): Promise<PurgeCertificate> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const signer = { name: log.origin, sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) };
  const certificate = await certify({ sql, policy, table: { table, start, subject }, signer });
  await verifyCertificate(certificate, (_name, bytes, signature) => verify(null, bytes, publicKey, signature));
  return certificate;
}
