import { isPrivacyError } from "@favorable/core";
import { type AgeSource, armor, encryptAge, generateIdentity, inspectAge, openAge } from "@favorable/encryption";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { pattern, sourceOf } from "./pieces.ts";

const keys = await generateIdentity();
const mine = { identities: [keys.identity] };
const seal = (size: number): Promise<Uint8Array> => encryptAge(pattern(size), { recipients: [keys.recipient] });

describe("reading at any place", () => {
  it("gives what stands there, whatever the place and the size", async () => {
    for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072, 700_000]) {
      const reader = await openAge(sourceOf(await seal(size)), mine);
      expect(reader.size).toBe(size);
      const place = fc.integer({ min: 0, max: size + 10 });
      await fc.assert(
        fc.asyncProperty(place, place, async (offset, length) => {
          expect(Buffer.compare(await reader.read(offset, length), pattern(size).subarray(offset, offset + length))).toBe(0);
        }),
        { numRuns: 30 },
      );
    }
  });

  it("reads the header, the last chunk and the chunks asked for, nothing else", async () => {
    const file = await seal(100 * 65_536);
    const asked: [number, number][] = [];
    const source: AgeSource = {
      size: file.length,
      read(offset, length) {
        asked.push([offset, length]);
        return file.subarray(offset, offset + length);
      },
    };
    const reader = await openAge(source, mine);
    await reader.read(50 * 65_536 + 10, 5);
    await reader.read(50 * 65_536 + 20, 5);
    const start = inspectAge(file).headerLength + 16;
    expect(asked).toEqual([
      [0, 4096],
      [start - 16, 16],
      [start + 99 * 65_552, 65_552],
      [start + 50 * 65_552, 65_552],
    ]);
  });

  it("never asks for more than eight chunks at once", async () => {
    const file = await seal(40 * 65_536);
    const lengths: number[] = [];
    const source: AgeSource = {
      size: file.length,
      read(offset, length) {
        lengths.push(length);
        return file.subarray(offset, offset + length);
      },
    };
    const reader = await openAge(source, mine);
    expect(Buffer.compare(await reader.read(0, reader.size), pattern(reader.size))).toBe(0);
    expect(Math.max(...lengths)).toBe(8 * 65_552);
  });
});

describe("a damaged file, read at any place", () => {
  it("is refused at once when its end is missing, wherever it is cut", async () => {
    const file = await seal(3 * 65_536 + 100);
    const start = inspectAge(file).headerLength + 16;
    const at = fc.integer({ min: 0, max: file.length - 1 });
    await fc.assert(
      fc.asyncProperty(at, async (end) => {
        expect(await rejectionCode(openAge(sourceOf(file.subarray(0, end)), mine))).toMatch(/^AGE_(HEADER|PAYLOAD|TRUNCATED)$/);
      }),
      { numRuns: 60 },
    );
    for (const chunk of [0, 1, 2, 3]) {
      const error: unknown = await openAge(sourceOf(file.subarray(0, start + chunk * 65_552)), mine).catch((caught: unknown) => caught);
      expect(isPrivacyError(error, "AGE_TRUNCATED") && error.details).toEqual({ chunk });
    }
  });

  it("gives every chunk that is whole and refuses the altered one by its number", async () => {
    const file = await seal(4 * 65_536);
    const at = inspectAge(file).headerLength + 16 + 2 * 65_552 + 7;
    file[at] = (file[at] ?? 0) ^ 1;
    const reader = await openAge(sourceOf(file), mine);
    expect(await reader.read(65_536, 10)).toEqual(pattern(4 * 65_536).slice(65_536, 65_546));
    await expect(reader.read(2 * 65_536, 1)).rejects.toMatchObject({ code: "AGE_PAYLOAD", details: { chunk: 2 } });
  });

  it("refuses chunks that changed their places", async () => {
    const file = await seal(3 * 65_536);
    const start = inspectAge(file).headerLength + 16;
    const first = file.slice(start, start + 65_552);
    file.copyWithin(start, start + 65_552, start + 2 * 65_552);
    file.set(first, start + 65_552);
    const reader = await openAge(sourceOf(file), mine);
    expect(await rejectionCode(reader.read(0, 1))).toBe("AGE_PAYLOAD");
    expect(await rejectionCode(reader.read(65_536, 1))).toBe("AGE_PAYLOAD");
  });
});

describe("what is no source and no place", () => {
  it("is refused with a code", async () => {
    const file = await seal(100);
    const text = new TextEncoder().encode(armor(file));
    expect(await rejectionCode(openAge(sourceOf(text), mine))).toBe("AGE_ARMOR");
    expect(await rejectionCode(openAge({ size: file.length, read: () => new Uint8Array(3) }, mine))).toBe("AGE_TRUNCATED");
    expect(await rejectionCode(openAge(sourceOf(new Uint8Array(0)), mine))).toBe("AGE_HEADER");
    const reader = await openAge(sourceOf(file), mine);
    for (const [offset, length] of [
      [-1, 1],
      [0.5, 1],
      [0, Number.NaN],
      [Number.POSITIVE_INFINITY, 1],
    ] as const)
      expect(await rejectionCode(reader.read(offset, length))).toBe("AGE_RANGE");
  });
});
