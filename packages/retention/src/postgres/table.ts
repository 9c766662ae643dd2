/** The application's table, as the database describes it. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { FinalAction } from "../archive.ts";
import { definePolicy, finalAction, type RetentionPolicy } from "../policy.ts";
import { startField } from "../start.ts";
import { attachedTo, ownAttachment } from "./attached.ts";
import { quoteName, quoteRelation } from "./literal.ts";
import type { RetainedTable } from "./retained-table.ts";
import { startText } from "./start-text.ts";

/** A table and its primary key. */
export interface KeyedTable {
  /** The table's quoted name. */
  readonly relation: string;
  /** The oid of the table, of the partitioned one where it is a partition: holds on its rows name it. */
  readonly root: string;
  /** The names of both with their schema, quoted where they need it: the root's first. */
  readonly places: readonly string[];
  /** The columns of the primary key, in its order: quoted names, and types as the catalogue prints them, without a length. */
  readonly keys: readonly KeyColumn[];
  /** What a hold names of a row `t`: its key, or the JSON array of its keys. */
  readonly key: string;
  /** The type of `key`, without a length: a cast to `char(6)` would cut. */
  readonly keyType: string;
}

/** Another policy that is attached to the same table: its floors keep the rows as well. */
export interface Neighbour {
  readonly policy: RetentionPolicy;
  readonly table: DescribedTable;
}

/** A column that rows are ordered by. */
export interface KeyColumn {
  /** Quoted. */
  readonly name: string;
  readonly type: string;
}

/** How a table is described. */
export interface DescribeOptions {
  /** The caller destroys keys, or only reads. */
  readonly shred?: boolean;
  /** What stands before the columns of the starts: `t.` by default, nothing inside a policy of the table itself. */
  readonly prefix?: "t." | "";
  /** What is attached is not asked about: by whoever attaches, and for one of several policies. */
  readonly alone?: boolean;
}

/** What the statements are made of. */
export interface DescribedTable extends KeyedTable {
  /** What happens to a row in the end. */
  readonly action: FinalAction;
  /** The start of the archive, where it is not the end of the active phase. */
  readonly archiveStart?: string;
  /** The column of the data subject; null where the rows are nobody's, absent where nobody said. */
  readonly subject?: KeyColumn | null;
  /**
   * The start of a row `t` as a date of a calendar year from 1 to 9999, else null; a constant or a null where the policy starts apart from
   * the row.
   */
  readonly start: string;
  /** The column that `start` is read from, where it is one. */
  readonly startColumn?: KeyColumn;
  /** A table without partitions or inheritors: the address of a row (`ctid`) is its own. */
  readonly plain: boolean;
  /** Besides, no trigger, rule or row security may quietly leave a row that a statement has found. */
  readonly direct: boolean;
  /** Quoted columns to empty, and the quoted mark; absent for deletion. */
  readonly anonymise?: { readonly columns: readonly string[]; readonly mark: string };
  /** All policies on the table with their versions, as text; absent where nobody asked. */
  readonly attached?: string;
  /** The other policies on the table. */
  readonly neighbours: readonly Neighbour[];
  /** A query of the restricted subjects, as text: `who`. */
  readonly restricted?: string;
}

interface Column {
  readonly name: string;
  readonly type: string;
  /** The type without its length or precision. */
  readonly bare: string;
  readonly primary: boolean;
  readonly plain: boolean;
  readonly direct: boolean;
  readonly root: string;
  readonly places: readonly string[];
}

/**
 * Reads what a policy needs to know of a table from the catalogue.
 *
 * @throws `TABLE_INVALID`, with a `reason`: `unknown-table`, `primary-key` (there must be one), `start-column`,
 *   `start-type`, `subject` (no such column, or none declared where keys are shredded), `anonymise`; `ACTION_UNSUPPORTED` for `shred`
 *   without `options.shred`: whoever removes rows must be able to destroy keys, else the level would be claimed and not reached
 */
