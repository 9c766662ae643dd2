/** What the opinion says of the evidence it was given: the only ground for what the page says of it. */
import type { DossierOpinion } from "../input.ts";

/** `used`: it counted; `refused`: it was given and did not count; `absent`: none was given, or the opinion does not say. */
export type Standing =
  | { readonly kind: "used"; readonly parts: readonly string[]; readonly asOf: string | undefined }
  | { readonly kind: "refused"; readonly refusal: string | undefined; readonly asOf: string | undefined }
  | { readonly kind: "absent" };

/** Reads the standing; what is not said to have been used was not. */
export function standingOf({ evidence }: Pick<DossierOpinion, "evidence">): Standing {
  if (evidence?.used === true) return { kind: "used", parts: evidence.parts ?? [], asOf: evidence.asOf };
  if (evidence === undefined || evidence.refusal === undefined || evidence.refusal === "absent") return { kind: "absent" };
  return { kind: "refused", refusal: evidence.refusal, asOf: evidence.asOf };
}
