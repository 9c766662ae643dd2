/** A policy and a table that was there before: what has to be added to it, remembered, so that it can be taken away again. */
import { PrivacyError } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import type { Approval } from "../amend.ts";
import { definePolicy, type RetentionPolicy, type RetentionPolicyDefinition } from "../policy.ts";
import { startField } from "../start.ts";
import { recordAmendment } from "./amendment.ts";
import { startsOf } from "./attached.ts";
import type { Attachment } from "./expiry-view.ts";
import { holdLock } from "./hold.ts";
import { compareWithOthers } from "./lengthening.ts";
import { quoteName, quoteRelation, quoteText } from "./literal.ts";
import { startWriters } from "./reading-findings.ts";
import { renewReadings } from "./readings.ts";
import type { RetainedTable } from "./retained-table.ts";
import { dayText, type TypedColumn } from "./start-text.ts";
import { describeTable } from "./table.ts";

/** Something that attaching created. */
export interface Created {
  readonly kind: "column" | "index" | "function" | "trigger";
  readonly name: string;
}

/** What to attach. */
export interface AttachOptions extends Attachment {
  /**
   * Columns whose day is the start of a row, the preferred one first, where the start has a column of its own that is to be filled: added
   * when it is not there. For `last-activity` the latest of them counts, otherwise the first that is not null.
   */
  readonly sources?: readonly string[];
  /** Adds an index on the start, by which sweeps find what is due when little is. It locks the table against changes while it is built. */
  readonly index?: boolean;
  /** Who approved that data are kept longer than under the version that is attached now. */
  readonly approval?: Approval;
}

/** An attachment as it is recorded. */
export interface AttachReport {
  readonly policy: string;
  readonly version: number;
  readonly table: string;
  /** Everything that attaching has created and detaching takes away, in the order of creation. */
  readonly created: readonly Created[];
  /** Roles besides the owner's that may change the column the period starts from, and so how long rows are kept; absent where there are none. */
  readonly startWritableBy?: readonly string[];
}

/** What is recorded of an attachment besides. */
export interface Attached extends AttachReport {
  /** The policy as it was attached. */
  readonly definition: RetentionPolicy;
  readonly sources: readonly string[];
}

interface Plan {
  readonly statements: readonly { readonly text: string; readonly created?: Created }[];
}

/**
 * Attaches a policy to a table with its rows. Checks that the table fits; adds what the options ask for: a column for the start, a trigger
 * that fills it for rows to come, a column for the stored last day (`table.lastDay`), an index. Rows of before get their start by `backfill`.
 * Attaching again adds only what is missing. Views and row security are made apart.
 *
 * From then on no other policy or version is planned, swept or read by on this table (`POLICY_NOT_ATTACHED`), whatever the table is called.
 *
 * A later version is an amendment of the one that is attached, or was before it was taken off: a longer one is refused without an approval, and each
 * is recorded. Another start column counts as longer. So is another policy: one that comes to those on the table and keeps rows longer, or one that
 * comes after them and is longer than any of them was. Views and row security that were made for the policy are made anew in the same transaction.
 *
 * @throws `AMENDMENT_UNAPPROVED`, `AMENDMENT_INVALID` as `amend` does, also for another content under the same version
 * @throws `TABLE_INVALID` as `describeTable` does, also with the reasons `sources` (unknown, or of a type that holds no day) and `hint` (the
 *   column of the last day is there and is no `date`); `SQL_FAILED` (42501) for whoever does not own the table
 */
export async function attach({ sql, policy, table, sources = [], index = false, approval }: AttachOptions): Promise<AttachReport> {
  return sql.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(pg_catalog.hashtextextended('favorable.attach', 0))::text");
    // Batches and erasures that are running have read what is attached: they come to their end first, and the next ones see this.
    await tx.query(`select pg_advisory_xact_lock(${holdLock()})::text`);
    const before = await lastAttachment(tx, policy, table);
    if (before !== undefined) {
      const moved = startsOf(before.definition, before.described) !== startsOf(policy, table);
      await recordAmendment(tx, before.definition, policy, table, approval, moved);
    }
    const columns = await columnTypes(tx, table);
    const { statements } = await planned(tx, { policy, table, sources, index, columns });
    const created = [...(before?.created ?? [])];
    for (const { text, created: made } of statements) {
      await tx.query(text);
      if (made !== undefined && !created.some(({ kind, name }) => kind === made.kind && name === made.name)) created.push(made);
    }
    const { places } = await describeTable(tx, policy, table, { shred: true, alone: true });
    if (before?.detached !== false) await compareWithOthers(tx, policy, table, approval);
    await tx.query(
      `insert into favorable.attachment (policy, relation, version, definition, sources, created, target, place, described)
        values ($1, $2, $3::int, $4::jsonb, $5::text[], $6::jsonb, to_regclass($7), $8, $9::jsonb)
        on conflict (policy, relation) do update set version = excluded.version, definition = excluded.definition,
          sources = excluded.sources, created = excluded.created, target = excluded.target, place = excluded.place,
          described = excluded.described, detached_at = null, replaced_at = null`,
      [
        policy.id,
        before?.table ?? table.table,
        policy.version,
        JSON.stringify(policy),
        sources,
        JSON.stringify(created),
        quoteRelation(table.table),
        places.at(-1) ?? table.table,
        JSON.stringify(table),
      ],
    );
    await renewReadings(tx, policy, table);
    const column = startColumnOf(policy, table);
    const writers = column === undefined ? [] : await startWriters(tx, table.table, column);
    const found = writers.length === 0 ? {} : { startWritableBy: writers };
    return { policy: policy.id, version: policy.version, table: table.table, created, ...found };
  });
}

