/**
 * The shapes that a record shows. Written as plain mapped types over the tags: no zod object type is built, which is
 * what keeps a declaration as cheap for the compiler as the zod objects it replaces (see `test/type-cost.test.ts`).
 */
import type * as z from "zod";
import type { For } from "./brand.ts";

type Output<F> = F extends { readonly schema: infer S } ? z.output<S> : never;
type Input<F> = F extends { readonly schema: infer S } ? z.input<S> : never;
/** Zod marks in the type the schemas whose key may be missing from what they give, and from what they are given. */
type Optional = { readonly schema: { readonly _zod: { readonly optout: "optional" } } };
type OptionalInput = { readonly schema: { readonly _zod: { readonly optin: "optional" | "defaulted" } } };
type Serves<F, Q> = F extends { readonly purposes: readonly (infer P)[] } ? (Q extends P ? true : false) : false;
type GivenFor<F, Q> = F extends { readonly givenFor: readonly (infer P)[] } ? (Q extends P ? true : false) : false;
type Comes<F, O> = F extends { readonly acceptedFrom: readonly (infer A)[] } ? (O extends A ? true : false) : false;
/** Writes the members out, so that an error shows fields and values, not the tags behind them. */
type Shown<T> = { [K in keyof T]: T[K] } & {};

/** The purposes that some field of the record serves. */
export type PurposesOf<F> = F[keyof F] extends { readonly purposes: readonly (infer P extends string)[] } ? P : never;

/** The origins that some field of the record is accepted from. */
export type OriginsOf<F> = F[keyof F] extends { readonly acceptedFrom: readonly (infer O extends string)[] } ? O : never;

/** The whole row of a record, for whoever stores it. */
export type RowOf<F> = Shown<
  { [K in keyof F as F[K] extends Optional ? never : K]: Output<F[K]> } & {
    [K in keyof F as F[K] extends Optional ? K : never]?: Exclude<Output<F[K]>, undefined>;
  }
>;

/** The fields of one purpose. A key is optional exactly when its schema is; `undefined` is never a value. */
export type View<F, Q extends string> = Shown<
  {
    [K in keyof F as F[K] extends Optional ? never : Serves<F[K], Q> extends true ? K : never]: Output<F[K]>;
  } & {
    [K in keyof F as F[K] extends Optional ? (Serves<F[K], Q> extends true ? K : never) : never]?: Exclude<Output<F[K]>, undefined>;
  }
>;

/** The fields of one purpose that a caller may give: a {@link View} without those that a clock or the actor sets. */
export type GivenView<F, Q extends string> = Shown<
  {
    [K in keyof F as F[K] extends Optional ? never : GivenFor<F[K], Q> extends true ? K : never]: Output<F[K]>;
  } & {
    [K in keyof F as F[K] extends Optional ? (GivenFor<F[K], Q> extends true ? K : never) : never]?: Exclude<Output<F[K]>, undefined>;
  }
>;

/** The fields of one purpose that are accepted from one origin, which for an origin that certifies leaves the proofs out. */
export type OriginView<F, Q extends string, O extends string> = Part<GivenView<F, Q>, KeysFrom<F, O>>;

/** The fields of one purpose whose category is one of `C`: what a role sees. */
export type CategoryView<F, Q extends string, C> = Part<View<F, Q>, KeysByCategory<F>[C & keyof KeysByCategory<F>]>;

/** Shared by all roles: computed once for a record. Keys of one category meet in one union. */
type KeysByCategory<F> = { [K in keyof F as F[K] extends { readonly category: infer C extends string } ? C : never]: K };
type KeysFrom<F, O> = { [K in keyof F]: Comes<F[K], O> extends true ? K : never }[keyof F];
type Part<T, K> = { [P in keyof T as P extends K ? P : never]: T[P] } & {};

/** The names of the fields that a clock or the actor sets. */
export type BoundKeys<F> = { [K in keyof F]: F[K] extends { readonly givenFor: readonly never[] } ? K : never }[keyof F] & string;

/** Says, in the compiler's own message, that a bound field is not the caller's to give. */
export type BoundLeftOut<F> = {
  readonly [K in BoundKeys<F>]?: `field '${K}' is set by the guard, from its clock or the authenticated actor: leave it out`;
};

/** The values that the guard sets. */
export type BoundRow<F> = { readonly [K in BoundKeys<F>]: F[K & keyof F] extends infer X ? Output<X> : never };

/**
 * What a caller gives for a purpose, before it is checked: the inputs of the schemas, without the fields that a clock or the actor sets.
 *
 * ```ts no-run
 * const form: InputFor<typeof agent, "followUp"> = { staffNumber: "00017", status: "none" };
 * ```
 */
export type InputFor<R, Q extends string> = R extends { readonly fields: infer F }
  ? Shown<
      {
        [K in keyof F as F[K] extends OptionalInput ? never : GivenFor<F[K], Q> extends true ? K : never]: Input<F[K]>;
      } & {
        [K in keyof F as F[K] extends OptionalInput ? (GivenFor<F[K], Q> extends true ? K : never) : never]?: Exclude<
          Input<F[K]>,
          undefined
        >;
      }
    >
  : never;

/**
 * The permitted data of a record for a purpose: what a function that serves the purpose asks for.
 *
 * ```ts no-run
 * function remind(person: DataFor<typeof agent, "followUp">): void {}
 * ```
 */
export type DataFor<R, Q extends string> = R extends { readonly fields: infer F } ? For<Q, View<F, Q>> : never;
