/** A copy of the clips, as a file: extraction is a right apart from recording and from viewing. */
import { join } from "node:path";
import { permitOf } from "@favorable/access";
import { addPeriod, period } from "@favorable/core";
import { LOG_POLICY, type System } from "@favorable/example-storyteller";
import { exportRecords } from "@favorable/exports/node";
import type { openCameras } from "./cameras.ts";
import { clipsNow } from "./store.ts";

/** The example key of age's own manual; nothing is ever encrypted to it here. */
const SOMEBODY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/** Asks for the clips as an encrypted file; the ledger is told before the first row, and of a refusal. */
export async function copyClips(
  { sql, log, clock, today }: System,
  { cameras }: Awaited<ReturnType<typeof openCameras>>,
  asked: { readonly actor: string; readonly role: string; readonly folder: string },
): Promise<unknown> {
  const { actor, role, folder } = asked;
  return exportRecords({
    permit: permitOf(cameras.access, cameras.records),
    actor,
    role,
    purpose: "interventions",
    record: cameras.records.footage,
    fields: ["video", "capturedAt", "agent"],
    recipients: [{ recipient: SOMEBODY, label: "unknown" }],
    ledger: (event) => log.append(event),
    ledgerRetention: { ...LOG_POLICY, start: today() },
    clock,
    rows: (await clipsNow(sql)).map((clip) => ({ ...clip })),
    file: join(folder, "clips.age"),
    facts: { controller: "commune", legalBasis: "GDPR 6(1)(e)", keepUntil: addPeriod(today(), period("P1M")) },
  });
}