export async function describeTable(
  sql: Sql,
  policy: RetentionPolicy,
  table: RetainedTable,
  { shred = false, prefix = "t.", alone = false }: DescribeOptions = {},
): Promise<DescribedTable> {
  const action = finalAction(policy);
  if (action === "shred" && !shred)
    throw new PrivacyError("ACTION_UNSUPPORTED", "shredding needs a port that destroys keys", { action, policy: policy.id });
  const { columns, ...keyed } = await keyedColumns(sql, policy, table);
  const plain = columns.every((column) => column.plain);
  const direct = plain && columns.every((column) => column.direct);
  const here = alone ? [] : await attachedTo(sql, keyed.root, keyed.places);
  const own = ownAttachment(here, policy, table)?.subject;
  const subject = subjectOf(policy, table.subject === undefined && own !== undefined ? { ...table, subject: own } : table, columns);
  const neighbours: Neighbour[] = [];
  for (const other of here)
    if (other.policy.id !== policy.id)
      neighbours.push({ policy: other.policy, table: await describeTable(sql, other.policy, other.table, { shred: true, alone: true }) });
  if (action === "shred" && (subject.subject ?? null) === null) throw refuse("subject", policy);
  const starts = { ...startOf(policy, table, columns, prefix), ...archiveStartOf(policy, table, columns, prefix) };
  const names = here.map((one) => `${one.policy.id} ${one.policy.version}`).sort();
  const attached = alone ? {} : { attached: names.join(",") };
  const described = {
    ...keyed,
    plain,
    direct,
    action,
    ...starts,
    ...subject,
    ...attached,
    neighbours,
    ...restrictedOf(policy, table, subject.subject),
  };
  if (action !== "anonymise") return described;
  const { anonymise } = table;
  const mark = columns.find(({ name, type }) => name === anonymise?.mark && type === "date");
  const known = new Set(columns.filter(({ primary }) => !primary).map(({ name }) => name));
  if (anonymise === undefined || mark === undefined || anonymise.columns.length === 0 || anonymise.columns.some((name) => !known.has(name)))
    throw refuse("anonymise", policy);
  return { ...described, anonymise: { columns: anonymise.columns.map(quoteName), mark: quoteName(mark.name) } };
}

/** Reads the primary key of a table; throws `TABLE_INVALID`: `unknown-table`, `primary-key`. */
export async function describeKey(sql: Sql, policy: RetentionPolicy, table: Pick<RetainedTable, "table">): Promise<KeyedTable> {
  const { columns: _, ...keyed } = await keyedColumns(sql, policy, table);
  return keyed;
}

/** Stands where rows are under no policy: only holds on them, on their subjects or on everything keep them. No policy has that id. */
export const UNDER_NONE: RetentionPolicy = definePolicy({
  id: "favorable.none",
  version: 1,
  start: { kind: "event", event: "favorable.never" },
  minimum: { event: "favorable.never" },
  then: "delete",
  zone: "UTC",
});

/** Reads what the question of holds needs of a table that is under no policy; it may lack a primary key, then no hold names its rows. */
export async function describeHolds(sql: Sql, table: RetainedTable): Promise<DescribedTable> {
  const relation = quoteRelation(table.table);
  const columns = await columnsOf(sql, relation);
  const keys = columns.filter(({ primary }) => primary).map(({ name, bare }) => ({ name: quoteName(name), type: bare }));
  const { root = "0", places = [] } = columns[0] ?? {};
  const [key] = keys;
  const one = key === undefined ? { key: "null::text", keyType: "text" } : { key: `t.${key.name}`, keyType: key.type };
  const base = {
    relation,
    root,
    places,
    keys,
    ...one,
    plain: true,
    direct: false,
    action: "delete" as const,
    start: "null::date",
    neighbours: [],
  };
  return { ...base, ...subjectOf(UNDER_NONE, table, columns) };
}

