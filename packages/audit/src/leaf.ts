/** The leaf: what an entry is in the log. Canonical JSON of clear facts and commitments, no personal value. */
import { canonicalJson, fromBase64, PrivacyError, toBase64, utf8 } from "@favorable/core";
import * as z from "zod";
import { coded } from "./coded.ts";
import { type ClearFact, clearFacts, declaredName, eventType, MAX_PARTS, type PartRetention, partRetention } from "./event.ts";
import { HASH_SIZE, leafHash, rootOf } from "./merkle.ts";

/** Parts that stand in the leaf itself; more of them are committed as the root of a tree of their own. */
export const PARTS_IN_LEAF = 64;

/** What the log says of a part: its name, its commitment, how long it is kept. */
export interface PartDescriptor {
  /** Commitment, base64 of 32 bytes. */
  readonly c: string;
  /** Declared name. */
  readonly name: string;
  /** How long it is kept. */
  readonly retention: PartRetention;
}

/** A leaf taken apart. */
export interface Leaf {
  /** Version of this form. */
  readonly v: 1;
  /** Origin of the log. */
  readonly log: string;
  /** Identifier of the entry, 32 hexadecimal digits, random. */
  readonly id: string;
  /** Type of the event. */
  readonly type: string;
  /** When it was appended, UTC with milliseconds. */
  readonly at: string;
  /** Present when the clock was a simulated one. */
  readonly simulated?: true | undefined;
  /** Facts in clear. */
  readonly clear?: Readonly<Record<string, ClearFact>> | undefined;
  /** Up to 64 parts. */
  readonly parts?: readonly PartDescriptor[] | undefined;
  /** More than 64 parts: how many, and the RFC 6962 root over the canonical JSON of their descriptors, base64. */
  readonly tree?: { readonly count: number; readonly root: string } | undefined;
}

const NO_LEAF = "the entry is not a leaf of this form";

const hash = z.string().refine((text) => isHash(text));
const descriptor: z.ZodType<PartDescriptor> = z.strictObject({ c: hash, name: declaredName, retention: partRetention });
const form: z.ZodType<Leaf> = z
  .strictObject({
    v: z.literal(1),
    log: z.string().min(1),
    id: z.string().regex(/^[0-9a-f]{32}$/),
    type: eventType,
    at: z.string().refine(isInstant),
    simulated: z.literal(true).optional(),
    clear: clearFacts.refine((facts) => Object.keys(facts).length > 0).optional(),
    parts: z.array(descriptor).min(1).max(PARTS_IN_LEAF).optional(),
    tree: z
      .strictObject({
        count: z
          .int()
          .min(PARTS_IN_LEAF + 1)
          .max(MAX_PARTS),
        root: hash,
      })
      .optional(),
  })
  .refine((leaf) => leaf.parts === undefined || leaf.tree === undefined);

/** The canonical text of a leaf (RFC 8785); its UTF-8 bytes are the entry of the log. Throws `LEAF_INVALID` for what has no such text. */
export function leafText(leaf: Leaf): string {
  return coded("LEAF_INVALID", NO_LEAF, () => {
    const { v, log, id, type, at, simulated, clear, parts, tree } = leaf;
    const listed = parts?.map(({ c, name, retention }) => ({ c, name, retention: { ...retention } }));
    return canonicalJson({ v, log, id, type, at, simulated, clear, parts: listed, tree: tree && { ...tree } });
  });
}

/**
 * Reads an entry of the log as a leaf.
 *
 * @throws `LEAF_INVALID` when it has another form or is not the canonical text of itself
 */
export function parseLeaf(data: Uint8Array | string): Leaf {
  try {
    const text = typeof data === "string" ? data : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
    const leaf = form.parse(JSON.parse(text));
    if (leafText(leaf) === text) return leaf;
  } catch {
    // Whatever was wrong, the text of the entry must not travel in an error.
  }
  throw new PrivacyError("LEAF_INVALID", NO_LEAF);
}

/** Root of the tree over part descriptors, base64; throws `LEAF_INVALID` for what are none. */
export function descriptorRoot(descriptors: readonly PartDescriptor[]): string {
  return coded("LEAF_INVALID", NO_LEAF, () => toBase64(rootOf(descriptors.map((part) => leafHash(utf8(descriptorText(part)))))));
}

/** Canonical text of a descriptor. */
export function descriptorText({ c, name, retention }: PartDescriptor): string {
  return canonicalJson({ c, name, retention: { ...retention } });
}

/** Reads a descriptor; undefined when it is none. */
export function parseDescriptor(value: unknown): PartDescriptor | undefined {
  return descriptor.safeParse(value).data;
}

/** Number of parts of an entry, wherever they stand. */
export function partCount(leaf: Leaf): number {
  return leaf.tree?.count ?? leaf.parts?.length ?? 0;
}

function isHash(text: string): boolean {
  try {
    return fromBase64(text).length === HASH_SIZE;
  } catch {
    return false;
  }
}

/** Years 0001 to 9999: other ones have a sign and more digits, or are no year of the calendar. */
function isInstant(text: string): boolean {
  if (!/^(?!0000)\d{4}-/.test(text)) return false;
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
}
