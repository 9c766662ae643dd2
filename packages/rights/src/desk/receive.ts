/** A request comes in. */
import { type CalendarDate, dateInZone, PrivacyError } from "@favorable/core";
import { REQUEST_CHANNELS, REQUEST_KINDS } from "../request/kinds.ts";
import { assertStaff } from "./actors.ts";
import { type DeskContext, freshRequest } from "./context.ts";
import { deskEvent } from "./events.ts";
import { settleHold, wantsHold } from "./holds.ts";
import type { NewRequest } from "./new-request.ts";

/** What the requester is told: the same whether they are known or not. */
export interface ReceivedRequest {
  readonly id: string;
  /** The last day to answer. */
  readonly dueOn: CalendarDate;
}

const NAME = /^[A-Za-z][A-Za-z0-9_.:-]{0,63}$/;

/** A day, for requests that waited in a queue. */
const QUEUED = 86_400_000;

/** Three years, for which APDP has requests kept: what came before is no request that is still to be taken in. */
const OLDEST = 3 * 366 * QUEUED;

/** An earlier arrival is against the desk, and taken as it is told; one that cannot be is refused. */
function assertArrival(at: Date, now: Date, online: boolean): void {
  const age = now.getTime() - at.getTime();
  if (age < 0) throw new PrivacyError("REQUEST_IN_FUTURE", "a request has come in");
  if (!(age <= (online ? QUEUED : OLDEST)))
    throw new PrivacyError("REQUEST_INVALID", "a request that comes in online comes in now, any other within three years", {
      field: "receivedAt",
    });
}

/** See `receive` of the desk. */
export async function receive(context: DeskContext, given: NewRequest): Promise<ReceivedRequest> {
  const { kind, channel, receivedAt = context.clock.now(), claim, purpose, staff } = given;
  if (!REQUEST_KINDS.includes(kind) || !REQUEST_CHANNELS.includes(channel))
    throw new PrivacyError("REQUEST_INVALID", "a request is of a known kind and came through a known channel");
  if (purpose !== undefined && !NAME.test(purpose)) throw new PrivacyError("REQUEST_INVALID", "a purpose is a declared name");
  if (kind === "withdrawal" && purpose === undefined)
    throw new PrivacyError("REQUEST_INVALID", "a withdrawal of consent says for which purpose");
  assertArrival(receivedAt, context.clock.now(), channel === "web" && staff === undefined);
  if (staff !== undefined) assertStaff(staff, "handler", context.duties);
  const receivedOn = dateInZone(receivedAt, context.zone);
  if (staff === undefined && context.admit !== undefined && (await context.admit({ kind, channel, ...(claim && { claim }) })) !== true)
    throw new PrivacyError("RATE_LIMITED", "too many requests come in: try again later");
  const known = claim === undefined ? undefined : await context.directory.find(claim);
  if (staff !== undefined && known !== undefined && staff.subject === known.subject)
    throw new PrivacyError("OWN_RECORD", "nobody handles a request about themselves: it is handed in as a person's own");
  const request = freshRequest(
    {
      id: crypto.randomUUID(),
      kind,
      channel,
      receivedAt: receivedAt.toISOString(),
      receivedOn,
      ...(purpose === undefined ? {} : { purpose }),
      ...(known === undefined ? {} : { candidate: known.subject }),
    },
    known !== undefined && wantsHold(context, kind),
    context.rules,
  );
  await context.store.transaction(async (tx) => {
    await tx.insert(request);
    tx.log(deskEvent({ act: "receive", request, staff, facts: { channel, due: request.dueOn } }, context.logPolicy));
  });
  context.defer(() => settleHold(context, request.id));
  return { id: request.id, dueOn: request.dueOn };
}
