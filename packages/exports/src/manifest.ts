/** The first and the last line of an export: what it is, and that it is complete. */
import { type CalendarDate, canonicalJson, isCalendarDate, type JsonValue } from "@favorable/core";
import { exportError } from "./export-error.ts";
import { fitsLine } from "./limits.ts";

/** A field of the export. */
export interface ExportedField {
  /** Its name, as in the rows. */
  readonly name: string;
  /** Its declared category. */
  readonly category: string;
}

/** Somebody the export is encrypted to. */
export interface ExportedRecipient {
  /** First 16 bytes of the SHA-256 of the recipient's text, in hexadecimal: tells recipients apart without their key. */
  readonly fingerprint: string;
  /** Who that is, in the exporter's words. */
  readonly label?: string;
}

/** What the exporter says besides. Stands inside the encryption only. */
export interface ManifestFacts {
  /** Name of the controller. */
  readonly controller?: string;
  /** Statement of the purpose. */
  readonly statement?: string;
  /** Legal basis, as text and article. */
  readonly legalBasis?: string;
  /** Who approved the export. */
  readonly approver?: string;
  /** The last day the recipient may keep it. A promise: nothing can enforce it once it was opened. */
  readonly keepUntil?: CalendarDate;
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
  /** Fields of the record that were not permitted or not asked for. */
  readonly excluded: readonly string[];
  readonly recipients: readonly ExportedRecipient[];
}

/** The last line. */
export interface ExportSeal {
  /** Lines between manifest and seal. */
  readonly rows: number;
  /** Bytes before the seal's line, manifest included. */
  readonly bytes: number;
  /** SHA-256 of these bytes, in hexadecimal. */
  readonly sha256: string;
}

const FACTS: readonly (keyof ManifestFacts)[] = ["controller", "statement", "legalBasis", "approver", "keepUntil", "afterwards", "scope"];

/** Keeps the known facts; throws `EXPORT_FACTS` with the names of those that are malformed. */
export function checkFacts(facts: ManifestFacts): ManifestFacts {
  const known = new Set<string>(FACTS);
  const isGood = (name: string, value: unknown): boolean => (name === "keepUntil" ? isCalendarDate(value) : isText(value));
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

/** Reads a parsed first line; throws `EXPORT_FORMAT`. */
export function readManifest(line: unknown): ExportManifest {
  const manifest = only(line, "$manifest");
  const texts = ["id", "createdAt", "actor", "role", "purpose", "record"];
  const good =
    isObject(manifest) &&
    manifest["format"] === "favorable-export/1" &&
    texts.every((name) => isText(manifest[name])) &&
    typeof manifest["simulated"] === "boolean" &&
    isList(manifest["fields"], (field) => isObject(field) && isText(field["name"]) && isText(field["category"])) &&
    isList(manifest["excluded"], isText) &&
    isList(manifest["recipients"], (one) => isObject(one) && isText(one["fingerprint"])) &&
    FACTS.every((name) => manifest[name] === undefined || isText(manifest[name]));
  if (!good) throw exportError("EXPORT_FORMAT", "the first line is not a manifest of this format", { line: 1 });
  // Every member was looked at; the compiler cannot follow that.
  return manifest as unknown as ExportManifest;
}

/** Reads a parsed last line; throws `EXPORT_FORMAT`. */
export function readSeal(line: unknown, number: number): ExportSeal {
  const seal = only(line, "$seal");
  const isCount = (value: unknown): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  if (isObject(seal)) {
    const { rows, bytes, sha256 } = seal;
    if (isCount(rows) && isCount(bytes) && isText(sha256) && Object.keys(seal).length === 3) return { rows, bytes, sha256 };
  }
  throw exportError("EXPORT_FORMAT", "a malformed seal", { line: number });
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
