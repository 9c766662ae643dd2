/** The first and the last line of an export: what it is, and that it is complete. */
import { type CalendarDate, canonicalJson, isCalendarDate, type JsonValue, toHex, utf8 } from "@favorable/core";
import { sha256 } from "@favorable/encryption";
import { exportError } from "./export-error.ts";
import { EXPORT_ID } from "./export-id.ts";
import { fitsLine } from "./limits.ts";

/** A field of the export. */
export interface ExportedField {
  /** Its name, as in the rows. */
  readonly name: string;
  /** Its declared category. */
  readonly category: string;
  /** Where its values come from and what they are for, as the record declares it. */
  readonly origins?: readonly string[];
  readonly purposes?: readonly string[];
  /** True for the field that tells one person from another. */
  readonly subject?: true;
  /** How its values were changed on the way out; in clear when not said. */
  readonly transform?: "masked" | "pseudonymised";
}

/** Somebody the export is encrypted to. */
export interface ExportedRecipient {
  /** First 16 bytes of the SHA-256 of the recipient's text, in hexadecimal: tells recipients apart without their key. */
  readonly fingerprint: string;
  /** Who that is, in the exporter's words. */
  readonly label?: string;
}

/** Why a field of the record is not in the rows. */
export interface ExcludedField {
  readonly name: string;
  readonly reason: "not-permitted" | "not-asked";
}

/** What the exporter says besides. Stands inside the encryption only. */
export interface ManifestFacts {
  /** Name of the controller. */
  readonly controller?: string;
  /** Statement of the purpose. */
  readonly statement?: string;
  /** Legal basis, as text and article. */
  readonly legalBasis?: string;
  /** The last day the recipient may keep it. A promise: nothing can enforce it once it was opened. */
  readonly keepUntil?: CalendarDate;
  /** The retention rule that `keepUntil` comes from, as its identifier. */
  readonly retentionRule?: string;
  /** What must happen to it afterwards. */
  readonly afterwards?: string;
  /** Which persons or period it covers. */
  readonly scope?: string;
}

/** The first line. */
export interface ExportManifest extends ManifestFacts {
  readonly format: "favorable-export/1";
  /** UUID version 7; the entries of the ledger carry the same. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** True when the time was made up. */
  readonly simulated: boolean;
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  readonly record: string;
  /** The fields in the rows, in order. */
  readonly fields: readonly ExportedField[];
  /** Fields of the record that do not leave. */
  readonly excluded: readonly ExcludedField[];
  readonly recipients: readonly ExportedRecipient[];
  /** `ndjson`: lines of JSON; `csv`: RFC 4180 in a tar, see {@link formulaGuard}. */
  readonly rows: "ndjson" | "csv";
  /** True for CSV: texts that a spreadsheet would run have a `'` before them. */
  readonly formulaGuard?: true;
  /** Name of the key that signs the seal. */
  readonly signer?: string;
  /** Who agreed, when a second person had to. */
  readonly approval?: { readonly id: string; readonly approver: string; readonly role: string; readonly at: string };
  /** The ledger's own identifier of the entry `export.started`. */
  readonly ledgerEntry?: string;
}

/** The last line. */
export interface ExportSeal {
  /** Lines between manifest and seal. */
  readonly rows: number;
  /** Bytes before the seal's line, manifest included. */
  readonly bytes: number;
  /** SHA-256 of these bytes, in hexadecimal. */
  readonly sha256: string;
  /** Signature lines of a C2SP signed note over the export's id, the counts and the digest. */
  readonly signature?: string;
}

const FACTS: readonly (keyof ManifestFacts)[] = [
  "controller",
  "statement",
  "legalBasis",
  "keepUntil",
  "retentionRule",
  "afterwards",
  "scope",
];

/** Keeps the known facts; throws `EXPORT_FACTS` with the names of those that are malformed, and for a `keepUntil` before today. */
export function checkFacts(facts: ManifestFacts, today: CalendarDate): ManifestFacts {
  const known = new Set<string>(FACTS);
  // A last day that has passed is one that nobody can keep.
  const isGood = (name: string, value: unknown): boolean => isFact(name, value) && !(name === "keepUntil" && String(value) < today);
  const wrong = Object.entries(facts).filter(([name, value]) => value !== undefined && !(known.has(name) && isGood(name, value)));
  if (wrong.length === 0) return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  throw exportError("EXPORT_FACTS", "the facts of the manifest hold an unknown name or a malformed value", {
    facts: wrong.map(([name]) => (known.has(name) ? name : "(unknown)")),
  });
}

/** Throws `EXPORT_FACTS` for a manifest that {@link readManifest} would not read again. */
export function assertReadable(manifest: ExportManifest): void {
  try {
    const line = manifestLine(manifest);
    readManifest(JSON.parse(line));
    if (fitsLine(line)) return;
  } catch {
    // What is wrong may be a value: only that something is.
  }
  throw exportError("EXPORT_FACTS", "the manifest could not be read again: a text is empty, malformed or too long");
}

