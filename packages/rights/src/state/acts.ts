/** What may be done with a request. */
import type { CalendarDate } from "@favorable/core";
import type { ProofMethod, RequestState } from "../request/kinds.ts";
import type { ComplaintNotice, ExtensionReason, RefusalGround, Sending } from "../request/request.ts";

/** A step, with what it has to say. */
export type RequestAct =
  | { readonly act: "acknowledge" | "scope" | "execute" | "hold-part" | "review" | "rework" | "withdraw" | "close" }
  | { readonly act: "ask-identity" }
  /** What the right asks for was done, and the person was told. */
  | { readonly act: "answer"; readonly sent: Sending }
  /**
   * The grounds of an objection were weighed, and it stands (GDPR art. 21(1)); marketing is not weighed (art. 21(3)). It stands for these declared
   * purposes, or for the one the request names.
   */
  | { readonly act: "uphold"; readonly purposes?: readonly string[] }
  | { readonly act: "fail-identity"; readonly complaint: ComplaintNotice }
  | { readonly act: "verify"; readonly subject: string; readonly method: ProofMethod; readonly at: string }
  | { readonly act: "refuse"; readonly ground: RefusalGround; readonly complaint: ComplaintNotice }
  | { readonly act: "extend"; readonly reason: ExtensionReason; readonly noticeSentOn: CalendarDate };

/** The name of a step. */
export type ActName = RequestAct["act"];

/** From which states a step leads where; `extend` and `uphold` lead nowhere. */
export interface Transition {
  readonly from: readonly RequestState[];
  readonly to: RequestState;
}

/**
 * The states and what leads from one to the next. Only `verify` leads past identity, and only `review` to `answered`; `refused` and
 * `identity_failed` are left only to be closed, or to prove one's identity after all.
 */
export const TRANSITIONS: Readonly<Record<Exclude<ActName, "extend" | "uphold">, Transition>> = {
  acknowledge: { from: ["received"], to: "acknowledged" },
  "ask-identity": { from: ["received", "acknowledged", "identity_failed", "verified", "scoping"], to: "identity_pending" },
  "fail-identity": { from: ["identity_pending"], to: "identity_failed" },
  verify: { from: ["received", "acknowledged", "identity_pending"], to: "verified" },
  scope: { from: ["verified"], to: "scoping" },
  execute: { from: ["scoping", "partly_held"], to: "executing" },
  "hold-part": { from: ["executing"], to: "partly_held" },
  review: { from: ["executing", "partly_held"], to: "review" },
  rework: { from: ["review"], to: "executing" },
  answer: { from: ["review"], to: "answered" },
  refuse: {
    from: ["acknowledged", "identity_pending", "verified", "scoping", "executing", "partly_held", "review"],
    to: "refused",
  },
  withdraw: {
    from: ["received", "acknowledged", "identity_pending", "identity_failed", "verified", "scoping", "executing", "partly_held", "review"],
    to: "withdrawn",
  },
  close: { from: ["answered", "refused", "withdrawn", "identity_failed"], to: "closed" },
};
