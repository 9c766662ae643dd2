/**
 * Strict schemas that the compiler holds against the document's types: every key of the type has its schema, optional
 * exactly where the type is, and a key that the type does not know is refused.
 */
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

/** A declared name; the names that objects have of themselves are none. */
export const name: z.ZodString = z.string().regex(/^(?!(?:constructor|prototype)$)[A-Za-z][A-Za-z0-9_-]{0,62}$/);
/** A text that is not empty. */
export const word: z.ZodString = z.string().min(1);
/** A text that may be empty. */
export const string: z.ZodType<string> = z.string();
/** True or false. */
export const boolean: z.ZodType<boolean> = z.boolean();
/** A number of things. */
export const count: z.ZodType<number> = z.int().min(0);
/** A whole number from a least to a most. */
export function whole(least: number, most: number): z.ZodType<number> {
  return z.int().min(least).max(most);
}

// Dates and periods are written as patterns, so that the published JSON Schema says all of it without a format assertion.
const YEAR = "(?!0000)[0-9]{4}";
const LEAP = "(?:(?!00)[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|00(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";
const MONTHS = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])";
const DATE = `${YEAR}-(?:${MONTHS})|${LEAP}-02-29`;

/** A calendar date, `YYYY-MM-DD`, as `calendarDate` of `@favorable/core` reads it. */
export const date: z.ZodType<string> = z.string().regex(new RegExp(`^(?:${DATE})$`));
/** A day, a month or a year. */
export const partialDate: z.ZodType<string> = z.string().regex(new RegExp(`^(?:${DATE}|${YEAR}-(?:0[1-9]|1[0-2])|${YEAR})$`));
/** A calendar period, `P18M`, as `period` of `@favorable/core` reads it. */
export const period: z.ZodType<string> = z.string().regex(/^P(?=[0-9])(?:[0-9]{1,4}Y)?(?:[0-9]{1,4}M)?(?:[0-9]{1,4}W)?(?:[0-9]{1,4}D)?$/);
/** A country, ISO 3166-1 alpha-2. */
export const country: z.ZodType<string> = z.string().regex(/^[A-Z]{2}$/);
/** A term of the Data Privacy Vocabulary, with or without its version: `https://w3id.org/dpv#Purpose`. */
export const dpv: z.ZodType<string> = z.string().regex(/^https:\/\/w3id\.org\/dpv(?:\/[A-Za-z0-9_./-]+)?#[A-Za-z0-9_-]+$/);
/** A place in the document, a JSON pointer (RFC 6901). */
export const pointer: z.ZodType<string> = z.string().regex(/^(?:\/(?:[^~/]|~[01])*)*$/);
/** SHA-256, hexadecimal, lower case. */
export const sha256: z.ZodType<string> = z.string().regex(/^[0-9a-f]{64}$/);
