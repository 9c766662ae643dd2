/** The end of the campaign: everything goes, a certificate says what went, and the log holds the certificate's hash. */
import { disclose, endEvent, type NoteSigner } from "@favorable/audit";
import { purge, type System } from "@favorable/example-storyteller";
import type { PurgeCertificate } from "@favorable/retention";
import { certify, recordEvent } from "@favorable/retention/postgres";
import type { OpenBooking } from "./booking.ts";

/** What the town can show. */
export interface Destruction {
  readonly certificate: PurgeCertificate;
  /** A C2SP tlog-proof of the certificate's entry. */
  readonly proof: string;
  readonly rows: number;
  readonly consents: number;
}

/** Records the event and runs the purge: the event is what makes everything due. */
export async function endCampaign(system: System, { kept, consents }: OpenBooking, signer: NoteSigner): Promise<Destruction> {
  const { sql, log, today } = system;
  // Those who cancelled too: their consent and its withdrawal are still on record.
  const { rows: officers } = await sql.query<{ subject: string }>("select distinct subject from favorable.consent order by subject");
  await recordEvent(sql, "campaignEnd", today());
  await log.append(endEvent("campaignEnd", today()));
  const rows = await purge(system, [kept]);
  let forgotten = 0;
  for (const { subject } of officers) forgotten += await consents.forget(subject);
  await log.append({ type: "consents.forgotten", clear: { acts: forgotten } });

  const certificate = await certify({ sql, policy: kept.policy, table: kept, signer });
  const { id } = await log.append({ type: "data.purge-certified", clear: { sha256: certificate.sha256, rows } });
  await log.checkpoint();
  for await (const entry of log.entries({ types: ["data.purge-certified"] }))
    if (entry.id === id) return { certificate, proof: await disclose(log, { entry: entry.index, parts: [] }), rows, consents: forgotten };
  throw new Error("the certificate has no entry");
}
