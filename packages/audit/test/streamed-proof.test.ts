import { utf8 } from "@favorable/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { consistencyProof, leafHash, streamedConsistencyProof } from "../src/index.ts";

const hashes = Array.from({ length: 300 }, (_, at) => leafHash(utf8(`entry ${at}`)));
async function* stream(count: number): AsyncGenerator<Uint8Array> {
  yield* hashes.slice(0, count);
}

it("makes the same proof in one pass as one makes of a whole tree in memory", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), async (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      // What stands behind the larger size belongs to none of it.
      expect(await streamedConsistencyProof(stream(300), from, to)).toEqual(consistencyProof(hashes.slice(0, to), from));
    }),
  );
});

it("refuses sizes that are none, and a log that ends before", async () => {
  for (const [from, to] of [
    [0, 5],
    [6, 5],
    [1.5, 5],
    [1, Number.NaN],
  ] as const)
    expect(await rejectionCode(streamedConsistencyProof(stream(300), from, to))).toBe("PROOF_RANGE");
  expect(await rejectionCode(streamedConsistencyProof(stream(4), 3, 5))).toBe("PROOF_RANGE");
});
