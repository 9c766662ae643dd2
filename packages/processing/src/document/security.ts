/** Section VII: security measures and exports. */
import type { PhysicalMeasure } from "./filing-systems.ts";
import type { KeptElsewhere, PartialDate, Text } from "./text.ts";

/** Security measures. Absence is silence; `false` and `none` are statements. */
export interface SecurityDocument {
  readonly passwords?: {
    readonly minimumLength?: number;
    readonly entropyBits?: number;
    readonly storedAs?: "salted-hash" | "hash" | "clear";
    readonly lockout?: boolean;
    readonly sentInClear?: boolean;
    /** Kinds of characters it must hold. */
    readonly classes?: number;
    readonly renewedEvery?: string;
  };
  /** What one shows to come in, by where one comes from. */
  readonly authentication?: readonly AuthenticationDocument[];
  readonly encryption?: {
    readonly inTransit?: boolean;
    readonly atRest?: boolean;
    readonly keys?: Text;
    readonly keyCustody?: "controller" | "processor" | "key-service";
    readonly keyRotation?: string;
  };
  readonly infrastructure?: InfrastructureDocument;
  /** Dated checklist of ports, servers, devices and nominative accounts. */
  readonly infrastructureChecklist?: KeptElsewhere;
  /** Last and next review of the measures against the state of the art. */
  readonly review?: { readonly last: string; readonly every: string };
  /** Reachable from a public network. */
  readonly exposed?: boolean;
  readonly exports?: ExportsDocument | "none";
  /** The application's own backups. */
  readonly backups?: BackupsDocument | "none";
  readonly paper?: { readonly used: boolean; readonly measures?: Text; readonly means?: readonly PhysicalMeasure[] };
  readonly premises?: { readonly means: readonly PhysicalMeasure[] };
  readonly environments?: readonly {
    readonly name: string;
    readonly production: boolean;
    readonly data: "real" | "generated" | "anonymised";
  }[];
  readonly breach?: {
    readonly procedure: Text;
    readonly authorityWithinHours?: number;
    readonly register?: boolean;
    /** Persons are told when the risk is high (GDPR art. 34). */
    readonly personsInformed?: boolean;
  };
  readonly patches?: { readonly within: string };
  /** Standards that are claimed. */
  readonly standards?: readonly string[];
  readonly organisation?: readonly OrganisationMeasure[] | "none";
  /** What holds the matrix: the process, grants on columns, or functions that write their own entry. */
  readonly enforcement?: "process" | "columns" | "sealed";
}

/** What one shows to come in. */
export interface AuthenticationDocument {
  readonly from: "inside" | "remote" | "public-network" | "administration";
  readonly roles?: readonly string[];
  readonly factors: number;
  readonly means?: readonly ("password" | "single-sign-on" | "code" | "token" | "certificate" | "badge" | "biometry")[];
}

/** Ports, servers, devices and accounts (CCIN 2021-206 §VII). */
export interface InfrastructureDocument {
  readonly unusedPortsClosed?: boolean;
  /** What is protected nominatively, by an identifier and a strong password. */
  readonly nominative?: readonly ("servers" | "peripherals" | "network-devices" | "user-accounts" | "administrator-accounts")[];
  readonly strongPasswords?: boolean;
}

/** The application's own backups. */
export interface BackupsDocument {
  /** After how long a backup is overwritten. */
  readonly rotation: string;
  readonly encrypted?: boolean;
  readonly every?: string;
  /** How what was deleted also leaves them. */
  readonly erasure?: "at-once" | "by-rotation" | "replayed-at-restore" | "never";
  readonly restoreTestedEvery?: string;
  readonly hosting?: string;
}

/** What is done so that people act as they should. */
export interface OrganisationMeasure {
  readonly kind: "awareness" | "training" | "unannounced-check" | "supervision" | "procedure" | "audit";
  readonly by?: Text;
  readonly every?: string;
  readonly since?: PartialDate;
}

/** Copies and extractions. */
export interface ExportsDocument {
  /** Every copy is encrypted on the medium that receives it; of linked processings too. */
  readonly encrypted?: boolean;
  readonly linkedToo?: boolean;
  /** Each copy has an entry: who, purpose, rows, recipient, expiry. */
  readonly ledger?: boolean;
  /** A copy is deleted after. */
  readonly expireAfter?: string;
  /** Whether one chooses what to take out. */
  readonly selection?: "chosen-fields" | "everything";
  /** Whether only rows of one's own unit come out. */
  readonly limitedToScope?: boolean;
  /** The role that approves an extraction. */
  readonly approvedBy?: string;
  readonly formats?: readonly string[];
}
