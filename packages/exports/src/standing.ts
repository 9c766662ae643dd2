/** Where every export stands, out of its ledger: sealed, due for a reminder, overdue, deleted and on whose word. */
import type { AuditEvent, PartRetention } from "@favorable/audit";
import { addPeriod, type CalendarDate, isCalendarDate, type Period, toHex, utf8 } from "@favorable/core";
import { sha256 } from "@favorable/encryption";
import { exportError } from "./export-error.ts";
import { EXPORT_ID } from "./export-id.ts";
import { declared, type Ledger, record } from "./ledger.ts";
import { isFingerprint, isObject } from "./manifest.ts";

/** An event of the ledger as far as this looks at it; entries of an audit log are such. */
export interface LedgerEvent {
  readonly type: string;
  readonly clear?: Readonly<Record<string, unknown>>;
  /** Where they can be read, words of recipients count only for those the export went to. */
  readonly parts?: readonly { readonly name: string; readonly value?: unknown }[];
}

/** Where an export stands. */
export interface ExportStanding {
  readonly export: string;
  /**
   * `started`: it has neither been sealed nor aborted; its process may have died. `sealed`: a file may be somewhere, and that stays so
   * whatever a left file is called; only the export itself takes it back, with the digest, when it could not give the file its name.
   */
  readonly state: "started" | "sealed" | "aborted";
  readonly keepUntil?: CalendarDate;
  /** Recipients it was encrypted to. */
  readonly recipients: number;
  /** SHA-256 of the file, when it was sealed. */
  readonly fileSha256?: string;
  /** Reminders recorded so far. */
  readonly reminders: number;
  /** Who said it is deleted, each recipient once. A word, not a proof: nothing reaches into a recipient's computer. */
  readonly deleted: { readonly controller: boolean; readonly recipients: number };
  /**
   * The last day comes within the notice given, or has passed, and not every copy is said to be gone; `unbounded` when it never had a last
   * day (GDPR art. 5(1)(e)).
   */
  readonly due: "no" | "remind" | "overdue" | "unbounded";
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
  const standings = new Map<string, Known>();
  for (const { type, clear = {}, parts = [] } of events) {
    const id = clear["export"];
    if (!type.startsWith("export.") || typeof id !== "string") continue;
    const known = standings.get(id) ?? { export: id, state: "started", recipients: 0, reminders: 0, controller: false, copies: [] };
    standings.set(id, after(known, type, clear, copiesOf(id, parts)));
  }
  return [...standings.values()].map((known) => standingOf(known, options.asOf, options.notice));
}

/** What the events told so far. */
interface Known extends Omit<ExportStanding, "due" | "deleted"> {
  readonly controller: boolean;
  /** Copies that are said to be gone, each once. */
  readonly copies: readonly string[];
  /** Copies there are, where the events tell. */
  readonly sent?: readonly string[];
}

function after(known: Known, type: string, clear: Readonly<Record<string, unknown>>, sent: readonly string[]): Known {
  const { keepUntil, recipients, fileSha256, by, copy } = clear;
  switch (type) {
    case "export.started":
    case "export.sealed":
      return {
        ...known,
        ...(type === "export.sealed" ? { state: "sealed" } : {}),
        ...(isCalendarDate(keepUntil) ? { keepUntil } : {}),
        ...(typeof recipients === "number" ? { recipients } : {}),
        ...(typeof fileSha256 === "string" ? { fileSha256 } : {}),
        ...(sent.length === 0 ? {} : { sent }),
      };
    case "export.aborted":
      return known.state === "sealed" && (fileSha256 === undefined || fileSha256 !== known.fileSha256)
        ? known
        : { ...known, state: "aborted" };
    case "export.reminded":
      return { ...known, reminders: known.reminders + 1 };
    case "export.deleted":
      if (by === "controller") return { ...known, controller: true };
      return typeof copy === "string" && !known.copies.includes(copy) ? { ...known, copies: [...known.copies, copy] } : known;
    default:
      return known;
  }
}

function standingOf({ controller, copies, sent, ...known }: Known, asOf: CalendarDate, notice: Period): ExportStanding {
  const recipients = sent === undefined ? copies.length : copies.filter((copy) => sent.includes(copy)).length;
  const bare = { ...known, deleted: { controller, recipients } };
  return { ...bare, due: dueOf(bare, asOf, notice) };
}

function dueOf(one: Omit<ExportStanding, "due">, asOf: CalendarDate, notice: Period): ExportStanding["due"] {
  const { state, keepUntil, recipients, deleted } = one;
  const gone = deleted.controller && deleted.recipients >= recipients;
  if (state !== "sealed" || gone) return "no";
  if (keepUntil === undefined) return "unbounded";
  if (asOf > keepUntil) return "overdue";
  return addPeriod(asOf, notice) >= keepUntil ? "remind" : "no";
}

/** The copies of an export, out of the part that names its recipients. */
function copiesOf(id: string, parts: NonNullable<LedgerEvent["parts"]>): readonly string[] {
  const named: unknown = parts.find(({ name }) => name === "recipients")?.value;
  if (!Array.isArray(named)) return [];
  return named.flatMap((one: unknown) => (isObject(one) && isFingerprint(one["fingerprint"]) ? [copyOf(id, one["fingerprint"])] : []));
}

/** One copy in clear: the recipient's fingerprint would tell them in every export, this tells them in this one. */
function copyOf(id: string, fingerprint: string): string {
  return toHex(sha256(utf8(`${id} ${fingerprint}`)).subarray(0, 16));
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
  /** Whose copy, for `recipient`: the fingerprint in the manifest. Each recipient counts once, however often they say it. */
  readonly recipient?: string;
  /** How it was deleted, as a declared word such as `unlinked` or `disk-destroyed`. */
  readonly how: string;
  /** What shows it: the text of a certificate, the reference of a letter. Kept as an erasable part. */
  readonly evidence?: string;
  readonly retention: PartRetention;
}

/** Records evidence of deletion; throws `EXPORT_LEDGER`, `EXPORT_FACTS`. */
export async function recordDeletion(ledger: Ledger, deletion: Deletion): Promise<void> {
  const { export: id, by, recipient, how, evidence, retention } = deletion;
  const whose = by === "recipient" ? isFingerprint(recipient) : by === "controller" && recipient === undefined;
  if (!whose)
    throw exportError("EXPORT_FACTS", "a copy is the controller's, or that of a recipient named by fingerprint", {
      facts: ["by", "recipient"],
    });
  const event: AuditEvent = {
    type: "export.deleted",
    clear: { export: idOf(id), by, how: declared(how), ...(recipient === undefined ? {} : { copy: copyOf(id, recipient) }) },
    parts: [
      ...(recipient === undefined ? [] : [{ name: "recipient", value: recipient, retention }]),
      ...(evidence === undefined ? [] : [{ name: "evidence", value: evidence, retention }]),
    ],
  };
  await record(ledger, event);
}

function idOf(id: string): string {
  if (typeof id !== "string" || EXPORT_ID.exec(id)?.[0] !== id)
    throw exportError("EXPORT_FACTS", "not the identifier of an export", { facts: ["export"] });
  return id;
}
