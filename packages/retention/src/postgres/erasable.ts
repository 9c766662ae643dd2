/** Tables that hold data of subjects, as an eraser needs them. */
import { PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { type Conditions, conditionsOf } from "./predicate.ts";
import type { RetainedTable } from "./retained-table.ts";
import { type DescribedTable, describeTable } from "./table.ts";

/** A table whose subject column is declared. */
export interface ErasableTable {
  readonly policy: RetentionPolicy;
  readonly table: RetainedTable & { readonly subject: string };
}

/** The table, ready for statements. */
export interface DescribedErasable {
  readonly policy: RetentionPolicy;
  readonly place: string;
  readonly described: DescribedTable;
  readonly conditions: Conditions;
  /** The quoted column of the subject, and its type without a length. */
  readonly column: string;
  readonly type: string;
}

/**
 * Reads a table from the catalogue. In its conditions `$1` is the day and in {@link ofSubject} `$2` the subject.
 *
 * @throws `TABLE_INVALID`, `ACTION_UNSUPPORTED` as `plan` does
 */
export async function describeErasable(sql: Sql, { policy, table }: ErasableTable): Promise<DescribedErasable> {
  const described = await describeTable(sql, policy, table);
  const column = described.subject;
  if (column === undefined || column === null)
    throw new PrivacyError("TABLE_INVALID", "the table has no such column", { reason: "subject" });
  return {
    policy,
    place: table.table,
    described,
    conditions: conditionsOf(policy, described, "$1::date"),
    column: column.name,
    type: column.type,
  };
}

/** The rows of a subject. */
export function ofSubject({ column, type }: DescribedErasable): string {
  return `t.${column} = $2::text::${type}`;
}

/**
 * The subject as the tables write it: `7` for `007`, a uuid in small letters. Its code is made of that.
 *
 * @throws `ERASURE_INVALID` (`subject`) when it is no value of a column, or columns write it in more than one way
 */
export async function canonicalSubject(sql: Sql, tables: readonly DescribedErasable[], subject: string): Promise<string> {
  const types = [...new Set(tables.map(({ type }) => type))];
  const forms = new Set<string>();
  for (const type of types) {
    const { rows } = await sql.query<{ form: string }>(`select ($1::text::${type})::text as form`, [subject]).catch((error: unknown) => {
      throw sqlState(error)?.startsWith("22") === true ? invalid("subject") : error; // Class 22: no value of the type.
    });
    forms.add(rows[0]?.form ?? "");
  }
  const [form, ...others] = forms;
  if (form === undefined || form === "" || others.length > 0) throw invalid("subject");
  return form;
}

/** Every subject of a table, in groups. */
export async function* subjectsOf(sql: Sql, { described, column, type }: DescribedErasable): AsyncGenerator<readonly string[]> {
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: { subject: string }[] } = await sql.query(
      `select s::text as subject from (select distinct t.${column} as s from ${described.relation} t
        where t.${column} is not null and ($1::text is null or t.${column} > $1::text::${type}) order by s limit 5000) each order by s`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ subject }) => subject);
    after = last.subject;
  }
}

/** Refuses an order, naming the place. */
export function invalid(path: string): PrivacyError {
  return new PrivacyError("ERASURE_INVALID", `the order makes no sense at: ${path}`, { path });
}
