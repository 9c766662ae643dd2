/** Before anything is written: may they, which fields, to whom. */
import type { PartRetention } from "@favorable/audit";
import { type Clock, type Permit, type PermitAnswer, systemClock, toHex, utf8 } from "@favorable/core";
import { type AgeEncryptor, ageEncryptor, sha256 } from "@favorable/encryption";
import { exportError } from "./export-error.ts";
import { exportId } from "./export-id.ts";
import { declared, exportEvent, type Ledger, type LedgerSubject, record as recordEvent } from "./ledger.ts";
import { checkFacts, type ExportManifest, type ManifestFacts } from "./manifest.ts";

/** A record as far as exports look at it; a record of `@favorable/fields` is one. */
export interface ExportableRecord {
  readonly name: string;
  readonly fields: Readonly<Record<string, { readonly category: string }>>;
}

/** Who exports what, why and to whom. */
export interface ExportRequest {
  /** Asked for the action `extract` before anything else; `permitOf` of `@favorable/access` makes one. */
  readonly permit: Permit;
  /** Identifier of the acting person's account. */
  readonly actor: string;
  readonly role: string;
  readonly purpose: string;
  readonly record: ExportableRecord;
  /** The fields wanted; all permitted ones unless told. Wanting one that is not permitted is refused. */
  readonly fields?: readonly string[];
  /** age recipients (`age1…`), at least one; a label says who that is. */
  readonly recipients: readonly (string | { readonly recipient: string; readonly label: string })[];
  /** What else the manifest says. */
  readonly facts?: ManifestFacts;
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
}

/**
 * Asks for permission and prepares manifest and encryption. Nothing is written and, unless it is refused, nothing recorded.
 *
 * @throws `EXPORT_REFUSED` (recorded as `export.refused` first), `EXPORT_FIELD`, `EXPORT_FACTS`, `EXPORT_LEDGER`, `AGE_RECIPIENT`
 */
export async function planExport(request: ExportRequest): Promise<ExportPlan> {
  const { actor, role, purpose, record, ledger, clock = systemClock } = request;
  const recipients = request.recipients.map((one) => (typeof one === "string" ? { recipient: one } : one));
  const named = recipients.map(({ recipient, ...rest }) => ({ fingerprint: toHex(sha256(utf8(recipient)).subarray(0, 16)), ...rest }));
  const subject = { actor, role, purpose, record: record.name, recipients: named, retention: request.ledgerRetention };

  const decision = decide(request);
  if (!decision.allowed) {
    const reason = declared(decision.code);
    await recordEvent(ledger, exportEvent("refused", subject, { reason }));
    throw exportError("EXPORT_REFUSED", "the export is not permitted", {
      reason,
      record: declared(record.name),
      purpose: declared(purpose),
    });
  }

  const facts = checkFacts(request.facts ?? {});
  const encryptor = await ageEncryptor({ recipients: recipients.map(({ recipient }) => recipient) });
  const instant = clock.now();
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
    fields: decision.fields.map((name) => ({ name, category: record.fields[name]?.category ?? "" })),
    excluded: Object.keys(record.fields).filter((name) => !decision.fields.includes(name)),
    recipients: named,
  };
  return { manifest, subject, encryptor };
}

/** The answer of the permit, narrowed to the fields asked for, in the order of the record. */
function decide({ permit, actor, role, purpose, record, fields }: ExportRequest): PermitAnswer {
  let answer: PermitAnswer;
  try {
    answer = permit({ actor, role, purpose, action: "extract", record: record.name });
  } catch {
    return { allowed: false, code: "PERMIT_FAILED" };
  }
  if (answer.allowed !== true) return answer;
  const permitted = new Set(answer.fields);
  if (fields?.some((name) => !permitted.has(name)) === true) return { allowed: false, code: "FIELD_NOT_PERMITTED" };
  const wanted = fields === undefined ? permitted : new Set(fields);
  const unknown = [...wanted].filter((name) => !Object.hasOwn(record.fields, name));
  // `$manifest` and `$seal` are the format's own names.
  const reserved = [...wanted].filter((name) => name.startsWith("$"));
  if (unknown.length > 0 || reserved.length > 0) {
    const counts = { unknown: unknown.length, reserved: reserved.length };
    throw exportError("EXPORT_FIELD", "the permit names a field the record does not have, or one that starts with $", counts);
  }
  const chosen = Object.keys(record.fields).filter((name) => wanted.has(name));
  return chosen.length === 0 ? { allowed: false, code: "NO_FIELD" } : { allowed: true, fields: chosen };
}
