/** What opens single parts of one entry: the entry itself, the openings, and where parts stand apart, the paths to their root. */
import { canonicalJson, equalBytes, fromBase64, type JsonValue, PrivacyError, toBase64, utf8 } from "@favorable/core";
import * as z from "zod";
import { isCount } from "../coded.ts";
import { commit, type PartOpening, type PartPayload, SALT_SIZE } from "../commitment.ts";
import type { ClearFact, PartRetention } from "../event.ts";
import { descriptorText, type Leaf, type PartDescriptor, parseDescriptor, parseLeaf } from "../leaf.ts";
import type { StoredEntry } from "../log.ts";
import { inclusionProof, leafHash, verifyInclusion } from "../merkle.ts";

/** A part that was opened and found to be what the log committed to. */
export interface DisclosedPart {
  /** Position in the entry. */
  readonly part: number;
  /** Declared name. */
  readonly name: string;
  /** How long it is kept. */
  readonly retention: PartRetention;
  /** Whom it is about. */
  readonly subject?: string;
  /** The value. */
  readonly value: JsonValue;
}

/** An entry with some of its parts opened; of the others it tells name, retention and a salted commitment, or not even that. */
export interface OpenedEntry {
  /** Hash of the entry in the log. */
  readonly hash: Uint8Array;
  /** Origin of the log. */
  readonly origin: string;
  /** Identifier of the entry. */
  readonly id: string;
  /** Type of the event. */
  readonly type: string;
  /** When it was appended, UTC. */
  readonly at: string;
  /** True when the clock was a simulated one. */
  readonly simulated: boolean;
  /** Facts in clear. */
  readonly clear: Readonly<Record<string, ClearFact>>;
  /** The opened parts, in order. */
  readonly parts: readonly DisclosedPart[];
}

const openedPart = z.strictObject({
  part: z.int().min(0),
  payload: z.string(),
  salt: z.string(),
  descriptor: z.unknown().optional(),
  path: z.array(z.string()).max(17).optional(),
});
const opening = z.strictObject({ v: z.literal(1), entry: z.string(), parts: z.array(openedPart).max(65_536) });
type OpenedPart = z.infer<typeof openedPart>;

/** What a payload says; `name` must be the descriptor's. */
const payloadForm = z.strictObject({ name: z.string(), subject: z.string().optional(), value: z.unknown() });

/**
 * Opens parts of a stored entry for somebody else: canonical JSON (docs/spec/audit-log.md, §7).
 *
 * @param parts - positions of the parts to open; none opens the entry alone, its type, time and facts
 * @throws `PART_UNKNOWN` for a position the entry does not have, `PART_ERASED` when its body is gone (details: `part`);
 *   `LEAF_INVALID` for an entry that is none
 */
export function openParts(stored: StoredEntry, parts: readonly number[]): Uint8Array {
  const leaf = parseLeaf(stored.leaf);
  const apart = leaf.tree === undefined ? undefined : (stored.descriptors ?? []);
  const descriptors = apart ?? leaf.parts ?? [];
  const hashes = apart?.map((one) => leafHash(utf8(descriptorText(one))));
  const opened = [...new Set(parts)]
    .sort((left, right) => left - right)
    .map((part): JsonValue => {
      const descriptor = isCount(part) ? descriptors[part] : undefined;
      if (descriptor === undefined) throw new PrivacyError("PART_UNKNOWN", "the entry has no such part", { part: Number(part) });
      const body = stored.bodies.find((one) => one.part === part);
      if (body === undefined) throw new PrivacyError("PART_ERASED", "the part's body is gone: nothing can open it", { part });
      const { c, name, retention } = descriptor;
      const path = hashes && inclusionProof(hashes, part).map(toBase64);
      return {
        part,
        payload: new TextDecoder().decode(body.payload),
        salt: toBase64(body.salt),
        ...(path === undefined ? {} : { descriptor: { c, name, retention: { ...retention } }, path }),
      };
    });
  return utf8(canonicalJson({ v: 1, entry: stored.leaf, parts: opened }));
}

