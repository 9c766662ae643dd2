/** The files as one file to take away, for whoever asks: no role may extract. */
import { join } from "node:path";
import { permitOf } from "@favorable/access";
import { addPeriod, period } from "@favorable/core";
import { LOG_POLICY, type System } from "@favorable/example-storyteller";
import { exportRecords } from "@favorable/exports/node";
import type { openFiles } from "./files.ts";
import { filesSeenBy } from "./store.ts";

/** The example key of age's own manual; nothing is ever encrypted to it here. */
const SOMEBODY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/** Asks for a profession's files as an encrypted file; the ledger is told before the first row, and of a refusal. */
export async function copyFiles(
  { sql, log, clock, today }: System,
  { social }: Awaited<ReturnType<typeof openFiles>>,
  asked: { readonly actor: string; readonly role: "socialWorker" | "archivist"; readonly folder: string },
): Promise<unknown> {
  const { actor, role, folder } = asked;
  return exportRecords({
    permit: permitOf(social.access, social.records),
    actor,
    role,
    purpose: "socialWork",
    record: social.records.file,
    fields: ["name", "help"],
    recipients: [{ recipient: SOMEBODY, label: "securityCommittee" }],
    ledger: (event) => log.append(event),
    ledgerRetention: { ...LOG_POLICY, start: today() },
    clock,
    rows: (await filesSeenBy(sql, role)).map((row) => ({ name: row.name, help: row.help })),
    file: join(folder, "files.age"),
    facts: { controller: "Conseil général", legalBasis: "GDPR 6(1)(e)", keepUntil: addPeriod(today(), period("P1M")) },
  });
}
