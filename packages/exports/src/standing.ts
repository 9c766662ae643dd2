/** Where every export stands, out of its ledger: sealed, due for a reminder, overdue, deleted and on whose word. */
import type { AuditEvent, PartRetention } from "@favorable/audit";
import { addPeriod, type CalendarDate, isCalendarDate, type Period } from "@favorable/core";
import { exportError } from "./export-error.ts";
import { EXPORT_ID } from "./export-id.ts";
import { declared, type Ledger, record } from "./ledger.ts";

/** An event of the ledger as far as this looks at it; entries of an audit log are such. */
export interface LedgerEvent {
  readonly type: string;
  readonly clear?: Readonly<Record<string, unknown>>;
}

/** Where an export stands. */
export interface ExportStanding {
  readonly export: string;
  /** `started`: it has neither been sealed nor aborted; its process may have died. */
  readonly state: "started" | "sealed" | "aborted";
  readonly keepUntil?: CalendarDate;
  /** Recipients it was encrypted to. */
  readonly recipients: number;
  /** SHA-256 of the file, when it was sealed. */
  readonly fileSha256?: string;
  /** Reminders recorded so far. */
  readonly reminders: number;
  /** Who said it is deleted. A word, not a proof: nothing reaches into a recipient's computer. */
  readonly deleted: { readonly controller: boolean; readonly recipients: number };
  /** The last day comes within the notice given, or has passed, and not every copy is said to be gone. */
  readonly due: "no" | "remind" | "overdue";
}

/**
 * Reads the standing of every export out of the ledger's events, in the order they were recorded.
 *
 * @param options - `asOf`: today; `notice`: how long before its last day an export is to be remembered
 * @example
 * ```ts
 * import { calendarDate, period } from "@favorable/core";
 * import { exportStandings } from "@favorable/exports";
 *
 * const id = "017ce0b4-1c00-7000-8000-000000000000";
 * const events = [
 *   { type: "export.started", clear: { export: id, recipients: 1 } },
 *   { type: "export.sealed", clear: { export: id, recipients: 1, keepUntil: "2021-12-31", fileSha256: "00" } },
 * ];
 * const [standing] = exportStandings(events, { asOf: calendarDate("2021-12-20"), notice: period("P14D") });
 * console.log(standing?.due); // remind
 * ```
 */
export function exportStandings(
  events: Iterable<LedgerEvent>,
  options: { readonly asOf: CalendarDate; readonly notice: Period },
): readonly ExportStanding[] {
  const standings = new Map<string, Omit<ExportStanding, "due">>();
  for (const { type, clear = {} } of events) {
    const id = clear["export"];
    if (!type.startsWith("export.") || typeof id !== "string") continue;
    const known = standings.get(id) ?? {
      export: id,
      state: "started",
      recipients: 0,
      reminders: 0,
      deleted: { controller: false, recipients: 0 },
    };
    standings.set(id, after(known, type, clear));
  }
  return [...standings.values()].map((one) => ({ ...one, due: dueOf(one, options.asOf, options.notice) }));
}

type Bare = Omit<ExportStanding, "due">;

function after(known: Bare, type: string, clear: Readonly<Record<string, unknown>>): Bare {
  const { keepUntil, recipients, fileSha256, by } = clear;
  switch (type) {
    case "export.started":
    case "export.sealed":
      return {
        ...known,
        ...(type === "export.sealed" ? { state: "sealed" } : {}),
        ...(isCalendarDate(keepUntil) ? { keepUntil } : {}),
        ...(typeof recipients === "number" ? { recipients } : {}),
        ...(typeof fileSha256 === "string" ? { fileSha256 } : {}),
      };
    case "export.aborted":
      return { ...known, state: "aborted" };
    case "export.reminded":
      return { ...known, reminders: known.reminders + 1 };
    case "export.deleted":
      return {
        ...known,
        deleted:
          by === "controller" ? { ...known.deleted, controller: true } : { ...known.deleted, recipients: known.deleted.recipients + 1 },
      };
    default:
      return known;
  }
}

function dueOf({ state, keepUntil, recipients, deleted }: Bare, asOf: CalendarDate, notice: Period): ExportStanding["due"] {
  const gone = deleted.controller && deleted.recipients >= recipients;
  if (state !== "sealed" || keepUntil === undefined || gone) return "no";
  if (asOf > keepUntil) return "overdue";
  return addPeriod(asOf, notice) >= keepUntil ? "remind" : "no";
}

/** Records that the recipients were reminded of the last day; throws `EXPORT_LEDGER`, `EXPORT_FACTS`. */
export async function recordReminder(ledger: Ledger, id: string): Promise<void> {
  await record(ledger, { type: "export.reminded", clear: { export: idOf(id) } });
}

/** Who says that a copy is gone. */
export interface Deletion {
  readonly export: string;
  /** The controller's own copy, or that of one recipient. */
  readonly by: "controller" | "recipient";
  /** How it was deleted, as a declared word such as `unlinked` or `disk-destroyed`. */
  readonly how: string;
  /** What shows it: the text of a certificate, the reference of a letter. Kept as an erasable part. */
  readonly evidence?: string;
  readonly retention: PartRetention;
}

/** Records evidence of deletion; throws `EXPORT_LEDGER`, `EXPORT_FACTS`. */
export async function recordDeletion(ledger: Ledger, deletion: Deletion): Promise<void> {
  const { export: id, by, how, evidence, retention } = deletion;
  if (by !== "controller" && by !== "recipient")
    throw exportError("EXPORT_FACTS", "a copy is the controller's or a recipient's", { facts: ["by"] });
  const event: AuditEvent = {
    type: "export.deleted",
    clear: { export: idOf(id), by, how: declared(how) },
    ...(evidence === undefined ? {} : { parts: [{ name: "evidence", value: evidence, retention }] }),
  };
  await record(ledger, event);
}

function idOf(id: string): string {
  if (typeof id !== "string" || EXPORT_ID.exec(id)?.[0] !== id)
    throw exportError("EXPORT_FACTS", "not the identifier of an export", { facts: ["export"] });
  return id;
}
