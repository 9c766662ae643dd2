/** The right to erasure: an order to whatever holds the data, and its account turned into an answer. */
import type { CalendarDate, Eraser, ErasureAccount, ErasureOrder, KeptPart } from "@favorable/core";
import { PrivacyError } from "@favorable/core";
import type { Text } from "@favorable/fields";
import type { DeskStaff } from "../desk/actors.ts";
import type { Desk } from "../desk/desk.ts";
import { insideOf } from "../desk/registered.ts";
import type { DeskRequest } from "../request/request.ts";
import { assertVerified, type VerifiedRequest } from "../verified/verified-request.ts";
import { KEPT_GROUNDS } from "./grounds.ts";

/** What a person is told of something that stays. */
export interface KeptAnswer extends KeptPart {
  /** Why it stays, with its article. */
  readonly ground: Text;
}

/** What a person is told. */
export interface ErasureAnswer {
  readonly request: string;
  readonly asOf: CalendarDate;
  /** What is gone, and at which level: a row that is gone may still stand in a backup. */
  readonly erased: ErasureAccount["erased"];
  /** What stays, why, and when it can go. */
  readonly kept: readonly KeptAnswer[];
  /** True when nothing is kept. */
  readonly complete: boolean;
}

/** The ground of the order, by the right that was exercised. */
const GROUNDS: Readonly<Partial<Record<string, ErasureOrder["ground"]>>> = {
  erasure: "request",
  objection: "objection",
  withdrawal: "withdrawal",
};

/**
 * Erases what is held about a verified person, through the one path by which data are purged as well. The request's own hold is released first, the
 * order is in the log before it goes out and its account after it; running it again is harmless.
 *
 * A request of access erases nothing: the rights are erasure (GDPR art. 17), an objection that was upheld (art. 21), and a withdrawal of consent that
 * leaves no basis (art. 7(3), 17(1)(b)).
 *
 * The order moves the request to `executing`: from then on it is neither refused nor withdrawn, so that no refusal crosses an erasure.
 *
 * @throws `REQUEST_UNVERIFIED`, `REQUEST_KIND`, `REQUEST_ENDED`; `OBJECTION_NOT_UPHELD` for an objection nobody has upheld (`uphold` of the desk); those of `act` of the desk, for the office `handler`; `ERASURE_FAILED` when the eraser
 *   fails: the order stands in the log, run it again
 */
export async function erase(desk: Desk, request: VerifiedRequest, eraser: Eraser, staff: DeskStaff): Promise<ErasureAnswer> {
  await assertVerified(request, ["erasure", "objection", "withdrawal"]);
  const { context, freeHold, note } = insideOf(desk);
  const ground = GROUNDS[request.kind] ?? "request";
  const asOf = context.today();
  await note(request.id, { office: "handler", act: "erasure-ordered", staff, facts: { ground }, change: ordered(asOf) });
  await freeHold(request.id);
  const account = await eraser.erase({ subject: request.subject, reference: request.id, ground, asOf }).catch(() => {
    // The eraser's own error may quote a row.
    throw new PrivacyError("ERASURE_FAILED", "the erasure was ordered and did not end: run it again");
  });
  const removed = account.erased.reduce((total, part) => total + part.removed, 0);
  const kept = account.kept.reduce((total, part) => total + part.kept, 0);
  await note(request.id, { office: "handler", act: "erasure-done", staff, facts: { ground, removed, kept } });
  return erasureAnswer(request.id, asOf, account);
}

/** The request once its erasure is ordered, decided under its lock. */
function ordered(today: CalendarDate): (request: DeskRequest) => DeskRequest {
  return (request) => {
    if (request.kind === "objection" && request.upheldOn === undefined)
      throw new PrivacyError("OBJECTION_NOT_UPHELD", "an objection erases nothing before it was upheld by whoever approves");
    return { ...request, state: "executing", erasureOrderedOn: request.erasureOrderedOn ?? today };
  };
}

/** Puts the account of an erasure into the words a person is told. */
export function erasureAnswer(request: string, asOf: CalendarDate, account: ErasureAccount): ErasureAnswer {
  const kept = account.kept.map((part): KeptAnswer => ({ ...part, ground: KEPT_GROUNDS[part.reason] }));
  return { request, asOf, erased: account.erased, kept, complete: kept.length === 0 };
}
