/** A table under a policy, as it is declared to the sweep. */
import type { RetentionPolicy } from "../policy.ts";

/** A table of the application that a policy is attached to. */
export interface RetainedTable {
  /** `table` or `schema.table`, exact names. */
  readonly table: string;
  /** The column the periods start from: `date`, `timestamp` or `timestamptz`. Default: the field that the policy names. */
  readonly start?: string;
  /** The column the archive's periods start from. Default: the field that the archive names. */
  readonly archiveStart?: string;
  /**
   * The column that names the data subject, to which holds on a subject apply and whose keys are shredded; null says that the rows are
   * nobody's. While it is left out, a hold on a subject stops the sweeps of the table: which rows to keep is not known.
   */
  readonly subject?: string | null;
  /** A `date` column in which `backfill` stores the last day, for indexes and for people; nothing here trusts it. */
  readonly lastDay?: string;
  /** For `then: "anonymise"`: the columns that are emptied, and the `date` column that remembers when. */
  readonly anonymise?: { readonly columns: readonly string[]; readonly mark: string };
  /** For `then: "delete"`: what becomes of the rows that refer to a row that goes, in this order. Every foreign key must be named. */
  readonly dependants?: readonly Dependant[];
  /**
   * The table of subjects whose data may only be stored (regulation 2016/679, article 18): their rows stay. Asked in the statement that removes,
   * so a restriction that comes in between is kept. `while` is a boolean column: a subject is restricted where it is true.
   */
  readonly restricted?: { readonly table: string; readonly subject: string; readonly while?: string };
}

/**
 * What becomes of the rows of another table that refer to a row that goes: `cascade`, they go too; `detach`, their reference is emptied;
 * `keep-anonymous`, their reference and the named columns are emptied.
 */
export type Dependant = DependantTable &
  ({ readonly then: "cascade" | "detach" } | { readonly then: "keep-anonymous"; readonly columns: readonly string[] });

/** The other table. What keeps its rows, by hold or by floor, keeps the row that they refer to as well: they would go, or be emptied, with it. */
export interface DependantTable {
  readonly table: string;
  /** The policy its rows are under. Default: all that are attached to it. */
  readonly policy?: RetentionPolicy;
  /** The column that names the data subject, or null, as of any table. Default: as attached; else a hold on a subject stops the sweep. */
  readonly subject?: string | null;
  /** The column that the policy's periods start from, where it is called otherwise. */
  readonly start?: string;
}
