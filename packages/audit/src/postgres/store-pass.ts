/** Every row of the log against the tree, its columns and its bodies, a page at a time. */
import { equalBytes, utf8 } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { frontier } from "../frontier.ts";
import { type Leaf, partCount } from "../leaf.ts";
import type { StoredEntry } from "../log.ts";
import { leafHash } from "../merkle.ts";
import { prunedSet } from "../pruned-set.ts";
import { discrepancyVerdict } from "../store-events.ts";
import type { ClockWatch } from "../verify/clock-watch.ts";
import type { EntryJudge, EntryPlace } from "../verify/entry-judge.ts";
import type { Findings } from "../verify/findings.ts";
import { decisiveTypes, digestChain, leafOf, type RetentionPass } from "../verify/retention-pass.ts";
import type { BodySeals } from "./body-seals.ts";
import type { WaitingErasures } from "./store-retention.ts";
import { type KeptColumns, type LeafRow, withBodies, withDescriptors } from "./stored-bodies.ts";
import { type Columns, keptColumns, retentionText } from "./stored-columns.ts";

/** Where findings in a database are. */
export const PLACE: EntryPlace = { entries: "audit_leaf", bodies: "audit_body", parts: "audit_descriptors" };

/** Entries read in one statement. */
const PAGE = 1000;

/** What a store is read with. */
export interface StorePassContext {
  readonly origin: string;
  readonly first: RetentionPass;
  readonly waiting: WaitingErasures | undefined;
  readonly judge: EntryJudge;
  readonly clock: ClockWatch;
  readonly found: Findings;
  readonly seals: BodySeals | undefined;
  /** False: bodies are counted, not read. */
  readonly values: boolean;
  /** The blind index that a payload should stand under; undefined without the subject key. */
  readonly indexOf: ((payload: Uint8Array) => string) | undefined;
  /** Told before the next entries are read: up to what size the log will be then. */
  readonly onPage: (upTo: number) => Promise<void>;
  /** Told of the root at each size, in order. */
  readonly onSize: (size: number, root: () => Uint8Array) => void;
  readonly onProgress: ((done: number, of: number) => void) | undefined;
}

/** What the pass counted. */
export interface StorePass {
  readonly size: number;
  readonly root: Uint8Array;
  readonly edge: Uint8Array;
  readonly pruned: number;
  /** Bodies that are there and were not read. */
  readonly unread: number;
  /** Rows under a blind index that was not held against their bodies. */
  readonly unheld: number;
}

interface Row extends LeafRow {
  readonly type: string;
}

