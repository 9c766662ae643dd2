/** A fact of a reference file, and where a document holds it. */
import type { JsonValue } from "@favorable/core";

/**
 * The fact in a few words, the JSON pointer (RFC 6901) of the place that holds it, and what stands there. `undefined` says that the
 * reference states nothing of it, and so nothing stands there; an object need only hold what is given.
 */
export type Fact = readonly [fact: string, pointer: string, value: JsonValue | undefined];

export type { State } from "../../../../examples/storyteller/src/state.ts";
