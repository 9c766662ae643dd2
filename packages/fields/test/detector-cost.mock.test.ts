import { createDetector } from "@favorable/fields/detectors";
import { findPhoneNumbersInText } from "libphonenumber-js/min";
import { beforeEach, describe, expect, it, vi } from "vitest";

vi.mock("libphonenumber-js/min", async (importOriginal) => {
  const real = await importOriginal<{ findPhoneNumbersInText: typeof findPhoneNumbersInText }>();
  return { ...real, findPhoneNumbersInText: vi.fn(real.findPhoneNumbersInText) };
});
const reading = vi.mocked(findPhoneNumbersInText);
beforeEach(() => {
  reading.mockClear();
});

/** How often the telephone library was asked, and for how many characters. */
function costOf(text: string, countries: readonly string[] = []): { calls: number; characters: number } {
  reading.mockClear();
  createDetector({ kinds: ["phone"], countries })(text);
  return { calls: reading.mock.calls.length, characters: reading.mock.calls.reduce((sum, [window]) => sum + window.length, 0) };
}

describe("looking for telephone numbers", () => {
  it("asks the library nothing of text without numbers, nor of digits that no country would dial", () => {
    expect(costOf("Nothing to call here. ".repeat(500), ["FR"])).toEqual({ calls: 0, characters: 0 });
    expect(costOf("1 2 3 4 5 6 7 8 9 0 ".repeat(500)).calls).toBe(0);
  });

  it("reads an international number once, however many countries are expected", () => {
    const countries = ["FR", "MC", "IT", "GB", "US"];
    expect(costOf("+33 6 12 34 56 78, ".repeat(100), countries).calls).toBe(100);
    expect(createDetector({ kinds: ["phone"], countries })("+33 6 12 34 56 78 / 06 98 76 54 32").map(({ start }) => start)).toEqual([
      0, 20,
    ]);
  });

  it("reads rows of separated digits a bounded number of times a character, in short windows", () => {
    for (const row of ["1 2 3 4 5 6 7 8 9 0 ", "06 12 34 56 78 ", "12.34.56.", "1/2/3/4/5/6/", "(1) 2 (3) 4 "])
      for (const length of [1_000, 10_000, 40_000]) {
        const text = row.repeat(length).slice(0, length);
        const { calls, characters } = costOf(text, ["FR"]);
        expect(calls).toBeLessThanOrEqual(Math.ceil(length / 210) + 1);
        expect(characters).toBeLessThanOrEqual(1.3 * length);
        expect(reading.mock.calls.every(([window]) => window.length <= 252)).toBe(true);
      }
  });
});
