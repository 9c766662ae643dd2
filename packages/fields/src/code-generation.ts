/** Where code may be generated from texts, and where not: content security policies, workers at the edge, a flag of Node. */
import * as z from "zod";

/**
 * Whether functions may be made of texts here, as zod decides it for its own parsers: not under `z.config({ jitless: true })`,
 * and not where one try failed. Zod remembers the try, so a content security policy reports it once at most.
 */
export function mayGenerateCode(): boolean {
  return z.core.globalConfig.jitless !== true && z.core.util.allowsEval.value;
}
