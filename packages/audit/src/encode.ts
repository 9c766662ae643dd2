/** From an event to what is stored: the leaf, the openings of its parts beside it. */
import { type Clock, isPrivacyError, PrivacyError, toBase64, toHex, utf8 } from "@favorable/core";
import { coded } from "./coded.ts";
import { commit, freshSalt, type PartOpening, payloadBytes } from "./commitment.ts";
import { type AuditEvent, type CheckedPart, eventInvalid, isTellable, readEvent } from "./event.ts";
import { hasKeyForm, keyTypes } from "./key-events.ts";
import { descriptorRoot, descriptorText, type Leaf, leafText, type PartDescriptor, parseLeaf } from "./leaf.ts";
import { isLeaf, PARTS_IN_LEAF } from "./leaf-form.ts";
import { presentOf } from "./present.ts";
import { retentionFact, retentionTypes } from "./retention-events.ts";
import { MAX_ENTRY_BYTES } from "./tiles.ts";

/** Most bytes of one part's payload. */
const MAX_PART_BYTES = 1_048_576;

/** Why `canonicalJson` refuses a value; any other failure is one of reading it, and its words are the application's. */
const REASONS = ["lone-surrogate", "not-finite", "unsafe-integer", "not-json", "too-deep", "cyclic"] as const;

/** A part as it is stored. */
export interface EncodedPart extends PartOpening {
  /** What the log says of it. */
  readonly descriptor: PartDescriptor;
  /** Whom it is about; only a blind index of it may be stored beside the payload. */
  readonly subject?: string;
}

/** An entry as it is stored. */
export interface EncodedEntry {
  /** Identifier, 32 hexadecimal digits. */
  readonly id: string;
  /** Type of the event. */
  readonly type: string;
  /** Canonical text of the leaf. */
  readonly leaf: string;
  /** The parts in order. */
  readonly parts: readonly EncodedPart[];
  /** True when the descriptors do not stand in the leaf and are stored beside it. */
  readonly apart: boolean;
}

/** Under which log and time entries are written. */
export interface EncodeContext {
  /** Origin of the log. */
  readonly origin: string;
  /** Gives the time of the entry. */
  readonly clock: Clock;
}

/** Encodes many events; throws as {@link encodeEvent}, and `EVENT_INVALID` when they are no list. */
export function encodeEvents(events: readonly AuditEvent[], context: EncodeContext): EncodedEntry[] {
  if (!Array.isArray(events)) throw eventInvalid([]);
  return Array.from(
    coded("EVENT_INVALID", "the events cannot be read", () => [...events]),
    (event) => {
      const encoded = encodeEvent(event, context);
      if (retentionTypes.includes(encoded.type)) assertRetention(parseLeaf(encoded.leaf));
      if (keyTypes.includes(encoded.type) && !hasKeyForm(parseLeaf(encoded.leaf))) throw eventInvalid(["clear"]);
      return encoded;
    },
  );
}

/**
 * Encodes an event; salts and identifier are random. What is written has the form that its reader asks for: a leaf that it refuses would
 * stop the log for ever.
 *
 * @throws `EVENT_INVALID`, `EVENT_TOO_LARGE`; `NOT_CANONICAL` with the position of the part and the reason; `INSTANT_INVALID` when the
 *   clock gives no time
 */
export function encodeEvent(candidate: AuditEvent, { origin, clock }: EncodeContext): EncodedEntry {
  const event = readEvent(candidate);
  const parts = (event.parts ?? []).map((part, at): EncodedPart => {
    const payload = payloadOf(part, at);
    const salt = freshSalt();
    if (payload.length > MAX_PART_BYTES)
      throw new PrivacyError("EVENT_TOO_LARGE", "a part is too large", { part: at, bytes: payload.length });
    const descriptor = { c: toBase64(commit({ salt, payload })), name: part.name, retention: part.retention };
    const person = personOf(part);
    return { salt, payload, descriptor, ...(person === undefined ? {} : { subject: person }) };
  });
  const apart = parts.length > PARTS_IN_LEAF;
  const id = toHex(freshSalt());
  const descriptors = parts.map((part) => part.descriptor);
  const leaf: Leaf = {
    v: 1,
    log: origin,
    id,
    type: event.type,
    at: presentOf(clock),
    ...(clock.simulated ? { simulated: true } : {}),
    ...(event.clear === undefined || Object.keys(event.clear).length === 0 ? {} : { clear: event.clear }),
    ...(apart ? { tree: { count: parts.length, root: descriptorRoot(descriptors) } } : parts.length > 0 ? { parts: descriptors } : {}),
  };
  if (!isLeaf(leaf)) throw eventInvalid([]);
  const text = leafText(leaf);
  // A character takes three bytes at the most: only long leaves are counted.
  const bytes = text.length * 3 > MAX_ENTRY_BYTES ? utf8(text).length : 0;
  if (bytes > MAX_ENTRY_BYTES) throw new PrivacyError("EVENT_TOO_LARGE", "the leaf is too large", { bytes });
  return { id, type: event.type, leaf: text, parts, apart };
}

/** Whom a part is about; who acted is found again, too, when only the value of the part `actor` tells. */
function personOf({ name, subject, value }: CheckedPart): string | undefined {
  return subject ?? (name === "actor" && typeof value === "string" && value !== "" ? value : undefined);
}

/** What an entry says of retention has its form, and no erasure is authorised ahead of its day (UTC): verdicts rest on it. */
function assertRetention(leaf: Leaf): void {
  const fact = retentionFact(leaf);
  const ahead = fact !== undefined && fact !== "malformed" && fact.kind === "erased" && fact.scope.asOf > leaf.at.slice(0, 10);
  if (fact === "malformed" || ahead) throw eventInvalid(["clear"]);
}

/** Descriptors of an entry as one canonical text, for entries that keep them apart. */
export function descriptorsText(parts: readonly EncodedPart[]): string {
  return `[${parts.map(({ descriptor }) => descriptorText(descriptor)).join(",")}]`;
}

/** The path inside a value is not repeated: keys may be personal, too. */
function payloadOf({ name, subject, value }: CheckedPart, at: number): Uint8Array {
  try {
    const payload = payloadBytes({ name, value, ...(subject === undefined ? {} : { subject }) });
    // Looked for where a text has that many digits in a row; what was printed is what is read.
    const text = decoder.decode(payload);
    if (LONG_NUMBER.test(text)) JSON.parse(text, (_, one) => refuseUntellable(one));
    return payload;
  } catch (error) {
    const reason = isPrivacyError(error, "NOT_CANONICAL") ? error.details["reason"] : undefined;
    if (!REASONS.some((known) => known === reason)) throw eventInvalid([`parts.${at}.value`]);
    throw new PrivacyError("NOT_CANONICAL", "the value of a part has no canonical JSON form", { part: at, reason: String(reason) });
  }
}

function refuseUntellable(value: unknown): unknown {
  if (typeof value === "number" && !isTellable(value))
    throw new PrivacyError("NOT_CANONICAL", "an integer does not tell its neighbours apart", { reason: "unsafe-integer" });
  return value;
}

const LONG_NUMBER = /\d{16}/;
const decoder = new TextDecoder();
