/** Identity: the session, the code to a contact on file, facts on record. */
import { PrivacyError } from "@favorable/core";
import { CODE_MINUTES, CODE_TRIES, type CodeForm, claimMac, codeMac, codeMatches, newCode, proofMac } from "../identity/code.ts";
import { FACT_KINDS, type FactAnswers, type IdentityClaim } from "../identity/directory.ts";
import { assertReasonsHold, assertRung, type RungReasons } from "../identity/ladder.ts";
import type { ProofMethod } from "../request/kinds.ts";
import type { DeskRequest } from "../request/request.ts";
import { step } from "../state/step.ts";
import { type DeskStaff, takeOffice } from "./actors.ts";
import { type DeskContext, locked } from "./context.ts";
import { deskEvent } from "./events.ts";
import { dropCopies, settleHold, wantsHold } from "./holds.ts";
import { admitVerifier, logRefusal, type RequestStanding, standing } from "./steps.ts";
import type { DeskTransaction } from "./store.ts";

/** What is answered to whoever asks for a code: the same for a person who is not known. */
export interface CodeAnswer {
  readonly sent: "if-known";
  /** UTC. */
  readonly expiresAt: string;
}

/** A session of the person themselves, as the application's sign-in vouches for it. */
export interface PersonSession {
  readonly subject: string;
  readonly signedInAt: Date;
}

/** See `challenge` of the desk. */
export async function challenge(context: DeskContext, id: string, claim: IdentityClaim, form: CodeForm): Promise<CodeAnswer> {
  const known = await context.directory.find(claim);
  const code = newCode(form);
  const challengeId = crypto.randomUUID();
  const now = context.clock.now().getTime();
  const expiresAt = new Date(now + CODE_MINUTES * 60_000).toISOString();
  const before = (hours: number): string => new Date(now - hours * 3_600_000).toISOString();
  const outcome = await context.store.transaction(async (tx) => {
    const found = await locked(tx, id);
    const ofClaim = await tx.countTry(claimMac(context.codeKey, claim), context.now(), before(24));
    const ofRequest = await tx.countTry(claimMac(context.codeKey, `request ${id}`), context.now(), before(1));
    // A claim is words of the asker's choice: what counts is whom they lead to. Who is nobody is counted, too, so that both take as long.
    const person = known === undefined ? `nobody ${claim}` : `person ${known.subject}`;
    const ofPerson = await tx.countTry(claimMac(context.codeKey, person), context.now(), before(24));
    const ofDesk = await tx.countTry(claimMac(context.codeKey, "desk"), context.now(), before(24));
    const { perClaimPerDay, perRequestPerHour, perPersonPerDay, perDeskPerDay } = context.limits;
    if (ofClaim > perClaimPerDay || ofRequest > perRequestPerHour || ofDesk > perDeskPerDay) {
      tx.log(deskEvent({ act: "code-limited", request: found }, context.logPolicy));
      return undefined;
    }
    const pending = found.state === "identity_pending" && found.identityAskedOn !== undefined;
    const from: DeskRequest = found.state === "identity_pending" ? { ...found, state: "acknowledged" } : found;
    const asked = pending ? found : step(from, { act: "ask-identity" }, context.today(), context.rules);
    // The first claim stands: one that leads to another person is answered like one that leads to nobody.
    const candidate = asked.candidate === undefined || asked.candidate === known?.subject ? known?.subject : undefined;
    const held = asked.hold === "none" && candidate !== undefined && wantsHold(context, asked.kind);
    const next: DeskRequest = { ...asked, ...(candidate === undefined ? {} : { candidate }), hold: held ? "wanted" : asked.hold };
    // Past the limit of the person nothing is sent, and nobody is told: that there is such a limit would tell that there is such a person.
    const sentTo = ofPerson > perPersonPerDay ? undefined : candidate;
    const mac = codeMac(context.codeKey, challengeId, sentTo, code);
    const made = { id: challengeId, request: id, mac, madeAt: context.now(), expiresAt, tries: 0, used: false };
    await tx.addChallenge({ ...made, ...(sentTo === undefined ? {} : { candidate: sentTo }) });
    await tx.save(next);
    tx.log(deskEvent({ act: "code-sent", request: next, facts: { form } }, context.logPolicy));
    return { candidate: sentTo };
  });
  if (outcome === undefined) throw new PrivacyError("RATE_LIMITED", "too many codes were asked for: try again later");
  const contact = known?.contacts[0];
  // Out of the way of the answer, whose time must not tell whether there was anybody to send to.
  context.defer(async () => {
    if (outcome.candidate === undefined) return;
    await settleHold(context, id).catch(() => undefined); // `settleHolds` comes back to it.
    if (contact === undefined) return;
    const to = { subject: outcome.candidate, contact };
    await sendCode(context, id, () => context.directory.send(to, { request: id, code, form, expiresAt }));
  });
  return { sent: "if-known", expiresAt };
}

/** How often the sending of a code is tried. */
const SENDINGS = 3;

/** Sends a code; when it cannot be sent the time to answer goes on, for the person was not asked, and an entry says so. */
async function sendCode(context: DeskContext, id: string, send: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < SENDINGS; tries++) {
    try {
      await send();
      return;
    } catch {
      // Tried again; the next code that is asked for tries, too.
    }
  }
  await context.store.transaction(async (tx) => {
    const { identityAskedOn: _asked, ...request } = await locked(tx, id);
    const waits = request.state === "identity_pending" && request.identityProvedOn === undefined;
    const after: DeskRequest = waits ? { ...request, suspended: false } : request;
    if (waits) await tx.save(after);
    tx.log(deskEvent({ act: "code-not-sent", request: after }, context.logPolicy));
  });
}

