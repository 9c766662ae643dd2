/** Reads stored entries back: into what a reader sees, into the parts a verdict is on. */
import type { JsonValue } from "@favorable/core";
import type { PartRetention } from "./event.ts";
import { type Leaf, type PartDescriptor, parseLeaf } from "./leaf.ts";
import type { AuditEntry, EntryPart, StoredEntry } from "./log.ts";

/** A stored entry as a reader sees it; throws `LEAF_INVALID`. */
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
    parts: descriptorsOf(leaf, stored.descriptors).map((descriptor, at) => readPart(descriptor, bodies.get(at))),
  };
}

/** The descriptors of an entry, from its leaf or from beside it. */
export function descriptorsOf(leaf: Leaf, apart: readonly PartDescriptor[] = []): readonly PartDescriptor[] {
  return leaf.parts ?? (leaf.tree === undefined ? [] : apart);
}

function readPart({ name, retention }: { name: string; retention: PartRetention }, payload: Uint8Array | undefined): EntryPart {
  if (payload === undefined) return { name, retention, present: false };
  const { subject, value }: { subject?: string; value: JsonValue } = JSON.parse(new TextDecoder().decode(payload));
  return { name, retention, present: true, value, ...(subject === undefined ? {} : { subject }) };
}
