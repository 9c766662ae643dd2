/** The key that writers share: only who has it can put an entry into the outbox that the sequencer takes for one. */
import { concatBytes, PrivacyError, toBase64, toHex, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { isBytes } from "../coded.ts";
import { type HeadKey, markPresentHead } from "./head-marks.ts";
import { keyedHash } from "./keyed-hash.ts";
import { locked } from "./log-lock.ts";

/** Authenticates outbox rows. */
export interface OutboxKey extends HeadKey {
  /** HMAC-SHA-256 over what an outbox row says, base64; `marked` when its append is marked, too. */
  mac(row: { readonly entry: string; readonly type: string; readonly leaf: string }, marked: boolean): string;
  /** The same over an append: its first entry, how many there are, and the appends it names. */
  markAppend(first: string, count: number, after: readonly string[]): string;
  /** Tells keys apart without telling them. */
  readonly fingerprint: string;
}

/**
 * The outbox key of a log: the one that was given, else one derived from the subject key, else none.
 *
 * @throws `OUTBOX_KEY_INVALID` for fewer than 32 bytes
 */
export function outboxKey(given: Uint8Array | undefined, subjectKey: Uint8Array | undefined): OutboxKey | undefined {
  if (given !== undefined && (!isBytes(given) || given.length < 32))
    throw new PrivacyError("OUTBOX_KEY_INVALID", "an outbox key has at least 32 bytes");
  // By the portable hash: the platform's gives a text in between, and a key stands in none.
  const key = given ?? (subjectKey && hmac(sha256, subjectKey, utf8("favorable.audit.outbox/1")));
  if (key === undefined) return undefined;
  const keyed = keyedHash(key);
  return {
    // Neither an identifier nor a type holds a line break.
    mac: ({ entry, type, leaf }, marked) => toBase64(keyed(utf8(`${entry}\n${type}\n${leaf}${marked ? "\nmarked" : ""}`))),
    markAppend: (first, count, after) => toBase64(keyed(utf8(["favorable.audit.append/1", first, count, ...after].join("\n")))),
    markHead: (head) => toBase64(keyed(concatBytes(utf8("favorable.audit.head/1\n"), head))),
    fingerprint: toHex(keyed(utf8("favorable.audit.outbox.fingerprint/1")).slice(0, 8)),
  };
}

/** Whether rows must be authenticated, and whether this process can. */
export interface OutboxRule {
  /** The key, when the log was opened with it. */
  readonly key: OutboxKey | undefined;
  /** True once any process has opened the log with a key. */
  readonly required: boolean;
}

/**
 * The first opening with a key lays it down while the log is empty; from then on rows without its mark are refused. In a log that has entries it
 * is laid down by `layOutboxKey` only, which is recorded: a fingerprint that somebody took away must not come back as if nothing had been.
 *
 * @throws `OUTBOX_KEY_MISMATCH` for another key than the one laid down, `OUTBOX_KEY_UNRECORDED` when there are entries and none is
 * @param existing - nothing is laid down
 */
export async function outboxRule(sql: Sql, key: OutboxKey | undefined, existing: boolean): Promise<OutboxRule> {
  const known = await fingerprint(sql);
  if (known === undefined && key === undefined) return { key, required: false };
  if (known === undefined && existing) {
    await checkUnbegun(sql);
    return { key: undefined, required: false };
  }
  if (known === undefined && key !== undefined) await locked(sql, (tx) => layDown(tx, key));
  const laid = known ?? (await fingerprint(sql));
  if (key !== undefined && laid !== key.fingerprint)
    throw new PrivacyError("OUTBOX_KEY_MISMATCH", "the log's outbox is kept under another key");
  return { key, required: true };
}

async function layDown(tx: Sql, key: OutboxKey): Promise<void> {
  await checkUnbegun(tx);
  await layFingerprint(tx, key);
}

/** A key is laid down unrecorded before the first entry only. */
async function checkUnbegun(tx: Sql): Promise<void> {
  const { rows } = await tx.query<{ begun: boolean }>("select exists (select from favorable.audit_leaf) as begun");
  if (rows[0]?.begun !== false && (await fingerprint(tx)) === undefined)
    throw new PrivacyError(
      "OUTBOX_KEY_UNRECORDED",
      "the log has entries and is kept under no outbox key: verify it, then lay the key down on record",
    );
}

/** Lays the key down; throws `OUTBOX_KEY_MISMATCH` where another one is. What is there when it comes is taken as it is. */
export async function layFingerprint(tx: Sql, key: OutboxKey): Promise<void> {
  await tx.query("insert into favorable.audit_outbox_key (fingerprint) values ($1) on conflict do nothing", [key.fingerprint]);
  if ((await fingerprint(tx)) !== key.fingerprint)
    throw new PrivacyError("OUTBOX_KEY_MISMATCH", "the log's outbox is kept under another key");
  await markPresentHead(tx, key);
}

/** What tells the key that was laid down from others. */
export async function fingerprint(sql: Sql): Promise<string | undefined> {
  const { rows } = await sql.query<{ fingerprint: string }>("select fingerprint from favorable.audit_outbox_key");
  return rows[0]?.fingerprint;
}