/** See `answerChallenge` of the desk. */
export async function answerChallenge(context: DeskContext, id: string, code: string): Promise<RequestStanding> {
  const next = await context.store.transaction(async (tx) => {
    const request = await tx.lock(id);
    const open = request?.state === "identity_pending" ? await tx.newestChallenge(id) : undefined;
    // A code is compared in every case, so that the time tells nothing.
    const right = codeMatches(context.codeKey, open ?? { id: "", mac: new Uint8Array(32) }, String(code));
    if (request === undefined || open === undefined) return undefined;
    const usable = !open.used && open.tries < CODE_TRIES && context.now() < open.expiresAt;
    const accepted = right && usable && open.candidate !== undefined;
    await tx.saveChallenge({ ...open, tries: open.tries + 1, used: open.used || accepted });
    if (accepted && open.candidate !== undefined) return verify(context, tx, request, open.candidate, "contact");
    tx.log(deskEvent({ act: "code-refused", request }, context.logPolicy));
    return undefined;
  });
  if (next === undefined) throw new PrivacyError("CODE_REFUSED", "the code is wrong, used, expired, or was tried too often");
  context.defer(() => dropCopies(context, id));
  return standing(next);
}

/** See `confirmSession` of the desk. */
export async function confirmSession(context: DeskContext, id: string, session: PersonSession): Promise<RequestStanding> {
  const age = context.clock.now().getTime() - session.signedInAt.getTime();
  if (!(age >= 0 && age <= context.sessionMinutes * 60_000)) throw new PrivacyError("SESSION_OLD", "the person signs in again first");
  const { next, misplaced } = await context.store.transaction(async (tx) => {
    const { candidate, holdId, ...request } = await locked(tx, id);
    const other = candidate !== undefined && candidate !== session.subject;
    // Who claimed to be somebody else is answered like who claimed to be nobody: a refusal would tell that the other is known.
    const own: DeskRequest = other ? { ...request, hold: "none" } : { ...request, candidate: session.subject, ...(holdId && { holdId }) };
    return { next: await verify(context, tx, own, session.subject, "session"), misplaced: other ? holdId : undefined };
  });
  context.defer(async () => {
    if (misplaced !== undefined) await context.holds?.release({ id: misplaced, reason: `request ${id} is about another person` });
    await dropCopies(context, id);
    await settleHold(context, id);
  });
  return standing(next);
}

/** Facts that have to agree with the records: two kinds of the list, on which no name stands. */
const LEAST_FACTS = 2;

/** See `confirmFacts` of the desk. */
export async function confirmFacts(
  context: DeskContext,
  id: string,
  proof: { readonly subject: string; readonly answers: FactAnswers; readonly reasons: RungReasons },
  staff: DeskStaff,
): Promise<RequestStanding> {
  const reasons = assertRung("facts", proof.reasons);
  const asked: readonly string[] = Object.keys(proof.answers);
  if (asked.some((kind) => !FACT_KINDS.some((known) => known === kind)))
    throw new PrivacyError("FACT_UNKNOWN", "facts are of the kinds of the list; a name is none");
  await admitVerifier(context, id, staff, proof.subject);
  assertReasonsHold("facts", proof.reasons, await context.directory.rungs?.(proof.subject));
  const agreeing = (await context.directory.agreeing?.(proof.subject, proof.answers)) ?? [];
  const count = new Set(agreeing.filter((kind) => asked.includes(kind))).size;
  const before = new Date(context.clock.now().getTime() - 86_400_000).toISOString();
  const next = await context.store
    .transaction(async (tx) => {
      const request = takeOffice(await locked(tx, id), "verifier", staff, context.duties);
      takeOffice({ ...request, candidate: proof.subject }, "verifier", staff, context.duties); // Nobody proves their own request.
      const tries = await tx.countTry(claimMac(context.codeKey, `facts ${id}`), context.now(), before);
      if (count >= LEAST_FACTS && tries <= CODE_TRIES)
        return verify(context, tx, request, proof.subject, "facts", { staff, facts: { agreed: count, reasons: reasons.join("+") } });
      tx.log(deskEvent({ act: "facts-refused", request, staff }, context.logPolicy));
      return undefined;
    })
    .catch((error: unknown) => logRefusal(context, id, staff, error));
  if (next === undefined) throw new PrivacyError("FACTS_REFUSED", "the facts do not show who the person is, or were tried too often");
  context.defer(async () => {
    await dropCopies(context, id);
    await settleHold(context, id);
  });
  return standing(next);
}

/**
 * Marks a request as that of a verified person, inside a transaction.
 *
 * @throws `PERSON_MISMATCH` when the proof is of another person than the request is about
 */
export async function verify(
  context: DeskContext,
  tx: DeskTransaction,
  request: DeskRequest,
  subject: string,
  method: ProofMethod,
  by: { readonly staff?: DeskStaff; readonly facts?: Readonly<Record<string, string | number>> } = {},
): Promise<DeskRequest> {
  if ((request.candidate !== undefined && request.candidate !== subject) || (request.subject !== undefined && request.subject !== subject))
    throw new PrivacyError("PERSON_MISMATCH", "the proof is of another person than the request is about");
  const verified = step(request, { act: "verify", subject, method, at: context.now() }, context.today(), context.rules);
  const proof = proofMac(context.codeKey, verified);
  const next: DeskRequest = {
    ...verified,
    proof,
    hold: verified.hold === "none" && wantsHold(context, verified.kind) ? "wanted" : verified.hold,
  };
  await tx.save(next);
  tx.log(deskEvent({ act: "verify", request: next, staff: by.staff, facts: { method, ...by.facts } }, context.logPolicy));
  return next;
}
