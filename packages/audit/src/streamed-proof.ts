/** A consistency proof of a log too long to be held in memory. */
import { PrivacyError } from "@favorable/core";
import { isCount } from "./coded.ts";
import { frontier } from "./frontier.ts";
import { consistencyRanges } from "./merkle-ranges.ts";

/**
 * Makes a consistency proof (RFC 6962 §2.1.2) in one pass over the leaf hashes of a log, in O(log n) memory; `consistencyProof` makes the same
 * of hashes in memory.
 *
 * @param leaves - hashes of the leaves in order, `to` of them or more
 * @param from - the smaller size, from 1
 * @param to - the larger size
 * @throws `PROOF_RANGE` for sizes that are none, or when there are fewer leaves; `HASH_INVALID`
 * @example
 * ```ts
 * import { leafHash, streamedConsistencyProof } from "@favorable/audit";
 * import { utf8 } from "@favorable/core";
 *
 * async function* leaves(): AsyncGenerator<Uint8Array> {
 *   for (let at = 0; at < 1000; at++) yield leafHash(utf8(`entry ${at}`));
 * }
 * console.log((await streamedConsistencyProof(leaves(), 512, 1000)).length); // 1
 * ```
 */
export async function streamedConsistencyProof(leaves: AsyncIterable<Uint8Array>, from: number, to: number): Promise<Uint8Array[]> {
  if (!isCount(from) || !isCount(to) || from < 1 || from > to) throw outOfRange(from, to);
  const ranges = consistencyRanges({ from: 0, to: from }, to).map((range) => ({ ...range, tree: frontier() }));
  // Ranges do not overlap: a leaf belongs to one of them or to none.
  const inOrder = [...ranges].sort((a, b) => a.from - b.from);
  let at = 0;
  let next = 0;
  for await (const leaf of leaves) {
    if (at === to) break;
    while (inOrder[next] !== undefined && at >= (inOrder[next]?.to ?? 0)) next++;
    const range = inOrder[next];
    if (range !== undefined && at >= range.from) range.tree.append(leaf);
    at++;
  }
  if (at < to) throw outOfRange(from, to);
  return ranges.map(({ tree }) => tree.root());
}

function outOfRange(from: number, to: number): PrivacyError {
  return new PrivacyError("PROOF_RANGE", "the sizes are not those of two states of the log", { from, to });
}
