/** Reading a value for one purpose: undeclared keys go, the rest is checked, and nothing of the value reaches an error. */
import { PrivacyError } from "@favorable/core";
import * as z from "zod";
import type { AnyField, Fields } from "./field.ts";
import { type FieldIssue, fieldIssues } from "./issues.ts";
import type { Reading, Reads } from "./purpose-view.ts";
import { makeStripper } from "./strip.ts";

/** What a reader is told; types are put on by the views. */
export interface ReaderFacts {
  readonly record: string;
  readonly purpose: string;
  /** The fields that are read. */
  readonly read: readonly (readonly [string, AnyField])[];
  /** The fields of the record whose mere presence is refused, and the code that says why. */
  readonly refused: readonly (readonly [string, string])[];
  readonly origin?: string;
}

/** Makes the reader of a view. */
export function makeReader(facts: ReaderFacts): Reads<unknown> {
  const { record, purpose, origin, refused } = facts;
  const schemas = new Map(facts.read.map(([name, { schema }]) => [name, schema]));
  const shape = z.object(Object.fromEntries(schemas));
  const strip = makeStripper([...schemas.keys()]);
  const about = { record, purpose, ...(origin === undefined ? {} : { origin }) };
  let asynchronous = false;

  const present = (value: unknown): readonly FieldIssue[] => {
    if (refused.length === 0 || typeof value !== "object" || value === null) return [];
    return refused.filter(([name]) => Reflect.get(value, name) !== undefined).map(([path, code]) => ({ path, code }));
  };
  const readingOf = (result: z.ZodSafeParseResult<Record<string, unknown>>): Reading<unknown> =>
    result.success ? { success: true, data: strip(result.data) } : { success: false, issues: fieldIssues(result.error.issues, schemas) };
  /** A refinement or a getter of the application may throw, and its error may quote the value: it is dropped. */
  const thrown = (error: unknown): PrivacyError => {
    if (!(error instanceof z.core.$ZodAsyncError))
      return new PrivacyError("CHECK_FAILED", "a check of the record threw", { ...about, paths: [], codes: [] });
    asynchronous = true;
    return new PrivacyError("CHECK_ASYNC", "a schema of the record is asynchronous: use parseAsync or safeParseAsync", about);
  };
  const failure = (issues: readonly FieldIssue[]): PrivacyError => {
    const code = issues.map((issue) => CODES.get(issue.code)).find((found) => found !== undefined) ?? "CHECK_FAILED";
    const places = { paths: issues.map(({ path }) => path), codes: issues.map((issue) => issue.code) };
    return new PrivacyError(code, MESSAGES[code] ?? "the value does not have the declared shape", { ...about, ...places });
  };

  const safeParse = (value: unknown): Reading<unknown> => {
    // Once known: zod would start the check and leave its promise to reject unheard.
    if (asynchronous) throw thrown(new z.core.$ZodAsyncError());
    try {
      const issues = present(value);
      return issues.length > 0 ? { success: false, issues } : readingOf(shape.safeParse(value));
    } catch (error) {
      throw thrown(error);
    }
  };
  const safeParseAsync = async (value: unknown): Promise<Reading<unknown>> => {
    try {
      const issues = present(value);
      return issues.length > 0 ? { success: false, issues } : readingOf(await shape.safeParseAsync(value));
    } catch (error) {
      throw thrown(error);
    }
  };
  return {
    safeParse,
    safeParseAsync,
    parse(value) {
      const reading = safeParse(value);
      if (reading.success) return reading.data;
      throw failure(reading.issues);
    },
    async parseAsync(value) {
      const reading = await safeParseAsync(value);
      if (reading.success) return reading.data;
      throw failure(reading.issues);
    },
  };
}

const CODES: ReadonlyMap<string, string> = new Map([
  ["bound_value", "BOUND_VALUE"],
  ["origin_not_declared", "ORIGIN_REFUSED"],
  ["proof_from_certifying_origin", "ORIGIN_REFUSED"],
]);
const MESSAGES: Readonly<Record<string, string>> = {
  BOUND_VALUE: "the value sets fields that only a trusted clock or the authenticated actor sets",
  ORIGIN_REFUSED: "the origin sent fields that are not accepted from it",
};

/** Whether a field may come from an origin; the subject's own identifier says whom the data are about, and may always. */
export function isAcceptedFrom(field: AnyField, origin: string): boolean {
  return field.subject === true || field.acceptedFrom.includes(origin);
}

/**
 * The fields that an origin may not send, and why. CCIN deliberation 2021-206, III: from an origin that certifies a status, its
 * statement alone is recorded.
 */
export function refusedFrom(fields: Fields, origin: string, certifies: boolean): readonly (readonly [string, string])[] {
  return Object.entries(fields)
    .filter(([, field]) => !isAcceptedFrom(field, origin))
    .map(([name, field]) => [name, certifies && field.proof ? "proof_from_certifying_origin" : "origin_not_declared"]);
}
