/** What a log in its database says about retention and keys, and what it will say once its outbox has positions. */
import { utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { PrunedSet } from "../pruned-set.ts";
import type { JudgedPart, RetentionState } from "../verdict.ts";
import type { Findings } from "../verify/findings.ts";
import { decisiveTypes, leafOf, type RetentionPass, type RetentionReader, retentionReader } from "../verify/retention-pass.ts";
import type { OutboxKey } from "./outbox-key.ts";
import { isOwnRow, type WaitingRow } from "./waiting-row.ts";

/** Types of entries beside which bodies and texts go. */
const ERASING = ["audit.erased", "audit.erased-early", "audit.pruned"] as const;

/** What was announced and has no position yet: an eraser may not give one, and what went beside his entry is no loss. */
export interface WaitingErasures {
  /** True when the part, which is gone and no sequenced entry excuses, counts as erased once what waits has its position. */
  erases(part: JudgedPart): boolean;
  /** True when a waiting entry says that texts before some later position were removed. */
  isPruned(index: number): boolean;
  /** True when the texts that are gone are those that the entries say were removed, the waiting ones included. */
  prunedAre(gone: PrunedSet): boolean;
  /** Reports, at the end, more erased than was announced, and that rows nobody could authenticate were believed. */
  finish(found: Findings): void;
}

/** What the store's entries say. */
export interface StoredRetention {
  readonly first: RetentionPass;
  /** Undefined when no erasure waits. */
  readonly waiting: WaitingErasures | undefined;
}

/** Reads the entries that verdicts rest on; `size` is the position the next entry gets. */
export async function storedRetention(tx: Sql, origin: string, size: number, key: OutboxKey | undefined): Promise<StoredRetention> {
  const reader = retentionReader(origin);
  const coming = (await erasuresWait(tx)) ? retentionReader(origin) : undefined;
  const { rows } = await tx.query<{ seq: string; leaf: string }>(
    "select seq, leaf from favorable.audit_leaf where type = any ($1::text[]) and leaf is not null order by seq",
    [[...decisiveTypes]],
  );
  for (const { seq, leaf } of rows) {
    const entry = utf8(leaf);
    reader.take(Number(seq), entry);
    coming?.take(Number(seq), entry);
  }
  const first = await withClock(tx, origin, reader);
  if (coming === undefined) return { first, waiting: undefined };
  await takeWaiting(tx, coming, { origin, size, key });
  return { first, waiting: waitingErasures(coming.done().retention, size, key !== undefined) };
}

async function erasuresWait(tx: Sql): Promise<boolean> {
  const { rows } = await tx.query<{ wait: boolean }>(
    "select exists (select from favorable.audit_pending where type = any ($1::text[])) as wait",
    [[...ERASING]],
  );
  return rows[0]?.wait === true;
}

/** Whether all entries are of a simulated clock is told by all of them, not only by those that were read. */
async function withClock(tx: Sql, origin: string, reader: RetentionReader): Promise<RetentionPass> {
  const pass = reader.done();
  const { rows: last } = await tx.query<{ leaf: string; all: boolean }>(
    `select leaf, not exists (select from favorable.audit_leaf where leaf is not null and leaf not like '%"simulated":true,%') as all
       from favorable.audit_leaf where leaf is not null order by seq desc limit 1`,
  );
  const leaf = leafOf(last[0]?.leaf ?? "", origin);
  const simulated = leaf?.simulated === true;
  return { ...pass, simulated: pass.simulated || simulated, simulatedUntil: simulated && last[0]?.all === true ? leaf.at : undefined };
}

/**
 * The log's own rows that wait, in the order in which they will get positions: append after append. A hold that waits before an erasure counts
 * here, too. What says an entry again that has a position will get none.
 */
async function takeWaiting(
  tx: Sql,
  reader: RetentionReader,
  { origin, size, key }: { readonly origin: string; readonly size: number; readonly key: OutboxKey | undefined },
): Promise<void> {
  const { rows } = await tx.query<WaitingRow>(
    `select p.id, p.entry, p.type, p.leaf, p.mac, p.via from favorable.audit_pending p
       left join (select u.first, i.n from favorable.audit_unfiled u, unnest(u.ids) as i (n)) a on a.n = p.id
      where p.type = any ($1::text[]) and not exists (select from favorable.audit_leaf l where l.entry = p.entry)
      order by a.first nulls last, p.id`,
    [[...decisiveTypes]],
  );
  const seen = new Set<string>();
  for (const row of rows) {
    if (row.via !== "log" || seen.has(row.entry) || !isOwnRow(row, origin, key)) continue;
    reader.take(size + seen.size, utf8(row.leaf));
    seen.add(row.entry);
  }
}

function waitingErasures(retention: RetentionState, size: number, authenticated: boolean): WaitingErasures {
  let believed = false;
  const believing = (holds: boolean): boolean => {
    believed ||= holds;
    return holds;
  };
  return {
    // The date decides between expired and lost, which the sequenced entries have said already.
    erases: (part) => believing(retention.erases(part)),
    isPruned: (index) => believing(retention.isPruned(index)),
    prunedAre: (gone) => believing(retention.prunedAre(gone)),
    finish(found) {
      if (retention.exceeded().some((at) => at >= size))
        found.add({ verdict: "lost", code: "erased-beyond-count", place: "audit_pending" });
      if (believed && !authenticated) found.add({ verdict: "notice", code: "waiting-erasure-believed", place: "audit_pending" });
    },
  };
}
