/** Steps of the staff, and of the person who changes their mind. */
import { type CalendarDate, isPrivacyError, PrivacyError } from "@favorable/core";
import { isOpen } from "../request/kinds.ts";
import type { DeskRequest } from "../request/request.ts";
import type { RequestAct } from "../state/acts.ts";
import { step } from "../state/step.ts";
import { type DeskStaff, OFFICE_OF, takeOffice } from "./actors.ts";
import { type DeskContext, locked } from "./context.ts";
import { deskEvent } from "./events.ts";
import { dropCopies, settleHold } from "./holds.ts";

/** A step of the staff: all but verification, which takes a proof. */
export type StaffAct = Exclude<RequestAct, { readonly act: "verify" }>;

/** Where a request stands after a step. */
export interface RequestStanding {
  readonly id: string;
  readonly state: DeskRequest["state"];
  readonly dueOn: CalendarDate;
}

/** See `act` of the desk. */
export async function actOn(context: DeskContext, id: string, act: StaffAct, staff: DeskStaff): Promise<RequestStanding> {
  // The type keeps a proof out; a caller without types meets the same wall.
  if ((act as RequestAct).act === "verify") return refuseVerify();
  const after = await context.store
    .transaction(async (tx) => {
      const found = await locked(tx, id);
      const request = takeOffice(found, OFFICE_OF[act.act] ?? "handler", staff, context.duties);
      const next = closed(step(request, act, context.today(), context.rules));
      if (next.state === "closed") await tx.dropChallenges(id);
      await tx.save(next);
      tx.log(deskEvent({ act: act.act, request: next, staff, facts: factsOf(act, next) }, context.logPolicy));
      return next;
    })
    .catch((error: unknown) => logRefusal(context, id, staff, error));
  if (!isOpen(after.state))
    context.defer(async () => {
      await dropCopies(context, id);
      await settleHold(context, id);
    });
  return standing(after);
}

/** Who a closed request may have been about is forgotten, unless it was shown. */
function closed(request: DeskRequest): DeskRequest {
  if (request.state !== "closed" || request.subject !== undefined) return request;
  const { candidate: _candidate, ...rest } = request;
  return rest;
}

/** Refusals that tell of a person who tried what is not theirs to do. */
const TOLD = ["OWN_RECORD", "DESK_ROLE_REFUSED", "DUTIES_NOT_APART", "COPY_ROLE_REFUSED"];

/** Leaves the entry of a refused step, then refuses it. */
export async function logRefusal(context: DeskContext, id: string, staff: DeskStaff, error: unknown): Promise<never> {
  if (isPrivacyError(error) && TOLD.includes(error.code))
    await context.store.transaction(async (tx) => {
      const request = await locked(tx, id);
      tx.log(deskEvent({ act: "step-refused", request, staff, facts: { code: error.code } }, context.logPolicy));
    });
  throw error;
}

/**
 * Refuses whoever may not verify a request, or a person for it, before the directory is asked: what it answers is for the office alone. The refusal
 * is in the log.
 */
export async function admitVerifier(context: DeskContext, id: string, staff: DeskStaff, subject?: string): Promise<void> {
  await context.store
    .transaction(async (tx) => {
      const request = takeOffice(await locked(tx, id), "verifier", staff, context.duties);
      // Nobody proves their own request.
      if (subject !== undefined) takeOffice({ ...request, candidate: subject }, "verifier", staff, context.duties);
    })
    .catch((error: unknown) => logRefusal(context, id, staff, error));
}

/** What a step says in clear. */
function factsOf(act: StaffAct, { dueOn }: DeskRequest): Record<string, string> {
  if (act.act === "refuse") return { ground: act.ground, authority: act.complaint.authority, told: act.complaint.toldOn };
  if (act.act === "fail-identity") return { authority: act.complaint.authority, told: act.complaint.toldOn };
  if (act.act === "answer") return { channel: act.sent.channel, sent: act.sent.on, evidence: act.sent.evidence };
  if (act.act === "extend") return { reason: act.reason, told: act.noticeSentOn, due: dueOn };
  return {};
}

/** The part of a request that may be shown to whoever works on it. */
export function standing({ id, state, dueOn }: DeskRequest): RequestStanding {
  return { id, state, dueOn };
}

function refuseVerify(): never {
  throw new PrivacyError("ACT_UNKNOWN", "a person is verified by a proof, not by a step");
}
