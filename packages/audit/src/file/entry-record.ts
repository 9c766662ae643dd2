/** Entries as records of a journal. */
import { fromBase64, PrivacyError, toBase64, utf8 } from "@favorable/core";
import * as z from "zod";
import type { EncodedEntry } from "../encode.ts";
import type { KeptEntry, KeptPart } from "../kept-entry.ts";
import { parseDescriptor } from "../leaf.ts";
import { leafHash } from "../merkle.ts";

/** Descriptor, salt, payload, person; an erased part has its descriptor only. */
const part = z.union([z.tuple([z.unknown()]), z.tuple([z.unknown(), z.string(), z.string(), z.string().nullable()])]);
const entry = z.strictObject({
  id: z.string(),
  type: z.string(),
  leaf: z.string(),
  hash: z.string().optional(),
  apart: z.boolean(),
  parts: z.array(part),
});
const records = z.strictObject({ entries: z.array(entry).optional(), checkpoint: z.string().optional() });

/** A frame of a log's journal: entries that were appended together, or a checkpoint. */
export interface JournalRecord {
  readonly entries: readonly KeptEntry[];
  readonly checkpoint?: string;
}

/** Prints entries. */
export function entriesText(entries: readonly KeptEntry[]): string {
  return JSON.stringify({
    entries: entries.map(({ id, type, leaf, hash, apart, parts }) => ({
      id,
      type,
      leaf,
      ...(leaf === "" ? { hash: toBase64(hash) } : {}),
      apart,
      parts: parts.map(({ descriptor, body }) =>
        body === undefined ? [descriptor] : [descriptor, toBase64(body.salt), toBase64(body.payload), body.subject ?? null],
      ),
    })),
  });
}

/** Prints a checkpoint. */
export function checkpointText(note: string): string {
  return JSON.stringify({ checkpoint: note });
}

/** Reads a record; throws `JOURNAL_CORRUPT` for another form. */
export function readRecord(text: string): JournalRecord {
  try {
    const { entries = [], checkpoint } = records.parse(JSON.parse(text));
    const read = entries.map(({ id, type, leaf, hash, apart, parts }): KeptEntry => {
      const hashed = leaf === "" ? fromBase64(hash ?? "") : leafHash(utf8(leaf));
      return { id, type, leaf, hash: hashed, apart, parts: parts.map(readPart) };
    });
    return { entries: read, ...(checkpoint === undefined ? {} : { checkpoint }) };
  } catch {
    throw new PrivacyError("JOURNAL_CORRUPT", "a record of the journal has another form");
  }
}

/** An entry of a journal as it was encoded; only for entries whose parts are all there. */
export function asEncoded({ id, type, leaf, apart, parts }: KeptEntry): EncodedEntry {
  return {
    id,
    type,
    leaf,
    apart,
    parts: parts.flatMap(({ descriptor, body }) => (body === undefined ? [] : [{ descriptor, ...body }])),
  };
}

function readPart(fields: z.infer<typeof part>): KeptPart {
  const descriptor = parseDescriptor(fields[0]);
  if (descriptor === undefined) throw new PrivacyError("JOURNAL_CORRUPT", "a record of the journal has another form");
  if (fields.length === 1) return { descriptor };
  const [, salt, payload, subject] = fields;
  return { descriptor, body: { salt: fromBase64(salt), payload: fromBase64(payload), ...(subject === null ? {} : { subject }) } };
}
