/** Reads stored entries back: into what a reader sees, into the parts a verdict is on. */
import { type JsonValue, PrivacyError } from "@favorable/core";
import { quiet } from "./coded.ts";
import { type Leaf, type PartDescriptor, parseLeaf } from "./leaf.ts";
import type { AuditEntry, EntryPart, StoredEntry } from "./log.ts";

/**
 * A stored entry as a reader sees it.
 *
 * @throws `LEAF_INVALID`; `LOG_CORRUPT` for a body that is no payload of its part (details: `entry`, `part`): the entries before and after it, and
 *   all of them without bodies, can still be read
 */
export function readEntry(stored: StoredEntry): AuditEntry {
  const leaf = parseLeaf(stored.leaf);
  const bodies = new Map(stored.bodies.map(({ part, payload }) => [part, payload]));
  return {
    index: stored.index,
    id: leaf.id,
    type: leaf.type,
    at: leaf.at,
    simulated: leaf.simulated ?? false,
    clear: leaf.clear ?? {},
    parts: descriptorsOf(leaf, stored.descriptors).map((descriptor, at) =>
      readPart(descriptor, bodies.get(at), { entry: stored.index, part: at }),
    ),
  };
}

/** The descriptors of an entry, from its leaf or from beside it. */
export function descriptorsOf(leaf: Leaf, apart: readonly PartDescriptor[] = []): readonly PartDescriptor[] {
  return leaf.parts ?? (leaf.tree === undefined ? [] : apart);
}

function readPart(
  { name, retention }: PartDescriptor,
  payload: Uint8Array | undefined,
  place: { readonly entry: number; readonly part: number },
): EntryPart {
  if (payload === undefined) return { name, retention, present: false };
  // Parsers quote the text, and this one holds a personal value.
  const said = quiet((): unknown => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload)));
  if (!isPayload(said, name)) throw new PrivacyError("LOG_CORRUPT", "a stored body is not a payload of its part", { ...place });
  const { subject, value } = said;
  return { name, retention, present: true, value, ...(subject === undefined ? {} : { subject }) };
}

function isPayload(said: unknown, part: string): said is { readonly subject?: string; readonly value: JsonValue } {
  if (typeof said !== "object" || said === null || !("name" in said) || !("value" in said)) return false;
  return said.name === part && (!("subject" in said) || typeof said.subject === "string");
}
