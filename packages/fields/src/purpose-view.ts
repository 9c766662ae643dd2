/** Reading a value for one purpose: undeclared keys go, the rest is checked, and nothing of the value reaches an error. */
import { PrivacyError } from "@favorable/core";
import * as z from "zod";
import type { Checked } from "./brand.ts";
import type { AnyField, Fields } from "./field.ts";
import { type FieldIssue, fieldIssues } from "./issues.ts";
import type { OriginView, View } from "./views.ts";

/** What a reading gives: the value, or the places that are wrong. */
export type Reading<T> = { readonly success: true; readonly data: T } | { readonly success: false; readonly issues: readonly FieldIssue[] };

/** A checked view. A purpose that is known only as one of several gives one of several marks, never all of them. */
export type CheckedView<F, Q extends string> = Q extends string ? Checked<Q, View<F, Q>> : never;

/** A checked view of what one origin sends; see {@link CheckedView}. */
export type CheckedOriginView<F, Q extends string, O extends string> = Q extends string
  ? O extends string
    ? Checked<Q, OriginView<F, Q, O>>
    : never
  : never;

/** A record, seen for one purpose. */
export interface PurposeView<F, Q extends string> {
  readonly purpose: Q;
  /** The names of the fields that serve the purpose, in declared order. */
  readonly fields: readonly string[];
  /**
   * Reads a value: keeps the purpose's fields, drops every other key.
   *
   * @throws `CHECK_FAILED` with `paths` and `codes`, side by side; never the value, nor a zod message, which may quote it
   */
  parse(value: unknown): CheckedView<F, Q>;
  /** As `parse`, giving the wrong places instead of throwing. */
  safeParse(value: unknown): Reading<CheckedView<F, Q>>;
}

/** A record, seen for one purpose and through one origin. */
export interface OriginPurposeView<F, Q extends string, O extends string> {
  readonly purpose: Q;
  readonly origin: O;
  readonly fields: readonly string[];
  /**
   * Reads what the origin sends: only fields accepted from it.
   *
   * @throws `ORIGIN_REFUSED` with `paths` and `codes` when it sends another field of the record
   *   (`origin_not_declared`, or `proof_from_certifying_origin`), `CHECK_FAILED` as for a purpose
   */
  parse(value: unknown): CheckedOriginView<F, Q, O>;
  /** As `parse`, giving the wrong places instead of throwing. */
  safeParse(value: unknown): Reading<CheckedOriginView<F, Q, O>>;
}

/** What a reader is told; types are put on by {@link PurposeView} and {@link OriginPurposeView}. */
export interface ReaderFacts {
  readonly record: string;
  readonly purpose: string;
  /** The fields that are kept. */
  readonly kept: readonly (readonly [string, AnyField])[];
  /** All fields of the record, and the origin, when what the origin may not send is to be refused. */
  readonly from?: { readonly origin: string; readonly fields: Fields; readonly certifies: boolean };
}

/** An untyped reader. */
export interface Reader {
  parse(value: unknown): unknown;
  safeParse(value: unknown): Reading<unknown>;
}

/** Makes the reader of a view. */
export function makeReader(facts: ReaderFacts): Reader {
  const schemas = new Map(facts.kept.map(([name, { schema }]) => [name, schema]));
  const shape = z.object(Object.fromEntries(schemas));
  const read = (value: unknown): Reading<unknown> => {
    const refused = facts.from === undefined ? [] : refusedByOrigin(value, facts.from);
    if (refused.length > 0) return { success: false, issues: refused };
    const result = shape.safeParse(value);
    if (!result.success) return { success: false, issues: fieldIssues(result.error.issues, schemas) };
    return { success: true, data: withoutUndefined(result.data) };
  };
  const safeParse = (value: unknown): Reading<unknown> => {
    try {
      return read(value);
    } catch {
      // A refinement or a getter of the application may throw, and its error may quote the value: it is dropped.
      const { record, purpose } = facts;
      throw new PrivacyError("CHECK_FAILED", "a check of the record threw, or is asynchronous", { record, purpose, paths: [], codes: [] });
    }
  };
  return {
    safeParse,
    parse(value) {
      const result = safeParse(value);
      if (result.success) return result.data;
      const origin = result.issues.some(({ code }) => code === "origin_not_declared" || code === "proof_from_certifying_origin");
      throw new PrivacyError(
        origin ? "ORIGIN_REFUSED" : "CHECK_FAILED",
        origin ? "the origin sent fields that are not accepted from it" : "the value does not have the declared shape",
        {
          record: facts.record,
          purpose: facts.purpose,
          ...(facts.from === undefined ? {} : { origin: facts.from.origin }),
          paths: result.issues.map(({ path }) => path),
          codes: result.issues.map(({ code }) => code),
        },
      );
    },
  };
}

/** CCIN deliberation 2021-206, III: from an origin that certifies a status, its statement alone is recorded. */
function refusedByOrigin(value: unknown, { origin, fields, certifies }: NonNullable<ReaderFacts["from"]>): readonly FieldIssue[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(fields)
    .filter(([name, field]) => Reflect.get(value, name) !== undefined && !isAcceptedFrom(field, origin))
    .map(([path, field]) => ({ path, code: certifies && field.proof ? "proof_from_certifying_origin" : "origin_not_declared" }));
}

/** Whether a field may come from an origin; the subject's own identifier says whom the data are about, and may always. */
export function isAcceptedFrom(field: AnyField, origin: string): boolean {
  return field.subject === true || field.acceptedFrom.includes(origin);
}

/** Optional keys are exact: a key is there with a value, or it is not there. */
function withoutUndefined(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
