/** Intake: what came by mail is handed over, and once that is committed the message goes. */
import { isPrivacyError } from "@favorable/core";
import { refused } from "./mail-error.ts";
import { assertRemovable, type Mailbox } from "./mailbox.ts";
import { type MailProof, readProof } from "./proof.ts";
import { inFolder, removeMessage } from "./removal.ts";

/** What to take in, and how. */
export interface IntakeOptions {
  /** Default `INBOX`. */
  readonly folder?: string;
  /**
   * Stores a proof and raises its copies in one transaction (`raiseCopies`, with `proof.reference` and `proof.locator`), and resolves once
   * that is committed. Called again for a message that was taken in before a crash: then `raiseCopies` returns 0, and nothing is stored.
   *
   * `taken`: the message goes. `left`: it is no proof, and stays.
   */
  readonly take: (proof: MailProof) => Promise<"taken" | "left">;
  /** Larger messages are left and counted; default 26,214,400 bytes. */
  readonly maxBytes?: number;
  /** Most messages looked at by this call; default 1000. */
  readonly limit?: number;
  /** The `cursor` of the last call: what was left or failed is not looked at again before the folder has been gone through. */
  readonly cursor?: string;
  /** No new message is begun after the abort. */
  readonly signal?: AbortSignal;
}

/** What one call did. Messages are counted, never named. */
export interface IntakeResult {
  readonly taken: number;
  /** Of those taken: not in any folder any more, asked again. */
  readonly gone: number;
  /** Of those taken: still in some folder; `pursueCopies` goes after them. */
  readonly remaining: number;
  readonly left: number;
  readonly tooLarge: number;
  /** Where to go on; absent when the end of the folder was reached. */
  readonly cursor?: string;
  /** Codes of messages that could not be read, stored or removed; they are left, and the next ones go on. */
  readonly failures: Readonly<Record<string, number>>;
}

/**
 * Takes in the messages of a folder, oldest first. A message goes only after `take` has resolved, and counts as gone only when no folder has it
 * any more. Running it again is harmless: a message that was stored but not removed is removed then.
 *
 * @throws `MAILBOX_UNSUPPORTED` before anything is taken, when the server cannot remove by UID; `MAILBOX_FAILED`
 */
export async function intake(mailbox: Mailbox, options: IntakeOptions): Promise<IntakeResult> {
  const { folder = "INBOX", take, maxBytes = 26_214_400, limit = 1000, signal } = options;
  assertRemovable(mailbox);
  const result = { taken: 0, gone: 0, remaining: 0, left: 0, tooLarge: 0 };
  const failures: Record<string, number> = {};
  const failed = (error: unknown): void => {
    const code = isPrivacyError(error) ? error.code : "UNKNOWN";
    failures[code] = (failures[code] ?? 0) + 1;
  };
  const { validity, messages: all } = await listFolder(mailbox, folder);
  const after = positionOf(options.cursor, validity);
  const messages = all.filter(({ uid }) => uid > after);
  let last = after;
  for (const { uid, size } of messages.slice(0, limit)) {
    if (signal?.aborted === true) break;
    last = uid;
    if (size > maxBytes) {
      result.tooLarge += 1;
      continue;
    }
    const message = await fetchMessage(mailbox, folder, uid, validity);
    if (message === undefined) continue; // Somebody else has removed it.
    let verdict: "taken" | "left";
    let proof: Awaited<ReturnType<typeof readProof>>;
    try {
      proof = await readProof(mailbox, message.source, message.receivedAt);
      const { mark: _, ...facts } = proof;
      verdict = await take(facts);
    } catch (error) {
      failed(error);
      continue;
    }
    if (verdict !== "taken") {
      result.left += 1;
      continue;
    }
    result.taken += 1;
    try {
      const { found } = await removeMessage(mailbox, proof.mark);
      if (found === 0) result.gone += 1;
      else result.remaining += 1;
    } catch (error) {
      // Stored, and its task is open: `pursueCopies` goes after it. One message does not stop the others.
      failed(error);
      result.remaining += 1;
    }
  }
  const more = messages.some(({ uid }) => uid > last);
  return { ...result, failures, ...(more ? { cursor: `${validity}:${last}` } : {}) };
}

/** The number after which to go on; from the beginning when the folder was made anew, or the cursor is none. */
function positionOf(cursor: string | undefined, validity: bigint): number {
  const [, of, uid] = /^(\d{1,20}):(\d{1,10})$/.exec(cursor ?? "") ?? [];
  return of === String(validity) ? Number(uid) : 0;
}

async function listFolder({ client }: Mailbox, folder: string): Promise<{ validity: bigint; messages: { uid: number; size: number }[] }> {
  return inFolder(client, folder, true, async () => {
    const validity = validityOf(client);
    const uids = await client.search({ all: true }, { uid: true });
    if (!Array.isArray(uids)) throw refused("search");
    if (uids.length === 0) return { validity, messages: [] };
    const listed = await client.fetchAll(uids, { uid: true, size: true }, { uid: true });
    return { validity, messages: listed.map(({ uid, size = 0 }) => ({ uid, size })).sort((a, b) => a.uid - b.uid) };
  });
}

async function fetchMessage(
  { client }: Mailbox,
  folder: string,
  uid: number,
  validity: bigint,
): Promise<{ source: Uint8Array; receivedAt: Date } | undefined> {
  return inFolder(client, folder, true, async () => {
    if (validityOf(client) !== validity) throw refused("uidvalidity"); // The folder was made anew: its numbers mean other messages.
    const message = await client.fetchOne(String(uid), { uid: true, source: true, internalDate: true }, { uid: true });
    if (message === undefined || message === false || message.source === undefined) return undefined;
    const received = message.internalDate === undefined ? new Date() : new Date(message.internalDate);
    return { source: message.source, receivedAt: received };
  });
}

function validityOf({ mailbox }: Mailbox["client"]): bigint {
  if (mailbox === false) throw refused("folder");
  return mailbox.uidValidity;
}
