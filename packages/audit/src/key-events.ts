/** Keys as entries of the log: which key signs from which position on, and which is no longer believed. */
import { PrivacyError, toHex } from "@favorable/core";
import * as z from "zod";
import { type AuditEvent, eventInvalid } from "./event.ts";
import { ownFacts } from "./fallback-mark.ts";
import type { Leaf } from "./leaf.ts";
import { parseVerifierKey } from "./verifier-key.ts";

const keyId = z.string().regex(/^[0-9a-f]{8}$/);
const publicKey = z.string().regex(/^[0-9a-f]{64}$/);
const algorithm = z.literal("ed25519");
const instant = z.string().refine((text) => isInstant(text));
const forms = {
  "key.created": z.strictObject({ key: keyId, public: publicKey, algorithm }),
  "key.rotated": z.strictObject({ key: keyId, next: keyId, public: publicKey, algorithm }),
  "key.lost": z.strictObject({ key: keyId, since: instant }),
  "key.compromised": z.strictObject({ key: keyId, since: instant, below: z.int().min(0) }),
};

/** Whether a key's signature on a checkpoint counts. */
export type KeyStanding = "in-force" | "not-in-force" | "compromised";

/** What the entries of a log say about its keys, as far as they were read. */
export interface KeyState {
  /** Reads the next entry: `"malformed"` when it is about keys and cannot be read, `"contradiction"` when it does not follow from the ones before. */
  read(index: number, leaf: Leaf): "malformed" | "contradiction" | undefined;
  /**
   * Whether a key counts under a checkpoint of `size` entries. A log without entries about keys leaves it to whoever verifies.
   *
   * @param key - key id, eight hexadecimal digits
   * @param seen - the earliest time that somebody else saw that checkpoint, seconds since 1970: one before the log declared the compromise
   *   is believed, whatever the log says of the time before
   */
  standing(key: string, size: number, seen?: number): KeyStanding;
  /** The key in force at the end: its id and public key in hexadecimal; undefined in a log that says none. */
  current(): { readonly key: string; readonly public: string } | undefined;
}

interface Span {
  readonly key: string;
  readonly public?: string;
  /** Smallest size it signs. */
  readonly from: number;
  /** Largest size it signs: the checkpoint that covers the entry of its rotation is the hand-over, signed by both. */
  to: number;
}

/** The event of a new key, first in a log; throws `KEY_INVALID` for what is no verifier key. */
export function keyCreatedEvent(vkey: string): AuditEvent {
  const { id, public: bytes } = factsOf(vkey);
  return { type: "key.created", clear: { key: id, public: bytes, algorithm: "ed25519" } };
}

/**
 * The event that hands over from one key to the next: from this entry on, checkpoints are signed by the next one.
 *
 * @throws `KEY_INVALID` for what are no verifier keys, or one and the same; `SIGNER_MISMATCH` for keys of different names
 */
export function keyRotatedEvent(vkey: string, next: string): AuditEvent {
  const from = factsOf(vkey);
  const to = factsOf(next);
  if (from.id === to.id) throw new PrivacyError("KEY_INVALID", "the next key is the same key");
  if (from.name !== to.name) throw new PrivacyError("SIGNER_MISMATCH", "the next key has another name");
  return { type: "key.rotated", clear: { key: from.id, next: to.id, public: to.public, algorithm: "ed25519" } };
}

/** The event that tells that nobody has a private key any more; a rotation follows. Throws `KEY_INVALID`, `INSTANT_INVALID`. */
export function keyLostEvent(vkey: string, since: Date): AuditEvent {
  return { type: "key.lost", clear: { key: factsOf(vkey).id, since: instantOf(since) } };
}

/**
 * The event that tells that others may have a private key; a rotation follows. Its checkpoints of more than `below` entries are no longer
 * believed, unless somebody else saw them before this was logged: a known witness that cosigned them, or who kept them and knows since when.
 *
 * @param since - from when on others may have had it
 * @param below - how many entries the log had then: see `sizeAt`
 * @throws `KEY_INVALID`, `INSTANT_INVALID`, `EVENT_INVALID`
 */
