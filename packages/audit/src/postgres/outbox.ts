/** Reads the outbox, and holds it against what its writers said they left there. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { parseLeaf } from "../leaf.ts";
import type { DiscrepancyKind } from "../store-events.ts";
import type { OutboxRule } from "./outbox-key.ts";
import type { UnfiledBody } from "./unfiled-body.ts";
import { isMarked, readWaiting, type WaitingAppend } from "./waiting-bodies.ts";

/** Appends taken in one transaction, and entries and bytes of bodies after which no more are taken. */
const ROWS = 2000;
const ENTRIES = 4000;
const BYTES = 16_777_216;

/** What an outbox is read with. */
export interface OutboxReader {
  readonly origin: string;
  readonly rule: OutboxRule;
  /** Types of entries that the database may have made itself. */
  readonly declaredTypes: ReadonlySet<string>;
}

/** An entry that gets a position. */
export interface TakenEntry {
  /** Its row in the outbox. */
  readonly rowId: string;
  readonly entry: string;
  readonly type: string;
  readonly leaf: string;
  readonly bodies: readonly UnfiledBody[];
}

/** What was taken out of the outbox. */
export interface TakenOutbox {
  /** Entries in the order they were appended; their rows are still there. */
  readonly entries: readonly TakenEntry[];
  readonly discrepancies: readonly { readonly kind: DiscrepancyKind; readonly count: number }[];
  /** Rows that say an entry again; they go when the entry has its position. */
  readonly doubles: readonly string[];
  /** False when more was waiting. */
  readonly emptied: boolean;
  /** The last append that was taken, and the last that was waiting. */
  readonly reached: number;
  readonly last: number;
}

interface PendingRow {
  readonly id: string;
  readonly entry: string;
  readonly type: string;
  readonly leaf: string;
  readonly mac: string | null;
  readonly via: string;
}

/** An append that was taken (`append`), a row of one (`row`), or how far the queue goes (`last`). */
interface TakenRow extends PendingRow {
  readonly kind: "append" | "row" | "last";
  readonly first: string | null;
  readonly ids: string[];
  readonly bodies: string | null;
}

interface Append extends WaitingAppend {
  readonly ids: readonly string[];
  /** A writer who has the key made it. */
  readonly genuine: boolean;
}

/** Both tables in one statement: it sees of each transaction everything or nothing. */
const TAKE = `
  with looked as (
    select first, ids, bytes, sum(bytes) over (order by first) - bytes < ${BYTES} and sum(entries) over (order by first) - entries < ${ENTRIES} as now
      from (select first, ids, cardinality(ids) as entries, coalesce(octet_length(bodies), 0) as bytes
              from favorable.audit_unfiled order by first limit ${ROWS}) some_rows),
  taken as (
    delete from favorable.audit_unfiled where first = any (array(select first from looked where now)) returning first, ids, bodies)
  select 'append' as kind, t.first::text as first, t.ids::text[] as ids, t.bodies,
         null as id, null as entry, null as type, null as leaf, null as mac, null as via
    from taken t
  union all
  select 'row', null, null, null, p.id::text, p.entry, p.type, p.leaf, p.mac, p.via
    from favorable.audit_pending p
   where p.id = any (array(select unnest(ids) from looked where now))
  union all
  select 'last', (select max(first)::text from favorable.audit_unfiled), null, null, (select count(*)::text from looked), null, null, null, null, null`;

/** Rows that no append speaks of; by joins, for a list that a statement looks through row by row takes hours once it is long. */
const ORPHANS = `
  select p.id::text as id, p.entry, p.type, p.leaf, p.mac, p.via from favorable.audit_pending p
   where not exists (select from favorable.audit_unfiled u, unnest(u.ids) as i (n) where i.n = p.id)
     and not exists (select from unnest($1::bigint[]) as t (n) where t.n = p.id)
   order by p.id limit ${ROWS}`;

/**
 * Takes a batch. Rows that no writer can have made are set aside in `audit_quarantine`; rows that are missing are counted.
 *
 * @param again - looks which entries have a position already: after an append was written twice
 * @throws `OUTBOX_KEY_MISSING` when there are rows whose marks this process cannot check
 */
