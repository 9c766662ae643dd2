/** Before anything is written: may they, which fields, to whom. */
import type { NoteSigner, PartRetention } from "@favorable/audit";
import { type CalendarDate, type Clock, dateInZone, type Permit, type PermitAnswer, PrivacyError, systemClock } from "@favorable/core";
import { type AgeEncryptor, ageEncryptor } from "@favorable/encryption";
import { type ApprovalQuestion, type ApprovalRule, allowedRows } from "./approval.ts";
import { exportError } from "./export-error.ts";
import { exportId } from "./export-id.ts";
import { declared, exportEvent, type Ledger, type LedgerSubject, record as recordEvent } from "./ledger.ts";
import {
  assertReadable,
  checkFacts,
  type ExportedField,
  type ExportedRecipient,
  type ExportManifest,
  fingerprintOf,
  isObject,
  isText,
  type ManifestFacts,
} from "./manifest.ts";
import { type Transforms, transformOf } from "./transform.ts";

/** A record as far as exports look at it; a record of `@favorable/fields` is one. */
export interface ExportableRecord {
  readonly name: string;
  readonly fields: Readonly<
    Record<
      string,
      {
        readonly category: string;
        readonly origins?: readonly string[];
        readonly purposes?: readonly string[];
        readonly subject?: boolean;
      }
    >
  >;
}

/** Who exports what, why and to whom. */
export interface ExportRequest {
  /** Asked for the action `extract` before anything else; `permitOf` of `@favorable/access` makes one. */
  readonly permit: Permit;
  /** Identifier of the acting person's account. */
  readonly actor: string;
  readonly role: string;
  /** All roles that the person holds: a permit may ask for them where the role is not to be held with another. */
  readonly holds?: readonly string[];
  readonly purpose: string;
  readonly record: ExportableRecord;
  /** The fields wanted; all permitted ones unless told. Wanting one that is not permitted is refused. */
  readonly fields?: readonly string[];
  /** age recipients (`age1…`), at least one; a label says who that is. */
  readonly recipients: readonly (string | { readonly recipient: string; readonly label: string })[];
  /** What else the manifest says. */
  readonly facts?: ManifestFacts;
  /** How values of some fields leave; `masked` and `pseudonymised` make transforms. */
  readonly transforms?: Transforms;
  /** `ndjson` unless told; `csv` makes a tar of RFC 4180 files that spreadsheets can open without running anything. */
  readonly format?: "ndjson" | "csv";
  /** Signs the seal: without it, anyone who knows a recipient can make a file that looks like yours. */
  readonly signer?: NoteSigner;
  /** From how many rows on a second person must have agreed. */
  readonly approval?: ApprovalRule;
  /** Where the export is recorded, in transactions of its own. */
  readonly ledger: Ledger;
  /** How long the log keeps who exported and who received. */
  readonly ledgerRetention: PartRetention;
  readonly clock?: Clock;
}

/** An export that may begin. */
export interface ExportPlan {
  readonly manifest: ExportManifest;
  readonly subject: LedgerSubject;
  readonly encryptor: AgeEncryptor;
  /** More rows than this end the export with `EXPORT_APPROVAL`. */
  readonly mostRows: number;
}

/**
 * Asks for permission and prepares manifest and encryption. Nothing is written and, unless it is refused, nothing recorded.
 *
 * @throws `EXPORT_REFUSED` (recorded as `export.refused` first), also when the request or the permit's answer is malformed, with the
 *   `reason`; `EXPORT_APPROVAL` (recorded likewise); `EXPORT_FIELD`, `EXPORT_FACTS` (also for a manifest that could not be read again), `EXPORT_LEDGER`, `AGE_RECIPIENT`
 */