/**
 * Reads what {@link openParts} made and holds every part against the entry's commitments.
 *
 * @throws `DISCLOSURE_INVALID` with a `reason`: `form`, `entry`, `part-unknown`, `path`, `commitment`, `name`; details hold the position of the part
 */
export function readOpening(bytes: Uint8Array): OpenedEntry {
  const read = formOf(bytes);
  const leaf = leafOf(read.entry);
  const { log, id, type, at, simulated = false, clear = {} } = leaf;
  let last = -1;
  const parts = read.parts.map((one) => {
    if (one.part <= last) throw invalid("form");
    last = one.part;
    return openPart(leaf, one);
  });
  return { hash: leafHash(utf8(read.entry)), origin: log, id, type, at, simulated, clear, parts };
}

function formOf(bytes: Uint8Array): z.infer<typeof opening> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: JsonValue = JSON.parse(text);
    if (canonicalJson(value) === text) return opening.parse(value);
  } catch {
    // The text of a parser's error would quote the file.
  }
  throw invalid("form");
}

function leafOf(text: string): Leaf {
  try {
    return parseLeaf(text);
  } catch {
    throw invalid("entry");
  }
}

function openPart(leaf: Leaf, one: OpenedPart): DisclosedPart {
  const { part } = one;
  const descriptor = leaf.tree === undefined ? leaf.parts?.[part] : provedDescriptor(leaf.tree, one);
  if (descriptor === undefined) throw invalid("part-unknown", part);
  if (leaf.tree === undefined && (one.path !== undefined || one.descriptor !== undefined)) throw invalid("form", part);
  if (!equalBytes(commit(partOpening(one)), fromBase64(descriptor.c))) throw invalid("commitment", part);
  const said = payloadOf(one);
  if (said.name !== descriptor.name) throw invalid("name", part);
  return {
    part,
    name: descriptor.name,
    retention: descriptor.retention,
    ...(said.subject === undefined ? {} : { subject: said.subject }),
    value: said.value,
  };
}

function payloadOf({ payload, part }: OpenedPart): PartPayload {
  try {
    const said: { value: JsonValue } = JSON.parse(payload);
    const { name, subject } = payloadForm.parse(said);
    // The value is taken from the text itself: no schema may leave a member out.
    if (said.value !== undefined) return { name, value: said.value, ...(subject === undefined ? {} : { subject }) };
  } catch {
    // The text of a parser's error would quote the payload.
  }
  throw invalid("form", part);
}

function partOpening({ part, salt, payload }: OpenedPart): PartOpening {
  try {
    const bytes = fromBase64(salt);
    if (bytes.length === SALT_SIZE) return { salt: bytes, payload: utf8(payload) };
  } catch {
    // Not base64.
  }
  throw invalid("form", part);
}

/** A descriptor that stands apart is worth what its path to the root in the leaf proves. */
function provedDescriptor(tree: { readonly count: number; readonly root: string }, one: OpenedPart): PartDescriptor {
  const descriptor = parseDescriptor(one.descriptor);
  if (descriptor === undefined || one.path === undefined) throw invalid("form", one.part);
  let proof: Uint8Array[];
  try {
    proof = one.path.map(fromBase64);
  } catch {
    throw invalid("form", one.part);
  }
  const proved = verifyInclusion({
    index: one.part,
    size: tree.count,
    leaf: leafHash(utf8(descriptorText(descriptor))),
    proof,
    root: fromBase64(tree.root),
  });
  if (!proved) throw invalid("path", one.part);
  return descriptor;
}

function invalid(reason: string, part?: number): PrivacyError {
  return new PrivacyError("DISCLOSURE_INVALID", "the disclosure is not what the log committed to", {
    reason,
    ...(part === undefined ? {} : { part }),
  });
}
