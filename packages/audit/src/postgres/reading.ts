/** Reads stored entries from the database, in pages. */
import { canonicalJson, PrivacyError } from "@favorable/core";
import type { Sql, SqlParam } from "@favorable/sql";
import { type CheckedFilter, matches, withoutBodies } from "../entry-filter.ts";
import type { PartDescriptor } from "../leaf.ts";
import type { AuditEntry, StoredEntry } from "../log.ts";
import { readEntry } from "../stored-entry.ts";
import { storing } from "./failures.ts";

/** Time of an entry; the index `audit_leaf_at_idx` is on this expression. */
export const AT = `(substr(l.leaf, 8, 24) collate "C")`;

/** Which entries to read. */
export interface PageFilter extends Pick<CheckedFilter, "types" | "clear" | "since" | "until"> {
  /** From this position on. */
  readonly from: number;
  /** Before this position. */
  readonly below: number;
  /** Only entries with a body under this blind index. */
  readonly person?: Uint8Array | undefined;
  /** False: leaves only. */
  readonly bodies?: boolean;
}

interface LeafRow {
  readonly seq: string;
  readonly entry: string;
  readonly leaf: string;
}

type StoredBody = StoredEntry["bodies"][number];

/** Most entries of one page. */
const PAGE = 500;

/** Yields what a reader asked for, in order; the statement narrows, and every entry is held against the filter once more. */
export async function* matching(sql: Sql, filter: CheckedFilter, person: Uint8Array | undefined): AsyncGenerator<AuditEntry> {
  const { types, clear, since, until, from, below, limit } = filter;
  // Who acted is told by a body only: then bodies are read, and left out of the answer.
  const bodies = filter.bodies || filter.subject !== undefined || filter.actor !== undefined;
  const wanted = { from, below, types, clear, since, until, bodies, person };
  const page = pages(sql, wanted, Math.min(PAGE, limit));
  for (let left = limit; left > 0; ) {
    const next = await storing(() => page.next());
    if (next.done === true) return;
    for (const entry of next.value.map(readEntry)) {
      if (left === 0 || !matches(entry, filter)) continue;
      left--;
      yield filter.bodies ? entry : withoutBodies(entry);
    }
  }
}

/** Yields stored entries in order, a page at a time. */
export async function* pages(sql: Sql, filter: PageFilter, width: number): AsyncGenerator<StoredEntry[]> {
  for (let from = filter.from; from < filter.below; ) {
    const rows = await leafRows(sql, { ...filter, from }, width);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield filter.bodies === false ? rows.map(({ seq, leaf }) => ({ index: Number(seq), leaf, bodies: [] })) : await withBodies(sql, rows);
    from = Number(last.seq) + 1;
  }
}

async function leafRows(sql: Sql, filter: PageFilter, width: number): Promise<LeafRow[]> {
  const { from, below, types, clear, since, until, person } = filter;
  const params: SqlParam[] = [from, below];
  const conditions = ["l.seq >= $1::bigint", "l.seq < $2::bigint"];
  const given = (value: SqlParam): number => params.push(value);
  if (types !== undefined) conditions.push(`l.type = any ($${given([...types])}::text[])`);
  // A canonical leaf begins with its time, and a fact stands in it as it is printed: neither needs the text taken apart.
  if (since !== undefined) conditions.push(`${AT} >= $${given(since)}::text collate "C"`);
  if (until !== undefined) conditions.push(`${AT} < $${given(until)}::text collate "C"`);
  for (const [name, fact] of Object.entries(clear ?? {})) {
    const printed = canonicalJson({ [name]: fact }).slice(1, -1);
    conditions.push(`position($${given(printed)}::text in l.leaf) > 0`);
  }
  if (person !== undefined)
    conditions.push(`l.entry in (select b.entry from favorable.audit_body b where b.subject_index = $${given(person)}::bytea)`);
  const { rows } = await sql.query<LeafRow>(
    `select l.seq, l.entry, l.leaf from favorable.audit_leaf l where ${conditions.join(" and ")} order by l.seq limit ${width}`,
    params,
  );
  return rows;
}

async function withBodies(sql: Sql, rows: readonly LeafRow[]): Promise<StoredEntry[]> {
  const entries = rows.map(({ entry }) => entry);
  const bodies = await sql.query<StoredBody & { readonly entry: string }>(
    "select entry, part, salt, payload from favorable.audit_body where entry = any ($1::text[]) order by entry, part",
    [entries],
  );
  const apart = await sql.query<{ entry: string; descriptors: string }>(
    "select entry, descriptors from favorable.audit_descriptors where entry = any ($1::text[])",
    [entries],
  );
  const bodiesOf = new Map<string, StoredBody[]>();
  for (const { entry, part, salt, payload } of bodies.rows) {
    const own = bodiesOf.get(entry);
    if (own === undefined) bodiesOf.set(entry, [{ part, salt, payload }]);
    else own.push({ part, salt, payload });
  }
  const descriptorsOf = new Map(apart.rows.map(({ entry, descriptors }) => [entry, parseDescriptors(descriptors)]));
  return rows.map(({ seq, entry, leaf }) => {
    const descriptors = descriptorsOf.get(entry);
    return { index: Number(seq), leaf, bodies: bodiesOf.get(entry) ?? [], ...(descriptors === undefined ? {} : { descriptors }) };
  });
}

function parseDescriptors(text: string): PartDescriptor[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new PrivacyError("LOG_CORRUPT", "stored descriptors are not a list");
  return value;
}
