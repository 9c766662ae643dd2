/** Conditions, rows and actors by chance, few words each, so that they meet often. */
import type { ActorFacts, Condition } from "@favorable/access";
import fc from "fast-check";

const WORDS = ["a", "b", "c"];
const DATES = ["2026-01-01", "2026-02-09", "2026-02-10", "2026-03-11", "2026-03-12"];
const field = fc.constantFrom("person", "unit");

export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constantFrom("own-record", "own-unit", "case-load", "tenant"), field }) as fc.Arbitrary<Condition>,
    fc.record({ kind: fc.constant("last-days"), field: fc.constant("openedOn"), days: fc.nat(60) }) as fc.Arbitrary<Condition>,
    fc
      .record({ from: fc.option(fc.constantFrom(...DATES), { nil: undefined }), until: fc.constantFrom(...DATES) })
      .map(({ from, until }): Condition => ({ kind: "during", until, ...(from === undefined ? {} : { from }) })),
    fc.record({
      kind: fc.constantFrom("all-of", "any-of"),
      of: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
    }) as fc.Arbitrary<Condition>,
  ),
})).condition;

const word = fc.constantFrom(...WORDS);
const words = fc.uniqueArray(word, { maxLength: 2 });

export const actors: fc.Arbitrary<ActorFacts> = fc.record(
  { subject: word, units: words, cases: words, tenant: word },
  { requiredKeys: [] },
);

export const rows = fc.record({
  person: fc.option(word, { nil: null }),
  unit: fc.option(word, { nil: null }),
  openedOn: fc.option(fc.constantFrom(...DATES), { nil: null }),
});
