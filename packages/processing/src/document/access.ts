/** Section V: roles, grants, accounts, and the logs of what was done. */
import type { Text } from "./text.ts";

/** The actions of a matrix. Extraction is one of its own: reading does not imply it. */
export type Action = "read" | "add" | "modify" | "delete" | "extract";

/** Which rows a grant reaches, in declared terms. */
export type RowScope = "all" | "own-record" | "own-unit" | "case-load" | "tenant";

/** One role. */
export interface RoleDocument {
  readonly label: Text;
  readonly mission?: Text;
  /** The purposes the role may act for. */
  readonly purposes: readonly string[];
  /** `technical` roles act for maintenance and security only. */
  readonly kind?: "business" | "technical" | "rights-desk" | "auditor";
  /** A role whose mission spans every unit. */
  readonly central?: boolean;
  readonly rowScope?: RowScope;
}

/** A condition on rows; which keys stand with it depends on its kind. Fields are named without their record. */
export interface ConditionDocument {
  readonly kind: "own-record" | "own-unit" | "case-load" | "tenant" | "last-days" | "during";
  /** Of `own-record`, `own-unit`, `case-load`, `tenant`, `last-days`. */
  readonly field?: string;
  /** Of `last-days`: days before today, 0 to 36,500. */
  readonly days?: number;
  /** Of `during`: calendar dates, both included. */
  readonly from?: string;
  readonly until?: string;
}

/** One conjunct on the rows that roles reach by actions; where none are named, all. */
export interface RowRuleDocument {
  readonly roles?: readonly string[];
  readonly actions?: readonly Action[];
  /** A condition, or several of which one has to be met. */
  readonly where: ConditionDocument | { readonly kind: "any-of"; readonly of: readonly ConditionDocument[] };
}

/** A role that is opened in an emergency only. */
export interface EmergencyRoleDocument {
  /** Roles whose holders may open it. */
  readonly for: readonly string[];
  /** Longest opening, in minutes, 1 to 1,440. */
  readonly maximumMinutes: number;
}

/** Who may do what: every role × category decided; `none` is written out. */
export interface AccessDocument {
  readonly actions: readonly Action[];
  readonly roles: Readonly<Record<string, RoleDocument>>;
  readonly grants: Readonly<Record<string, Readonly<Record<string, readonly Action[] | "all" | "none">>>>;
  /** Categories nobody may modify or delete, whatever the grants say. */
  readonly immutable?: readonly string[];
  /** Conditions on rows: all that name a role and an action are met, or the row is refused. */
  readonly when?: readonly RowRuleDocument[];
  /** Pairs of roles that the matrix refuses to one person. */
  readonly conflicts?: readonly (readonly string[])[];
  readonly breakGlass?: Readonly<Record<string, EmergencyRoleDocument>>;
  /** Number of organisational units the data span, when stated. */
  readonly units?: number;
  readonly accounts?: {
    /** One account per person. */
    readonly individual?: boolean;
    readonly shared?: boolean;
    readonly factors?: number;
  };
  /** How access is granted, reviewed and withdrawn. */
  readonly procedure?: { readonly grant: Text; readonly reviewEvery?: string; readonly leavers: Text };
}

/** The logs. */
export interface LogsDocument {
  /** What leaves an entry. */
  readonly events?: readonly ("connection" | Action | "refusal" | "export" | "erasure")[];
  /** What an entry holds. */
  readonly entries?: readonly ("actor" | "time" | "object" | "purpose" | "role")[];
  /** Where entries are kept: `append-only` stores refuse change below the application. */
  readonly store?: "plain" | "append-only" | "append-only-witnessed";
  /** The category, declared with its own retention, that the entries belong to. */
  readonly category?: string;
  readonly reviewEvery?: string;
  /** How entries are looked at. */
  readonly reviews?: readonly LogReviewDocument[];
  /** What raises an alert, and for whom. */
  readonly alerts?: readonly { readonly when: Text; readonly to: readonly string[] }[];
  /** Roles that can change or delete an entry. */
  readonly mayChange?: readonly string[] | "nobody";
  /** Entries name actors by a pseudonym. */
  readonly pseudonymous?: boolean;
}

/** One way in which the logs are looked at. */
export interface LogReviewDocument {
  readonly kind: "sample" | "systematic" | "incidental" | "break-glass-report" | "automatic-alert";
  readonly every?: string;
  /** Whether it is in fact done. */
  readonly applied?: boolean;
  /** How often it was done, between which days. */
  readonly done?: { readonly times: number; readonly from?: string; readonly until?: string };
}
