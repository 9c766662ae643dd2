/** What random matrices are drawn from, at every level. */
import type { Action } from "@favorable/access";
import { defineVocabulary } from "@favorable/fields";
import fc from "fast-check";

export const ACTIONS: readonly Action[] = ["read", "add", "modify", "delete", "extract"];
export const PURPOSES = ["p0", "p1"] as const;
export const CATEGORIES = ["c0", "c1", "c2"] as const;
export const ROLES = ["r0", "r1"] as const;

const cell = fc.oneof(fc.constantFrom("all" as const, "none" as const), fc.subarray([...ACTIONS]));
export const perCategory = fc.record({ c0: cell, c1: cell, c2: cell });
export const field = fc.record({ category: fc.constantFrom(...CATEGORIES), purposes: fc.subarray([...PURPOSES], { minLength: 1 }) });
export const held = fc.subarray([...PURPOSES], { minLength: 1 });

const label = { en: "x" };
export const vocabulary = defineVocabulary({
  purposes: { p0: { statement: label }, p1: { statement: label } },
  categories: { c0: { label }, c1: { label }, c2: { label } },
  origins: { file: { label } },
});
