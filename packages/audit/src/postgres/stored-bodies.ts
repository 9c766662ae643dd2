/** The bodies and descriptors of a page of entries. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { quiet } from "../coded.ts";
import { descriptorText, type PartDescriptor, parseDescriptor } from "../leaf.ts";
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
 * @param differs - see {@link withDescriptors}
 */
export async function withBodies(
  sql: Sql,
  rows: readonly LeafRow[],
  seals: BodySeals | undefined,
  columns?: (row: KeptColumns) => void,
  differs?: (entry: number) => void,
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
  return (await withDescriptors(sql, rows, differs)).map((entry) => ({ ...entry, bodies: bodiesOf.get(String(entry.index)) ?? [] }));
}

/**
 * Rows with the descriptors that stand beside them, without bodies.
 *
 * @param differs - is told of entries whose descriptors are not the canonical text of any, which are then left out; without it that is
 *   `LOG_CORRUPT` (details: `entry`)
 */
export async function withDescriptors(sql: Sql, rows: readonly LeafRow[], differs?: (entry: number) => void): Promise<StoredEntry[]> {
  const apart = await sql.query<{ entry: string; descriptors: string }>(
    "select entry, descriptors from favorable.audit_descriptors where entry = any ($1::text[])",
    [rows.map(({ entry }) => entry)],
  );
  const known = new Map(apart.rows.map(({ entry, descriptors }) => [entry, descriptors]));
  return rows.map((row) => {
    const entry = stored(row);
    const text = known.get(row.entry);
    if (text === undefined) return entry;
    const descriptors = descriptorsIn(text);
    if (descriptors !== undefined) return { ...entry, descriptors };
    if (differs === undefined)
      throw new PrivacyError("LOG_CORRUPT", "the stored descriptors of an entry are not what was logged", { entry: entry.index });
    differs(entry.index);
    return entry;
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

/** Only the text that was committed to is read: what else stood in it would be kept for ever, and nobody would be told. */
function descriptorsIn(text: string): readonly PartDescriptor[] | undefined {
  const value = quiet((): unknown => JSON.parse(text));
  if (!Array.isArray(value)) return undefined;
  const own = value.flatMap((one) => parseDescriptor(one) ?? []);
  return own.length === value.length && `[${own.map(descriptorText).join(",")}]` === text ? own : undefined;
}
