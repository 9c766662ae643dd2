/** The desk: requests from receipt to answer. */
import { addDays, addPeriod, type CalendarDate, dateInZone, equalBytes, PrivacyError, utf8 } from "@favorable/core";
import { type Escalation, escalations } from "../deadline/escalation.ts";
import { type CodeForm, proofMac } from "../identity/code.ts";
import type { FactAnswers, IdentityClaim } from "../identity/directory.ts";
import type { RungReasons } from "../identity/ladder.ts";
import type { RequestState } from "../request/kinds.ts";
import type { DeskRequest } from "../request/request.ts";
import { withDone } from "../state/done.ts";
import { mintVerified, type VerifiedRequest } from "../verified/verified-request.ts";
import { type DeskStaff, takeOffice } from "./actors.ts";
import { type DeskOptions, deskContext, locked } from "./context.ts";
import { deskEvent } from "./events.ts";
import { releaseHold, settleHold } from "./holds.ts";
import type { NewRequest } from "./new-request.ts";
import { answerChallenge, type CodeAnswer, challenge, confirmFacts, confirmSession, type PersonSession } from "./proving.ts";
import { type ReceivedRequest, receive } from "./receive.ts";
import { registerDesk } from "./registered.ts";
import { actOn, logRefusal, type RequestStanding, type StaffAct } from "./steps.ts";

/** A desk. */
export interface Desk {
  /** Takes in a request; the time to answer runs from receipt. Throws `REQUEST_INVALID`, `REQUEST_IN_FUTURE`, and those of staff. */
  receive(request: NewRequest): Promise<ReceivedRequest>;
  /**
   * Does a step of the staff. Each is in the log if and only if it is done.
   *
   * @throws `REQUEST_UNKNOWN`, `STAFF_INVALID`, `DESK_ROLE_REFUSED`, `OWN_RECORD`, `DUTIES_NOT_APART`, and those of `step`
   */
  act(id: string, act: StaffAct, staff: DeskStaff): Promise<RequestStanding>;
  /**
   * Sends a code to a contact on file of the person a claim describes, and answers the same where there is nobody. Throws `RATE_LIMITED`,
   * `REQUEST_UNKNOWN`, `TRANSITION_REFUSED`.
   */
  challenge(id: string, claim: IdentityClaim, form?: CodeForm): Promise<CodeAnswer>;
  /** Verifies by the code; throws `CODE_REFUSED`, whatever the cause. */
  answerChallenge(id: string, code: string): Promise<RequestStanding>;
  /** Verifies by the person's own session; throws `SESSION_OLD`, `PERSON_MISMATCH`, `REQUEST_UNKNOWN`, `TRANSITION_REFUSED`. */
  confirmSession(id: string, session: PersonSession): Promise<RequestStanding>;
  /** Verifies by two facts on record; throws `FACT_UNKNOWN`, `LADDER_SKIPPED`, `FACTS_REFUSED`, `PERSON_MISMATCH`, and those of `act`. */
  confirmFacts(
    id: string,
    proof: { readonly subject: string; readonly answers: FactAnswers; readonly reasons: RungReasons },
    staff: DeskStaff,
  ): Promise<RequestStanding>;
  /** The request as one of a verified person; throws `REQUEST_UNKNOWN`, `REQUEST_UNVERIFIED`, `VERIFICATION_OLD`. */
  verified(id: string): Promise<VerifiedRequest>;
  /** Where a request stands. */
  find(id: string): Promise<DeskRequest | undefined>;
  /** What is late or soon will be: measured from receipt on the day of the clock, or another. */
  due(ask?: { readonly asOf?: CalendarDate; readonly within?: number }): Promise<readonly Escalation[]>;
  /** Places and releases what holds are outstanding; run it from time to time. Gives the number looked at. */
  settleHolds(): Promise<number>;
}

/** States in which a verified person's request is worked on. */
const WORKED: readonly RequestState[] = ["verified", "scoping", "executing", "partly_held", "review"];

