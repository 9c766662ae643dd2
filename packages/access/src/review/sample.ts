/** A sample of entries that nobody picks: it is drawn by the root hash of a checkpoint. */
import { type Checkpoint, parseCheckpoint } from "@favorable/audit";
import { concatBytes, PrivacyError, toHex, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";

/** A sample: plain data, drawn again from the same checkpoint and candidates. */
export interface EntrySample {
  /** Identity of the log. */
  readonly origin: string;
  /** Entries under the checkpoint. */
  readonly size: number;
  /** Root hash of the checkpoint, hexadecimal: the seed. */
  readonly root: string;
  /** How many entries it was drawn from. */
  readonly of: number;
  /** Positions in the log, ascending. */
  readonly entries: readonly number[];
}

/**
 * Draws entries to look at, all equally likely: entry `n` of the candidates by SHA-256 over the root hash and a counter, values that would favour
 * some are thrown away. Whoever holds the checkpoint draws the same; take one that a witness has signed, on a day that was fixed before, since who
 * can append can also wait for a root that suits.
 *
 * @param checkpoint - text of a signed note, verified before, or the checkpoint itself
 * @param options - `count` entries, all when there are fewer; `candidates`, positions below the size of the checkpoint, such as those of a
 *   period's entries
 * @throws `CHECKPOINT_INVALID`, `SAMPLE_INVALID`
 * @example
 * ```ts
 * import { drawSample } from "@favorable/access/review";
 *
 * const checkpoint = { origin: "hospital.example/audit", size: 1000, root: new Uint8Array(32).fill(7) };
 * const { entries } = drawSample(checkpoint, { count: 3, candidates: [10, 20, 30, 40, 50] });
 * console.log(entries.join()); // 20,30,50
 * ```
 */
export function drawSample(
  checkpoint: string | Checkpoint,
  { count, candidates }: { readonly count: number; readonly candidates: Iterable<number> },
): EntrySample {
  const { origin, size, root } = typeof checkpoint === "string" ? parseCheckpoint(textOf(checkpoint)) : checkpoint;
  const pool = [...new Set(candidates)].sort((a, b) => a - b);
  const sound = pool.every((index) => Number.isSafeInteger(index) && index >= 0 && index < size);
  if (!Number.isSafeInteger(count) || count < 1 || !sound)
    throw new PrivacyError("SAMPLE_INVALID", "a sample is of 1 or more entries, from positions that the checkpoint covers");
  const draw = drawing(origin, root);
  // Fisher–Yates from the front: after n steps the first n are a sample without bias.
  const wanted = Math.min(count, pool.length);
  for (let at = 0; at < wanted; at += 1) {
    const other = at + draw(pool.length - at);
    const [here = 0, there = 0] = [pool[at], pool[other]];
    pool[at] = there;
    pool[other] = here;
  }
  return { origin, size, root: toHex(root), of: pool.length, entries: pool.slice(0, wanted).sort((a, b) => a - b) };
}

/** Whole numbers from 0 below a bound, from the seed alone. */
function drawing(origin: string, root: Uint8Array): (below: number) => number {
  let counter = 0;
  const seed = sha256(concatBytes(utf8(`favorable-sample/1\n${origin}\n`), root));
  return (below) => {
    for (;;) {
      const block = sha256(concatBytes(seed, utf8(`\n${counter}`)));
      counter += 1;
      // 48 bits; the part of the range that does not divide evenly is thrown away.
      const drawn =
        new DataView(block.buffer, block.byteOffset).getUint32(0) * 65_536 + new DataView(block.buffer, block.byteOffset).getUint16(4);
      if (drawn < 2 ** 48 - (2 ** 48 % below)) return drawn % below;
    }
  };
}

/** The signed text of a note: what stands before its signatures. */
function textOf(note: string): string {
  const end = note.indexOf("\n\n");
  return end < 0 ? note : note.slice(0, end + 1);
}
