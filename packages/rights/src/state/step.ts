/** The state machine: pure, and closed to whatever is not in its table. */
import { type CalendarDate, isCalendarDate, PrivacyError } from "@favorable/core";
import { type DeadlineRules, isSuspended, lastDay, monthOf } from "../deadline/deadline.ts";
import { isOpen, PROOF_METHODS, REQUEST_CHANNELS } from "../request/kinds.ts";
import type { ComplaintNotice, DeskRequest, Sending } from "../request/request.ts";
import { type ActName, type RequestAct, TRANSITIONS } from "./acts.ts";
import { missingAct } from "./done.ts";
import { GROUNDS_BEFORE_IDENTITY, REFUSAL_GROUNDS } from "./grounds.ts";

/** A name that may stand in the log in clear. */
const DECLARED = /^[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,99}$/;

const ANSWER_CHANNELS: readonly string[] = REQUEST_CHANNELS.filter((channel) => channel !== "authority");

/**
 * Does one step and gives the request after it; the request that was given is not changed.
 *
 * @param today - the day of the step, in the desk's zone
 * @throws `TRANSITION_REFUSED` (details `act`, `state`) for a step that does not lead from where the request stands; `ACT_UNKNOWN`;
 *   `IDENTITY_REQUIRED` for an answer without a verified person, or a ground that would tell whether the person is known;
 *   `GROUND_NOT_OF_RIGHT` (details `ground`, `kind`) for one that does not stand against the right;
 *   `GROUND_MISSING`, `COMPLAINT_MISSING` for a refusal that does not say why, or where to complain (GDPR art. 12(4));
 *   `ACT_MISSING` (details `missing`) for an answer before what the right asks for was done, `SENDING_MISSING` for one that does not tell how it went out;
 *   `PROOF_INVALID`; `TOLD_INVALID` for a day of telling before receipt or after today; `EXTENSION_LATE` when the person was not told within the
 *   first month, or it is recorded only after it, `EXTENSION_AGAIN`, `EXTENSION_REASON` (art. 12(3));
 *   `PURPOSE_MISSING` for an objection that is upheld for no purpose
 */
export function step(request: DeskRequest, act: RequestAct, today: CalendarDate, rules: DeadlineRules = {}): DeskRequest {
  if (request.erasureOrderedOn !== undefined && (act.act === "refuse" || act.act === "withdraw")) throw refused(act.act, request);
  if (act.act === "uphold") return upheld(request, act, today);
  if (act.act === "extend") return recount(extended(request, act, today, rules), rules);
  if (!Object.hasOwn(TRANSITIONS, act.act)) throw new PrivacyError("ACT_UNKNOWN", "no such step");
  const { from, to } = TRANSITIONS[act.act];
  if (!from.includes(request.state)) throw refused(act.act, request);
  return recount({ ...reopened(request, act), ...told(request, act, today), state: to }, rules);
}

/** Who shows who they are after all begins anew: what was told of the failure is over. */
function reopened(request: DeskRequest, { act }: RequestAct): DeskRequest {
  if (act !== "ask-identity") return request;
  const { complaint, endedOn, outcome, ...open } = request;
  return open;
}

/** What a step leaves in the request besides its state. */
function told(request: DeskRequest, act: RequestAct, today: CalendarDate): Partial<DeskRequest> {
  switch (act.act) {
    case "ask-identity":
      return request.identityAskedOn === undefined ? { identityAskedOn: today } : {};
    case "verify":
      if (act.subject === "" || typeof act.subject !== "string" || !PROOF_METHODS.includes(act.method))
        throw new PrivacyError("PROOF_INVALID", "a proof names a person and a method");
      return { subject: act.subject, method: act.method, verifiedAt: act.at, identityProvedOn: request.identityProvedOn ?? today };
    case "fail-identity":
      return { complaint: noticed(act.complaint, request, today), endedOn: today, outcome: "identity-failed" };
    case "refuse": {
      if (!Object.hasOwn(REFUSAL_GROUNDS, act.ground)) throw new PrivacyError("GROUND_MISSING", "a refusal states its ground");
      if (!REFUSAL_GROUNDS[act.ground].rights.includes(request.kind))
        throw new PrivacyError("GROUND_NOT_OF_RIGHT", "the ground does not stand against this right", {
          ground: act.ground,
          kind: request.kind,
        });
      if (request.subject === undefined && !GROUNDS_BEFORE_IDENTITY.includes(act.ground))
        throw new PrivacyError("IDENTITY_REQUIRED", "this ground would tell whether the person is known", { ground: act.ground });
      // It ends on the day of the clock: an earlier day of telling does not make a late refusal one in time.
      return { refusalGround: act.ground, complaint: noticed(act.complaint, request, today), endedOn: today, outcome: "refused" };
    }
    case "answer": {
      if (request.subject === undefined || request.verifiedAt === undefined)
        throw new PrivacyError("IDENTITY_REQUIRED", "nobody is answered whose identity was not verified");
      const missing = missingAct(request);
      if (missing !== undefined)
        throw new PrivacyError("ACT_MISSING", "what the right asks for was not done: do it, or refuse with a ground", { missing });
      return { sent: sentBy(act.sent, request, today), endedOn: today, outcome: "answered" };
    }
    case "withdraw":
      return { endedOn: today, outcome: "withdrawn" };
    default:
      return {};
  }
}

