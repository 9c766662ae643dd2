/** The restricted archive: a second phase that few may read, with periods of its own. */
import { boundList, isBound, type RetentionBound } from "./bound.ts";
import { type ArchiveStart, isArchiveStart } from "./start.ts";

/** What happens to the data when the last phase ends. */
export type FinalAction = "delete" | "anonymise" | "shred";

/** What is written down of an archive. */
export interface RetentionArchiveDefinition {
  /** When its periods start. `end-of-active` counts them after those of the active phase, any other start beside them. */
  readonly start: ArchiveStart;
  /** Floor: nothing goes before. It adds to the floors of the active phase. */
  readonly minimum?: RetentionBound | readonly RetentionBound[];
  /** Cap: everything goes by then, never before the active phase has ended. */
  readonly maximum?: RetentionBound | readonly RetentionBound[];
  /** The roles that may read in this phase; nobody else does but the rights desk. */
  readonly roles: readonly string[];
  readonly then: FinalAction;
}

/** A checked archive. */
export interface RetentionArchive {
  readonly start: ArchiveStart;
  readonly minimum: readonly RetentionBound[];
  readonly maximum: readonly RetentionBound[];
  readonly roles: readonly string[];
  readonly then: FinalAction;
}

const KEYS = new Set(["start", "minimum", "maximum", "roles", "then"]);
const FINAL: readonly unknown[] = ["delete", "anonymise", "shred"] satisfies readonly FinalAction[];
const MAX_ROLE = 63;

/** Checks an archive, telling each wrong place by its path; the frozen archive is of use only when nothing was told. */
export function checkArchive(archive: RetentionArchiveDefinition, tell: (path: string) => void): RetentionArchive {
  for (const key of Object.keys(archive)) if (!KEYS.has(key)) tell("archive.*");
  const { start, roles, then } = archive;
  const minimum = boundList(archive.minimum);
  const maximum = boundList(archive.maximum);
  if (!isArchiveStart(start)) tell("archive.start");
  if (minimum.length + maximum.length === 0) tell("archive.maximum");
  for (const [at, bound] of minimum.entries()) if (!isBound(bound)) tell(`archive.minimum.${at}`);
  for (const [at, bound] of maximum.entries()) if (!isBound(bound)) tell(`archive.maximum.${at}`);
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every(isRole)) tell("archive.roles");
  if (!FINAL.includes(then)) tell("archive.then");
  return Object.freeze({ start, minimum, maximum, roles, then });
}

/** Whether a value can be the name of a role. */
function isRole(role: unknown): boolean {
  return (
    typeof role === "string" &&
    role !== "" &&
    new TextEncoder().encode(role).length <= MAX_ROLE &&
    role.isWellFormed() &&
    !role.includes("\0")
  );
}