export async function planExport(request: ExportRequest): Promise<ExportPlan> {
  const { actor, role, purpose, record, ledger, clock = systemClock } = request;
  const recipients = readRecipients(request.recipients);
  const named = recipients.map(nameRecipient);
  const about = { role: textOf(role), purpose: textOf(purpose), record: textOf(record?.name) };
  // Malformed texts stay out of the ledger, which holds events to their form.
  const subject: LedgerSubject = { actor: textOf(actor), ...about, recipients: named, retention: request.ledgerRetention };

  const decision = decide(request);
  if (!decision.allowed) {
    const reason = declared(decision.code);
    await recordEvent(ledger, exportEvent("refused", subject, { reason }));
    throw exportError("EXPORT_REFUSED", "the export is not permitted", {
      reason,
      record: declared(about.record),
      purpose: declared(purpose),
    });
  }

  const instant = clock.now();
  const facts = checkFacts(request.facts ?? {}, dateInZone(instant, "Etc/GMT+12")); // Where a day ends last.
  const { transforms = {}, format = "ndjson", signer } = request;
  checkFormat(format, transforms, decision.fields);
  const mostRows = await approved(request, asked(request, decision.fields), subject, instant);
  const encryptor = await ageEncryptor({ recipients: recipients.map(({ recipient }) => recipient) });
  const approval = request.approval?.approval;
  const manifest: ExportManifest = {
    ...facts,
    format: "favorable-export/1",
    id: exportId(instant),
    createdAt: instant.toISOString(),
    simulated: clock.simulated,
    actor,
    role,
    purpose,
    record: record.name,
    fields: decision.fields.map((name) => {
      const transform = transformOf(transforms, name);
      return { name, ...tagsOf(record.fields[name]), ...(transform === undefined ? {} : { transform: transform.kind }) };
    }),
    excluded: Object.keys(record.fields)
      .filter((name) => !decision.fields.includes(name))
      .map((name) => ({ name, reason: decision.permitted.includes(name) ? "not-asked" : "not-permitted" })),
    recipients: named,
    rows: format,
    ...(format === "csv" ? { formulaGuard: true } : {}),
    ...(signer === undefined ? {} : { signer: signer.name }),
    ...(approval === undefined
      ? {}
      : { approval: { id: approval.id, approver: approval.approver, role: approval.approverRole, at: approval.at } }),
  };
  assertReadable(manifest);
  return { manifest, subject, encryptor, mostRows };
}

/**
 * What a second person is asked about an export that is permitted; {@link approveExport} answers.
 *
 * @throws `EXPORT_REFUSED` when the export is not permitted at all, unrecorded: it was not tried
 */
export function approvalQuestion(
  request: ExportRequest,
  bounds: { readonly mostRows: number; readonly validUntil: CalendarDate },
): ApprovalQuestion {
  const decision = decide(request);
  if (!decision.allowed) throw exportError("EXPORT_REFUSED", "the export is not permitted", { reason: declared(decision.code) });
  checkFormat(request.format ?? "ndjson", request.transforms ?? {}, decision.fields);
  return { ...asked(request, decision.fields), ...bounds };
}

type Asked = Omit<ApprovalQuestion, "mostRows" | "validUntil">;

/** What leaves, as far as a second person is asked about it. */
function asked(request: ExportRequest, fields: readonly string[]): Asked {
  const { actor, role, purpose, record, transforms = {}, format = "ndjson" } = request;
  const kinds = fields.flatMap((field) => {
    const transform = transformOf(transforms, field);
    return transform === undefined ? [] : [[field, transform.kind] as const];
  });
  const recipients = readRecipients(request.recipients).map((one) => nameRecipient(one).fingerprint);
  return { ...{ actor, role, purpose, record: record.name, fields }, transforms: Object.fromEntries(kinds), rows: format, recipients };
}

/** Category, origins and purposes of a field, as far as the record has them. */
function tagsOf(field: ExportableRecord["fields"][string] | undefined): Omit<ExportedField, "name" | "transform"> {
  const { category = "", origins, purposes, subject } = field ?? {};
  return {
    category,
    ...(isTextList(origins) ? { origins: [...origins] } : {}),
    ...(isTextList(purposes) ? { purposes: [...purposes] } : {}),
    ...(subject === true ? { subject } : {}),
  };
}

/** How many rows may leave; an approval that does not cover the export is a refusal and recorded as one. */
async function approved(request: ExportRequest, what: Asked, subject: LedgerSubject, now: Date): Promise<number> {
  try {
    return allowedRows(request.approval, what, now);
  } catch (error) {
    await recordEvent(request.ledger, exportEvent("refused", subject, { reason: "APPROVAL" }));
    throw error;
  }
}

