/** The right to erasure: an order to whatever holds the data, and its account turned into an answer. */
import type { CalendarDate, Eraser, ErasureAccount, ErasureOrder, KeptPart } from "@favorable/core";
import { PrivacyError } from "@favorable/core";
import type { LegalBasis, Text } from "@favorable/fields";
import type { DeskStaff } from "../desk/actors.ts";
import type { Desk } from "../desk/desk.ts";
import { insideOf } from "../desk/registered.ts";
import { assertRegime, type Regime } from "../register/regime.ts";
import type { DeskRequest } from "../request/request.ts";
import { withDone } from "../state/done.ts";
import { assertVerified, type VerifiedRequest } from "../verified/verified-request.ts";
import { keptGround } from "./grounds.ts";
import { withdrawalAnswer } from "./withdrawal.ts";

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
  /** For a withdrawal after which the data stay: nothing was ordered, and this is why, sentence by sentence. */
  readonly statement?: readonly Text[];
  /** The basis on which they stay, with the day from which it holds. */
  readonly keptUnder?: LegalBasis;
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
 * leaves no basis (art. 7(3), 17(1)(b)). The order names the purposes that ended: of a withdrawal its own, of an objection those for which it was upheld,
 * of an erasure the one it names, or none for everything. After a withdrawal that leaves another basis nothing is ordered, and the answer says which.
 *
 * The order moves the request to `executing`: from then on it is neither refused nor withdrawn, so that no refusal crosses an erasure.
 *
 * @throws `REQUEST_UNVERIFIED`, `REQUEST_KIND`, `REQUEST_ENDED`; `OBJECTION_NOT_UPHELD` for an objection nobody has upheld (`uphold` of the desk);
 *   `PURPOSE_MISSING` for one that names no purpose; `WITHDRAWAL_UNRECORDED` before {@link withdrawConsent}; those of `act` of the desk, for the office
 *   `handler`; `ERASURE_FAILED` when the eraser fails: the order stands in the log, run it again
 */
export async function erase(desk: Desk, request: VerifiedRequest, eraser: Eraser, staff: DeskStaff): Promise<ErasureAnswer> {
  await assertVerified(request, ["erasure", "objection", "withdrawal"]);
  const { context, freeHold, note } = insideOf(desk);
  const { id, kind, subject } = request;
  const ground = GROUNDS[kind] ?? "request";
  const asOf = context.today();
  const staying = keptBy(await context.store.find(id));
  if (staying !== undefined) {
    await note(id, { office: "handler", act: "erasure-not-due", staff, facts: { ground } });
    return { request: id, asOf, erased: [], kept: [], complete: false, ...staying };
  }
  let purposes: readonly string[] = [];
  const change = (one: DeskRequest): DeskRequest => {
    purposes = endedPurposes(one);
    return { ...one, state: "executing", erasureOrderedOn: one.erasureOrderedOn ?? asOf };
  };
  await note(id, { office: "handler", act: "erasure-ordered", staff, facts: { ground }, change });
  await freeHold(id);
  const scope = purposes.length === 0 ? {} : { purposes };
  const account = await eraser.erase({ subject, reference: id, ground, asOf, ...scope }).catch(() => {
    // The eraser's own error may quote a row.
    throw new PrivacyError("ERASURE_FAILED", "the erasure was ordered and did not end: run it again");
  });
  const removed = account.erased.reduce((total, part) => total + part.removed, 0);
  const kept = account.kept.reduce((total, part) => total + part.kept, 0);
  const done = (one: DeskRequest): DeskRequest => withDone(one, "erased");
  await note(id, { office: "handler", act: "erasure-done", staff, facts: { ground, removed, kept }, change: done });
  return erasureAnswer(id, asOf, account, context.regime);
}

/** The purposes that ended, decided under the request's lock; none for everything. */
function endedPurposes({ kind, purpose, upheldOn, upheldFor, withdrawal }: DeskRequest): readonly string[] {
  const named = purpose === undefined ? [] : [purpose];
  if (kind === "withdrawal" && withdrawal === undefined)
    throw new PrivacyError("WITHDRAWAL_UNRECORDED", "a withdrawal is recorded before it erases: what it means follows from the bases");
  if (kind !== "objection") return named;
  if (upheldOn === undefined)
    throw new PrivacyError("OBJECTION_NOT_UPHELD", "an objection erases nothing before it was upheld by whoever approves");
  const upheld = upheldFor ?? named;
  if (upheld.length === 0) throw new PrivacyError("PURPOSE_MISSING", "an objection is to a purpose");
  return upheld;
}

/** What is told of a withdrawal that leaves the data where they are. */
function keptBy(request: DeskRequest | undefined): Pick<ErasureAnswer, "statement" | "keptUnder"> | undefined {
  const { id = "", purpose = "", withdrawal } = request ?? {};
  if (withdrawal === undefined || (withdrawal !== "consented-anew" && withdrawal.data === "erase")) return undefined;
  const effect = withdrawal === "consented-anew" ? undefined : withdrawal;
  const { statement } = withdrawalAnswer(id, purpose, effect);
  return { statement, ...(effect?.keptUnder === undefined ? {} : { keptUnder: effect.keptUnder }) };
}

/**
 * Puts the account of an erasure into the words a person is told.
 *
 * @param regime - the law whose articles are cited; the GDPR unless told
 * @throws `REGIME_UNKNOWN`
 */
export function erasureAnswer(request: string, asOf: CalendarDate, account: ErasureAccount, regime: Regime = "gdpr"): ErasureAnswer {
  assertRegime(regime);
  const kept = account.kept.map((part): KeptAnswer => ({ ...part, ground: keptGround(part, regime) }));
  return { request, asOf, erased: account.erased, kept, complete: kept.length === 0 };
}