export async function readOutbox(tx: Sql, reader: OutboxReader, again: boolean): Promise<TakenOutbox> {
  const { rows } = await tx.query<TakenRow>(TAKE);
  const { rule } = reader;
  const taken = rows.filter(({ kind }) => kind === "append").sort((a, b) => Number(a.first) - Number(b.first));
  const appends = taken.map(({ ids, bodies }): Append => {
    const waiting = readWaiting(bodies, ids.length);
    return { ids, ...waiting, genuine: isMarked(rule.key, waiting.mark, ids.length) };
  });
  const appendOf = new Map(appends.flatMap((append) => append.ids.map((id) => [id, append] as const)));
  const pending = new Map(rows.flatMap((row) => (row.kind === "row" ? [[row.id, row] as const] : [])));
  const looked = rows.find(({ kind }) => kind === "last");
  const wanted = appends.flatMap(({ ids }) => ids);
  const emptied = appends.length < ROWS && appends.length === Number(looked?.id ?? 0);
  const orphans = emptied ? (await tx.query<PendingRow>(ORPHANS, [wanted])).rows : [];
  if (appends.length + orphans.length > 0 && reader.rule.required && reader.rule.key === undefined)
    throw new PrivacyError("OUTBOX_KEY_MISSING", "entries wait whose marks this process cannot check: open the log with its outbox key");
  const found = wanted.flatMap((id) => pending.get(id) ?? []);
  const [own, foreign] = split(found, (row) => isOwn(row, reader));
  // A writer made the append, but not this row: what it said is destroyed. Anybody with a login can put rows there that no writer made.
  const [altered, unknown] = split(foreign, ({ id }) => appendOf.get(id)?.genuine === true);
  // Of the log's own form is what nobody wrote through the log only where rows bear no mark.
  const [orphaned, strange] = split(orphans, (row) => rule.required && isOwn(row, reader));
  const bare = own.filter((row) => isBare(row, appendOf.get(row.id), rule));
  const stripped = [...orphaned, ...bare];
  const forged = [...unknown, ...strange];
  await setAside(tx, [...forged, ...altered]);
  const vanished = await absent(
    tx,
    appends.flatMap(({ genuine, mark }) => (genuine ? (mark?.after ?? []) : [])),
    found,
  );
  const held = again ? await positioned(tx, own) : new Set<string>();
  const [entries, doubles] = distinct([...own, ...orphaned], held);
  const bodiesOf = bodiesByRow(appends);
  const discrepancies = [
    { kind: "deleted" as const, count: wanted.length - found.length + vanished },
    { kind: "altered" as const, count: altered.length },
    { kind: "forged" as const, count: forged.length },
    { kind: "stripped" as const, count: stripped.length },
  ].filter(({ count }) => count > 0);
  return {
    entries: entries.map(({ id, entry, type, leaf }) => ({ rowId: id, entry, type, leaf, bodies: bodiesOf.get(id) ?? [] })),
    doubles: doubles.map(({ id }) => id),
    discrepancies,
    emptied: emptied && orphans.length < ROWS,
    reached: Number(taken.at(-1)?.first ?? 0),
    last: Number(looked?.first ?? 0),
  };
}

/** A row of this log's own writers: marked with their key, or, where there is none, of the form they write. */
function isOwn(row: PendingRow, { origin, rule, declaredTypes }: OutboxReader): boolean {
  const { entry, type, leaf, mac, via } = row;
  if (rule.key !== undefined && via === "log") return mac === rule.key.mac(row, true) || mac === rule.key.mac(row, false);
  if (via === "function" && !declaredTypes.has(type)) return false;
  try {
    const parsed = parseLeaf(leaf);
    const told = via !== "function" || parsed.clear?.["via"] === "function";
    return told && parsed.id === entry && parsed.type === type && parsed.log === origin;
  } catch {
    return false;
  }
}

/** True for an entry whose bodies, or the mark of whose append, somebody took away or spoilt. */
function isBare(row: PendingRow, append: Append | undefined, { key }: OutboxRule): boolean {
  if (append === undefined) return false;
  return !append.readable || (key !== undefined && row.via === "log" && !append.genuine && row.mac === key.mac(row, true));
}

/** How many of the entries that writers were told are in the log are neither there nor waiting. */
async function absent(tx: Sql, named: readonly string[], found: readonly PendingRow[]): Promise<number> {
  const here = new Set(found.map(({ entry }) => entry));
  const asked = [...new Set(named)].filter((id) => !here.has(id));
  if (asked.length === 0) return 0;
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::integer as count from unnest($1::text[]) as t (n)
      where not exists (select from favorable.audit_leaf l where l.entry = t.n)
        and not exists (select from favorable.audit_pending p where p.entry = t.n)`,
    [asked],
  );
  return rows[0]?.count ?? 0;
}

function bodiesByRow(appends: readonly Append[]): Map<string, UnfiledBody[]> {
  const byRow = new Map<string, UnfiledBody[]>();
  for (const { ids, bodies } of appends)
    for (const body of bodies) {
      const id = ids[body[0]] ?? "";
      const list = byRow.get(id);
      if (list === undefined) byRow.set(id, [body]);
      else list.push(body);
    }
  return byRow;
}

/** Each entry once, and the rows that say it again. */
function distinct(rows: readonly PendingRow[], held: ReadonlySet<string>): [first: PendingRow[], again: PendingRow[]] {
  const seen = new Set(held);
  return split(rows, ({ entry }) => !seen.has(entry) && seen.add(entry) !== undefined);
}

function split<T>(items: readonly T[], holds: (item: T) => boolean): [holding: T[], others: T[]] {
  const parts: [T[], T[]] = [[], []];
  for (const item of items) parts[holds(item) ? 0 : 1].push(item);
  return parts;
}

async function positioned(tx: Sql, rows: readonly PendingRow[]): Promise<Set<string>> {
  const ids = rows.map(({ entry }) => entry);
  const { rows: held } = await tx.query<{ entry: string }>("select entry from favorable.audit_leaf where entry = any ($1::text[])", [ids]);
  return new Set(held.map(({ entry }) => entry));
}

async function setAside(tx: Sql, rows: readonly PendingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `with gone as (delete from favorable.audit_pending where id = any ($1::bigint[]) returning entry, type, leaf, mac)
     insert into favorable.audit_quarantine (entry, type, leaf, mac) select entry, type, leaf, mac from gone`,
    [rows.map(({ id }) => id)],
  );
}

/** Deletes rows that say an entry again which has a position now. */
export async function dropDoubles(tx: Sql, { doubles }: TakenOutbox): Promise<void> {
  if (doubles.length > 0) await tx.query("delete from favorable.audit_pending where id = any ($1::bigint[])", [[...doubles]]);
}