export function keyCompromisedEvent(vkey: string, since: Date, below: number): AuditEvent {
  if (!Number.isSafeInteger(below) || below < 0) throw eventInvalid(["clear.below"]);
  return { type: "key.compromised", clear: { key: factsOf(vkey).id, since: instantOf(since), below } };
}

/** Starts before the first entry. */
export function keyState(): KeyState {
  const spans: Span[] = [];
  const compromised = new Map<string, { below: number; since: number; said: number }>();

  function rotate(index: number, key: string, next: string, bytes: string): "contradiction" | undefined {
    const last = spans.at(-1) ?? { key, from: 0, to: Number.POSITIVE_INFINITY };
    if (last.key !== key || spans.some((span) => span.key === next) || key === next) return "contradiction";
    if (spans.length === 0) spans.push(last);
    last.to = index + 1;
    spans.push({ key: next, public: bytes, from: index + 1, to: Number.POSITIVE_INFINITY });
    return undefined;
  }

  return {
    read(index, leaf) {
      const { type, at } = leaf;
      const clear = ownFacts(leaf);
      switch (type) {
        case "key.created": {
          const facts = forms[type].safeParse(clear).data;
          if (facts === undefined) return "malformed";
          if (spans.length > 0) return "contradiction";
          spans.push({ key: facts.key, public: facts.public, from: 0, to: Number.POSITIVE_INFINITY });
          return undefined;
        }
        case "key.rotated": {
          const facts = forms[type].safeParse(clear).data;
          return facts === undefined ? "malformed" : rotate(index, facts.key, facts.next, facts.public);
        }
        case "key.lost":
          return forms[type].safeParse(clear).success ? undefined : "malformed";
        case "key.compromised": {
          const facts = forms[type].safeParse(clear).data;
          if (facts === undefined) return "malformed";
          const told = { below: Math.min(facts.below, index), since: Date.parse(facts.since) / 1000, said: Date.parse(at) / 1000 };
          // A second statement may make a compromise earlier, never later.
          const known = compromised.get(facts.key) ?? told;
          compromised.set(facts.key, {
            below: Math.min(known.below, told.below),
            since: Math.min(known.since, told.since),
            said: Math.min(known.said, told.said),
          });
          return undefined;
        }
        default:
          return undefined;
      }
    },
    standing(key, size, seen) {
      const doubt = compromised.get(key);
      if (doubt !== undefined && size > doubt.below && !(seen !== undefined && seen < Math.max(doubt.since, doubt.said)))
        return "compromised";
      if (spans.length === 0) return "in-force";
      return spans.some((span) => span.key === key && span.from <= size && size <= span.to) ? "in-force" : "not-in-force";
    },
    current() {
      const last = spans.at(-1);
      return last?.public === undefined ? undefined : { key: last.key, public: last.public };
    },
  };
}

/** Types of the entries that {@link keyState} reads. */
export const keyTypes: readonly string[] = Object.keys(forms);

/** True for an entry about keys that has its form, or is about something else. */
export function hasKeyForm(leaf: Leaf): boolean {
  const { type } = leaf;
  const clear = ownFacts(leaf);
  const form = Object.hasOwn(forms, type) ? forms[type as keyof typeof forms] : undefined;
  return form === undefined || form.safeParse(clear).success;
}

function factsOf(vkey: string): { readonly name: string; readonly id: string; readonly public: string } {
  const { name, keyId: id, publicKey: bytes } = parseVerifierKey(vkey);
  return { name, id: toHex(id), public: toHex(bytes) };
}

function instantOf(date: Date): string {
  const text = Number.isNaN(date?.getTime?.()) ? "" : date.toISOString();
  if (!isInstant(text)) throw new PrivacyError("INSTANT_INVALID", "not an instant of the years 0001 to 9999");
  return text;
}

function isInstant(text: string): boolean {
  return /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}
