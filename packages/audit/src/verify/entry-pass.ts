/** Second pass: every entry is hashed, read and judged with its bodies, one bundle at a time. */
import type { CalendarDate } from "@favorable/core";
import type { Leaf } from "../leaf.ts";
import { partCount } from "../leaf.ts";
import { leafHash } from "../merkle.ts";
import { prunedSet } from "../pruned-set.ts";
import { discrepancyVerdict } from "../store-events.ts";
import { bundlePath, bundlesOf, decodeBundle, TILE_WIDTH } from "../tiles.ts";
import { type BundleLines, bodyPath, bundleLines, partsPath } from "./body-files.ts";
import type { ClockWatch } from "./clock-watch.ts";
import { type EntryPlace, entryJudge, type PartCounts } from "./entry-judge.ts";
import type { LogFiles } from "./files.ts";
import type { Findings } from "./findings.ts";
import { decisiveTypes, digestChain, leafOf, type RetentionPass, type RetentionReader, retentionReader } from "./retention-pass.ts";
import { sealedPath } from "./sealed-bodies.ts";
import { type Bundle, storedHashes } from "./tree-check.ts";

/** What the second pass counted. */
export interface EntryPass {
  /** Parts by verdict. */
  readonly parts: PartCounts;
  /** Parts whose bodies the export left out. */
  readonly notExported: number;
  /** Entries of which only the hash is there, by an entry that says so. */
  readonly pruned: number;
}

/** Reads what the entries say about retention. */
export async function readRetention(files: LogFiles, size: number, origin: string): Promise<RetentionPass> {
  const reader: RetentionReader = retentionReader(origin);
  for (const { index, width } of bundlesOf(size)) {
    const bytes = await files.read(bundlePath(index, width));
    for (const [at, entry] of (bytes === undefined ? [] : (entriesOf(bytes, width) ?? [])).entries())
      reader.take(index * TILE_WIDTH + at, entry);
  }
  return reader.done();
}

/** Judges bundle after bundle; gives the leaf hashes of each, and at the end what was counted. */
export interface EntryReader {
  /** Reads and judges one bundle. */
  readonly hashesOf: (bundle: Bundle) => Promise<readonly Uint8Array[]>;
  /** Ends the pass. */
  done(): EntryPass;
}

/** Starts the second pass. Findings about entries and bodies go to `found`, those about the order of times with them. */
export function entryReader(
  files: LogFiles,
  { size, origin }: { readonly size: number; readonly origin: string },
  { retention, digest, keyTroubles }: RetentionPass,
  asOf: CalendarDate,
  clock: ClockWatch,
  found: Findings,
  /** True when sealed bodies are opened, and the paths of their files. */
  { opened, sealed }: { readonly opened: boolean; readonly sealed: readonly string[] } = { opened: false, sealed: [] },
): EntryReader {
  const judge = entryJudge(retention, asOf, found);
  const chain = digestChain();
  const closed = new Set(sealed);
  const decoder = new TextDecoder();
  const exported = retention.exported();
  /** Entries before this position have their bodies here; the entry of the export itself and later ones do not. */
  const below = exported === undefined ? size : exported.bodies === "omitted" ? 0 : exported.below;
  /** Sealed bodies that nothing opens are there, whatever they are; where the file is gone, so are they. */
  const isClosed = (entry: number): boolean =>
    exported?.bodies === "sealed" && !opened && closed.has(sealedPath(bodyPath(Math.floor(entry / TILE_WIDTH))));
  let notExported = 0;
  const pruned = prunedSet();

  async function hashesOf({ index, width }: Bundle): Promise<readonly Uint8Array[]> {
    const place = { entries: bundlePath(index, width), bodies: bodyPath(index), parts: partsPath(index) };
    const bytes = await files.read(place.entries);
    const entries = bytes && entriesOf(bytes, width);
    if (bytes === undefined) found.add({ verdict: "lost", code: "entries-missing", place: place.entries });
    else if (entries === undefined) found.add({ verdict: "tampered", code: "entries-unreadable", place: place.entries });
    // Entries that cannot be read leave their hashes: what else is in the log can still be judged.
    const kept = entries === undefined || entries.some(({ length }) => length === 0) ? await storedHashes(files, index, width) : undefined;
    if (entries === undefined) return kept ?? [];
    const lines = await bundleLines(files, index, found);
    const hashes = entries.map((entry, at) => {
      const own = entry.length === 0 ? kept?.[at] : undefined;
      if (own !== undefined) pass(index * TILE_WIDTH + at, place);
      else read(index * TILE_WIDTH + at, decoder.decode(entry), lines, place);
      return own ?? leafHash(entry);
    });
    lines.finish();
    return hashes;
  }

  /** An entry whose text was removed; its hash is in the tile. */
  function pass(entry: number, place: EntryPlace): void {
    pruned.add(entry);
    if (!retention.isPruned(entry)) found.add({ verdict: "lost", code: "entry-missing", place: place.entries, entry });
  }

  function read(entry: number, text: string, lines: BundleLines, place: EntryPlace): void {
    const leaf = leafOf(text, origin);
    if (leaf === undefined) {
      found.add({ verdict: "notice", code: "foreign-entry", place: place.entries, entry });
      return;
    }
    const trouble = clock.see(entry, leaf);
    if (trouble !== undefined)
      found.add({ verdict: trouble === "backdated" ? "tampered" : "notice", code: trouble, place: place.entries, entry });
    if (decisiveTypes.has(leaf.type)) {
      chain.add(entry, text);
      const said = retention.trouble(entry);
      if (said !== undefined) found.add({ verdict: "notice", code: `retention-${said}`, place: place.entries, entry });
      const key = keyTroubles.get(entry);
      if (key !== undefined) found.add({ verdict: "notice", code: `key-${key}`, place: place.entries, entry });
    }
    const discrepancy = leaf.type === "audit.discrepancy" ? leaf.clear?.["kind"] : undefined;
    if (discrepancy !== undefined)
      found.add({
        verdict: discrepancyVerdict(discrepancy),
        code: `discrepancy-${discrepancy}`,
        place: place.entries,
        entry,
      });
    judgeParts(entry, leaf, lines, place);
  }

  function judgeParts(entry: number, leaf: Leaf, lines: BundleLines, place: EntryPlace): void {
    const count = partCount(leaf);
    const apart = leaf.tree === undefined ? [] : lines.descriptors(entry, count);
    const known = apart && judge.descriptors(entry, leaf, apart, place);
    for (let part = 0; part < count; part++) {
      const body = lines.body(entry, part);
      const descriptor = known?.[part];
      if (descriptor === undefined || body === "unknown") continue; // The file that would tell is itself a finding.
      if (entry < below && !isClosed(entry)) judge.part(entry, leaf.id, part, descriptor, body, place);
      else if (body === undefined) notExported++;
      else found.add({ verdict: "tampered", code: "body-unexpected", place: place.bodies, entry, part });
    }
  }

  return {
    hashesOf,
    done() {
      if (chain.digest() !== digest) found.add({ verdict: "tampered", code: "changed-while-read", place: "tile/entries/" });
      if (!retention.prunedAre(pruned)) found.add({ verdict: "lost", code: "pruned-differs", place: "tile/entries/" });
      for (const entry of retention.exceeded())
        found.add({ verdict: "lost", code: "erased-beyond-count", place: bundlePath(Math.floor(entry / TILE_WIDTH), TILE_WIDTH), entry });
      return { parts: judge.parts, notExported, pruned: pruned.count() };
    },
  };
}

function entriesOf(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  try {
    return decodeBundle(bytes, width);
  } catch {
    return undefined;
  }
}
