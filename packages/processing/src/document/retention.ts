/** Section VIII: how long, from when, and what happens then. */
import type { LegalReference, PartialDate, Text } from "./text.ts";

/** When a period starts. */
export type RetentionStart =
  | { readonly kind: "fixed-date"; readonly on: string }
  | { readonly kind: "field"; readonly field: string }
  | { readonly kind: "last-activity" }
  | { readonly kind: "event"; readonly event: string };

/** A bound: a period from the start, or a named event, or an event plus a period. */
export interface RetentionBound {
  /** A calendar period such as `P18M`, from the start, or from the event when one is named. */
  readonly period?: string;
  /** The id of a named event of the declaration. */
  readonly event?: string;
  /** Where it is rounded up to: « l'année en cours » runs to its last day. */
  readonly roundedTo?: "end-of-month" | "end-of-year";
}

/** The retention of the categories it names. */
export interface RetentionDocument {
  readonly categories: readonly string[];
  readonly start?: RetentionStart;
  /** Not deleted before (floor). */
  readonly minimum?: RetentionBound;
  /** Deleted at the latest (cap). */
  readonly maximum?: RetentionBound;
  readonly then?: "delete" | "anonymise" | "shred" | "archive";
  /** How long the data are of daily use; what lies beyond belongs in an archive apart. */
  readonly activeFor?: string;
  readonly archive?: {
    readonly roles: readonly string[];
    readonly period: string;
    /** The filing system that is the archive. */
    readonly filingSystem?: string;
  };
  readonly reference?: LegalReference;
  readonly justification?: Text;
  /** Nothing and nobody can change or delete the data before the minimum. */
  readonly immutable?: boolean;
  /** The purposes it holds for; all of the categories' when not stated. */
  readonly purposes?: readonly string[];
  /** Cases in which another bound holds, such as an incident. */
  readonly exceptions?: readonly { readonly when: Text; readonly maximum: RetentionBound; readonly reference?: LegalReference }[];
  /** What was declared before. */
  readonly former?: readonly FormerRetention[];
}

/** A retention that no longer holds. */
export interface FormerRetention {
  readonly start?: RetentionStart;
  readonly minimum?: RetentionBound;
  readonly maximum?: RetentionBound;
  readonly until?: PartialDate;
}

/** How deletion happens. */
export interface PurgeDocument {
  readonly automatic?: boolean;
  /** Longest time between two runs. */
  readonly every?: string;
  /** A law that shortens the period makes data go earlier. */
  readonly followsShortening?: boolean;
  /** A longer period goes back to the authority first. */
  readonly lengtheningNeedsReview?: boolean;
  /** Deletion leaves evidence. */
  readonly evidence?: boolean;
  /** What the evidence holds. */
  readonly evidenceHolds?: readonly ("policy" | "time" | "count" | "hash" | "actor")[];
  /** Events that start a run besides its schedule. */
  readonly events?: readonly string[];
  /** What a run reaches. */
  readonly reaches?: readonly ("live" | "archive" | "backups" | "copies" | "paper" | "processors")[];
  /** The name of the job, as its scheduler knows it. */
  readonly job?: string;
}
