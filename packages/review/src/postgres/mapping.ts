/** Where the declared lies in the running system. */
import type { CopyObligation, RetentionPolicy } from "@favorable/retention";
import type { RetainedTable } from "@favorable/retention/postgres";

/** The table of a declared record. */
export interface MappedRecord {
  /** `schema.table`, exact names. */
  readonly table: string;
  /** Columns by field, where they are not named as the field; null for a field that is not stored here. */
  readonly columns?: Readonly<Record<string, string | null>>;
  /** Columns that are of the application and say nothing of a person, such as a sequence number. */
  readonly technical?: readonly string[];
}

/** A policy that is attached to a table. */
export interface MappedRetention {
  readonly policy: RetentionPolicy;
  readonly table: RetainedTable;
  /** The id of the declaration's retention it carries out; the policy's own unless told. */
  readonly retention?: string;
  /** The declared categories whose data lie in the table; all those of the retention unless told. */
  readonly categories?: readonly string[];
}

/** What tells of deletions in the audit log. */
export interface PurgeEntries {
  /** The type of the entries, such as `data.purged`. */
  readonly type: string;
  /** The type of the entry that ends a run, also one that took nothing, such as `data.swept`. */
  readonly run?: string;
  /** The facts in clear that hold the policy, the day and the number of rows: `policy`, `asOf` and `rows` unless told. */
  readonly policy?: string;
  readonly asOf?: string;
  readonly rows?: string;
}

/** What {@link collectEvidence} has to know of a system. Plain data: a configuration file can hold it. */
export interface EvidenceMapping {
  /** By declared record. A record that has no table is left out. */
  readonly records?: Readonly<Record<string, MappedRecord>>;
  /** Tables (`schema.table`) beside those of records that hold nothing of a person, and views on records that are as they should be. */
  readonly otherTables?: readonly string[];
  /** Database roles that may hold rights on the tables of records, besides their owners. */
  readonly grantees?: readonly string[];
  /** Logins of the application; all logins but owners and superusers unless told. */
  readonly logins?: readonly string[];
  readonly retention?: readonly MappedRetention[];
  readonly purgeEntries?: PurgeEntries;
  /** Newest entries of the log that are read for actors and purposes; 100,000 unless told. */
  readonly logWindow?: number;
  /** Obligations on secondary copies. */
  readonly copies?: readonly CopyObligation[];
  /** By declared link that is a channel: the obligations on what is in it, and on its backups. */
  readonly channels?: Readonly<Record<string, { readonly copies: readonly string[]; readonly backups?: readonly string[] }>>;
  /** The notice of the declaration, by the name under which its deliveries are kept, when that is another one. */
  readonly notices?: Readonly<Record<string, string>>;
}
