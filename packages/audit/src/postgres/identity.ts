/** Whose log a database holds: its origin, and the key that signs it. */
import { equalBytes, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { parseNote, parseVerifierKey } from "../signed-note.ts";
import { locked } from "./log-lock.ts";
import { readHead } from "./sequencer.ts";

/**
 * The first opening lays down whose log this is; every other one must say the same.
 *
 * @param existing - nothing is laid down
 * @throws `ORIGIN_MISMATCH`, `SIGNER_MISMATCH`; `LOG_NOT_BEGUN` for `existing` where there is no log
 */
export async function establish(sql: Sql, origin: string, vkey: string, existing: boolean): Promise<void> {
  const there = await readIdentity(sql);
  if (there === undefined && existing) throw new PrivacyError("LOG_NOT_BEGUN", "the database holds no log that was opened before");
  const known = there ?? (await locked(sql, (tx) => layDown(tx, origin, vkey)));
  if (known.origin !== origin) throw new PrivacyError("ORIGIN_MISMATCH", "the database holds a log of another origin");
  if (known.vkey !== vkey) throw new PrivacyError("SIGNER_MISMATCH", "the database's log is signed with another key");
}

interface Identity {
  readonly origin: string;
  readonly vkey: string;
}

async function readIdentity(sql: Sql): Promise<Identity | undefined> {
  const { rows } = await sql.query<Identity>(
    `select origin, coalesce((select n.vkey from favorable.audit_next_key n order by n.id desc limit 1), vkey) as vkey
       from favorable.audit_identity`,
  );
  return rows[0];
}

/** The key that signs now; undefined before the first opening. */
export async function currentKey(sql: Sql): Promise<string | undefined> {
  return (await readIdentity(sql))?.vkey;
}

/** Refuses to sign with a key that was handed over; throws `SIGNER_MISMATCH`. */
export async function checkCurrentKey(sql: Sql, vkey: string): Promise<void> {
  if ((await currentKey(sql)) !== vkey) throw new PrivacyError("SIGNER_MISMATCH", "the log was handed over to another key");
}

/** A log from before keys were laid down has none here, but may have checkpoints: the last one tells. */
async function layDown(tx: Sql, origin: string, vkey: string): Promise<Identity> {
  const laid = await readIdentity(tx);
  if (laid !== undefined) return laid;
  const known = (await readHead(tx)).origin;
  if (known !== undefined && known !== origin) return { origin: known, vkey };
  await checkLastCheckpoint(tx, vkey);
  if (known === undefined) await tx.query("insert into favorable.audit_head (size, edge, origin) values (0, ''::bytea, $1)", [origin]);
  await tx.query("insert into favorable.audit_identity (origin, vkey) values ($1, $2)", [origin, vkey]);
  return { origin, vkey };
}

async function checkLastCheckpoint(tx: Sql, vkey: string): Promise<void> {
  const { rows } = await tx.query<{ note: string }>("select note from favorable.audit_checkpoint order by size desc limit 1");
  const [last] = rows;
  if (last === undefined) return;
  const { keyId } = parseVerifierKey(vkey);
  if (!parseNote(last.note).signatures.some((line) => equalBytes(line.keyId, keyId)))
    throw new PrivacyError("SIGNER_MISMATCH", "the last checkpoint of the database's log is signed with another key");
}
