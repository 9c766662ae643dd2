/** Numbers made by check methods written here a second time, in other arithmetic: what is valid is found, chance numbers rarely are. */
import { createDetector, type DetectorKind } from "@favorable/fields/detectors";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const digits = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const two = (value: number | bigint): string => String(value).padStart(2, "0");
const day = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 99 }));
const lastDigit = (start: string, holds: (number: string) => boolean): string =>
  [..."0123456789"].map((digit) => start + digit).find(holds) ?? start;
const luhnSum = (number: string): number =>
  [...number]
    .reverse()
    .reduce((sum, digit, at) => sum + (at % 2 === 0 ? Number(digit) : ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)] ?? 0)), 0);

const nir = fc
  .tuple(fc.constantFrom("1", "2", "7", "8"), day, fc.constantFrom("2A", "2B", "01", "75", "99"), digits(6))
  .map(([sex, [month, , year], place, rest]) => {
    const start = `${sex}${two(year)}${two(month)}${place}${rest}`;
    const number = BigInt(start.replace("2A", "19").replace("2B", "18"));
    return start + two(97n - (number % 97n));
  });
const iban = fc.tuple(fc.constantFrom(["FR", 23], ["DE", 18], ["MC", 23], ["BE", 12]), digits(23)).map(([[country, length], all]) => {
  const account = all.slice(0, Number(length));
  const spelled = [...`${account}${country}00`].map((one) => String(Number.parseInt(one, 36))).join("");
  return `${country}${two(98n - (BigInt(spelled) % 97n))}${account}`;
});
const card = fc
  .tuple(fc.constantFrom("4539", "5412", "6011"), digits(11))
  .map(([head, rest]) => lastDigit(head + rest, (n) => luhnSum(n) % 10 === 0));
const belgian = fc.tuple(day, digits(3), fc.boolean()).map(([[month, date, year], rest, late]) => {
  const start = `${two(year)}${two(month)}${two(date)}${rest}`;
  return start + two(97n - (BigInt(late ? `2${start}` : start) % 97n));
});
const dni = digits(8).map((number) => number + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Number(BigInt(number) % 23n)));
const pesel = fc.tuple(day, digits(4)).map(([[month, date, year], rest]) =>
  lastDigit(`${two(year)}${two(month + 20)}${two(date)}${rest}`, (number) => {
    const sum = [...number].reduce((total, digit, at) => total + Number(digit) * Number("13791379131"[at]), 0);
    return sum % 10 === 0;
  }),
);
const swedish = fc
  .tuple(day, digits(3))
  .map(([[month, date, year], rest]) => lastDigit(`${two(year)}${two(month)}${two(date)}${rest}`, (n) => luhnSum(n) % 10 === 0));

/** Cuts a number into groups as people do. */
const grouped = (number: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(number, fc.constantFrom("", " ", ".", "-", "\u202f", " - "), fc.integer({ min: 2, max: 5 }))
    .map(([text, separator, size]) => (text.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join(separator.length > 2 ? " " : separator));

const valid: readonly (readonly [DetectorKind, fc.Arbitrary<string>])[] = [
  ["fr-nir", nir],
  ["iban", iban],
  ["card", card],
  ["be-national-register", belgian],
  ["es-dni", dni],
  ["pl-pesel", pesel],
  ["se-personnummer", swedish],
];

describe("a corpus of numbers", () => {
  it.each(valid)("finds every valid %s, however it is grouped and whatever stands around it", (kind, number) => {
    const detect = createDetector({ kinds: [kind] });
    const around = fc.constantFrom("", "né à Nice ; ", "n° ", "(", "« ", "👩 ", "ééé_");
    fc.assert(
      fc.property(around, grouped(number), fc.constantFrom("", ".", ", suite", ")", "\n"), (before, written, after) => {
        const hits = detect(before + written + after);
        expect(hits).toEqual([{ kind, start: before.length, end: before.length + written.length }]);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 15_000 },
    );
  });

  it.each([
    ["fr-nir", 15, 0.03],
    ["card", 16, 0.06],
    ["be-national-register", 11, 0.02],
    ["pl-pesel", 11, 0.05],
    ["se-personnummer", 10, 0.05],
    ["no-fodselsnummer", 11, 0.02],
    ["ro-cnp", 13, 0.05],
    ["de-steuer-id", 11, 0.02],
    ["fr-tax-number", 13, 0.02],
    ["lu-matricule", 13, 0.01],
    ["at-svnr", 10, 0.05],
    ["ch-avs", 13, 0.01],
  ] as const)("takes chance digits for a %s rarely", (kind, length, atMost) => {
    const detect = createDetector({ kinds: [kind] });
    const random = fc.sample(digits(length), { numRuns: 2000, seed: 7 });
    const taken = random.filter((text) => detect(text).length > 0).length;
    expect(taken / random.length).toBeLessThan(atMost);
  });

  it("reads every prefix of Verhoeff's and Luhn's examples as its own number, and no other digit in its last place", () => {
    const detect = createDetector({ kinds: ["lu-matricule", "card"] });
    for (const number of ["1893120105732", "4111111111111111"])
      for (let digit = 0; digit <= 9; digit++) {
        const other = number.slice(0, -1) + digit;
        expect(detect(other).length).toBe(other === number ? 1 : 0);
      }
  });
});

/** Five times the text; a quadratic method would take twenty-five times as long, each time. */
function isLinear(small: number, large: number): boolean {
  return large < small * 12 + 100_000;
}

describe("hostile texts", () => {
  const detect = createDetector({ countries: ["FR"] });

  it("gives places within the text, in order, apart from each other, whatever the text", () => {
    const unit = fc.constantFrom(
      "1",
      "2 ",
      "06",
      "@",
      "a@b.fr ",
      "FR76",
      "né le ",
      "\ud83d",
      "\u0301",
      "con ",
      "+33 ",
      "é",
      "\u202f",
      "/",
      "٣",
      "4111 ",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(unit, { maxLength: 60 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (given) => {
        let floor = 0;
        for (const { start, end, kind } of detect(given)) {
          expect(start).toBeGreaterThanOrEqual(floor);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(given.length);
          expect(kind).toMatch(/^[a-z-]+(:[a-z-]+)?$/);
          floor = end;
        }
      }),
      { numRuns: 2000, interruptAfterTimeLimit: 15_000 },
    );
  });

  it.each([
    "1",
    "1 ",
    "@",
    "a@",
    "a.",
    "a@a.",
    "FR76 ",
    "né le 1.",
    "con ",
    "sent l'",
    "\u0301",
    "\ud83d",
    "4111 1111 1111 1111 ",
    "1/",
    "-",
    "+1(",
  ])(
    "takes time in proportion to 100 kB of %j",
    (unit) => {
      /** Processor time in microseconds: what other processes do meanwhile counts little. */
      const time = (size: number): number => {
        const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
        const start = process.cpuUsage();
        detect(text);
        const { user, system } = process.cpuUsage(start);
        return user + system;
      };
      time(20_000); // The first run compiles.
      const attempts = Array.from({ length: 3 }, () => () => isLinear(time(20_000), time(100_000)));
      expect(attempts.some((attempt) => attempt())).toBe(true);
    },
    60_000,
  );
});
