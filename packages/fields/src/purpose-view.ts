/** What a record offers for one purpose; the behaviour is in `reader.ts`. */
import type { Checked } from "./brand.ts";
import type { FieldIssue } from "./issues.ts";
import type { GivenView, OriginView, View } from "./views.ts";

/** What a reading gives: the value, or the places that are wrong. */
export type Reading<T> = { readonly success: true; readonly data: T } | { readonly success: false; readonly issues: readonly FieldIssue[] };

/** A checked view. A purpose that is known only as one of several gives one of several marks, never all of them. */
export type CheckedView<F, Q extends string> = Q extends string ? Checked<Q, GivenView<F, Q>> : never;

/** A checked view of a stored row, bound fields included; see {@link CheckedView}. */
export type CheckedRow<F, Q extends string> = Q extends string ? Checked<Q, View<F, Q>> : never;

/** A checked view of what one origin sends; see {@link CheckedView}. */
export type CheckedOriginView<F, Q extends string, O extends string> = Q extends string
  ? O extends string
    ? Checked<Q, OriginView<F, Q, O>>
    : never
  : never;

/** Reading what somebody sends. */
export interface Reads<T> {
  /**
   * Reads a value: keeps the fields of the view, drops every other key.
   *
   * @throws `CHECK_FAILED` with `paths` and `codes`, side by side; never the value, nor a zod message, which may quote it;
   *   `BOUND_VALUE` when it sets a field that a clock or the actor sets; `CHECK_ASYNC` when a schema is asynchronous
   */
  parse(value: unknown): T;
  /** As `parse`, giving the wrong places instead of throwing; still throws `CHECK_ASYNC`, and `CHECK_FAILED` when a check throws. */
  safeParse(value: unknown): Reading<T>;
  /** As `parse`, for schemas with asynchronous checks or transformations. */
  parseAsync(value: unknown): Promise<T>;
  /** As `safeParse`, for schemas with asynchronous checks or transformations. */
  safeParseAsync(value: unknown): Promise<Reading<T>>;
}

/** A record, seen for one purpose. */
export interface PurposeView<F, Q extends string> extends Reads<CheckedView<F, Q>> {
  readonly purpose: Q;
  /** The names of the fields that serve the purpose, in declared order. */
  readonly fields: readonly string[];
  /** Reads a row of the application's own store, in which a clock or the actor has set fields; otherwise as `parse`. */
  parseStored(row: unknown): CheckedRow<F, Q>;
}

/**
 * A record, seen for one purpose and through one origin: only fields accepted from it are read.
 *
 * `parse` throws `ORIGIN_REFUSED` with `paths` and `codes` when the origin sends another field of the record (`origin_not_declared`, or
 * `proof_from_certifying_origin`).
 */
export interface OriginPurposeView<F, Q extends string, O extends string> extends Reads<CheckedOriginView<F, Q, O>> {
  readonly purpose: Q;
  readonly origin: O;
  readonly fields: readonly string[];
}
