/** A batch before it is written. */
import { utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { descriptorsText, type EncodedEntry } from "../encode.ts";
import { leafHash } from "../merkle.ts";
import { type RowContext, unfiledBodies } from "./append-rows.ts";
import { type PreparedBodies, prepareBodies } from "./filing.ts";
import { type LeafColumns, leafColumns } from "./sequencer.ts";

/** A batch as its statements take it: all that can be made outside the lock. */
export interface PreparedBatch {
  readonly hashes: readonly Uint8Array[];
  readonly leaves: LeafColumns;
  readonly bodies: PreparedBodies;
  readonly apart: readonly [entries: readonly string[], descriptors: readonly string[]];
  /** Keys that seal some of the bodies. */
  readonly keys: readonly string[];
  /** True when there are policies among the entries: those decide in which month the bodies beside them end. */
  readonly policies: boolean;
}

/** Prepares a batch: hashes, commitments, indexes and seals are made before the lock is taken. */
export async function prepareBatch(entries: readonly EncodedEntry[], rows: RowContext, keys?: Sql): Promise<PreparedBatch> {
  const hashes = entries.map(({ leaf }) => leafHash(utf8(leaf)));
  const bodies = await unfiledBodies(entries, rows, keys);
  const placed = bodies.map((body) => ({ at: body[0], entry: entries[body[0]]?.id ?? "", body }));
  const apart = entries.filter((entry) => entry.apart);
  const prepared = prepareBodies(placed, rows.subjectIndex);
  return {
    hashes,
    leaves: leafColumns(entries, hashes),
    bodies: prepared,
    apart: [apart.map(({ id }) => id), apart.map(({ parts }) => descriptorsText(parts))],
    keys: [...new Set(prepared.shared.map(({ key }) => key).filter((key) => key !== ""))],
    policies: entries.some(({ type }) => type === "retention.policy"),
  };
}
