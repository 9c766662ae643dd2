/** Gives committed entries their positions: outbox to gapless leaves, bodies to where they are filed. */
import { type Clock, calendarDate, PrivacyError, toBase64, utf8 } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import { encodeEvents } from "../encode.ts";
import { type Frontier, frontier } from "../frontier.ts";
import { leafHash } from "../merkle.ts";
import { presentOf } from "../present.ts";
import { discrepancyEvent } from "../store-events.ts";
import { lines, type SubjectIndex } from "./append-rows.ts";
import type { BodySeals } from "./body-seals.ts";
import { fileBodies, prepareBodies } from "./filing.ts";
import { unmarkedEntries, writeHead } from "./head-marks.ts";
import { locked } from "./log-lock.ts";
import type { Months } from "./months.ts";
import { dropDoubles, type OutboxReader, readOutbox, type TakenEntry } from "./outbox.ts";
import { sealWaiting } from "./seal-waiting.ts";

/** What a sequencer works with. */
export interface SequencerContext {
  readonly origin: string;
  readonly clock: Clock;
  readonly outbox: OutboxReader;
  readonly months: Months;
  readonly subjectIndex: SubjectIndex;
  /** Seals what the database put into the outbox in clear. */
  readonly seals: BodySeals | undefined;
  /** Told which entries got a position. */
  readonly seen: (ids: readonly string[]) => void;
  /** Told how many entries were found to be deleted. */
  readonly told: (deleted: number) => void;
}

/** Reads the right edge of the log in the present transaction; `beyond` when entries stand behind it. */
export async function readHead(sql: Sql): Promise<{ tree: Frontier; origin: string | undefined; beyond: boolean }> {
  const { rows } = await sql.query<{ size: string; edge: Uint8Array; origin: string; beyond: boolean }>(
    `select size, edge, origin, coalesce((select max(seq) from favorable.audit_leaf) >= size, false) as beyond
       from favorable.audit_head order by size desc limit 1`,
  );
  const [row] = rows;
  return { tree: frontier(Number(row?.size ?? 0), row?.edge), origin: row?.origin, beyond: row?.beyond === true };
}

/** True when anything waits that was committed. */
export async function waits(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ waits: boolean }>(
    "select (select min(id) from favorable.audit_pending) is not null or (select min(first) from favorable.audit_unfiled) is not null as waits",
  );
  return rows[0]?.waits !== false;
}

/**
 * Sequences until nothing waits that was committed before; gives the size of the log. What is appended meanwhile is left for the next time: under
 * load there would be no end.
 */
export async function sequenceAll(sql: Sql, context: SequencerContext): Promise<number> {
  let last: number | undefined;
  for (let again = false; ; ) {
    try {
      const step = await locked(sql, (tx) => sequenceIn(tx, context, again));
      context.seen(step.moved);
      context.told(step.deleted);
      last ??= step.last;
      if (step.emptied || step.reached >= last) return step.size;
      again = false;
    } catch (error) {
      // An append whose answer was lost was written twice, and one of them has its position already.
      if (sqlState(error) !== "23505") throw error;
      if (again)
        throw new PrivacyError("LOG_CORRUPT", "rows that no sequencer of the log made stand where it would go on: verify the database");
      again = true;
    }
  }
}

interface Step {
  /** The right edge after it. */
  readonly tree: Frontier;
  readonly moved: readonly string[];
  readonly size: number;
  readonly emptied: boolean;
  readonly reached: number;
  readonly last: number;
  readonly deleted: number;
}

