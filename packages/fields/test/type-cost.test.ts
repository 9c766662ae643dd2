/** What a declaration costs the compiler. Instantiations are counted, never timed: the same on every machine. */
import { expect, it } from "vitest";
import { type CompilerSettings, instantiations } from "../../../testing/compiler.ts";
import { declared, NOTHING_DECLARED, NOTHING_PLAIN, plain, type Size } from "../bench/declarations.ts";

/** Imports resolve from there: the matrix is not a dependency of this package. */
const FOLDER = "packages/fields/bench";

function ratio(size: Size, settings: CompilerSettings): number {
  const cost = (source: string): number => instantiations(FOLDER, source, settings);
  return (cost(declared(size)) - cost(NOTHING_DECLARED)) / (cost(plain(size)) - cost(NOTHING_PLAIN));
}

// Measured with TypeScript 6.0.3 and 5.9.3: 0.69 and 0.46. The bounds leave room for facts, none for tables computed again.
it.each([true, false])(
  "is less than of the plain zod objects it replaces, exactOptionalPropertyTypes %s",
  { timeout: 120_000 },
  (exact) => {
    const settings = { exactOptionalPropertyTypes: exact };
    expect(ratio({ records: 10, fields: 30 }, settings)).toBeLessThan(0.8);
    expect(ratio({ records: 3, fields: 200 }, settings)).toBeLessThan(0.6);
  },
);

it("stays so on TypeScript 5.9", { timeout: 120_000 }, () => {
  expect(ratio({ records: 10, fields: 30 }, { release: "5.9" })).toBeLessThan(0.8);
});

it("is at most 100,000 instantiations for 100 categories, 500 fields and 20 roles", { timeout: 120_000 }, () => {
  const cost = instantiations(FOLDER, declared({ records: 5, fields: 100, categories: 100, roles: 20 }));
  // Measured with TypeScript 6.0.3: 96,736, imports included.
  expect(cost).toBeLessThanOrEqual(100_000);
});
