/** The form of a case. */
import type { ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle, ProfileId } from "@favorable/review";
import { drop, set } from "../change.ts";

/** What a rule gives. */
export type Expected =
  /** Severity, chain section and word of each remark. */
  | readonly [severity: "block" | "modify" | "reserve" | "reminder", ...remarks: string[]]
  | "satisfied"
  | "human"
  | "not-assessable"
  | "not-applicable";

/** One change to a file that meets every rule, and what the rule then gives. */
export interface Case {
  readonly rule: string;
  readonly when: string;
  readonly change?: (file: ProcessingDocument) => ProcessingDocument;
  readonly evidence?: Partial<EvidenceBundle> | "none";
  readonly profile?: ProfileId;
  readonly asOf?: string;
  readonly gives: Expected;
}

/** States a fact. */
export const put =
  (path: string, value: unknown) =>
  (file: ProcessingDocument): ProcessingDocument =>
    set(file, path, value);
/** Takes a fact away. */
export const without =
  (path: string) =>
  (file: ProcessingDocument): ProcessingDocument =>
    drop(file, path);
/** Makes several changes. */
export const chain =
  (...changes: readonly ((file: ProcessingDocument) => ProcessingDocument)[]) =>
  (file: ProcessingDocument): ProcessingDocument =>
    changes.reduce((whole, change) => change(whole), file);
