/** What a right asks for before its request is answered: an answer is not given without the act. */
import type { RequestKind } from "../request/kinds.ts";
import type { DeskRequest, DoneAct } from "../request/request.ts";

/** The act each right asks for: GDPR art. 15 and 20 a disclosure, 16, 17 and 18 a change; of a withdrawal and an objection see {@link missingAct}. */
const ASKED: Readonly<Partial<Record<RequestKind, DoneAct>>> = {
  access: "disclosed",
  portability: "disclosed",
  erasure: "erased",
  rectification: "rectified",
  restriction: "restricted",
};

/**
 * What was not done yet. An objection is answered once it was upheld, for one that is not is refused; a withdrawal once it is recorded, and where it
 * leaves no basis once the data are erased.
 */
export function missingAct({ kind, done = [], upheldOn, withdrawal }: DeskRequest): DoneAct | "upheld" | "consent-withdrawn" | undefined {
  if (kind === "objection") return upheldOn === undefined ? "upheld" : undefined;
  if (kind === "withdrawal") {
    if (withdrawal === undefined) return "consent-withdrawn";
    return withdrawal !== "consented-anew" && withdrawal.data === "erase" && !done.includes("erased") ? "erased" : undefined;
  }
  const asked = ASKED[kind];
  return asked === undefined || done.includes(asked) ? undefined : asked;
}

/** The request with an act that was done. */
export function withDone(request: DeskRequest, act: DoneAct): DeskRequest {
  return { ...request, done: [...new Set([...(request.done ?? []), act])] };
}
