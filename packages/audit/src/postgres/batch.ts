/** Large batches go straight to their positions: a batch that is written once is cheaper than one that is written and moved. */
import { calendarDate, toBase64, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { descriptorsText, type EncodedEntry } from "../encode.ts";
import { leafHash } from "../merkle.ts";
import { presentOf } from "../present.ts";
import { type RowContext, unfiledBodies } from "./append-rows.ts";
import { settling } from "./durable-write.ts";
import { fileBodies } from "./filing.ts";
import { writeHead } from "./head-marks.ts";
import { insertLeaves, lockLog, readHead, type SequencerContext, sequenceIn } from "./sequencer.ts";

/** What a batch is written with. */
export interface DirectOptions {
  readonly sql: Sql;
  readonly sequencer: SequencerContext;
  readonly rows: RowContext;
  readonly patience: number;
}

/**
 * Makes the write of batches: as safe as {@link durableWrite}, whose patience and way of settling a lost answer it shares; gives the entries that
 * got positions besides.
 */
export function directWrite({
  sql,
  sequencer,
  rows,
  patience,
}: DirectOptions): (entries: readonly EncodedEntry[]) => Promise<readonly string[]> {
  return async (entries) => {
    let moved: readonly string[] = [];
    await settling({ sql, patience }, entries, (absent, begin) =>
      sql.transaction(async (tx) => {
        begin();
        moved = await appendDirectly(tx, absent, sequencer, rows);
      }),
    );
    return moved;
  };
}

/** From this many entries on a batch takes the lock and its positions itself. */
export const DIRECT = 250;

/**
 * Appends in a transaction that holds the lock: what waits is sequenced first, so that one process's appends keep their order.
 *
 * @param tx - a transaction whose login may sequence
 */
export async function appendDirectly(
  tx: Sql,
  entries: readonly EncodedEntry[],
  context: SequencerContext,
  rows: RowContext,
): Promise<readonly string[]> {
  await lockLog(tx);
  const moved: string[] = [];
  for (let last: number | undefined; ; ) {
    const step = await sequenceIn(tx, context, false);
    moved.push(...step.moved);
    last ??= step.last;
    if (step.emptied || step.reached >= last) break;
  }
  const { tree } = await readHead(tx);
  const base = tree.size;
  const hashes = entries.map(({ leaf }) => {
    const hash = leafHash(utf8(leaf));
    tree.append(hash);
    return toBase64(hash);
  });
  await insertLeaves(tx, base, entries, hashes);
  await writeHead(tx, tree, context.origin, context.outbox.rule.key);
  const apart = entries.filter((entry) => entry.apart);
  if (apart.length > 0)
    await tx.query(
      `insert into favorable.audit_descriptors (entry, descriptors)
       select d.entry, d.descriptors from unnest($1::text[], $2::text[]) as d (entry, descriptors)`,
      [apart.map(({ id }) => id), apart.map(({ parts }) => descriptorsText(parts))],
    );
  await context.months.refresh(tx, tree.size);
  const bodies = await unfiledBodies(entries, rows, tx);
  const placed = bodies.map((body) => ({ seq: base + body[0], entry: entries[body[0]]?.id ?? "", body }));
  const today = calendarDate(presentOf(context.clock).slice(0, 10));
  await fileBodies(tx, placed, { months: context.months, subjectIndex: context.subjectIndex, today });
  return moved;
}
