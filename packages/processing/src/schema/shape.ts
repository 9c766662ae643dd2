/**
 * Strict schemas that the compiler holds against the document's types: every key of the type has its schema, optional
 * exactly where the type is, and a key that the type does not know is refused.
 */
import { isCalendarDate, isPeriod } from "@favorable/core";
import * as z from "zod";
import { registerWords } from "./words.ts";

type IsOptional<T, K extends keyof T> = Record<never, never> extends Pick<T, K> ? true : false;

/** A schema for every key of a type. */
export type ShapeOf<T> = {
  readonly [K in keyof T]-?: IsOptional<T, K> extends true ? z.ZodExactOptional<z.ZodType<Exclude<T[K], undefined>>> : z.ZodType<T[K]>;
};

/** A strict object of exactly the keys of `T`. The cast joins the members, which were checked one by one, to the whole. */
export function object<T>(shape: ShapeOf<T>): z.ZodType<T> {
  registerWords(Object.keys(shape));
  return z.strictObject(shape) as unknown as z.ZodType<T>;
}

/** A key that may be left out, which states nothing; `undefined` is not a value. */
export function optional<T>(schema: z.ZodType<T>): z.ZodExactOptional<z.ZodType<T>> {
  return z.exactOptional(schema);
}

/** A list. */
export function list<T>(schema: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.array(schema);
}

/** One of some words. */
export function oneOf<const T extends string>(...words: readonly [T, ...T[]]): z.ZodType<T> {
  return z.enum(words) as unknown as z.ZodType<T>;
}

/** Things by their names: plain words, as `assertName` of `@favorable/fields` has them. */
export function named<T>(schema: z.ZodType<T>): z.ZodType<Readonly<Record<string, T>>> {
  return z.record(name, schema);
}

/** A declared name. */
export const name: z.ZodString = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/);
/** A text that is not empty. */
export const word: z.ZodString = z.string().min(1);
/** A text that may be empty. */
export const string: z.ZodType<string> = z.string();
/** True or false. */
export const boolean: z.ZodType<boolean> = z.boolean();
/** A number of things. */
export const count: z.ZodType<number> = z.int().min(0);
/** A calendar date, `YYYY-MM-DD`. */
export const date: z.ZodType<string> = z.string().refine(isCalendarDate);
/** A calendar period, `P18M`. */
export const period: z.ZodType<string> = z.string().refine(isPeriod);
/** SHA-256, hexadecimal, lower case. */
export const sha256: z.ZodType<string> = z.string().regex(/^[0-9a-f]{64}$/);
