/** Lays the key that writers share down in a log that has entries, on record. */
import { PrivacyError } from "@favorable/core";
import { encodeEvents } from "../encode.ts";
import { checkIdentity } from "../memory-log.ts";
import { outboxKeyEvent } from "../store-events.ts";
import { appendIn } from "./append-rows.ts";
import { bodySeals } from "./body-seals.ts";
import { storing } from "./failures.ts";
import { establish } from "./identity.ts";
import { locked } from "./log-lock.ts";
import { type AuditLogOptions, openAuditLog } from "./open-audit-log.ts";
import { layFingerprint, outboxKey } from "./outbox-key.ts";
import { readHead } from "./sequencer.ts";

/** A log under its outbox key. */
export interface LaidOutboxKey {
  /** What tells the key from others, 16 hexadecimal digits: it stands in the log and in the database. */
  readonly fingerprint: string;
  /** Entries that were there, and for which the key does not vouch. */
  readonly below: number;
}

/**
 * Lays the outbox key down, marks the present edge of the log with it, and writes `audit.outbox-key` in the same transaction: for a log that was
 * begun without one, and for one whose fingerprint or marks were lost. Whoever does so says that what is there is the log: verify it
 * before (`verifyStore`, with a checkpoint that was kept elsewhere). To be run by the owner of the tables.
 *
 * @throws `OUTBOX_KEY_MISSING` without `outboxKey` and `subjectKey`, `OUTBOX_KEY_MISMATCH` where another key is laid down; errors of
 *   `openAuditLog`
 */
export async function layOutboxKey(options: AuditLogOptions): Promise<LaidOutboxKey> {
  const { sql, origin, signer, clock, sealing } = options;
  const key = outboxKey(options.outboxKey, options.subjectKey);
  if (key === undefined) throw new PrivacyError("OUTBOX_KEY_MISSING", "there is no outbox key to lay down");
  const below = await storing(async () => {
    await establish(sql, origin, checkIdentity(origin, signer), options.existing === true);
    return locked(sql, async (tx) => {
      const { tree } = await readHead(tx);
      await layFingerprint(tx, key);
      const seals = sealing === undefined ? undefined : bodySeals(sql, sealing);
      const entries = encodeEvents([outboxKeyEvent(key.fingerprint, tree.size)], { origin, clock });
      await appendIn(tx, entries, { rule: { key, required: true }, subjectIndex: undefined, seals }, tx);
      return tree.size;
    });
  });
  await (await openAuditLog(options)).sequence();
  return { fingerprint: key.fingerprint, below };
}
