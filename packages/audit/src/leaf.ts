/** The leaf: what an entry is in the log. Canonical JSON of clear facts and commitments, no personal value. */
import { canonicalJson, type JsonValue, PrivacyError, toBase64, utf8 } from "@favorable/core";
import { coded } from "./coded.ts";
import type { ClearFact } from "./event.ts";
import { isDescriptor, isLeaf, type Leaf, type PartDescriptor } from "./leaf-form.ts";
import { leafHash, rootOf } from "./merkle.ts";

export type { Leaf, PartDescriptor } from "./leaf-form.ts";

const NO_LEAF = "the entry is not a leaf of this form";

/**
 * The canonical text of a leaf (RFC 8785); its UTF-8 bytes are the entry of the log. Throws `LEAF_INVALID` for what has no such text.
 *
 * Printed member by member in their canonical order: a log is verified by printing each of its leaves again.
 */
export function leafText(leaf: Leaf): string {
  return coded("LEAF_INVALID", NO_LEAF, () => {
    const { v, log, id, type, at, simulated, clear, parts, tree } = leaf;
    return [
      `{"at":${text(at)}`,
      clear === undefined ? "" : `,"clear":${factsText(clear)}`,
      `,"id":${text(id)},"log":${text(log)}`,
      parts === undefined ? "" : `,"parts":[${parts.map(descriptorText).join(",")}]`,
      simulated === undefined ? "" : `,"simulated":${text(simulated)}`,
      tree === undefined ? "" : `,"tree":{"count":${text(tree.count)},"root":${text(tree.root)}}`,
      `,"type":${text(type)},"v":${text(v)}}`,
    ].join("");
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
    const leaf: unknown = JSON.parse(text);
    if (isLeaf(leaf) && leafText(leaf) === text) return leaf;
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
  const { policy, start, version } = retention;
  return `{"c":${text(c)},"name":${text(name)},"retention":{"policy":${text(policy)},"start":${text(start)},"version":${text(version)}}}`;
}

/** Reads a descriptor; undefined when it is none. */
export function parseDescriptor(value: unknown): PartDescriptor | undefined {
  return isDescriptor(value) ? value : undefined;
}

/** Number of parts of an entry, wherever they stand. */
export function partCount(leaf: Leaf): number {
  return leaf.tree?.count ?? leaf.parts?.length ?? 0;
}

/** Characters that JSON prints as they stand. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** Canonical text of a member; most are plain texts. */
function text(value: JsonValue): string {
  return typeof value === "string" && PLAIN.test(value) ? `"${value}"` : canonicalJson(value);
}

function factsText(facts: Readonly<Record<string, ClearFact>>): string {
  const printed = Object.keys(facts)
    .sort()
    .map((name) => `${text(name)}:${text(facts[name] ?? null)}`);
  return `{${printed.join(",")}}`;
}