/** The manifest's line, with its line feed. */
export function manifestLine(manifest: ExportManifest): string {
  return `${canonicalJson({ $manifest: { ...manifest } as unknown as JsonValue })}\n`;
}

/** The seal's line, with its line feed. */
export function sealLine(seal: ExportSeal): string {
  return `${canonicalJson({ $seal: { ...seal } })}\n`;
}

/**
 * Reads a parsed first line; throws `EXPORT_FORMAT`. It is somebody's text, and more of it than its presence is checked: names have the
 * form of names and dates that of dates, so that a sentence cannot stand where a reader is shown one of them.
 */
export function readManifest(line: unknown): ExportManifest {
  const manifest = only(line, "$manifest");
  const good =
    isObject(manifest) &&
    manifest["format"] === "favorable-export/1" &&
    isId(manifest["id"]) &&
    isInstant(manifest["createdAt"]) &&
    isShort(manifest["actor"]) &&
    ["role", "purpose", "record"].every((name) => isName(manifest[name])) &&
    typeof manifest["simulated"] === "boolean" &&
    isList(manifest["fields"], isField) &&
    isList(manifest["excluded"], isExcluded) &&
    isList(manifest["recipients"], isRecipientOf) &&
    (manifest["rows"] === "ndjson" || (manifest["rows"] === "csv" && manifest["formulaGuard"] === true)) &&
    ["signer", "ledgerEntry"].every((name) => manifest[name] === undefined || isShort(manifest[name])) &&
    (manifest["approval"] === undefined || isApproval(manifest["approval"])) &&
    FACTS.every((name) => manifest[name] === undefined || isFact(name, manifest[name]));
  if (!good) throw exportError("EXPORT_FORMAT", "the first line is not a manifest of this format", { line: 1 });
  // Every member was looked at; the compiler cannot follow that.
  return manifest as unknown as ExportManifest;
}

/** Reads a parsed last line; throws `EXPORT_FORMAT`. */
export function readSeal(line: unknown, number: number): ExportSeal {
  const seal = only(line, "$seal");
  const isCount = (value: unknown): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  if (isObject(seal)) {
    const { rows, bytes, sha256, signature } = seal;
    const signed = signature === undefined || isText(signature);
    const known = Object.keys(seal).length === (signature === undefined ? 3 : 4);
    if (isCount(rows) && isCount(bytes) && isText(sha256) && signed && known)
      return { rows, bytes, sha256, ...(signature === undefined ? {} : { signature }) };
  }
  throw exportError("EXPORT_FORMAT", "a malformed seal", { line: number });
}

function isField(field: unknown): boolean {
  if (!isObject(field) || !isShort(field["name"]) || !isShort(field["category"])) return false;
  const tags = ["origins", "purposes"].every((name) => field[name] === undefined || isList(field[name], isShort));
  const subject = field["subject"] === undefined || field["subject"] === true;
  return tags && subject && [undefined, "masked", "pseudonymised"].some((known) => known === field["transform"]);
}

function isExcluded(field: unknown): boolean {
  return isObject(field) && isShort(field["name"]) && (field["reason"] === "not-permitted" || field["reason"] === "not-asked");
}

function isRecipientOf(one: unknown): boolean {
  return isObject(one) && isFingerprint(one["fingerprint"]) && (one["label"] === undefined || isShort(one["label"]));
}

function isApproval(approval: unknown): boolean {
  if (!isObject(approval)) return false;
  const { id, approver, role, at } = approval;
  return isId(id) && isShort(approver) && isName(role) && isInstant(at);
}

/** A fact about the export: a day, or a text of at most 4,000 characters. */
function isFact(name: string, value: unknown): boolean {
  return name === "keepUntil" ? isCalendarDate(value) : isText(value) && value.length <= 4000;
}

/** A text of at most 200 characters. */
function isShort(value: unknown): value is string {
  return isText(value) && value.length <= 200;
}

/** A declared name: the form that the ledger, too, takes in clear. */
export function isName(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,99}$/.test(value);
}

/** The {@link ExportedRecipient.fingerprint} of a recipient (`age1…`). */
export function fingerprintOf(recipient: string): string {
  return toHex(sha256(utf8(recipient)).subarray(0, 16));
}

/** The form of a {@link fingerprintOf}. */
export function isFingerprint(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{32}$/.test(value);
}

function isId(value: unknown): boolean {
  return typeof value === "string" && EXPORT_ID.exec(value)?.[0] === value;
}

/** As `Date.prototype.toISOString` prints it. */
function isInstant(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
}

function only(line: unknown, name: string): unknown {
  return isObject(line) && Object.keys(line).length === 1 ? line[name] : undefined;
}

/** A JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text with something in it that UTF-8 can carry. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.isWellFormed();
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}
