/** Reads stored entries from the database, in pages. */
import { canonicalJson } from "@favorable/core";
import type { Sql, SqlParam } from "@favorable/sql";
import { type CheckedFilter, matches, withoutBodies } from "../entry-filter.ts";
import type { AuditEntry, StoredEntry } from "../log.ts";
import { readEntry } from "../stored-entry.ts";
import type { BodySeals } from "./body-seals.ts";
import { storing } from "./failures.ts";
import { type LeafRow, stored, withBodies, withDescriptors } from "./stored-bodies.ts";

/** Time of an entry; the index `audit_leaf_at_idx` is on this expression. */
const AT = `(substr(l.leaf, 8, 24) collate "C")`;

/** Which entries to read. */
export interface PageFilter extends Pick<CheckedFilter, "types" | "clear" | "since" | "until"> {
  /** From this position on. */
  readonly from: number;
  /** Before this position. */
  readonly below: number;
  /** Only entries with a body under this blind index. */
  readonly person?: Uint8Array | undefined;
  /** False: leaves only; `descriptors`: with the descriptors that stand beside them. */
  readonly bodies?: boolean | "descriptors";
  /** Opens sealed bodies. */
  readonly seals?: BodySeals | undefined;
}

/** Most entries of one page. */
const PAGE = 500;

/** Yields what a reader asked for, in order; the statement narrows, and every entry is held against the filter once more. */
export async function* matching(
  sql: Sql,
  filter: CheckedFilter,
  person: Uint8Array | undefined,
  seals: BodySeals | undefined,
): AsyncGenerator<AuditEntry> {
  const { types, clear, since, until, from, below, limit } = filter;
  // Who acted is told by a body only: then bodies are read, and left out of the answer.
  const bodies = filter.bodies || filter.subject !== undefined || filter.actor !== undefined;
  const wanted = { from, below, types, clear, since, until, bodies, person, seals };
  const page = pages(sql, wanted, Math.min(PAGE, limit));
  for (let left = limit; left > 0; ) {
    const next = await storing(() => page.next());
    if (next.done === true) return;
    // Of a pruned entry nothing is left to read but its hash.
    for (const one of next.value) {
      if (left === 0) return;
      if (one.hash !== undefined) continue;
      const entry = readEntry(one);
      if (!matches(entry, filter)) continue;
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
    if (filter.bodies === false) yield rows.map(stored);
    else yield filter.bodies === "descriptors" ? await withDescriptors(sql, rows) : await withBodies(sql, rows, filter.seals);
    // A page that is not full is the last: the end was fixed before.
    if (rows.length < width) return;
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
    conditions.push(`l.seq in (select b.seq from favorable.audit_body b where b.subject_index = $${given(person)}::bytea)`);
  const { rows } = await sql.query<LeafRow>(
    `select l.seq, l.entry, l.leaf, l.hash from favorable.audit_leaf l where ${conditions.join(" and ")} order by l.seq limit ${width}`,
    params,
  );
  return rows;
}
