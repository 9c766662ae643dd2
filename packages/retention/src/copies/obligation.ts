/** Obligations on copies outside the application's own tables: what mail, its backups, exports and dumps still hold. */
import { addPeriod, type CalendarDate, frozenCopy, isPeriod, type Period, PrivacyError, period } from "@favorable/core";
import { isZone } from "../zone.ts";

/** Where a copy is. Backups cannot be asked for one message or row: only rotation or a destroyed key ends what they hold. */
export type CopySystem = "mailbox" | "mail-backup" | "object-storage" | "export-file" | "database-backup" | "other";

/** What the age of a copy is counted from. */
export type CopyStart = "received" | "processed" | "primary-gone";

/** What is written down; {@link defineCopy} checks it. */
export interface CopyObligationDefinition {
  /** Lower-case words joined by dots or hyphens, such as `proofs.mailbox`. */
  readonly name: string;
  readonly system: CopySystem;
  /** How long the copy may be there, a calendar period such as `P1D`. */
  readonly maximumAge: string;
  readonly start: CopyStart;
  /** For what rotates: the calendar period after which the last backup with the copy is overwritten, such as `P30D`. */
  readonly rotation?: string;
  /** The copy is encrypted under a key that can be destroyed. */
  readonly shredding?: boolean;
  /** The IANA zone in which its days are counted. */
  readonly zone: string;
}

/** A checked obligation. */
export interface CopyObligation {
  readonly name: string;
  readonly system: CopySystem;
  readonly maximumAge: Period;
  readonly start: CopyStart;
  readonly rotation?: Period;
  readonly shredding: boolean;
  readonly zone: string;
}

/** The days that an obligation gives to one copy. */
export interface CopyDays {
  /** Last day on which the copy may be there. */
  readonly dueOn: CalendarDate;
  /** Last day on which a backup may hold it, where backups rotate. */
  readonly rotatedOn?: CalendarDate;
}

const CODE = "COPY_INVALID";
const NAME = /^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/;
const SYSTEMS: readonly string[] = ["mailbox", "mail-backup", "object-storage", "export-file", "database-backup", "other"];
const STARTS: readonly string[] = ["received", "processed", "primary-gone"];
const KEYS: readonly string[] = ["name", "system", "maximumAge", "start", "rotation", "shredding", "zone"];
const BACKUPS: readonly CopySystem[] = ["mail-backup", "database-backup"];

/** Whether a system is a backup, which cannot be asked for a single item. */
export function isBackup(system: CopySystem): boolean {
  return BACKUPS.includes(system);
}

/**
 * Checks an obligation on a secondary copy.
 *
 * CCIN deliberation 2021-206, section VI: proofs received by mail are deleted from the mailbox as soon as they are processed, and from the
 * backup of the mailbox too.
 *
 * @throws `COPY_INVALID`, with all `paths` at once; an unknown key is a star. A backup says how it ends: by `rotation` or by `shredding`
 * @example
 * ```ts
 * import { defineCopy } from "@favorable/retention";
 *
 * const backup = defineCopy({
 *   name: "proofs.mail-backup",
 *   system: "mail-backup",
 *   maximumAge: "P31D",
 *   start: "processed",
 *   rotation: "P30D",
 *   zone: "Europe/Monaco",
 * });
 * console.log(backup.rotation); // P30D
 * ```
 */
export function defineCopy(definition: CopyObligationDefinition): CopyObligation {
  const copy = frozenCopy(definition, CODE);
  if (typeof copy !== "object" || copy === null || Array.isArray(copy))
    throw new PrivacyError(CODE, "an obligation is an object", { paths: [] });
  const { name, system, maximumAge, start, rotation, shredding = false, zone } = copy;
  const paths = Object.keys(copy).flatMap((key) => (KEYS.includes(key) ? [] : ["*"]));
  const check = (ok: boolean, path: string): void => {
    if (!ok) paths.push(path);
  };
  check(typeof name === "string" && NAME.test(name) && name.length <= 100, "name");
  check(SYSTEMS.includes(system), "system");
  check(isPeriod(maximumAge), "maximumAge");
  check(STARTS.includes(start), "start");
  check(rotation === undefined || isPeriod(rotation), "rotation");
  check(typeof shredding === "boolean", "shredding");
  check(!isBackup(system) || rotation !== undefined || shredding === true, "rotation");
  check(isZone(zone), "zone");
  if (paths.length > 0) throw new PrivacyError(CODE, `the obligation makes no sense at: ${paths.join(", ")}`, { paths });
  const rotated = rotation === undefined ? {} : { rotation: period(rotation) };
  return Object.freeze({ name, system, maximumAge: period(maximumAge), start, ...rotated, shredding, zone });
}

/** The days of a copy whose count starts on a day; on its last day a copy is due, afterwards overdue. */
export function copyDays({ maximumAge, rotation }: CopyObligation, on: CalendarDate): CopyDays {
  const dueOn = addPeriod(on, maximumAge);
  return rotation === undefined ? { dueOn } : { dueOn, rotatedOn: addPeriod(on, rotation) };
}
