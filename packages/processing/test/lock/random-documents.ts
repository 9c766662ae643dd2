/** Random documents: the register after random edits. */
import type { ProcessingDocument } from "@favorable/processing";
import fc from "fast-check";
import { type Edit, narrowing, widening } from "./edits.ts";
import { type Draft, draftOf, register } from "./register.ts";

/** Numbers to pick by: a stream would leave its mark on the documents made from it. */
const NUMBERS = fc.array(fc.nat(), { minLength: 4, maxLength: 4 });

/** A random document: the register after some edits of any kind, with another name here and there. */
export const anyDocument: fc.Arbitrary<Draft> = fc
  .array(fc.tuple(fc.constantFrom(...narrowing, ...widening), NUMBERS), { maxLength: 12 })
  .map((edits) => applied(register, edits));

/** Some edits, each with the numbers it picks by. */
export const edits = (from: readonly Edit[], maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.tuple(fc.constantFrom(...from), NUMBERS), { minLength: 1, maxLength });

export type Step = readonly [Edit, readonly number[]];

/** A document after some edits. */
export function applied(document: ProcessingDocument | Draft, steps: readonly Step[]): Draft {
  const draft = draftOf(document as ProcessingDocument);
  for (const [[, edit], numbers] of steps) {
    let at = 0;
    edit(draft, (from) => from[(numbers[at++ % numbers.length] ?? 0) % Math.max(1, from.length)]);
  }
  return draft;
}
