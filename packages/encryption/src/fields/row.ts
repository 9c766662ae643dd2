/** Rows: the sealed fields of a shape become cells, and come back. */
import * as z from "zod";
import { keyError } from "../keys/key-error.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import type { Erased } from "./erased.ts";
import type { Place } from "./place.ts";
import { type SealedMark, sealedFacts } from "./sealed.ts";
import { openValue, sealValue } from "./value.ts";

/** A schema, or a field of a record, which has one. */
type Holder = z.core.$ZodType | { readonly schema: z.core.$ZodType };

/** Schemas by the name of their field: what `z.object` takes, or the `fields` of a record. */
export type SealedShape = Readonly<Record<string, Holder>>;

type SchemaOf<H> = H extends { readonly schema: infer S } ? S : H;
type IsSealed<S> = S extends SealedMark
  ? true
  : S extends { readonly _zod: { readonly def: { readonly innerType: infer I } } }
    ? IsSealed<I>
    : S extends { readonly _zod: { readonly def: { readonly in: infer I } } }
      ? IsSealed<I>
      : false;
type ValueOf<H> = SchemaOf<H> extends infer S extends z.core.$ZodType ? z.core.output<S> : never;
type Kept<T> = Extract<T, null | undefined>;

/** A row as it is stored: cells where the shape is sealed. Marks of a checked value, which stand under symbols, are gone: a cell is unchecked. */
export type StoredRow<F extends SealedShape, T> = {
  [K in keyof T as Exclude<K, symbol>]: K extends keyof F ? (IsSealed<SchemaOf<F[K]>> extends true ? string | Kept<T[K]> : T[K]) : T[K];
};

/** A row as the application sees it: values where the shape is sealed, or the mark of an erased subject. */
export type OpenedRow<F extends SealedShape, T> = {
  [K in keyof T as Exclude<K, symbol>]: K extends keyof F
    ? IsSealed<SchemaOf<F[K]>> extends true
      ? ValueOf<F[K]> | Erased | Kept<T[K]>
      : T[K]
    : T[K];
};

/** The place of a row: of its cells without their column. */
export type RowPlace = Omit<Place, "column">;

/**
 * Seals the sealed fields of a row; `null` and what is missing stay so. The other fields are taken as they are.
 *
 * @throws `SEALED_VALUE` with the `column` for a value that its schema does not take, and for a field that the shape does not have (a slip of
 *   the pen must not store it in clear); `SEALED_SCHEMA`, `SUBJECT_ERASED`, `SUBJECT_INVALID`
 */
export async function sealRow<F extends SealedShape, T extends { [K in keyof T]: K extends keyof F | symbol ? unknown : never }>(
  ring: Pick<KeyRing, "seal">,
  shape: F,
  row: T,
  place: RowPlace,
): Promise<StoredRow<F, T>> {
  const sealing = Object.entries(row).map(async ([name, value]): Promise<[string, unknown]> => {
    const schema = Object.hasOwn(shape, name) ? schemaOf(shape[name]) : undefined;
    if (schema === undefined) throw keyError("SEALED_VALUE", "the shape has no such field", { table: place.table });
    const facts = sealedFacts(schema);
    if (facts === undefined || value === null || value === undefined) return [name, value];
    return [name, await sealValue(ring, schema, facts, { ...place, column: facts.column ?? name }, value)];
  });
  // The one cast: the names and which of them are cells follow the shape, which the compiler cannot see through the entries.
  return Object.fromEntries(await Promise.all(sealing)) as StoredRow<F, T>;
}

/**
 * Opens the sealed fields of a stored row. Columns that the shape does not have pass.
 *
 * @throws `SEALED_INVALID` for a value that stands in clear in a sealed column, `SEALED_REFUSED`, `SEALED_VALUE`, and what
 *   {@link KeyRing.open} throws
 */
export async function openRow<F extends SealedShape, T extends object>(
  ring: Pick<KeyRing, "open">,
  shape: F,
  row: T,
  place: RowPlace,
): Promise<OpenedRow<F, T>> {
  const opening = Object.entries(row).map(async ([name, value]): Promise<[string, unknown]> => {
    const schema = Object.hasOwn(shape, name) ? schemaOf(shape[name]) : undefined;
    const facts = schema === undefined ? undefined : sealedFacts(schema);
    if (schema === undefined || facts === undefined || value === null || value === undefined) return [name, value];
    return [name, await openValue(ring, schema, { ...place, column: facts.column ?? name }, value)];
  });
  // The other side of the cast in `sealRow`.
  return Object.fromEntries(await Promise.all(opening)) as OpenedRow<F, T>;
}

/**
 * The codec of zod for one place: stored cell on one side, value on the other, {@link Erased} where the subject was. Asynchronous both ways:
 * `z.decodeAsync(codec, cell)`, `z.encodeAsync(codec, value)`.
 *
 * @example
 * ```ts
 * import { createKeyRing, memoryFence, memoryKeyService, memoryKeyStore, sealedCodec } from "@favorable/encryption";
 * import * as z from "zod";
 *
 * const subjectKey = crypto.getRandomValues(new Uint8Array(32));
 * const ring = createKeyRing({ service: memoryKeyService(), store: memoryKeyStore(), fence: memoryFence(), subjectKey });
 * const codec = sealedCodec(ring, z.int(), { table: "agent", column: "doses", subject: "a-17" });
 * const cell = await z.encodeAsync(codec, 2);
 * console.log(await z.decodeAsync(codec, cell)); // 2
 * ```
 */
export function sealedCodec<S extends z.core.$ZodType>(
  ring: Pick<KeyRing, "seal" | "open">,
  schema: S,
  place: Place,
): z.ZodCodec<z.ZodString, z.ZodType<z.core.output<S> | Erased, z.core.output<S> | Erased>> {
  const facts = sealedFacts(schema) ?? { padTo: 1 };
  return z.codec(z.string(), z.custom<z.core.output<S> | Erased>(), {
    // The value was read by the schema itself; `unknown` is what a function over any schema can say of it.
    decode: async (cell) => (await openValue(ring, schema, place, cell)) as z.core.output<S> | Erased,
    encode: (value) => sealValue(ring, schema, facts, place, value),
  });
}

function schemaOf(holder: Holder | undefined): z.core.$ZodType | undefined {
  if (holder === undefined) return undefined;
  return "_zod" in holder ? holder : holder.schema;
}
