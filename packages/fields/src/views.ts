/**
 * The shapes that a record shows. Written as plain mapped types over the tags: no zod object type is built, which is
 * what keeps a declaration as cheap for the compiler as the zod objects it replaces (see `test/type-cost.test.ts`).
 */
import type { For } from "./brand.ts";

/** What is read of a field here. Only types of fields come in; the constraint lets members be named instead of inferred. */
interface Tagged {
  readonly schema: { readonly _zod: { readonly output: unknown; readonly input: unknown } };
  readonly category: string;
  readonly purposes: readonly string[];
  readonly givenFor: readonly string[];
  readonly acceptedFrom: readonly string[];
}
type AllTagged = Readonly<Record<string, Tagged>>;
/** Zod marks in the type the schemas whose key may be missing from what they give, and from what they are given. */
type Optional = { readonly schema: { readonly _zod: { readonly optout: "optional" } } };
type OptionalInput = { readonly schema: { readonly _zod: { readonly optin: "optional" | "defaulted" } } };
/** Writes the members out, so that an error shows fields and values, not the tags behind them. */
type Shown<T> = { [K in keyof T]: T[K] } & {};

/** The purposes that some field of the record serves. */
export type PurposesOf<F> = F[keyof F] extends { readonly purposes: readonly (infer P extends string)[] } ? P : never;

/** The origins that some field of the record is accepted from. */
export type OriginsOf<F> = F[keyof F] extends { readonly acceptedFrom: readonly (infer O extends string)[] } ? O : never;

/** The whole row of a record, for whoever stores it. A key is optional exactly when its schema is; `undefined` is never a value. */
export type RowOf<F> = F extends AllTagged ? Row<F, OptionalKeys<F>> : never;
type Row<F extends AllTagged, O extends keyof F> = Shown<
  { readonly [K in Exclude<keyof F, O>]: F[K]["schema"]["_zod"]["output"] } & {
    readonly [K in O]?: Exclude<F[K]["schema"]["_zod"]["output"], undefined>;
  }
>;
type OptionalKeys<F> = { [K in keyof F]: F[K] extends Optional ? K : never }[keyof F];

/*
 * Computed once for a record, whatever the number of purposes, origins and roles that look at it: the row, and for each word the union
 * of the keys under it. A view is then the part of the row with some of its keys.
 */
type KeysServing<F> = F extends AllTagged ? ByPurpose<F> : never;
type ByPurpose<F extends AllTagged> = { [K in keyof F as F[K]["purposes"][number]]: K };
type KeysGivenFor<F> = F extends AllTagged ? ByGiven<F> : never;
type ByGiven<F extends AllTagged> = { [K in keyof F as F[K]["givenFor"][number]]: K };
type KeysFrom<F> = F extends AllTagged ? ByOrigin<F> : never;
type ByOrigin<F extends AllTagged> = { [K in keyof F as F[K]["acceptedFrom"][number]]: K };
type KeysByCategory<F> = F extends AllTagged ? ByCategory<F> : never;
type ByCategory<F extends AllTagged> = { [K in keyof F as F[K]["category"]]: K };
/** What stands under some words; nothing under a word that is not there. Asking for the keys of such a type would compute it again. */
export type Under<T, W extends string> = (T & NothingElse)[W];
interface NothingElse {
  readonly [word: string]: never;
}
type Part<T, K extends keyof T> = { [P in K]: T[P] } & {};

/** The fields of one purpose. Of one of several purposes, one of several views: never the fields of all. */
export type View<F, Q extends string> = Q extends string ? Part<RowOf<F>, Under<KeysServing<F>, Q> & keyof RowOf<F>> : never;

/** The fields of one purpose that a caller may give: a {@link View} without those that a clock or the actor sets. */
export type GivenView<F, Q extends string> = Q extends string ? Part<RowOf<F>, Under<KeysGivenFor<F>, Q> & keyof RowOf<F>> : never;

/** The fields of one purpose that are accepted from one origin, which for an origin that certifies leaves the proofs out. */
export type OriginView<F, Q extends string, O extends string> = Q extends string
  ? O extends string
    ? Part<RowOf<F>, Under<KeysGivenFor<F>, Q> & Under<KeysFrom<F>, O> & keyof RowOf<F>>
    : never
  : never;

/** The fields of one purpose whose category is one of `C`: what a role sees. */
export type CategoryView<F, Q extends string, C extends string> = Q extends string
  ? Part<RowOf<F>, Under<KeysServing<F>, Q> & Under<KeysByCategory<F>, C> & keyof RowOf<F>>
  : never;

/** The names of the fields that a clock or the actor sets. */
export type BoundKeys<F> = { [K in keyof F]: F[K] extends { readonly givenFor: readonly never[] } ? K : never }[keyof F] & string;

/** Says, in the compiler's own message, that a bound field is not the caller's to give. */
export type BoundLeftOut<F> = {
  readonly [K in BoundKeys<F>]?: {
    readonly bound: `field '${K}' is set by the guard, from its clock or the authenticated actor: leave it out`;
  };
};

/** The values that the guard sets. */
export type BoundRow<F> = { readonly [K in BoundKeys<F>]: K extends keyof RowOf<F> ? RowOf<F>[K] : never };

/**
 * What a caller gives for a purpose, before it is checked: the inputs of the schemas, without the fields that a clock or the actor sets.
 *
 * ```ts no-run
 * const form: InputFor<typeof agent, "followUp"> = { staffNumber: "00017", status: "none" };
 * ```
 */
export type InputFor<R, Q extends string> = R extends { readonly fields: infer F }
  ? Q extends string
    ? Part<Inputs<F>, Under<KeysGivenFor<F>, Q> & keyof Inputs<F>>
    : never
  : never;

type Inputs<F> = F extends AllTagged ? InputRow<F, OptionalInputKeys<F>> : never;
type InputRow<F extends AllTagged, O extends keyof F> = Shown<
  { readonly [K in Exclude<keyof F, O>]: F[K]["schema"]["_zod"]["input"] } & {
    readonly [K in O]?: Exclude<F[K]["schema"]["_zod"]["input"], undefined>;
  }
>;
type OptionalInputKeys<F> = { [K in keyof F]: F[K] extends OptionalInput ? K : never }[keyof F];

/**
 * The permitted data of a record for a purpose: what a function that serves the purpose asks for.
 *
 * ```ts no-run
 * function remind(person: DataFor<typeof agent, "followUp">): void {}
 * ```
 */
export type DataFor<R, Q extends string> = R extends { readonly fields: infer F } ? For<Q, View<F, Q>> : never;