/** Reads the log to its end; `expected` is the size it should have. */
export async function storePass(sql: Sql, expected: number, context: StorePassContext): Promise<StorePass> {
  const { origin, first, waiting, judge, clock, found, onSize } = context;
  const tree = frontier();
  const chain = digestChain();
  const pruned = prunedSet();
  let unread = 0;
  let unheld = 0;
  let next = 0;
  await context.onPage(0);
  onSize(0, () => tree.root());
  for (;;) {
    const { rows } = await sql.query<Row>(
      `select seq, entry, type, leaf, hash from favorable.audit_leaf where seq >= $1::bigint order by seq limit ${PAGE}`,
      [next],
    );
    await context.onPage(tree.size + rows.length);
    const columns = keptColumns();
    const altered = new Set<number>();
    const differs = (entry: number): void => void altered.add(entry);
    const { seals, values } = context;
    const entries = await (values ? withBodies(sql, rows, seals, columns.add, differs) : withColumns(sql, rows, columns.add, differs));
    for (const [at, stored] of entries.entries()) {
      const row = rows[at];
      if (row === undefined) break;
      if (stored.index > next) found.add({ verdict: "lost", code: "entries-missing", place: PLACE.entries, entry: next });
      next = stored.index + 1;
      readRow(row, stored, columns.of(row.seq), altered.has(stored.index));
      onSize(tree.size, () => tree.root());
    }
    context.onProgress?.(next, expected);
    if (rows.length < PAGE) break;
  }
  if (chain.digest() !== first.digest) found.add({ verdict: "tampered", code: "type-differs", place: PLACE.entries });
  if (!first.retention.prunedAre(pruned) && waiting?.prunedAre(pruned) !== true)
    found.add({ verdict: "lost", code: "pruned-differs", place: PLACE.entries });
  for (const entry of first.retention.exceeded()) found.add({ verdict: "lost", code: "erased-beyond-count", place: PLACE.entries, entry });
  waiting?.finish(found);
  return { size: tree.size, root: tree.root(), edge: tree.bytes(), pruned: pruned.count(), unread, unheld };

  function readRow(row: Row, stored: StoredEntry, columns: Columns | undefined, altered: boolean): void {
    const entry = stored.index;
    if (row.leaf === null) {
      pruned.add(entry);
      tree.append(row.hash);
      if (!first.retention.isPruned(entry) && waiting?.isPruned(entry) !== true)
        found.add({ verdict: "lost", code: "entry-missing", place: PLACE.entries, entry });
      // Nothing tells any more what they should be; rows whose key was destroyed are no bodies.
      const left = context.values ? new Set(stored.bodies.map(({ part }) => part)) : new Set(columns?.keys());
      for (const part of left) found.add({ verdict: "tampered", code: "body-unexpected", place: PLACE.bodies, entry, part });
      return;
    }
    const hash = leafHash(utf8(row.leaf));
    tree.append(hash);
    if (!equalBytes(hash, row.hash)) found.add({ verdict: "tampered", code: "entry-differs", place: PLACE.entries, entry });
    const leaf = leafOf(row.leaf, origin);
    if (leaf === undefined || leaf.id !== row.entry || leaf.type !== row.type) {
      found.add({ verdict: "tampered", code: "row-differs", place: PLACE.entries, entry });
      if (leaf === undefined) return;
    }
    const trouble = clock.see(entry, leaf);
    if (trouble !== undefined)
      found.add({ verdict: trouble === "backdated" ? "tampered" : "notice", code: trouble, place: PLACE.entries, entry });
    if (decisiveTypes.has(leaf.type)) {
      chain.add(entry, row.leaf);
      const said = first.retention.trouble(entry);
      if (said !== undefined) found.add({ verdict: "notice", code: `retention-${said}`, place: PLACE.entries, entry });
      const key = first.keyTroubles.get(entry);
      if (key !== undefined) found.add({ verdict: "notice", code: `key-${key}`, place: PLACE.entries, entry });
    }
    const discrepancy = leaf.type === "audit.discrepancy" ? leaf.clear?.["kind"] : undefined;
    if (discrepancy !== undefined)
      found.add({ verdict: discrepancyVerdict(discrepancy), code: `discrepancy-${discrepancy}`, place: PLACE.entries, entry });
    if (altered) found.add({ verdict: "tampered", code: "parts-differ", place: PLACE.parts, entry });
    else judgeParts(stored, leaf, columns);
  }

  function unreadBody(columns: Columns | undefined, part: number): "unread" | undefined {
    if (columns?.has(part) !== true) return undefined;
    unread++;
    return "unread";
  }

  function judgeParts(stored: StoredEntry, leaf: Leaf, columns: Columns | undefined): void {
    const entry = stored.index;
    if (leaf.tree === undefined && stored.descriptors !== undefined)
      found.add({ verdict: "tampered", code: "part-unexpected", place: PLACE.parts, entry });
    const known = judge.descriptors(entry, leaf, stored.descriptors ?? [], PLACE);
    const count = partCount(leaf);
    let at = 0;
    for (let part = 0; known !== undefined && part < count; part++) {
      const descriptor = known[part];
      const bodies: StoredEntry["bodies"][number][] = [];
      for (let body = stored.bodies[at]; body?.part === part; body = stored.bodies[at]) {
        bodies.push(body);
        at++;
      }
      if (descriptor === undefined) continue;
      const body = context.values ? bodies[0] : unreadBody(columns, part);
      judge.part(entry, leaf.id, part, descriptor, body, PLACE);
      const rows = columns?.get(part) ?? [];
      const tampered = (code: string): void => found.add({ verdict: "tampered", code, place: PLACE.bodies, entry, part });
      // Whoever reads would see one of them, and nobody could say which.
      if (rows.length > 1) tampered("body-twice");
      if (body !== undefined && rows.some(({ retention }) => retention !== retentionText(descriptor))) tampered("row-differs");
      for (const { index } of rows) checkIndex(index, bodies[0]?.payload, () => tampered("index-differs"));
    }
    for (const part of columns?.keys() ?? [])
      if (part >= count) found.add({ verdict: "tampered", code: "body-unexpected", place: PLACE.bodies, entry, part });
  }

  /** A person's index must be that of the body, and gone where the body is. */
  function checkIndex(index: string | undefined, payload: Uint8Array | undefined, differs: () => void): void {
    if (index === undefined) return;
    if (payload === undefined ? index !== "" : context.indexOf !== undefined && context.indexOf(payload) !== index) differs();
    else if (index !== "" && context.indexOf === undefined) unheld++;
  }
}

/** Rows without their bodies, which are counted only. */
async function withColumns(
  sql: Sql,
  rows: readonly Row[],
  add: (row: KeptColumns) => void,
  differs: (entry: number) => void,
): Promise<StoredEntry[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { rows: bodies } = await sql.query<KeptColumns>(
    `select seq, part, policy, version, start_on as start from favorable.audit_body b
      where seq >= $1::bigint and seq <= $2::bigint and (key_id is null or exists (select from favorable.audit_key k where k.key_id = b.key_id))`,
    [first.seq, last.seq],
  );
  bodies.forEach(add);
  return withDescriptors(sql, rows, differs);
}
