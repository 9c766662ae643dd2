/** Ways past a matrix that a catalogue shows. */

/** A way past the matrix. */
export interface Bypass {
  readonly kind:
    | "superuser"
    | "owner"
    | "maintainer"
    | "bypassrls"
    | "member"
    | "login-inherits"
    | "predefined-role"
    | "view"
    | "function"
    | "trigger"
    | "rule"
    | "publication"
    | "replication"
    | "grant-option"
    | "admin-option"
    | "default-privileges"
    /** A table that shares rows with one of the matrix, by inheritance or as a partition: its rights and policies are its own. */
    | "child-table"
    | "parent-table"
    /**
     * A function that runs when rows are read or written: behind a check, a default, a generated column, an index, a policy (also one that
     * only restricts), statistics, the condition of a trigger, a domain; at level `sealed` also a cast.
     */
    | "expression"
    /** Level `sealed`: a login that reaches the log's own tables, or appends entries of its own. */
    | "log-table"
    | "log-append"
    /** A login of the application that could make roles, read files of the server, or statistics that hold values. */
    | "createrole"
    | "server-file"
    | "statistics"
    /** A right to change a setting that switches triggers off or loads code. */
    | "parameter"
    /** A type of a column whose owner is none of the tables': a check on a domain is shown every value, a value of an enumeration can be renamed. */
    | "type"
    /** A function that runs at definitions, whose owner is no superuser and none of the tables'. */
    | "event-trigger"
    | "key-table"
    /** Level `sealed`: a table of keys, uses or tickets that is not as it was made, or that a subscription writes to. */
    | "definition"
    | "subscription"
    /** Level `sealed`: a type of entry that is not declared in the log as planned; inherent where the login that verifies may not read that. */
    | "declared-type";
  /** A role, or the object. */
  readonly name: string;
  /** What it concerns: a table, a role. */
  readonly on?: string;
  /** Every database has one (superusers, the tables' owner), or the mapping declares it (maintainers). */
  readonly inherent: boolean;
}

/** A way past, and whether the login that asks could take it. */
export interface FoundBypass extends Bypass {
  readonly reached: boolean;
}

/** The same, as a query answers. */
export type FoundWay = Omit<FoundBypass, "on"> & { readonly on: string | null };
