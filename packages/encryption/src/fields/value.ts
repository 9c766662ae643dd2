/** Between a value of a schema and the bytes that are sealed: JSON, checked on both ways. */
import { canonicalJson, type JsonValue, utf8 } from "@favorable/core";
import * as z from "zod";
import { keyError } from "../keys/key-error.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import { isErased } from "./erased.ts";
import type { Place } from "./place.ts";
import type { SealedFacts } from "./sealed.ts";

const SPACE = 0x20;

/** Seals a value: encoded by its schema (a codec gives its stored side), as JSON, filled up to the padding with blanks. */
export async function sealValue(
  ring: Pick<KeyRing, "seal">,
  schema: z.core.$ZodType,
  { padTo }: SealedFacts,
  place: Place,
  value: unknown,
): Promise<string> {
  const json = utf8(toJson(await encode(schema, value, place), place));
  const padded = new Uint8Array(Math.ceil(json.length / padTo) * padTo).fill(SPACE);
  padded.set(json);
  try {
    return await ring.seal(place, padded);
  } finally {
    json.fill(0);
    padded.fill(0);
  }
}

/** Opens a cell and reads its value by the schema; `SEALED_VALUE` when the schema no longer takes what was sealed. */
export async function openValue(ring: Pick<KeyRing, "open">, schema: z.core.$ZodType, place: Place, cell: unknown): Promise<unknown> {
  if (typeof cell !== "string") throw keyError("SEALED_INVALID", "the column holds something that is not sealed", names(place));
  const opened = await ring.open(place, cell);
  if (isErased(opened)) return opened;
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(opened));
    const result = await z.core.safeParseAsync(schema, value);
    if (result.success) return result.data;
  } catch {
    // Refused below: the words of what was thrown may quote the value.
  } finally {
    opened.fill(0);
  }
  throw keyError("SEALED_VALUE", "what was sealed is not what the schema takes", names(place));
}

async function encode(schema: z.core.$ZodType, value: unknown, place: Place): Promise<unknown> {
  let result: Awaited<ReturnType<typeof z.core.safeEncodeAsync>>;
  try {
    result = await z.core.safeEncodeAsync(schema, value);
  } catch {
    throw keyError("SEALED_SCHEMA", "the schema has a one-way transformation, or a check that throws: use a codec", names(place));
  }
  if (result.success) return result.data;
  throw keyError("SEALED_VALUE", "the value is not what the schema takes", names(place));
}

function toJson(value: unknown, place: Place): string {
  try {
    return canonicalJson(value as JsonValue); // Checked there: what is no JSON is refused.
  } catch {
    throw keyError("SEALED_SCHEMA", "the schema gives what JSON cannot hold: use a codec, such as one from dates to texts", names(place));
  }
}

function names({ table, column }: Place): { table: string; column: string } {
  return { table, column };
}
