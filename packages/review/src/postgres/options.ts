/** What evidence is taken of, and with what. */
import type { CredentialSources } from "@favorable/access/credentials";
import type { AuditLog, CompletenessEvidence, LogVerification } from "@favorable/audit";
import type { CalendarDate, Clock } from "@favorable/core";
import type { Lock, ProcessingDocument } from "@favorable/processing";
import type { Sql } from "@favorable/sql";
import type { CoverageEvidence, EvidenceBundle } from "../evidence/bundle.ts";
import type { EvidencePart } from "../evidence/report.ts";
import type { FoundCopy } from "./copies-of-exports.ts";
import type { Parts } from "./gathering.ts";
import type { DeclaredLevel } from "./level.ts";
import type { EvidenceMapping } from "./mapping.ts";

/** What evidence is taken of, and with what. A collector whose needs are not given is told as not collected. */
export interface EvidenceOptions {
  /** The declaration that the system is measured against. */
  readonly document: ProcessingDocument;
  readonly mapping?: EvidenceMapping;
  /** The database: the outer handle, of a login that may read the catalogue, the library's schema and the mapped tables. */
  readonly sql?: Sql;
  /** The audit log, whatever it is stored in. */
  readonly log?: AuditLog;
  /** Verifies the log: `() => verifyStore(sql, …)`, or `verifyFolder`, with a checkpoint that was kept elsewhere. */
  readonly verify?: () => Promise<LogVerification>;
  /** Checkpoints of the log that were kept elsewhere, as signed notes: the pictures show them beside those of the store. */
  readonly checkpoints?: readonly string[];
  /** Runs a sample of operations again, or asks other sources how many there were. */
  readonly coverage?: () => Promise<CoverageEvidence | readonly CompletenessEvidence[]>;
  /** The level that PostgreSQL holds, where one is declared. */
  readonly level?: DeclaredLevel;
  /** Accounts and password policy. */
  readonly credentials?: Omit<CredentialSources, "on">;
  /** The files that exports were written to, wherever they are. */
  readonly files?: () => Iterable<FoundCopy> | AsyncIterable<FoundCopy>;
  /** Looks for erased persons wherever the application reads; answers how many it found. */
  readonly erasedStillReadable?: () => Promise<number>;
  /** The approved declaration. */
  readonly lock?: Lock;
  /** Collectors of the application's own, run in the same snapshot. */
  readonly observe?: { readonly [P in EvidencePart]?: (sql: Sql) => Promise<NonNullable<EvidenceBundle[P]>> };
  /** Parts that nothing here can look at, such as where the data are hosted; the report says that they were stated. */
  readonly given?: Parts;
  /** Only these parts. */
  readonly only?: readonly EvidencePart[];
  /** Default: the system's. Evidence under a simulated clock, of the process or of the database, is marked as such. */
  readonly clock?: Clock;
}

/** The day of the evidence, and what made it up. */
export interface Moment {
  readonly asOf: CalendarDate;
  readonly now: Date;
  readonly zone: string;
  readonly simulated: boolean;
}