function checkFormat(format: unknown, transforms: unknown, fields: readonly string[]): void {
  const good =
    (format === "ndjson" || format === "csv") &&
    isObject(transforms) &&
    Object.entries(transforms).every(
      ([name, one]) =>
        fields.includes(name) &&
        isObject(one) &&
        ["masked", "pseudonymised"].includes(String(one["kind"])) &&
        typeof one["apply"] === "function",
    );
  if (!good)
    throw exportError("EXPORT_FACTS", "the format or a transform is unknown, or of a field that does not leave", {
      facts: ["format", "transforms"],
    });
}

interface NamedRecipient {
  readonly recipient: string;
  readonly label?: string;
}

/** Takes the two known members: whatever else stands in the object does not leave. */
function readRecipients(recipients: ExportRequest["recipients"]): readonly NamedRecipient[] {
  if (!Array.isArray(recipients)) throw new PrivacyError("AGE_RECIPIENT", "the recipients are a list");
  const seen = new Set<string>();
  return recipients.map((one: unknown, position) => {
    const { recipient, label }: { recipient?: unknown; label?: unknown } = isObject(one) ? one : { recipient: one };
    if (!isText(recipient)) throw new PrivacyError("AGE_RECIPIENT", "not an age recipient", { position });
    // Twice the same would be counted as two copies.
    if (seen.has(recipient)) throw new PrivacyError("AGE_RECIPIENT", "a recipient that stands there twice", { position });
    seen.add(recipient);
    if (label !== undefined && !isText(label)) throw exportError("EXPORT_FACTS", "a recipient's label is a text", { facts: ["label"] });
    return label === undefined ? { recipient } : { recipient, label };
  });
}

function nameRecipient({ recipient, label }: NamedRecipient): ExportedRecipient {
  const fingerprint = fingerprintOf(recipient);
  return label === undefined ? { fingerprint } : { fingerprint, label };
}

function textOf(value: unknown): string {
  return isText(value) ? value : "";
}

type Decision =
  | { readonly allowed: true; readonly fields: readonly string[]; readonly permitted: readonly string[] }
  | { readonly allowed: false; readonly code: string };

/** The answer of the permit, narrowed to the fields asked for, in the order of the record. Anything that is not a clear yes is a no. */
function decide(request: ExportRequest): Decision {
  const { actor, role, purpose, record, fields } = request;
  if (![actor, role, purpose, record?.name].every(isText) || !isObject(record.fields)) return { allowed: false, code: "REQUEST_MALFORMED" };
  const answer = ask(request);
  if (!answer.allowed) return answer;
  const permitted = new Set(answer.fields);
  if (fields !== undefined && !(isTextList(fields) && fields.every((name) => permitted.has(name))))
    return { allowed: false, code: "FIELD_NOT_PERMITTED" };
  const wanted = fields === undefined ? permitted : new Set(fields);
  // `$manifest` and `$seal` are the format's own names.
  const reserved = [...wanted].filter((name) => name.startsWith("$")).length;
  if (reserved > 0) throw exportError("EXPORT_FIELD", "the record has a field that starts with $", { reserved });
  const chosen = Object.keys(record.fields).filter((name) => wanted.has(name));
  return chosen.length === 0 ? { allowed: false, code: "NO_FIELD" } : { allowed: true, fields: chosen, permitted: answer.fields };
}

/** Asks once and copies: `allowed` is exactly true and the fields are fields of the record, or the answer is none. */
function ask({ permit, actor, role, holds, purpose, record }: ExportRequest): PermitAnswer {
  try {
    const answer: unknown = permit({
      actor,
      role,
      ...(holds === undefined ? {} : { holds }),
      purpose,
      action: "extract",
      record: record.name,
    });
    if (!isObject(answer)) return MALFORMED;
    const { allowed, fields, code } = answer;
    if (allowed === false && typeof code === "string") return { allowed, code };
    if (allowed !== true || !isTextList(fields)) return MALFORMED;
    const names = [...fields];
    return names.every((name) => Object.hasOwn(record.fields, name)) ? { allowed, fields: names } : MALFORMED;
  } catch {
    return { allowed: false, code: "PERMIT_FAILED" };
  }
}

/** Such as a promise, a text for `allowed`, or a field the record does not have. */
const MALFORMED: PermitAnswer = Object.freeze({ allowed: false, code: "PERMIT_MALFORMED" });

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