/** Sequences one batch in a transaction that holds the lock. */
export async function sequenceIn(tx: Sql, context: SequencerContext, again: boolean): Promise<Step> {
  const { origin, clock } = context;
  const taken = await readOutbox(tx, context.outbox, again);
  const { tree, beyond } = await readHead(tx);
  const unmarked = await unmarkedEntries(tx, context.outbox.rule.key);
  const inserted = unmarked + (beyond ? await takeStrays(tx, tree) : 0);
  const base = tree.size;
  const discrepancies = [...taken.discrepancies, ...(inserted === 0 ? [] : [{ kind: "inserted" as const, count: inserted }])];
  const own =
    discrepancies.length === 0
      ? []
      : encodeEvents(
          discrepancies.map(({ kind, count }) => discrepancyEvent(kind, count)),
          context,
        );
  if (taken.entries.length + own.length === 0) {
    await dropDoubles(tx, taken);
    return { ...taken, tree, moved: [], size: base, deleted: 0 };
  }
  const leaves = [...taken.entries, ...own.map(({ id, type, leaf }) => ({ rowId: "", entry: id, type, leaf, bodies: [] }))];
  const hashes = leaves.map(({ leaf }) => {
    const hash = leafHash(utf8(leaf));
    tree.append(hash);
    return hash;
  });
  await move(tx, base, taken.entries, hashes);
  await dropDoubles(tx, taken);
  const after = taken.entries.length;
  if (own.length > 0) await insertLeaves(tx, base + after, leafColumns(own, hashes.slice(after)));
  await writeHead(tx, tree, origin, context.outbox.rule.key);
  await context.months.refresh(tx, tree.size);
  const placed = taken.entries.flatMap(({ entry, bodies }, at) => bodies.map((body) => ({ at, entry, body })));
  const today = calendarDate(presentOf(clock).slice(0, 10));
  await fileBodies(tx, base, prepareBodies(await sealWaiting(tx, placed, context), context.subjectIndex), context.months, today);
  const gone = taken.discrepancies.filter(({ kind }) => kind === "deleted" || kind === "altered");
  const deleted = gone.reduce((sum, { count }) => sum + count, 0);
  return { ...taken, tree, moved: leaves.map(({ entry }) => entry), size: tree.size, deleted };
}

/**
 * Takes entries into the tree that stand behind its edge: nobody who sequences put them there, and where they stand nobody else can. They are
 * told as `inserted`.
 */
async function takeStrays(tx: Sql, tree: Frontier): Promise<number> {
  const { rows } = await tx.query<{ seq: string; leaf: string | null; hash: Uint8Array }>(
    "select seq, leaf, hash from favorable.audit_leaf where seq >= $1::bigint order by seq",
    [tree.size],
  );
  let taken = 0;
  for (const { seq, leaf, hash } of rows) {
    if (Number(seq) !== tree.size) break;
    tree.append(leaf === null ? hash : leafHash(utf8(leaf)));
    taken++;
  }
  return taken;
}

/** Moves rows inside the database: their texts do not travel a second time. */
async function move(tx: Sql, base: number, entries: readonly TakenEntry[], hashes: readonly Uint8Array[]): Promise<void> {
  if (entries.length === 0) return;
  const moved = await tx.query(
    `with gone as (delete from favorable.audit_pending where id = any ($2::bigint[]) returning id, entry, type, leaf)
     insert into favorable.audit_leaf (seq, entry, type, leaf, hash)
     select $1::bigint + h.at - 1, g.entry, g.type, g.leaf, decode(h.hash, 'base64')
       from unnest($2::bigint[], string_to_array($3, E'\\n')) with ordinality as h (id, hash, at) join gone g on g.id = h.id order by h.at`,
    [base, entries.map(({ rowId }) => rowId), lines(hashes.slice(0, entries.length), toBase64)],
  );
  if (moved.rowCount !== entries.length) throw new PrivacyError("LOG_CORRUPT", "the outbox changed while it was sequenced");
}

/** Leaves as the statement takes them. */
export type LeafColumns = readonly [entries: string, types: string, leaves: string, hashes: string];

/** Makes the columns of leaves. */
export function leafColumns(
  entries: readonly { readonly id: string; readonly type: string; readonly leaf: string }[],
  hashes: readonly Uint8Array[],
): LeafColumns {
  return [lines(entries, ({ id }) => id), lines(entries, ({ type }) => type), lines(entries, ({ leaf }) => leaf), lines(hashes, toBase64)];
}

/** Inserts leaves that did not come through the outbox. */
export async function insertLeaves(tx: Sql, base: number, columns: LeafColumns): Promise<void> {
  await tx.query(
    `insert into favorable.audit_leaf (seq, entry, type, leaf, hash)
     select $1::bigint + at - 1, entry, type, leaf, decode(hash, 'base64')
       from unnest(string_to_array($2, E'\\n'), string_to_array($3, E'\\n'), string_to_array($4, E'\\n'), string_to_array($5, E'\\n'))
              with ordinality as t (entry, type, leaf, hash, at)`,
    [base, ...columns],
  );
}
