/** Where the records of a matrix lie in a database, and who connects to it. */
import type { RecordLike } from "../index.ts";

/** What the database holds itself: see `docs` on assurance levels. `process` means nothing: types and guard only. */
export type EnforcedLevel = "columns" | "sealed";

/** What a row condition may be held against: settings `favorable.<claim>` at level `columns`, the signed context at level `sealed`. */
export type Claim = "actor" | "unit" | "tenant" | "subject";

/** Lists that conditions of the matrix are held against: units, and cases in one's charge. */
export type ListClaim = "units" | "cases";

/** A condition on rows; several hold together. */
export type RowCondition =
  /** The column holds the claim of whoever asks: their own record, their unit, their tenant. */
  | { readonly column: string; readonly is: Claim }
  /** The column holds this text. */
  | { readonly column: string; readonly equals: string };

/** One table. */
export interface TableMapping {
  readonly record: RecordLike;
  readonly schema: string;
  readonly table: string;
  /** The primary key. When no field is mapped to it, whoever may do something with rows may read it. */
  readonly key: string;
  /** The column of each field; a field left out has no column here. */
  readonly columns: Readonly<Record<string, string>>;
  /** A column that must hold the tenant of whoever asks, in every role. */
  readonly tenant?: string;
  /** Conditions on rows by role; a role that is not named reaches every row. */
  readonly rows?: Readonly<Record<string, readonly RowCondition[]>>;
}

/** A function that somebody has read: with another body or owner it is not that function. */
export interface DeclaredFunction {
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  /** SHA-256 of the body in UTF-8, in hexadecimal digits: `encode(sha256(convert_to(prosrc, 'UTF8')), 'hex')` of `pg_proc`. */
  readonly sha256: string;
}

/** A matrix in a database. */
export interface PostgresMapping {
  readonly level: EnforcedLevel;
  /**
   * Names the plan, and begins the names of database roles and functions: 1 to 20 lower-case letters, digits and underscores. Roles belong to the
   * server. What an earlier plan of the same prefix left in the database (logins, records, level `sealed`) is taken away by the next one.
   */
  readonly prefix: string;
  /** One table for each record. */
  readonly tables: readonly TableMapping[];
  /** Existing logins of the application, each with the matrix roles it may act in. */
  readonly logins: Readonly<Record<string, readonly string[]>>;
  /** Database roles by matrix role, when the derived names do not serve; the purpose is put behind. */
  readonly roles?: Readonly<Record<string, string>>;
  /** Database roles that keep the rows outside the matrix (sweeps of retention, backups): every row is visible to them. */
  readonly maintainers?: readonly string[];
  /** Functions of the application that act on these tables, known by their body: for triggers, and for functions with their owner's rights. */
  readonly trusted?: readonly DeclaredFunction[];
  /** Instants (ISO 8601, UTC) after which a role reaches no row. */
  readonly until?: Readonly<Record<string, string>>;
  /** The time zone of the matrix's calendar dates, such as `Europe/Paris`; UTC unless told. */
  readonly zone?: string;
  /** Level `sealed`: the retention policy of the entries' parts, declared in the log; the same for all plans of a database. */
  readonly audit?: { readonly policy: string; readonly version: number };
}
