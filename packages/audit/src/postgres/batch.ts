/** Large batches go straight to their positions: a batch that is written once is cheaper than one that is written and moved. */
import { calendarDate, PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { EncodedEntry } from "../encode.ts";
import { presentOf } from "../present.ts";
import type { RowContext } from "./append-rows.ts";
import { appendAtOnce } from "./batch-at-once.ts";
import { settling } from "./durable-write.ts";
import { fileBodies } from "./filing.ts";
import { writeHead } from "./head-marks.ts";
import { locked } from "./log-lock.ts";
import { type PreparedBatch, prepareBatch } from "./prepared-batch.ts";
import { insertLeaves, type SequencerContext, sequenceIn } from "./sequencer.ts";

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
export function directWrite(options: DirectOptions): (entries: readonly EncodedEntry[]) => Promise<readonly string[]> {
  const { sql, sequencer, rows, patience } = options;
  return async (entries) => {
    let moved: readonly string[] = [];
    await settling({ sql, patience }, entries, async (absent, begin) => {
      for (let attempt = 0; attempt < 3; attempt++) {
        const batch = await prepareBatch(absent, rows);
        if (await appendAtOnce(sql, batch, sequencer, begin)) return;
        const done = await locked(sql, (tx) => appendDirectly(tx, batch, sequencer), begin);
        if (done !== undefined) {
          moved = done;
          return;
        }
        rows.seals?.forget();
      }
      throw new PrivacyError("AUDIT_UNAVAILABLE", "keys of bodies keep being destroyed while they are to be used");
    });
    return moved;
  };
}

/** From this many entries on a batch takes the lock and its positions itself. */
export const DIRECT = 250;

/**
 * Appends in a transaction that holds the lock: what waits is sequenced first, so that one process's appends keep their order.
 *
 * @param tx - a transaction whose login may sequence
 * @returns the entries that got positions besides; undefined when a key that seals some of the batch was destroyed, and nothing is written
 */
async function appendDirectly(tx: Sql, batch: PreparedBatch, context: SequencerContext): Promise<readonly string[] | undefined> {
  if (!(await keysStand(tx, batch))) return undefined;
  const moved: string[] = [];
  let last: number | undefined;
  let step: Awaited<ReturnType<typeof sequenceIn>>;
  do {
    step = await sequenceIn(tx, context, false);
    moved.push(...step.moved);
    last ??= step.last;
  } while (!step.emptied && step.reached < last);
  const { tree } = step;
  const base = tree.size;
  for (const hash of batch.hashes) tree.append(hash);
  await insertLeaves(tx, base, batch.leaves);
  await writeHead(tx, tree, context.origin, context.outbox.rule.key);
  if (batch.apart[0].length > 0)
    await tx.query(
      `insert into favorable.audit_descriptors (entry, descriptors)
       select d.entry, d.descriptors from unnest($1::text[], $2::text[]) as d (entry, descriptors)`,
      [...batch.apart],
    );
  await context.months.refresh(tx, tree.size);
  await fileBodies(tx, base, batch.bodies, context.months, calendarDate(presentOf(context.clock).slice(0, 10)));
  return moved;
}

/** Keys are destroyed under the lock only: those that are there now stay until the batch is. */
async function keysStand(tx: Sql, { keys }: PreparedBatch): Promise<boolean> {
  if (keys.length === 0) return true;
  const { rows } = await tx.query("select from favorable.audit_key where key_id = any ($1::text[])", [keys]);
  return rows.length === keys.length;
}
