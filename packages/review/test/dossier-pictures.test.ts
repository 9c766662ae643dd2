/** Colours and labels of the dossier's pictures. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { place } from "../src/dossier/pictures/lanes.ts";
import { spread, textWidth, wrap } from "../src/dossier/pictures/picture.tsx";
import { TOKENS } from "../src/dossier/style/tokens.ts";

describe("colours", () => {
  const palettes = TOKENS.split("@media").map((block) =>
    Object.fromEntries([...block.matchAll(/--([\w-]+):(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex])),
  );
  const luminance = (hex: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string): number => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
    return (high + 0.05) / (low + 0.05);
  };
  const soft = ["accent", "health", "fired", "caution", "human"].flatMap((name) => [
    `${name} ${name}-soft`,
    `${name} paper`,
    `ink ${name}-soft`,
  ]);
  const heat = [0, 1, 2, 3, 4, 5].map((level) => `${level < 4 ? "on-low" : "on-high"} heat${level}`);
  const pairs = ["ink paper", "muted paper", "second paper", "muted heat0", "paper fired", "paper ink", ...soft, ...heat];

  it("of every text and its ground stand 4.5 apart in light, dark and print", () => {
    expect(palettes).toHaveLength(3);
    for (const [at, palette] of palettes.entries())
      for (const pair of pairs) {
        const [front = "", back = ""] = pair.split(" ").map((name) => palette[name]);
        expect(contrast(front, back), `${pair} in palette ${at}`).toBeGreaterThanOrEqual(4.5);
      }
  });
});

describe("labels that cannot be measured", () => {
  it("never overlap in a lane while one of the three is free", () => {
    const note = fc.record({
      text: fc.string({ minLength: 1, maxLength: 24 }),
      x: fc.integer({ min: 250, max: 866 }),
      anchor: fc.constantFrom("start" as const, "end" as const),
    });
    fc.assert(
      fc.property(fc.array(note, { maxLength: 3 }), (notes) => {
        const placed = place(notes, 250, 866).map((one) => ({
          lane: one.lane,
          left: one.anchor === "start" ? one.x : one.x - textWidth(one.text, true),
          right: one.anchor === "start" ? one.x + textWidth(one.text, true) : one.x,
        }));
        for (const [at, one] of placed.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(249.9);
          expect(one.right).toBeLessThanOrEqual(866.1);
          for (const other of placed.slice(at + 1))
            expect(one.lane !== other.lane || one.right < other.left || other.right < one.left).toBe(true);
        }
      }),
    );
  });

  it("do not cross the line of the day while one side of it has room", () => {
    const note = fc.record({
      text: fc.string({ minLength: 1, maxLength: 20 }),
      x: fc.integer({ min: 250, max: 866 }),
      anchor: fc.constant("start" as const),
    });
    fc.assert(
      fc.property(note, fc.integer({ min: 450, max: 700 }), (one, line) => {
        const [placed] = place([one], 250, 866, line);
        const left = placed?.x ?? Number.NaN;
        expect(left >= line || left + textWidth(one.text, true) <= line).toBe(true);
      }),
    );
  });

  it("are moved apart, in order, inside the picture when it has room", () => {
    const block = fc.record({ y: fc.integer({ min: 0, max: 600 }), height: fc.integer({ min: 16, max: 60 }) });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        const sorted = [...blocks].sort((left, right) => left.y - right.y);
        const centres = spread(sorted, 700);
        for (const [at, centre] of centres.entries()) {
          const [own, before] = [sorted[at], sorted[at - 1]];
          expect(centre + (own?.height ?? 0) / 2).toBeLessThanOrEqual(700.01);
          if (before !== undefined)
            expect(centre - (centres[at - 1] ?? 0)).toBeGreaterThanOrEqual((before.height + (own?.height ?? 0)) / 2 - 0.01);
        }
      }),
    );
  });

  it("break between words and end with an ellipsis when cut", () => {
    expect(wrap("Director of general care coordination", 140, 2)).toEqual(["Director of", "general care coor…"]);
    expect(wrap("Director of general care coordination", 140, 3).join(" ")).toBe("Director of general care coordination");
    expect(wrap("x".repeat(99), 140, 3)).toEqual([`${"x".repeat(17)}…`]);
    expect(wrap("", 140, 3)).toEqual([]);
  });
});