async function keyedColumns(
  sql: Sql,
  policy: RetentionPolicy,
  { table }: Pick<RetainedTable, "table">,
): Promise<KeyedTable & { readonly columns: readonly Column[] }> {
  const relation = quoteRelation(table);
  const columns = await columnsOf(sql, relation);
  const keys = columns.filter(({ primary }) => primary).map(({ name, bare }) => ({ name: quoteName(name), type: bare }));
  const [key] = keys;
  const { root, places } = columns[0] ?? {};
  if (key === undefined || root === undefined || places === undefined) throw refuse("primary-key", policy);
  const base = { relation, root, places, keys, columns };
  if (keys.length === 1) return { ...base, key: `t.${key.name}`, keyType: key.type };
  return { ...base, key: `jsonb_build_array(${keys.map(({ name }) => `t.${name}`).join(", ")})`, keyType: "jsonb" };
}

/** Bits of `pg_trigger.tgtype`: for each row (1), before (2). Such a trigger may keep a row by returning null. */
const BEFORE_EACH_ROW = 3;

async function columnsOf(sql: Sql, relation: string): Promise<Column[]> {
  const { rows } = await sql.query<Column>(
    `select a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type, format_type(a.atttypid, -1) as bare,
        coalesce(a.attnum = any (i.indkey), false) as primary,
        c.relkind = 'r' and not exists (select from pg_inherits h where h.inhparent = c.oid) as plain,
        not c.relrowsecurity and not c.relhasrules and not exists (select from pg_trigger g
          where g.tgrelid = c.oid and not g.tgisinternal and g.tgtype & ${BEFORE_EACH_ROW} = ${BEFORE_EACH_ROW}) as direct,
        coalesce(pg_partition_root(c.oid), c.oid)::oid::text as root,
        (select array_agg(format('%I.%I', n.nspname, p.relname) order by p.oid = c.oid) from pg_class p join pg_namespace n on n.oid = p.relnamespace
          where p.oid in (c.oid, pg_partition_root(c.oid))) as places
      from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
      where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
      order by array_position(i.indkey::int2[], a.attnum), a.attnum`,
    [relation],
  );
  if (rows.length === 0) throw new PrivacyError("TABLE_INVALID", "there is no such table", { reason: "unknown-table" });
  return rows;
}

function startOf(
  policy: RetentionPolicy,
  table: RetainedTable,
  columns: readonly Column[],
  prefix: string,
): Pick<DescribedTable, "start" | "startColumn"> {
  const found = startText(policy.start, policy.zone, columns, table.start, prefix);
  if (typeof found === "string") throw refuse(found, policy);
  const { text, column } = found;
  return { start: text, ...(column === undefined ? {} : { startColumn: { name: quoteName(column.name), type: column.bare } }) };
}

function archiveStartOf(
  policy: RetentionPolicy,
  table: RetainedTable,
  columns: readonly Column[],
  prefix: string,
): Pick<DescribedTable, "archiveStart"> {
  const start = policy.archive?.start;
  if (start === undefined || start.kind === "end-of-active") return {};
  const same = start.kind === policy.start.kind && startField(start) === startField(policy.start);
  const found = startText(start, policy.zone, columns, table.archiveStart ?? (same ? table.start : undefined), prefix);
  if (typeof found === "string") throw refuse(found, policy);
  return { archiveStart: found.text };
}

function subjectOf(policy: RetentionPolicy, table: RetainedTable, columns: readonly Column[]): Pick<DescribedTable, "subject"> {
  if (table.subject === undefined) return {};
  if (table.subject === null) return { subject: null };
  const column = columns.find(({ name }) => name === table.subject);
  if (column === undefined) throw refuse("subject", policy);
  return { subject: { name: quoteName(column.name), type: column.bare } };
}

function restrictedOf(
  policy: RetentionPolicy,
  { restricted }: RetainedTable,
  subject: KeyColumn | null | undefined,
): Pick<DescribedTable, "restricted"> {
  if (restricted === undefined) return {};
  if (subject === undefined || subject === null) throw refuse("subject", policy);
  const only = restricted.while === undefined ? "" : ` where r.${quoteName(restricted.while)}`;
  return { restricted: `select r.${quoteName(restricted.subject)}::text as who from ${quoteRelation(restricted.table)} r${only}` };
}

function refuse(reason: string, { id }: RetentionPolicy): PrivacyError {
  return new PrivacyError("TABLE_INVALID", `the table does not fit the policy: ${reason}`, { reason, policy: id });
}
