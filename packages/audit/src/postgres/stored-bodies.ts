/** The bodies and descriptors of a page of entries. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { PartDescriptor } from "../leaf.ts";
import type { StoredEntry } from "../log.ts";
import type { BodySeals } from "./body-seals.ts";

/** A row of the log; its text is null once it was pruned. */
export interface LeafRow {
  readonly seq: string;
  readonly entry: string;
  readonly leaf: string | null;
  readonly hash: Uint8Array;
}

type StoredBody = StoredEntry["bodies"][number];

interface BodyRow {
  readonly seq: string;
  readonly entry: string;
  readonly part: number;
  readonly salt: Uint8Array | null;
  readonly payload: Uint8Array;
  readonly key_id: string | null;
}

/** How a row of a body says it is kept: erasure goes by these columns. */
export interface KeptColumns {
  readonly seq: string;
  readonly part: number;
  readonly policy: string;
  readonly version: number;
  readonly start: string;
  /** Blind index of the person, hexadecimal; empty without one, undefined where it may not be read. */
  readonly index?: string;
}

const COLUMNS = ", policy, version, start_on as start, coalesce(encode(subject_index, 'hex'), '') as index";

/**
 * Puts rows, bodies and descriptors together; bodies are read as one range of positions from every partition.
 *
 * @param seals - opens sealed bodies; without it a log that has some cannot be read (`SEALER_MISSING`)
 * @param columns - is told how each row of a body says it is kept, whether its key still opens it or not
 */
export async function withBodies(
  sql: Sql,
  rows: readonly LeafRow[],
  seals: BodySeals | undefined,
  columns?: (row: KeptColumns) => void,
): Promise<StoredEntry[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  // A page that was picked out of a long log is asked for by its positions, a run of entries by its ends.
  const dense = Number(last.seq) - Number(first.seq) < 4 * rows.length;
  const bodies = await sql.query<BodyRow & KeptColumns>(
    `select seq, entry, part, salt, payload, key_id${columns === undefined ? "" : COLUMNS} from favorable.audit_body
      where ${dense ? "seq >= $1::bigint and seq <= $2::bigint" : "seq = any ($1::bigint[])"}`,
    dense ? [first.seq, last.seq] : [rows.map(({ seq }) => seq)],
  );
  if (columns !== undefined) bodies.rows.forEach(columns);
  const bodiesOf = new Map<string, StoredBody[]>();
  for (const { seq, part, salt, payload } of await opened(sql, bodies.rows, seals)) {
    const own = bodiesOf.get(seq);
    if (own === undefined) bodiesOf.set(seq, [{ part, salt, payload }]);
    else own.push({ part, salt, payload });
  }
  for (const own of bodiesOf.values()) own.sort((a, b) => a.part - b.part);
  return (await withDescriptors(sql, rows)).map((entry) => ({ ...entry, bodies: bodiesOf.get(String(entry.index)) ?? [] }));
}

/** Rows with the descriptors that stand beside them, without bodies. */
export async function withDescriptors(sql: Sql, rows: readonly LeafRow[]): Promise<StoredEntry[]> {
  const apart = await sql.query<{ entry: string; descriptors: string }>(
    "select entry, descriptors from favorable.audit_descriptors where entry = any ($1::text[])",
    [rows.map(({ entry }) => entry)],
  );
  const known = new Map(apart.rows.map(({ entry, descriptors }) => [entry, parseDescriptors(descriptors)]));
  return rows.map((row) => {
    const descriptors = known.get(row.entry);
    return { ...stored(row), ...(descriptors === undefined ? {} : { descriptors }) };
  });
}

/** A row without its bodies. */
export function stored({ seq, leaf, hash }: LeafRow): StoredEntry {
  return { index: Number(seq), leaf: leaf ?? "", bodies: [], ...(leaf === null ? { hash } : {}) };
}

async function opened(
  sql: Sql,
  rows: readonly BodyRow[],
  seals: BodySeals | undefined,
): Promise<readonly { readonly seq: string; readonly part: number; readonly salt: Uint8Array; readonly payload: Uint8Array }[]> {
  const plain = rows.flatMap(({ seq, part, salt, payload }) => (salt === null ? [] : [{ seq, part, salt, payload }]));
  const sealed = rows.flatMap(({ seq, entry, part, payload, key_id }) =>
    key_id === null ? [] : [{ seq, entry, part, keyId: key_id, bytes: payload }],
  );
  if (sealed.length === 0) return plain;
  if (seals === undefined) throw new PrivacyError("SEALER_MISSING", "the log has sealed bodies: open it with its sealer");
  return [...plain, ...(await seals.open(sql, sealed))];
}

function parseDescriptors(text: string): PartDescriptor[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new PrivacyError("LOG_CORRUPT", "stored descriptors are not a list");
  return value;
}
