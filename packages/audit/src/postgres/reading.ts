/** Reads stored entries from the database, in pages. */
import { PrivacyError } from "@favorable/core";
import type { Sql, SqlParam } from "@favorable/sql";
import type { PartDescriptor } from "../leaf.ts";
import type { StoredEntry } from "../log.ts";

/** Which entries to read. */
export interface PageFilter {
  /** From this position on. */
  readonly from: number;
  /** Before this position. */
  readonly below: number;
  /** Only these types. */
  readonly types?: readonly string[] | undefined;
  /** Only entries with a body under this blind index. */
  readonly subject?: Uint8Array | undefined;
}

interface LeafRow {
  readonly seq: string;
  readonly entry: string;
  readonly leaf: string;
}

type StoredBody = StoredEntry["bodies"][number];

/** Yields entries in order, a page at a time. */
export async function* pages(sql: Sql, filter: PageFilter, width: number): AsyncGenerator<StoredEntry[]> {
  for (let from = filter.from; from < filter.below; ) {
    const rows = await leafRows(sql, { ...filter, from }, width);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield await withBodies(sql, rows);
    from = Number(last.seq) + 1;
  }
}

async function leafRows(sql: Sql, { from, below, types, subject }: PageFilter, width: number): Promise<LeafRow[]> {
  const params: SqlParam[] = [from, below];
  const conditions = ["l.seq >= $1::bigint", "l.seq < $2::bigint"];
  if (types !== undefined) conditions.push(`l.type = any ($${params.push(types)}::text[])`);
  if (subject !== undefined)
    conditions.push(`l.entry in (select b.entry from favorable.audit_body b where b.subject_index = $${params.push(subject)}::bytea)`);
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