function extended(
  request: DeskRequest,
  { reason, noticeSentOn }: Extract<RequestAct, { act: "extend" }>,
  today: CalendarDate,
  rules: DeadlineRules,
): DeskRequest {
  if (!isOpen(request.state)) throw refused("extend", request);
  if (request.extendedOn !== undefined) throw new PrivacyError("EXTENSION_AGAIN", "the time is extended once");
  if (reason !== "complexity" && reason !== "number-of-requests")
    throw new PrivacyError("EXTENSION_REASON", "the reasons are the complexity and the number of the requests");
  // Within one month of receipt: what a suspension added to the answer does not make the notice later.
  const last = monthOf(request.receivedOn, 1, rules);
  if (!isCalendarDate(noticeSentOn) || noticeSentOn > today || noticeSentOn < request.receivedOn || today > last)
    throw new PrivacyError("EXTENSION_LATE", "the person is told within a month of receipt, and that is recorded within it", { last });
  return { ...request, extendedOn: noticeSentOn, extensionReason: reason };
}

/** An objection that stands: once, while it is worked on. */
function upheld(request: DeskRequest, { purposes }: Extract<RequestAct, { act: "uphold" }>, today: CalendarDate): DeskRequest {
  if (request.kind !== "objection" || request.subject === undefined || !["verified", "scoping", "executing"].includes(request.state))
    throw refused("uphold", request);
  const upheldFor = purposes ?? (request.purpose === undefined ? [] : [request.purpose]);
  if (upheldFor.length === 0 || !upheldFor.every((purpose) => typeof purpose === "string" && DECLARED.test(purpose)))
    throw new PrivacyError("PURPOSE_MISSING", "an objection is upheld for declared purposes");
  return { ...request, upheldOn: request.upheldOn ?? today, upheldFor: [...new Set([...(request.upheldFor ?? []), ...upheldFor])] };
}

function noticed(complaint: ComplaintNotice | undefined, { receivedOn }: DeskRequest, today: CalendarDate): ComplaintNotice {
  const { authority, judicialRemedy, toldOn } = complaint ?? {};
  if (typeof authority !== "string" || !DECLARED.test(authority) || judicialRemedy !== true || !isCalendarDate(toldOn))
    throw new PrivacyError("COMPLAINT_MISSING", "the person is told the authority to complain to, that a court is open, and on which day");
  if (toldOn < receivedOn || toldOn > today)
    throw new PrivacyError("TOLD_INVALID", "the person is told between receipt and today", { receivedOn, today });
  return { authority, judicialRemedy, toldOn };
}

/** How an answer went out. It ends on the day of the clock: an earlier day of sending does not make a late answer one in time. */
function sentBy(sent: Sending | undefined, { receivedOn }: DeskRequest, today: CalendarDate): Sending {
  const { channel, on, evidence } = sent ?? {};
  if (channel === undefined || !ANSWER_CHANNELS.includes(channel) || typeof evidence !== "string" || !DECLARED.test(evidence))
    throw new PrivacyError("SENDING_MISSING", "an answer tells by which way it went, on which day, and what shows it");
  if (!isCalendarDate(on) || on < receivedOn || on > today)
    throw new PrivacyError("TOLD_INVALID", "an answer goes out between receipt and today", { receivedOn, today });
  return { channel, on, evidence };
}

function recount(request: DeskRequest, rules: DeadlineRules): DeskRequest {
  return { ...request, dueOn: lastDay(request, rules), suspended: isSuspended(request, rules) };
}

function refused(act: ActName, { state }: DeskRequest): PrivacyError {
  return new PrivacyError("TRANSITION_REFUSED", "this step does not lead from where the request stands", { act, state });
}
