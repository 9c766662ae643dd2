/** A log in one file: forced to the disk before it is acknowledged, whole in memory while it is open. */
import { type Clock, equalBytes, PrivacyError } from "@favorable/core";
import { parseCheckpoint } from "../checkpoint.ts";
import { frontier } from "../frontier.ts";
import type { KeptEntry } from "../kept-entry.ts";
import { type Journal, type KeptLog, keptLog } from "../kept-log.ts";
import { parseLeaf } from "../leaf.ts";
import { checkIdentity } from "../memory-log.ts";
import { checkClock } from "../present.ts";
import { type NoteSigner, parseNote } from "../signed-note.ts";
import { discrepancyEvent } from "../store-events.ts";
import { checkpointText, entriesText, readRecord } from "./entry-record.ts";
import { framedJournal, orClose, TORN } from "./framed.ts";
import type { JournalFile } from "./journal-file.ts";

/** What a log in a file is made of. */
export interface FileLogOptions {
  /** The file, from `openJournal` of `@favorable/audit/node`. */
  readonly file: JournalFile;
  /** Identity of the log, one line without spaces such as `hospital.example/audit`. */
  readonly origin: string;
  /** Signs checkpoints; its name is the origin. */
  readonly signer: NoteSigner;
  /** Gives the time of entries. */
  readonly clock: Clock;
}

/** A log that has a file open. */
export interface FileLog extends KeptLog {
  /** Lets another process have the file. */
  close(): Promise<void>;
}

/** Entries of one frame when a journal is written anew. */
const FRAME = 500;

/**
 * Opens the log of a file: for a service without a database, or one that must not depend on it. Everything is kept in memory as well, so that
 * it suits logs of some hundred thousand entries. Erasing writes the file anew without what was erased, and the old one is gone; blocks of
 * the disk that held it are the file system's.
 *
 * A last line that is not whole, as a crash in the middle of an append leaves it, is put into a file beside and cut off; the log tells it for ever
 * (`audit.discrepancy`, `torn`), and health while it is open. The file beside may hold personal values: look at it, then delete it.
 *
 * @throws `ORIGIN_INVALID`, `KEY_INVALID`, `SIGNER_MISMATCH`, `INSTANT_INVALID` for options that are none; `ORIGIN_MISMATCH` when the file holds
 *   another log; `JOURNAL_CORRUPT` when it was changed, or does not have the root that it was signed with; `JOURNAL_FAILED`
 */
export async function openFileLog(options: FileLogOptions): Promise<FileLog> {
  const { file, origin, signer, clock } = options ?? {};
  checkIdentity(origin, signer);
  checkClock(clock);
  const framed = await framedJournal(file);
  const { entries, note: signed, checkpointed } = await orClose(framed, async () => read(framed.texts, origin));
  let note = signed;
  const journal: Journal = {
    add: (added) => framed.add(entriesText(added)),
    async sign(next) {
      await framed.add(checkpointText(next));
      note = next;
    },
    async replace(all) {
      const texts: string[] = [];
      for (let at = 0; at < all.length; at += FRAME) texts.push(entriesText(all.slice(at, at + FRAME)));
      await framed.replace(note === undefined ? texts : [...texts, checkpointText(note)]);
    },
  };
  const remarks = ["one file, one process: who can write the file can change it", ...(framed.torn ? [TORN] : [])];
  const log = keptLog({ origin, signer, clock, store: "file", journal, entries, checkpointed, remarks });
  // What was cut off may have been acknowledged, and somebody's doing: the log says for ever that it happened.
  if (framed.torn) await orClose(framed, () => log.append(discrepancyEvent("torn", 1)));
  return { ...log, close: () => framed.close() };
}

interface Read {
  readonly entries: readonly KeptEntry[];
  readonly note: string | undefined;
  readonly checkpointed: number;
}

function read(texts: readonly string[], origin: string): Read {
  const records = texts.map(readRecord);
  const entries = records.flatMap((record) => record.entries);
  const note = records.flatMap(({ checkpoint }) => checkpoint ?? []).at(-1);
  return { entries, note, checkpointed: check(entries, note, origin) };
}

/** Holds the entries against their origin and the last checkpoint; gives its size. */
function check(entries: readonly KeptEntry[], note: string | undefined, origin: string): number {
  for (const { leaf } of entries)
    if (leaf !== "" && parseLeaf(leaf).log !== origin) throw new PrivacyError("ORIGIN_MISMATCH", "the file holds a log of another origin");
  if (note === undefined) return 0;
  const signed = parseCheckpoint(parseNote(note).text);
  const tree = frontier();
  for (const { hash } of entries.slice(0, signed.size)) tree.append(hash);
  if (signed.origin !== origin) throw new PrivacyError("ORIGIN_MISMATCH", "the file holds a log of another origin");
  if (tree.size !== signed.size || !equalBytes(tree.root(), signed.root))
    throw new PrivacyError("JOURNAL_CORRUPT", "the entries of the file do not have the root it was signed with");
  return signed.size;
}
