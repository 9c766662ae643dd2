/** An open request keeps its evidence: a hold stands on what it is about from receipt to the end. */
import { PrivacyError } from "@favorable/core";
import { isOpen, type RequestKind } from "../request/kinds.ts";
import type { DeskRequest } from "../request/request.ts";
import { type DeskContext, locked } from "./context.ts";
import { deskEvent } from "./events.ts";

/** The kind of the desk's holds. */
const HOLD_KIND = "dsr_evidence";

/** Whether requests of a kind hold what they are about: all but those that ask for it to go. */
export function wantsHold(context: DeskContext, kind: RequestKind): boolean {
  return context.holds !== undefined && kind !== "erasure" && kind !== "withdrawal";
}

/**
 * Places the hold a request wants, or releases that of one that ended. Done in two steps, since holds are kept elsewhere: what a crash leaves between
 * them is found again by `settleHolds`. A hold that was placed twice is released by its review date.
 */
export async function settleHold(context: DeskContext, id: string): Promise<void> {
  const request = await context.store.find(id);
  if (request === undefined || context.holds === undefined) return;
  const subject = request.subject ?? request.candidate;
  if (request.hold === "wanted" && !isOpen(request.state)) await remember(context, request, "wanted", { hold: "none" });
  else if (request.hold === "wanted" && subject !== undefined) {
    const reason = `request ${id}`;
    const { id: holdId } = await context.holds.place({ subject, kind: HOLD_KIND, reason, reviewOn: request.dueOn }).catch(failed);
    const kept = await remember(context, request, "wanted", { hold: "placed", holdId });
    if (!kept) await context.holds.release({ id: holdId, reason: `request ${id} has its hold` }).catch(failed);
  } else if (request.hold === "placed" && !isOpen(request.state)) await releaseHold(context, request);
}

/** Releases the hold of a request: at its end, and before an erasure that the request itself orders. */
export async function releaseHold(context: DeskContext, request: DeskRequest): Promise<void> {
  if (request.hold !== "placed" || request.holdId === undefined || context.holds === undefined) return;
  await context.holds.release({ id: request.holdId, reason: `request ${request.id} ended` }).catch(failed);
  await remember(context, request, "placed", { hold: "released" });
}

/** Destroys the copies of identity documents of a request that ended, or whose person was verified by another rung. */
export async function dropCopies(context: DeskContext, id: string): Promise<void> {
  for (const drop of context.copyKeepers) await drop(id);
}

/** The error of whoever keeps holds may name the person. */
function failed(): never {
  throw new PrivacyError("HOLD_FAILED", "a hold of the request could not be placed or released");
}

async function remember(
  context: DeskContext,
  seen: DeskRequest,
  from: DeskRequest["hold"],
  change: Pick<DeskRequest, "hold"> & { readonly holdId?: string },
): Promise<boolean> {
  return context.store.transaction(async (tx) => {
    const request = await locked(tx, seen.id);
    // Settled by another, or verified as another person meanwhile.
    if (request.hold !== from || (request.subject ?? request.candidate) !== (seen.subject ?? seen.candidate)) return false;
    const after = { ...request, ...change };
    await tx.save(after);
    // Before identity is shown, an entry would tell that the person is known: requests of nobody have no hold.
    if (after.subject !== undefined) tx.log(deskEvent({ act: `hold-${change.hold}`, request: after }, context.logPolicy));
    return true;
  });
}