/** What is recorded of an attachment, by whatever name the table is called; nothing where the policy was taken off again. */
export async function attachmentOf(
  sql: Sql,
  policy: { readonly id: string },
  table: Pick<RetainedTable, "table">,
): Promise<Attached | undefined> {
  const last = await lastAttachment(sql, policy, table);
  return last?.detached === false ? last : undefined;
}

interface LastAttachment extends Attached {
  readonly described: RetainedTable;
  readonly detached: boolean;
}

/** The same, also of a policy that was taken off: what it is amended by is longer or shorter than that. */
async function lastAttachment(
  sql: Sql,
  policy: { readonly id: string },
  { table }: Pick<RetainedTable, "table">,
): Promise<LastAttachment | undefined> {
  const { rows } = await sql.query<Omit<LastAttachment, "policy" | "definition"> & { definition: RetentionPolicyDefinition }>(
    `select relation as "table", version, definition, sources, created, described, detached_at is not null as detached
      from favorable.attachment where policy = $1 and (target = to_regclass($2) or (to_regclass(target::text) is null and relation = $3))
      order by detached_at is null desc, detached_at desc limit 1`,
    [policy.id, quoteRelation(table), table],
  );
  const [row] = rows;
  return row === undefined ? undefined : { policy: policy.id, ...row, definition: definePolicy(row.definition) };
}

/** The column that the start of a policy is read from; `undefined` where it is apart from the row. */
export function startColumnOf({ start }: RetentionPolicy, table: RetainedTable): string | undefined {
  return "field" in start || start.kind === "last-activity" ? (table.start ?? startField(start)) : undefined;
}

/** The day that the sources give a row, with `prefix` before their names; `undefined` without sources. */
export function sourceText(
  policy: RetentionPolicy,
  columns: readonly TypedColumn[],
  sources: readonly string[],
  prefix: string,
): string | undefined {
  if (sources.length === 0) return undefined;
  const days = sources.map((source) => {
    const column = columns.find(({ name }) => name === source);
    const text = column === undefined ? undefined : dayText(column, policy.zone, prefix);
    if (text === undefined) throw new PrivacyError("TABLE_INVALID", "a source is no column that holds a day", { reason: "sources" });
    return text;
  });
  return `${policy.start.kind === "last-activity" ? "greatest" : "coalesce"}(${days.join(", ")})`;
}

/** The columns of a table; throws `TABLE_INVALID` for one that is not there. */
export async function columnTypes(sql: Sql, { table }: Pick<RetainedTable, "table">): Promise<TypedColumn[]> {
  const { rows } = await sql.query<TypedColumn>(
    `select attname::text as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [quoteRelation(table)],
  );
  if (rows.length === 0) throw new PrivacyError("TABLE_INVALID", "there is no such table", { reason: "unknown-table" });
  return rows;
}

async function planned(
  sql: Sql,
  given: Required<Pick<AttachOptions, "policy" | "table" | "sources" | "index">> & { readonly columns: readonly TypedColumn[] },
): Promise<Plan> {
  const { policy, table, sources, index, columns } = given;
  const relation = quoteRelation(table.table);
  const typeOf = (name: string): string | undefined => columns.find((column) => column.name === name)?.type;
  const statements: { text: string; created?: Created }[] = [];
  const add = (kind: Created["kind"], name: string, text: string): unknown => statements.push({ text, created: { kind, name } });
  const addColumn = (name: string): unknown => add("column", name, `alter table ${relation} add column ${quoteName(name)} date`);
  const start = startColumnOf(policy, table);
  const day = sourceText(policy, columns, sources, "new.");
  const suffix = await suffixOf(sql, policy, relation);
  if (start !== undefined && day !== undefined) {
    if (typeOf(start) === undefined) addColumn(start);
    else if (typeOf(start) !== "date") throw new PrivacyError("TABLE_INVALID", "only a date can be filled", { reason: "start-type" });
    const target = `new.${quoteName(start)}`;
    // A start is given once; an activity is as late as the latest there is.
    const value = policy.start.kind === "last-activity" ? day : `coalesce(${target}, ${day})`;
    const run = `favorable.${quoteName(`start_${suffix}`)}`;
    const trigger = `favorable_start_${suffix}`;
    add(
      "function",
      `start_${suffix}`,
      `create or replace function ${run}() returns trigger language plpgsql set search_path = pg_catalog
        as ${quoteText(`begin ${target} := ${value}; return new; end`)}`,
    );
    statements.push({ text: `drop trigger if exists ${quoteName(trigger)} on ${relation}` });
    add(
      "trigger",
      trigger,
      `create trigger ${quoteName(trigger)} before insert or update on ${relation} for each row execute function ${run}()`,
    );
  }
  if (table.lastDay !== undefined) {
    if (typeOf(table.lastDay) === undefined) addColumn(table.lastDay);
    else if (typeOf(table.lastDay) !== "date") throw new PrivacyError("TABLE_INVALID", "the last day is a date", { reason: "hint" });
  }
  if (index && start !== undefined) {
    const name = `favorable_start_${suffix}_idx`;
    const { rows } = await sql.query("select 1 from pg_index where indrelid = to_regclass($1) and indexrelid::regclass::text like $2", [
      relation,
      `%${name}`,
    ]);
    if (rows.length === 0) add("index", name, `create index ${quoteName(name)} on ${relation} (${quoteName(start)})`);
  }
  return { statements };
}

/** Names of its own for each policy on each table. */
async function suffixOf(sql: Sql, { id }: RetentionPolicy, relation: string): Promise<string> {
  const { rows } = await sql.query<{ suffix: string }>(
    "select substr(md5($1::text || ' ' || to_regclass($2)::oid::text), 1, 12) as suffix",
    [id, relation],
  );
  return rows[0]?.suffix ?? "";
}
