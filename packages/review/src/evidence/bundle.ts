/**
 * What was observed of the running system, as plain data. Every part is optional: what was not looked at is absent.
 * Numbers and declared names only; never a value of a person.
 */

/** The audit log, verified against its checkpoint. */
export interface LogEvidence {
  readonly verdict: "intact" | "tampered" | "lost";
  /** Whether an external checkpoint or witness confirms it. */
  readonly witnessed?: "witnessed" | "unwitnessed" | "stale";
  /** Entries in the log. */
  readonly size: number;
  /** Database roles of the application that may change or delete entries. */
  readonly mayChange?: readonly string[];
}

/** A replay of actions against their entries. */
export interface CoverageEvidence {
  readonly actions: number;
  readonly entries: number;
}

/** How old the data of one category are. */
export interface AgeEvidence {
  /** The start date of the oldest record. */
  readonly oldest?: string;
  /** Records past their last day, holds not counted. */
  readonly overdue: number;
  readonly held?: number;
}

/** One run of the purge. */
export interface PurgeRunEvidence {
  readonly policy: string;
  /** The day of the run. */
  readonly on: string;
  readonly deleted: number;
  /** Deletions that left an entry. */
  readonly proved: number;
}

/** The export ledger against the copies that exist. */
export interface ExportEvidence {
  readonly copies: number;
  readonly entries: number;
  /** Copies that are not encrypted. */
  readonly plain: number;
  /** Copies kept past their expiry. */
  readonly expired?: number;
}

/** Accounts and the persons behind them. */
export interface CredentialEvidence {
  readonly accounts: number;
  /** Accounts that several persons use. */
  readonly shared: number;
  /** Accounts of persons who have left, still open. */
  readonly leavers?: number;
  /** Secrets that are stored otherwise than as salted hashes. */
  readonly clear?: number;
  /** Accounts that reach sensitive data with one factor. */
  readonly oneFactor?: number;
}

/** The log of requests of data subjects. */
export interface RequestEvidence {
  readonly received: number;
  readonly open: number;
  /** Open or answered past the period. */
  readonly late: number;
}

/** Copies outside the application's tables under one obligation, of which nothing shows yet that they are gone. */
export interface ObligationEvidence {
  readonly open: number;
  /** Past their last day. */
  readonly overdue: number;
  /** Whoever keeps them did not answer when last asked. */
  readonly unreachable: number;
}

/** The register of breaches. */
export interface BreachEvidence {
  readonly recorded: number;
  readonly open: number;
  /** The 72 hours have passed without a notification (GDPR art. 33(1)). */
  readonly overdue: number;
  readonly notifiedLate: number;
  /** High risks of which the persons were not told, and no exception holds (GDPR art. 34). */
  readonly personsUntold: number;
}

/** What runs, compared with what is declared; names of what is extra. */
export interface ImplementationEvidence {
  readonly fields: readonly string[];
  readonly purposes: readonly string[];
  readonly roles: readonly string[];
  readonly grants: readonly string[];
  /** Declared policies that nothing executes. */
  readonly policiesNotRun: readonly string[];
}

/** What pictures show of the past: days, sizes, counts and declared names. No rule reads it. */
export interface HistoryEvidence {
  /** Entries in the log at the end of days that have some, in order of time. */
  readonly growth?: readonly { readonly on: string; readonly size: number }[];
  /** Checkpoints of the log; `on` is the day of the last entry that each covers. */
  readonly checkpoints?: readonly { readonly on: string; readonly size: number; readonly root: string; readonly witnessed: boolean }[];
  /** Sealed exports; names that are not declared are `undeclared`. */
  readonly exports?: readonly {
    readonly on: string;
    readonly role: string;
    readonly purpose: string;
    readonly rows: number;
    /** How many keys can open it. */
    readonly recipients: number;
  }[];
  /** Requests of data subjects: the right and the days. */
  readonly requests?: readonly { readonly kind: string; readonly on: string; readonly due: string; readonly answeredOn?: string }[];
}

/** Everything a review may be given besides the file. */
export interface EvidenceBundle {
  /** The day it was taken. */
  readonly asOf: string;
  /** True when the system's time was made up: it then counts only in a review asked as simulated. */
  readonly simulated: boolean;
  /** SHA-256 of the declaration it was measured against; a bundle that names none does not count. */
  readonly declaration?: string;
  readonly log?: LogEvidence;
  readonly coverage?: CoverageEvidence;
  /** By category. */
  readonly ages?: Readonly<Record<string, AgeEvidence>>;
  readonly purges?: readonly PurgeRunEvidence[];
  readonly exports?: ExportEvidence;
  /** Roles and actors found in the log. */
  readonly actors?: readonly string[];
  /** Actors that reached persons outside their rows. */
  readonly acrossUnits?: readonly string[];
  /** Purposes presented at accesses, sends and exports, and the fields used for them. */
  readonly uses?: readonly { readonly purpose: string; readonly fields?: readonly string[] }[];
  /** Recipients found in the log. */
  readonly recipients?: readonly string[];
  readonly credentials?: CredentialEvidence;
  readonly implementation?: ImplementationEvidence;
  readonly requests?: RequestEvidence;
  /** Persons erased on request, and those of them that can still be read. */
  readonly erasures?: { readonly done: number; readonly stillReadable: number };
  /** Notices delivered, by category of subjects. */
  readonly notices?: Readonly<Record<string, number>>;
  /** Messages kept in a channel past its maximum age, by link. */
  readonly channels?: Readonly<Record<string, { readonly overdue: number; readonly inBackups?: number }>>;
  /** Copies that are to go, by obligation. */
  readonly obligations?: Readonly<Record<string, ObligationEvidence>>;
  /** Backups with an obligation on them, mailboxes whose backup has none, backups that outlive what they are copies of. */
  readonly backups?: { readonly declared: number; readonly missing: number; readonly outliving: number };
  /** Restrictions of processing (GDPR art. 18). */
  readonly restrictions?: { readonly standing: number; readonly lifted: number };
  /** */
  readonly breaches?: BreachEvidence;
  /** Proofs stored from an origin whose statement replaces them, by origin. */
  readonly proofs?: Readonly<Record<string, number>>;
  readonly freeText?: { readonly unmoderated: number };
  readonly accuracy?: { readonly unbound: number; readonly expiredWithoutAlert: number };
  /** Uses under consent that find no record of it for that purpose. */
  readonly consents?: { readonly uses: number; readonly withoutRecord: number };
  /** What is wider than in the approved declaration. */
  readonly drift?: { readonly approved: string; readonly widened: readonly string[] };
  /** Countries in which the data were found to be kept or read, ISO 3166-1 alpha-2. */
  readonly locations?: readonly string[];
  /** Rows of real persons found in an environment other than production, by its name. */
  readonly realRows?: Readonly<Record<string, number>>;
  readonly history?: HistoryEvidence;
  /** Last review of the logs, and last drill or scan of the measures. */
  readonly reviews?: { readonly logs?: string; readonly security?: string };
}