/**
 * Opens a desk.
 *
 * @throws `DESK_INVALID`, `CODE_KEY_INVALID`, `ZONE_UNKNOWN`
 * @example
 * ```ts
 * import { memoryLog } from "@favorable/audit";
 * import { createSigner, generateKey } from "@favorable/audit/node";
 * import { simulatedClock } from "@favorable/core";
 * import { createDesk, memoryDeskStore } from "@favorable/rights";
 *
 * const clock = simulatedClock(new Date("2021-10-31T09:00:00Z"));
 * const origin = "hospital.example/audit";
 * const log = memoryLog({ origin, signer: createSigner(generateKey(origin).privateKey), clock });
 * const desk = createDesk({
 *   store: memoryDeskStore(log),
 *   directory: { find: async () => undefined, send: async () => undefined },
 *   codeKey: crypto.getRandomValues(new Uint8Array(32)),
 *   zone: "Europe/Monaco",
 *   duties: { roles: { handler: ["dpo-office"], verifier: ["dpo-office"], approver: ["dpo"] }, apart: [["handler", "approver"]] },
 *   logPolicy: { policy: "rights-desk", version: 1 },
 *   clock,
 * });
 * const { id, dueOn } = await desk.receive({ kind: "access", channel: "letter" });
 * console.log(dueOn); // 2021-11-30
 * const { state } = await desk.act(id, { act: "acknowledge" }, { actor: "staff-1", role: "dpo-office", subject: null });
 * console.log(state); // acknowledged
 * console.log(await desk.verified(id).catch(({ code }) => code)); // REQUEST_UNVERIFIED
 * ```
 */
export function createDesk(options: DeskOptions): Desk {
  const context = deskContext(options);
  const { store } = context;
  const proven = (request: DeskRequest): boolean =>
    request.proof !== undefined && equalBytes(utf8(request.proof), utf8(proofMac(context.codeKey, request)));
  const fresh = ({ verifiedAt = "" }: DeskRequest): boolean =>
    context.today() <= addPeriod(dateInZone(new Date(verifiedAt), context.zone), context.verificationLasts);
  const stands = async (id: string): Promise<boolean> => {
    const request = await store.find(id);
    return request !== undefined && WORKED.includes(request.state) && proven(request) && fresh(request);
  };
  const desk: Desk = Object.freeze({
    receive: (request: NewRequest) => receive(context, request),
    act: (id: string, act: StaffAct, staff: DeskStaff) => actOn(context, id, act, staff),
    challenge: (id: string, claim: IdentityClaim, form: CodeForm = "digits") => challenge(context, id, claim, form),
    answerChallenge: (id: string, code: string) => answerChallenge(context, id, code),
    confirmSession: (id: string, session: PersonSession) => confirmSession(context, id, session),
    confirmFacts: (id: string, proof: Parameters<Desk["confirmFacts"]>[1], staff: DeskStaff) => confirmFacts(context, id, proof, staff),
    async verified(id: string) {
      const request = await store.find(id);
      if (request === undefined) throw new PrivacyError("REQUEST_UNKNOWN", "there is no such request");
      const { kind, subject, method, verifiedAt, purpose, state } = request;
      if (subject === undefined || method === undefined || verifiedAt === undefined || !WORKED.includes(state) || !proven(request))
        throw new PrivacyError("REQUEST_UNVERIFIED", "nobody was verified for this request", { state });
      if (!fresh(request)) throw new PrivacyError("VERIFICATION_OLD", "the person shows anew who they are: ask for identity again");
      const facts = { id, kind, subject, method, verifiedAt, ...(purpose === undefined ? {} : { purpose }) };
      return mintVerified(
        facts,
        () => stands(id),
        (act) => store.transaction(async (tx) => tx.save(withDone(await locked(tx, id), act))),
      );
    },
    find: (id: string) => store.find(id),
    async due({ asOf = context.today(), within = 7 }: { readonly asOf?: CalendarDate; readonly within?: number } = {}) {
      return escalations(await store.due(addDays(asOf, within)), { asOf, within, rules: context.rules });
    },
    async settleHolds() {
      const unsettled = await store.unsettledHolds();
      for (const { id } of unsettled) await settleHold(context, id);
      return unsettled.length;
    },
  });
  registerDesk(desk, {
    context,
    async freeHold(id) {
      const request = await store.find(id);
      if (request !== undefined) await releaseHold(context, request);
    },
    async note(id, { office, act, staff, facts, change }) {
      await store
        .transaction(async (tx) => {
          const request = takeOffice(await locked(tx, id), office, staff, context.duties);
          // Asked once more under the lock: it may have been withdrawn since.
          if (!WORKED.includes(request.state))
            throw new PrivacyError("REQUEST_ENDED", "the request was withdrawn, refused or closed meanwhile");
          const after = change === undefined ? request : change(request);
          await tx.save(after);
          tx.log(deskEvent({ act, request: after, staff, facts }, context.logPolicy));
        })
        .catch((error: unknown) => logRefusal(context, id, staff, error));
    },
  });
  return desk;
}
