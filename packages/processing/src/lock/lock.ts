/** The approved document, frozen: what later documents are compared with. */
import { canonicalBytes, canonicalJson, isCalendarDate, type JsonValue, PrivacyError, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import * as z from "zod";
import type { ProcessingDocument } from "../document/document.ts";
import { deepFreeze, plainData } from "../plain-data.ts";
import { readDocument } from "../read-document.ts";

/** The form of a lock file. */
export const LOCK_FORMAT = "favorable-lock/1";

/** Who approved the document, under which reference, and when. */
export interface Approval {
  /** The authority or body: `CCIN`, `CNIL`, `DPO`. */
  readonly authority: string;
  /** Its reference: the number of the deliberation. */
  readonly number: string;
  /** The day of the approval. */
  readonly on: string;
  /** Who approved, told by the role and never by name. */
  readonly role: string;
}

/** A lock. */
export interface Lock {
  readonly format: typeof LOCK_FORMAT;
  readonly approval: Approval;
  /** The approved document, in the form it had then. */
  readonly document: ProcessingDocument;
  /** SHA-256 of the document's canonical JSON (RFC 8785), hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the canonical JSON of all the rest of the lock. */
  readonly seal: string;
}

const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const lockShape = z.strictObject({
  format: z.literal(LOCK_FORMAT),
  approval: z.strictObject({ authority: text, number: text, on: z.string().refine(isCalendarDate), role: text }),
  document: z.looseObject({ stage: z.string() }),
  sha256: hash,
  seal: hash,
});

/**
 * Freezes an approved document. The same document and approval give the same lock, byte for byte.
 *
 * @param document - at stage `submitted`: a draft was never before anybody
 * @throws `LOCK_DRAFT`, `APPROVAL_INVALID` with the `part`; `DOCUMENT_INVALID`, `DOCUMENT_UNSAFE`
 * @example
 * ```ts
 * import { lockDocument, lockText, readLock } from "@favorable/processing";
 *
 * const lock = lockDocument(
 *   { format: "favorable-processing/2", id: "visitors", stage: "submitted" },
 *   { authority: "CCIN", number: "2021-206", on: "2021-10-20", role: "controller" },
 * );
 * console.log(readLock(JSON.parse(lockText(lock))).document.id); // visitors
 * ```
 */
export function lockDocument(document: ProcessingDocument, approval: Approval): Lock {
  const approved = readDocument(document);
  if (approved.stage !== "submitted") throw new PrivacyError("LOCK_DRAFT", "a draft cannot have been approved: submit it first");
  const given = lockShape.shape.approval.safeParse(plainData(approval));
  if (!given.success)
    throw new PrivacyError("APPROVAL_INVALID", "the approval is incomplete or not well written", { part: placeOf(given.error) });
  const open = { format: LOCK_FORMAT, approval: given.data, document: approved, sha256: hashOf(approved) } as const;
  return deepFreeze({ ...open, seal: hashOf(open) });
}

/** Prints a lock as a file: keys in canonical order, two blanks of indent, so that a change of it shows in a review. */
export function lockText(lock: Lock): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(json(lock))), undefined, 2)}\n`;
}

/**
 * Reads a lock, and refuses one that was edited. Whoever edits it can also compute its hashes anew: against that, keep the document's
 * hash elsewhere (`governance.approved`, the deliberation) and give it.
 *
 * @param value - parsed JSON
 * @param expected - SHA-256 of the approved document, as kept elsewhere
 * @throws `LOCK_INVALID` with the `place`; `LOCK_EDITED` with the `part`: `document`, `lock` or `expected`; `DOCUMENT_INVALID`,
 *   `DOCUMENT_UNSAFE`, `DOCUMENT_VERSION`
 */
export function readLock(value: unknown, expected?: string): Lock {
  const data = plainData(value);
  const read = lockShape.safeParse(data);
  if (!read.success) throw new PrivacyError("LOCK_INVALID", "this is not a lock of this version", { place: placeOf(read.error) });
  const { seal, ...open } = read.data;
  const edited = (part: string): PrivacyError =>
    new PrivacyError("LOCK_EDITED", "the lock is not what was written: its hash differs", { part });
  if (hashOf(open.document) !== open.sha256) throw edited("document");
  if (hashOf(open) !== seal) throw edited("lock");
  if (expected !== undefined && open.sha256 !== expected) throw edited("expected");
  if (readDocument(open.document).stage !== "submitted") throw new PrivacyError("LOCK_DRAFT", "a draft cannot have been approved");
  // The one cast: the document was read strictly; of an older form, it is migrated where it is compared.
  return deepFreeze(read.data) as unknown as Lock;
}

function hashOf(value: object): string {
  return toHex(sha256(canonicalBytes(json(value))));
}

/** What is hashed is plain data; interfaces have no index signature, which the type of JSON has. */
function json(value: object): JsonValue {
  return value as JsonValue;
}

/** Where the first fault is, in words of the form alone. */
function placeOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined || issue.code === "unrecognized_keys" ? "*" : issue.path.join(".");
}
