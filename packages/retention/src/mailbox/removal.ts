/** Deletion that is asked for again: in every folder, by Message-ID and by content. Flagged or moved is not deleted. */
import { toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import type { ImapFlow } from "imapflow";
import { coded, refused } from "./mail-error.ts";
import { assertRemovable, type Mailbox } from "./mailbox.ts";
import { endOfHeader, type MessageMark } from "./proof.ts";

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
/** How often folders in which something came in meanwhile are asked again. */
const ROUNDS_UNTIL_STILL = 10;

/**
 * Asks every folder for a message, Trash and Archive and what nobody has subscribed to included, flagged for deletion or not. A folder that
 * does not answer fails the whole: it may be there. When all have answered they are listed and asked once more for what is new or has changed, until
 * nothing has: a folder that was made or renamed meanwhile, or made anew under its name, is asked too.
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
  const found = new Map<string, readonly Found[]>();
  const seen = new Map<string, FolderState>();
  for (let round = 0; ; round++) {
    const folders = await foldersOf(client);
    const ask = await moved(client, folders, seen);
    // Asked to the end, listed again, and nothing has come, gone or changed: only now is what was not found not there.
    if (round > 0 && ask.length === 0) return { places: folders.length, found: folders.flatMap((path) => found.get(path) ?? []) };
    // Something comes in all the time: nobody can say that the message is not on its way.
    if (round === ROUNDS_UNTIL_STILL) throw refused("moving");
    for (const path of ask)
      await inFolder(client, path, true, async () => {
        seen.set(path, stateOf(client));
        found.set(path, await findHere(client, path, mark));
      });
  }
}

/** What a folder was when it was asked: another validity is another folder of the same name (RFC 3501 section 2.3.1.1). */
interface FolderState {
  readonly next: number;
  readonly validity: bigint;
}

async function foldersOf(client: ImapFlow): Promise<string[]> {
  const all = await coded("list", () => client.list());
  const paths = all.filter(({ flags }) => !flags.has("\\Noselect") && !flags.has("\\NonExistent")).map(({ path }) => path);
  if (paths.length === 0) throw refused("list");
  return paths;
}

/** Folders that are new, made anew or renamed, and those into which something came while others were asked. */
async function moved(client: ImapFlow, folders: readonly string[], seen: ReadonlyMap<string, FolderState>): Promise<string[]> {
  const again: string[] = [];
  for (const path of folders) {
    const known = seen.get(path);
    if (known === undefined) {
      again.push(path);
      continue;
    }
    const status = await coded("status", () => client.status(path, { uidNext: true, uidValidity: true }));
    if (status === false || status.uidNext === undefined || status.uidValidity === undefined) throw refused("status");
    if (status.uidNext !== known.next || BigInt(status.uidValidity) !== known.validity) again.push(path);
  }
  return again;
}

function stateOf({ mailbox }: ImapFlow): FolderState {
  if (mailbox === false) throw refused("folder");
  return { next: mailbox.uidNext, validity: BigInt(mailbox.uidValidity) };
}

async function findHere(client: ImapFlow, folder: string, { messageId, bytes, digest, body, date }: MessageMark): Promise<Found[]> {
  const named = messageId === undefined ? [] : await search(client, { header: { "message-id": messageId } });
  const sized = await search(client, { larger: bytes - 1, smaller: bytes + 1 });
  // With a Message-ID a copy is found by it; without one, by its day and what it says.
  const dated = date === undefined || messageId !== undefined ? [] : await search(client, { header: { date } });
  const found: Found[] = [];
  for (const uid of new Set([...named, ...sized, ...dated])) {
    const message = await client.fetchOne(String(uid), { uid: true, source: true, envelope: true }, { uid: true });
    if (message === undefined || message === false) continue; // Gone since the search.
    const { source } = message;
    const same = source !== undefined && toHex(sha256(source)) === digest;
    // The same body under another header: saved again by some program, or another message; left, and counted.
    const copied =
      messageId === undefined && source !== undefined && body !== undefined && toHex(sha256(source.subarray(endOfHeader(source)))) === body;
    // The search is for a part of the field: `<1@a>` is found in `<11@a>` too where a server takes it loosely.
    if (same || copied || (messageId !== undefined && message.envelope?.messageId === messageId)) found.push({ folder, uid, same });
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
