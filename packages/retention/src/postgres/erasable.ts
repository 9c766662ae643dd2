/** Tables that hold data of subjects, as an eraser needs them. */
import { PrivacyError } from "@favorable/core";
import { type Sql, sqlState } from "@favorable/sql";
import type { RetentionPolicy } from "../policy.ts";
import { type DependantStep, resolveDependants, type Standing } from "./dependants.ts";
import { type Conditions, conditionsOf } from "./predicate.ts";
import type { RetainedTable } from "./retained-table.ts";
import { type DescribedTable, describeTable } from "./table.ts";

/** A table whose subject column is declared. */
export interface ErasableTable {
  readonly policy: RetentionPolicy;
  readonly table: RetainedTable & { readonly subject: string };
  /** The declared purposes its records are held for: an order that is limited to purposes leaves a table that says nothing, or serves another one. */
  readonly purposes?: readonly string[];
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
  /** What refers to the rows; nothing where they are only emptied. */
  readonly steps: readonly DependantStep[];
  /** For an order that is limited to purposes: those that the records are still held for, none where that is not known. Else the order takes the table. */
  readonly still?: readonly string[];
}

/** What a table is read for. */
export interface ErasableOptions {
  /** The caller destroys keys, or only reads. */
  readonly shred: boolean;
  /** The purposes that ended, where an order is limited to them. */
  readonly ended?: readonly string[] | undefined;
}

/**
 * Reads the tables from the catalogue, and what refers to their rows. In their conditions `$1` is the day and in {@link ofSubject} `$2` the subject.
 *
 * @throws `TABLE_INVALID`, `ACTION_UNSUPPORTED` as `plan` does; `DEPENDANT_UNDECLARED` while the database itself would delete or change rows that
 *   refer to the subject's, in a table that is neither given nor declared as a dependant; `DEPENDANT_INVALID`
 */
export async function describeErasables(
  sql: Sql,
  tables: readonly ErasableTable[],
  options: ErasableOptions,
): Promise<DescribedErasable[]> {
  const ended = options.ended === undefined ? undefined : new Set(options.ended);
  const all: Omit<DescribedErasable, "steps">[] = [];
  for (const table of tables)
    all.push({ ...(await describeErasable(sql, table, options)), ...(ended === undefined ? {} : stillFor(table, ended)) });
  const others = new Set(all.flatMap(({ still, described }) => (still === undefined ? [] : [described.root])));
  const standing = new Map<string, Standing>(
    all.map(({ place, policy, described }) => [described.root, { name: place, guard: { policy, table: described }, steps: [] }]),
  );
  const found: DescribedErasable[] = [];
  for (const [at, one] of all.entries()) {
    const { described } = one;
    const table = tables[at]?.table ?? { table: one.place };
    const steps = described.anonymise === undefined ? staying(await resolveDependants(sql, table, standing), others) : [];
    found.push({ ...one, steps });
    // Those that refer to others come first: what keeps their rows is known when the others are looked at.
    const known = standing.get(described.root);
    if (known !== undefined) standing.set(described.root, { ...known, steps });
  }
  return found;
}

function stillFor({ purposes }: ErasableTable, ended: ReadonlySet<string>): Pick<DescribedErasable, "still"> {
  const still = purposes?.filter((purpose) => !ended.has(purpose));
  return purposes !== undefined && purposes.length > 0 && still?.length === 0 ? {} : { still: still ?? [] };
}

/** What is held for another purpose does not go along, and keeps what it refers to. */
function staying(steps: readonly DependantStep[], others: ReadonlySet<string>): readonly DependantStep[] {
  return steps.map((step) => {
    const kept = others.has(step.root) && (step.then === "cascade" || step.then === "keep-anonymous");
    return { ...step, ...(kept ? { then: "stay" as const } : {}), children: staying(step.children, others) };
  });
}

async function describeErasable(
  sql: Sql,
  { policy, table }: ErasableTable,
  options: ErasableOptions,
): Promise<Omit<DescribedErasable, "steps">> {
  const described = await describeTable(sql, policy, table, options);
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
export function ofSubject({ column, type }: Pick<DescribedErasable, "column" | "type">): string {
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
