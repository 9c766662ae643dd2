/**
 * A whole processing in the W3C Data Privacy Vocabulary 2.3, as JSON-LD with its context inline.
 *
 * Codes: `BASE_INVALID`.
 * @packageDocumentation
 */
export { linkedDataContext } from "./context.ts";
export { type LinkedDataOptions, linkedData } from "./linked-data.ts";
export type { LinkedNode, LinkedValue } from "./node.ts";
export { saidInDpv, unsaidInDpv } from "./unsaid.ts";
