/** Deletion that is asked for again: in every folder, by Message-ID and by content. Flagged or moved is not deleted. */
import { toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import type { ImapFlow } from "imapflow";
import { coded, refused } from "./mail-error.ts";
import { assertRemovable, type Mailbox } from "./mailbox.ts";
import type { MessageMark } from "./proof.ts";

/** Where a message was found. */
interface Found {
  readonly folder: string;
  readonly uid: number;
  /** All bytes are the same; otherwise another message has its Message-ID. */
  readonly same: boolean;
}

/** What asking everywhere found. */
export interface Whereabouts {
  /** Folders that were asked: every one the account can open. */
  readonly places: number;
  /** Messages that are the one, or have its Message-ID; folders are not named, their names may be of persons. */
  readonly found: number;
}

/** A server that moves what is deleted to a folder of its own is asked again there. */
const ROUNDS = 3;

/**
 * Asks every folder for a message, Trash and Archive and what nobody has subscribed to included, flagged for deletion or not. A folder that
 * does not answer fails the whole: it may be there.
 *
 * @throws `MAILBOX_FAILED`
 */
export async function whereabouts(mailbox: Mailbox, mark: MessageMark): Promise<Whereabouts> {
  const { places, found } = await find(mailbox.client, mark);
  return { places, found: found.length };
}

/**
 * Removes a message from every folder, by its UID, and asks again until no folder has it. Another message with the same Message-ID is left
 * and counted: it may not be the one.
 *
 * @throws `MAILBOX_UNSUPPORTED`, `MAILBOX_FAILED`
 */
export async function removeMessage(mailbox: Mailbox, mark: MessageMark): Promise<Whereabouts> {
  assertRemovable(mailbox);
  const { client } = mailbox;
  for (let round = 1; ; round++) {
    const { places, found } = await find(client, mark);
    const same = found.filter((each) => each.same);
    if (same.length === 0 || round > ROUNDS) return { places, found: found.length };
    for (const { folder, uid } of same)
      await inFolder(client, folder, false, async () => {
        // A folder that may only be read refuses: then the next answer says that it is still there.
        await client.messageDelete(String(uid), { uid: true });
      });
  }
}

async function find(client: ImapFlow, mark: MessageMark): Promise<{ places: number; found: Found[] }> {
  const folders = (await coded("list", () => client.list())).filter(({ flags }) => !flags.has("\\Noselect") && !flags.has("\\NonExistent"));
  if (folders.length === 0) throw refused("list");
  const found: Found[] = [];
  for (const { path } of folders) found.push(...(await inFolder(client, path, true, () => findHere(client, path, mark))));
  return { places: folders.length, found };
}

async function findHere(client: ImapFlow, folder: string, { messageId, bytes, digest }: MessageMark): Promise<Found[]> {
  const named = messageId === undefined ? [] : await search(client, { header: { "message-id": messageId } });
  const sized = await search(client, { larger: bytes - 1, smaller: bytes + 1 });
  const found: Found[] = [];
  for (const uid of new Set([...named, ...sized])) {
    const message = await client.fetchOne(String(uid), { uid: true, source: true, envelope: true }, { uid: true });
    if (message === undefined || message === false) continue; // Gone since the search.
    const same = message.source !== undefined && toHex(sha256(message.source)) === digest;
    // The search is for a part of the field: `<1@a>` is found in `<11@a>` too where a server takes it loosely.
    if (same || (messageId !== undefined && message.envelope?.messageId === messageId)) found.push({ folder, uid, same });
  }
  return found;
}

async function search(client: ImapFlow, query: Parameters<ImapFlow["search"]>[0]): Promise<readonly number[]> {
  const uids = await client.search(query, { uid: true });
  if (!Array.isArray(uids)) throw refused("search");
  return uids;
}

/** Runs steps in a folder; a folder that does not open fails. */
export async function inFolder<T>(client: ImapFlow, folder: string, readOnly: boolean, steps: () => Promise<T>): Promise<T> {
  return coded("folder", async () => {
    const lock = await client.getMailboxLock(folder, { readOnly });
    try {
      return await steps();
    } finally {
      lock.release();
    }
  });
}
