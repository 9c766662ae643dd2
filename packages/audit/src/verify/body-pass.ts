/** Second pass: every body against its commitment, and a verdict on every part. */
import { type CalendarDate, equalBytes, toHex } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { commit } from "../commitment.ts";
import { descriptorRoot, type Leaf, type PartDescriptor, parseLeaf, partCount } from "../leaf.ts";
import { type BodyLine, type DescriptorLine, parseBodies, parseDescriptors } from "../lines.ts";
import { commitmentOf } from "../stored-entry.ts";
import { bundlePath, bundlesOf, decodeBundle, indexPath, TILE_WIDTH } from "../tiles.ts";
import type { PartVerdict } from "../verdict.ts";
import type { LogFiles } from "./files.ts";
import type { Findings } from "./findings.ts";
import type { TreePass } from "./tree-pass.ts";

/** Path of the bodies of a bundle's entries. */
export function bodyPath(index: number): string {
  return `body/${indexPath(index)}`;
}

/** Path of the part descriptors that a bundle's entries do not hold themselves. */
export function partsPath(index: number): string {
  return `parts/${indexPath(index)}`;
}

/** Parts by verdict, and those whose bodies were left out. */
export interface BodyPass {
  readonly parts: Record<PartVerdict, number>;
  readonly notExported: number;
}

/** Judges every part of every entry at a date. */
export async function bodyPass(files: LogFiles, size: number, tree: TreePass, found: Findings, asOf: CalendarDate): Promise<BodyPass> {
  const parts: Record<PartVerdict, number> = { ok: 0, tampered: 0, lost: 0, erased: 0, expired: 0, held: 0, overdue: 0 };
  const unknownPolicies = new Set<string>();
  const exported = tree.retention.exported();
  /** Entries before this position have their bodies here; the entry of the export itself and later ones do not. */
  const below = exported === undefined ? size : exported.bodies === "omitted" ? 0 : exported.below;
  let notExported = 0;

  for (const { index, width } of bundlesOf(size)) {
    const path = bundlePath(index, width);
    const bytes = await files.read(path);
    if (bytes === undefined) continue; // Found missing in the first pass.
    if (toHex(sha256(bytes)) !== tree.digests[index]) {
      found.add({ verdict: "tampered", code: "changed-while-read", place: path });
      continue;
    }
    const leaves = leavesOf(bytes, width);
    if (leaves === undefined) continue; // Found unreadable in the first pass.
    const bodies = await lines(bodyPath(index), parseBodies);
    const descriptors = await lines(partsPath(index), parseDescriptors);
    for (const [at, leaf] of leaves.entries())
      if (leaf !== undefined) judgeEntry(index * TILE_WIDTH + at, leaf, index, bodies, descriptors);
    for (const { entry, part } of bodies?.values() ?? [])
      found.add({ verdict: "tampered", code: "body-unexpected", place: bodyPath(index), entry, part });
    for (const { entry, part } of descriptors?.values() ?? [])
      found.add({ verdict: "tampered", code: "part-unexpected", place: partsPath(index), entry, part });
  }
  return { parts, notExported };

  /** Lines by place; undefined when the file cannot be read as what it is. */
  async function lines<T extends { entry: number; part: number }>(
    place: string,
    parse: (bytes: Uint8Array) => T[],
  ): Promise<Map<string, T> | undefined> {
    const bytes = await files.read(place);
    if (bytes === undefined) return new Map();
    try {
      return new Map(parse(bytes).map((line) => [`${line.entry} ${line.part}`, line]));
    } catch {
      found.add({ verdict: "tampered", code: "lines-unreadable", place });
      return undefined;
    }
  }

  function judgeEntry(
    entry: number,
    leaf: Leaf,
    bundle: number,
    bodies: Map<string, BodyLine> | undefined,
    descriptors: Map<string, DescriptorLine> | undefined,
  ): void {
    const known = leaf.tree === undefined ? (leaf.parts ?? []) : apart(entry, leaf, bundle, descriptors);
    for (let part = 0; part < partCount(leaf); part++) {
      const key = `${entry} ${part}`;
      const body = bodies?.get(key);
      bodies?.delete(key);
      const descriptor = known?.[part];
      if (descriptor === undefined || bodies === undefined) continue; // The file that would tell is itself a finding.
      if (entry >= below) {
        if (body === undefined) notExported++;
        else found.add({ verdict: "tampered", code: "body-unexpected", place: bodyPath(bundle), entry, part });
        continue;
      }
      judgePart(entry, part, leaf, descriptor, body, bundle);
    }
  }

  function judgePart(
    entry: number,
    part: number,
    leaf: Leaf,
    descriptor: PartDescriptor,
    body: BodyLine | undefined,
    bundle: number,
  ): void {
    const { retention } = descriptor;
    const presence = body === undefined ? "absent" : equalBytes(commit(body), commitmentOf(descriptor)) ? "matches" : "differs";
    const verdict = tree.retention.judge({ index: entry, id: leaf.id, retention }, presence, asOf);
    parts[verdict]++;
    if (verdict === "tampered" || verdict === "lost" || verdict === "overdue")
      found.add({ verdict, code: verdict === "tampered" ? "body-differs" : `body-${verdict}`, place: bodyPath(bundle), entry, part });
    const policy = `${retention.policy} ${retention.version}`;
    if (tree.retention.knows(retention) || unknownPolicies.has(policy)) return;
    unknownPolicies.add(policy);
    found.add({ verdict: "notice", code: "policy-unknown", place: bundlePathOf(bundle), entry, part });
  }

  function apart(entry: number, leaf: Leaf, bundle: number, lines: Map<string, DescriptorLine> | undefined): PartDescriptor[] | undefined {
    if (lines === undefined || leaf.tree === undefined) return undefined;
    const own: PartDescriptor[] = [];
    for (let part = 0; part < leaf.tree.count; part++) {
      const line = lines.get(`${entry} ${part}`);
      lines.delete(`${entry} ${part}`);
      if (line !== undefined) own.push(line.descriptor);
    }
    if (own.length === leaf.tree.count && descriptorRoot(own) === leaf.tree.root) return own;
    const missing = own.length < leaf.tree.count;
    found.add({
      verdict: missing ? "lost" : "tampered",
      code: missing ? "parts-missing" : "parts-differ",
      place: partsPath(bundle),
      entry,
    });
    return undefined;
  }

  function bundlePathOf(index: number): string {
    return bundlePath(index, Math.min(TILE_WIDTH, size - index * TILE_WIDTH));
  }
}

function leavesOf(bytes: Uint8Array, width: number): (Leaf | undefined)[] | undefined {
  try {
    return decodeBundle(bytes, width).map((entry) => {
      try {
        return parseLeaf(entry);
      } catch {
        return undefined;
      }
    });
  } catch {
    return undefined;
  }
}
