/** `sealed(schema)`: one word that says a field is sealed where it is stored. */
import * as z from "zod";
import { keyError } from "../keys/key-error.ts";

const SEALED: unique symbol = Symbol.for("@favorable/sealed");

/** How a field is sealed. */
export interface SealedOptions {
  /** The column it is bound to; the name of the field unless told. */
  readonly column?: string;
  /**
   * Fills the text that is sealed up to a multiple of this many bytes, 1 to 65,536, so that its length says less; 1 unless told. The text is
   * the JSON of the value.
   */
  readonly padTo?: number;
}

/** The mark of a sealed schema, in its type. */
export interface SealedMark {
  readonly [SEALED]: true;
}

/**
 * Marks a schema: the application sees its values as they are, the database sees cells. It parses as the schema it was made from, and stands
 * wherever that does: in `z.object`, in `field(…)` of a record, under `optional`, `nullable`, `default` and refinements. {@link sealRow} and
 * {@link openRow} go between the two; {@link sealedCodec} is the codec of zod for one place. Sealing is asynchronous, because a key service
 * is, and needs the subject, which no schema knows: so parsing alone neither seals nor opens.
 *
 * @throws `SEALED_SCHEMA` for what is no schema, or options out of range
 * @example
 * ```ts
 * import { createKeyRing, memoryFence, memoryKeyService, memoryKeyStore, openRow, sealed, sealRow } from "@favorable/encryption";
 * import * as z from "zod";
 *
 * const subjectKey = crypto.getRandomValues(new Uint8Array(32));
 * const ring = createKeyRing({ service: memoryKeyService(), store: memoryKeyStore(), fence: memoryFence(), subjectKey });
 * const agent = { staffNumber: z.string(), comment: sealed(z.string().max(500)).optional() };
 * const place = { table: "agent", subject: "a-17" };
 * const row = await sealRow(ring, agent, { staffNumber: "a-17", comment: "on leave" }, place);
 * console.log(row.comment?.startsWith("sealed.v1.")); // true
 * const opened = await openRow(ring, agent, row, place);
 * console.log(opened.comment); // on leave
 * ```
 */
export function sealed<S extends z.core.$ZodType>(schema: S, options: SealedOptions = {}): S & SealedMark {
  const { padTo = 1 } = options;
  if (typeof schema !== "object" || schema === null || !("_zod" in schema) || !Number.isInteger(padTo) || padTo < 1 || padTo > 65_536)
    throw keyError("SEALED_SCHEMA", "a sealed field has a zod schema and a padding of 1 to 65,536 bytes");
  // In the definition, which zod carries along when a schema is refined or described; registries and meta are lost there.
  const def = { ...schema._zod.def, [SEALED]: { ...options, padTo } };
  // The one cast: `clone` gives the schema back, and the mark in the type says what the definition says.
  return z.core.clone(schema, def) as S & SealedMark;
}

/** What is said of a field that is sealed. */
export interface SealedFacts extends SealedOptions {
  readonly padTo: number;
}

/** The facts of a schema that is sealed, under whatever wrapper; undefined for one that is not. Throws `SEALED_SCHEMA` for a mark deep inside. */
export function sealedFacts(schema: z.core.$ZodType): SealedFacts | undefined {
  const def: object = schema._zod.def;
  const own: unknown = Reflect.get(def, SEALED);
  if (isFacts(own)) return own;
  for (const key of ["innerType", "in"]) {
    const inner: unknown = Reflect.get(def, key);
    if (isSchema(inner)) {
      const facts = sealedFacts(inner);
      if (facts !== undefined) return facts;
    }
  }
  if (hasMarkInside(def)) throw keyError("SEALED_SCHEMA", "a whole field is sealed, never a part of one: put `sealed` around it");
  return undefined;
}

function hasMarkInside(def: object): boolean {
  return Object.entries(def).some(([key, value]) => key !== "innerType" && key !== "in" && schemasIn(value).some(isMarked));
}

function isMarked(schema: z.core.$ZodType): boolean {
  const def: object = schema._zod.def;
  return isFacts(Reflect.get(def, SEALED)) || Object.values(def).some((value) => schemasIn(value).some(isMarked));
}

/** The schemas a part of a definition holds: one, a list, or a shape. Lazy ones are not followed: they may go round. */
function schemasIn(value: unknown): readonly z.core.$ZodType[] {
  if (isSchema(value)) return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).filter(isSchema);
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === "object" && value !== null && "_zod" in value;
}

function isFacts(value: unknown): value is SealedFacts {
  return typeof value === "object" && value !== null && "padTo" in value;
}
