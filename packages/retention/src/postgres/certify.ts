/** Makes the certificate of a purge from its evidence, at the level that was really reached. */
import { type CalendarDate, canonicalBytes, type JsonValue, PrivacyError, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  type CertificateSigner,
  type CertifiedLevel,
  PLACES,
  type Place,
  type PurgeCertificate,
  reachedBy,
  signCertificate,
} from "../certificate.ts";
import { databaseDay } from "./clock.ts";
import { type PurgeEvidence, purgeEvidence } from "./evidence.ts";
import type { Attachment } from "./expiry-view.ts";
import { plan } from "./plan.ts";

/** What to certify. */
export interface CertifyOptions extends Attachment {
  readonly signer: CertificateSigner;
  /** The day after which no backup holds the rows any more, where the controller declares one. */
  readonly backupsUntil?: CalendarDate;
  /** Only evidence after this id: that of an earlier certificate is not certified again. */
  readonly after?: string;
}

/**
 * Certifies what was purged from a table under a policy, all evidence of it or that after an earlier certificate. The level is the
 * least that any of the evidence has reached; write-ahead log, replicas and backups are never claimed but by destroyed keys.
 *
 * @throws `CERTIFICATE_INVALID` (details: `reason`) when backups are said to end before the rows went; `EVIDENCE_MISSING` when nothing was purged, and what `plan` throws
 */
export async function certify(options: CertifyOptions): Promise<PurgeCertificate> {
  const { sql, policy, table, signer, backupsUntil, after } = options;
  const all = await purgeEvidence(sql, policy);
  const evidence = all.filter(({ relation, id }) => relation === table.table && (after === undefined || BigInt(id) > BigInt(after)));
  const [first] = evidence;
  const last = evidence.at(-1);
  if (first === undefined || last === undefined) throw new PrivacyError("EVIDENCE_MISSING", "nothing was purged from the table");
  const settled = await settledLevel(options, last.id);
  const level = levelOf(evidence, settled);
  const most = reachedBy(level);
  const reached: readonly Place[] = settled === "rewritten" ? reachedBy("rewritten").reached : most.reached;
  const { removable, held, overdue } = await plan({ sql, policy, table });
  const { today, simulated } = await databaseDay(sql, policy.zone);
  const days = evidence.map(({ asOf }) => asOf).sort();
  if (backupsUntil !== undefined && backupsUntil < (days.at(-1) ?? ""))
    throw new PrivacyError("CERTIFICATE_INVALID", "backups cannot be gone before the rows", { reason: "backupsUntil" });
  return signCertificate(
    {
      format: "favorable/purge-certificate/1",
      policy: policy.id,
      versions: [...new Set(evidence.map(({ version }) => version))].sort((one, other) => one - other),
      relation: table.table,
      level,
      reached,
      notReached: PLACES.filter((place) => !reached.includes(place)),
      sealedReached: most.sealedReached,
      backupsUntil: backupsUntil ?? null,
      evidence: {
        first: first.id,
        last: last.id,
        batches: evidence.length,
        removed: evidence.reduce((total, one) => total + one.removed, 0),
        dependants: sums(evidence),
        firstDay: days[0] ?? first.asOf,
        lastDay: days.at(-1) ?? last.asOf,
        sha256: toHex(sha256(canonicalBytes(evidence as unknown as JsonValue))), // Plain JSON: an interface has no index signature.
      },
      left: { removable, held, overdue },
      issuedOn: today,
      simulated: simulated || evidence.some((one) => one.simulated),
    },
    signer,
  );
}

/** The level that was settled for all evidence up to an id. */
async function settledLevel({ sql, policy, table }: CertifyOptions, id: string): Promise<"vacuumed" | "rewritten" | undefined> {
  const { rows } = await sql.query<{ level: "vacuumed" | "rewritten" }>(
    `select level from favorable.purge_settled where policy = $1 and relation = $2 and upto >= $3::bigint
      order by level = 'rewritten' desc limit 1`,
    [policy.id, table.table, id],
  );
  return rows[0]?.level;
}

function levelOf(evidence: readonly PurgeEvidence[], settled: "vacuumed" | "rewritten" | undefined): CertifiedLevel {
  const levels = new Set(evidence.map(({ level }) => level));
  if (levels.size === 1 && levels.has("key destroyed")) return "key destroyed";
  return settled ?? (levels.has("columns emptied") ? "columns emptied" : "row gone");
}

function sums(evidence: readonly PurgeEvidence[]): Record<string, number> {
  const total = new Map<string, number>();
  for (const { dependants } of evidence) for (const [table, n] of Object.entries(dependants)) total.set(table, (total.get(table) ?? 0) + n);
  return Object.fromEntries(total);
}
