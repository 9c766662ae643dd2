/** Hands a log over from one key to the next. */
import { PrivacyError } from "@favorable/core";
import { keyRotatedEvent } from "../key-events.ts";
import type { NoteSigner } from "../signed-note.ts";
import { formatVerifierKey, parseVerifierKey } from "../verifier-key.ts";
import { storing } from "./failures.ts";
import { currentKey } from "./identity.ts";
import { locked } from "./log-lock.ts";
import { type AuditLogOptions, type DatabaseLog, openAuditLog } from "./open-audit-log.ts";

/** A log under its next key. */
export interface RotatedLog {
  /** The log, opened with the next key. */
  readonly log: DatabaseLog;
  /** The hand-over: the first checkpoint of the next key, over the entry of the rotation. */
  readonly checkpoint: string;
  /** Entries under it. */
  readonly size: number;
}

/**
 * Writes `key.rotated` and lays down the next key in one transaction, then signs with it. Processes that still hold the old key can append,
 * but sign no more (`SIGNER_MISMATCH`): open their logs with the next one. The old verifier key is kept: it verifies what it signed.
 *
 * To be run by the owner of the tables. The old private key is not needed: `options.signer` may be one that only has its verifier key, as
 * after a loss or a compromise.
 *
 * @throws `KEY_INVALID`, `SIGNER_MISMATCH` for a next key that is none, the same, or of another name, or when the log is under another key than
 *   the signer's; errors of `openAuditLog` and of `append`
 */
export async function rotateLogKey(options: AuditLogOptions & { readonly next: NoteSigner }): Promise<RotatedLog> {
  const { next, ...opening } = options;
  const event = keyRotatedEvent(opening.signer?.vkey, next?.vkey);
  if (next.name !== opening.origin) throw new PrivacyError("SIGNER_MISMATCH", "the next key has another name than the log");
  const { name, publicKey } = parseVerifierKey(next.vkey);
  const before = await openAuditLog(opening);
  await storing(() =>
    locked(opening.sql, async (tx) => {
      if ((await currentKey(tx)) !== formKey(opening.signer.vkey))
        throw new PrivacyError("SIGNER_MISMATCH", "the log was handed over by somebody else meanwhile");
      await before.appendIn(tx, event);
      await tx.query("insert into favorable.audit_next_key (vkey) values ($1::text)", [formatVerifierKey(name, publicKey)]);
    }),
  );
  const log = await openAuditLog({ ...opening, signer: next });
  const checkpoint = await log.checkpoint();
  return { log, checkpoint, size: Number(checkpoint.split("\n")[1]) };
}

/** A verifier key in its one form. */
function formKey(vkey: string): string {
  const { name, publicKey } = parseVerifierKey(vkey);
  return formatVerifierKey(name, publicKey);
}
