/** The vault of copies of identity documents: a key for each, one role, every look in the log, destroyed when it has served. */
import { PrivacyError } from "@favorable/core";
import { type Erasure, isErased, type KeyRing, type Place } from "@favorable/encryption";
import { type DeskStaff, takeOffice } from "../desk/actors.ts";
import { type DeskContext, locked } from "../desk/context.ts";
import type { Desk } from "../desk/desk.ts";
import { deskEvent } from "../desk/events.ts";
import { verify } from "../desk/proving.ts";
import { insideOf } from "../desk/registered.ts";
import { admitVerifier, logRefusal, type RequestStanding, standing } from "../desk/steps.ts";
import type { CopyEvidence, DocumentType, IdentityCopy } from "./copy.ts";
import { DOCUMENT_TYPES } from "./copy.ts";
import { assertReasonsHold, assertRung, type RungReasons } from "./ladder.ts";

/** Largest copy, in bytes: 8 MiB. */
const LARGEST = 8 * 1024 * 1024;

/** What a vault is made of. */
export interface IdentityVaultOptions {
  readonly desk: Desk;
  /** Keys, one for each copy; `createKeyRing` of `@favorable/encryption`. */
  readonly keys: Pick<KeyRing, "seal" | "open" | "erase">;
  /** The one role that sees copies, such as `dpo-identity`. */
  readonly role: string;
  /** Days after which a copy nobody checked is destroyed, 1 to 31; 31 unless told. */
  readonly mostDays?: number;
}

/** A vault. It has no way to list, search or hand out copies but one by one to the role. */
export interface IdentityVault {
  /**
   * Takes in a copy, when every lower rung was ruled out.
   *
   * @throws `LADDER_SKIPPED`, `COPY_INVALID`, `REQUEST_UNKNOWN`, `TRANSITION_REFUSED` when identity is not being asked for, those of staff
   */
  deposit(
    request: string,
    copy: { readonly documentType: DocumentType; readonly bytes: Uint8Array; readonly reasons: RungReasons },
    staff: DeskStaff,
  ): Promise<{ readonly id: string }>;
  /** Shows a copy; the look is in the log before it is shown. Throws `COPY_ROLE_REFUSED`, `COPY_UNKNOWN`, `COPY_DESTROYED`, those of staff. */
  view(id: string, staff: DeskStaff): Promise<Uint8Array>;
  /**
   * Ends the check: the key is destroyed first, then request and evidence are written together. Doing it again is harmless.
   *
   * @throws those of `view`; `COPY_UNSEEN` for a match by somebody who has not viewed the copy; `PERSON_MISMATCH`, `TRANSITION_REFUSED`
   */
  conclude(
    id: string,
    outcome: { readonly match: true; readonly subject: string } | { readonly match: false },
    staff: DeskStaff,
  ): Promise<RequestStanding & { readonly evidence: CopyEvidence }>;
  /**
   * Destroys copies that were left too long, and those whose request has ended or was verified by another rung in a process that has no vault;
   * run it every day. Gives their number.
   */
  destroyOverdue(): Promise<number>;
}

/** Opens a vault; throws `VAULT_INVALID`. */
export function identityVault({ desk, keys, role, mostDays = 31 }: IdentityVaultOptions): IdentityVault {
  const { context } = insideOf(desk);
  const { store } = context;
  if (!(Number.isSafeInteger(mostDays) && mostDays >= 1 && mostDays <= 31) || typeof role !== "string" || role === "")
    throw new PrivacyError("VAULT_INVALID", "a vault has one role, and keeps copies for 1 to 31 days");

  /** Checks role and office before anything is opened. */
  const admit = async (copy: IdentityCopy | undefined, staff: DeskStaff): Promise<IdentityCopy> => {
    if (staff?.role !== role) {
      const refusal = new PrivacyError("COPY_ROLE_REFUSED", "copies of identity documents are seen by one role");
      return copy === undefined ? Promise.reject(refusal) : logRefusal(context, copy.request, staff, refusal);
    }
    if (copy === undefined) throw new PrivacyError("COPY_UNKNOWN", "there is no such copy");
    return copy;
  };
  const destroy = async (id: string): Promise<{ readonly keyDestroyedAt: string; readonly level: Erasure["level"] }> => {
    const { erasedAt, level } = await keys.erase(id);
    return { keyDestroyedAt: erasedAt, level };
  };

  /** Destroys a copy nobody compared; false when somebody else came first. */
  const end = async ({ id, request: requestId }: IdentityCopy, outcome: "expired" | "unused"): Promise<boolean> => {
    const evidence: CopyEvidence = { outcome, checkedOn: context.today(), ...(await destroy(id)) };
    return store.transaction(async (tx) => {
      const request = await locked(tx, requestId);
      const copy = await tx.lockCopy(id);
      if (copy?.cell === undefined) return false;
      const { cell: _cell, ...rest } = copy;
      await tx.saveCopy({ ...rest, evidence });
      tx.log(deskEvent({ act: "copy-destroyed", request, facts: { copy: id, outcome, level: evidence.level } }, context.logPolicy));
      return true;
    });
  };
  /** Destroys what is left of the copies of a request. */
  const leave = async (request: string): Promise<void> => {
    for (const copy of await store.copies(request)) await end(copy, "unused");
  };
  context.copyKeepers.push(leave);

  return Object.freeze({
    async deposit(requestId, { documentType, bytes, reasons }, staff) {
      const because = assertRung("document", reasons);
      if (!DOCUMENT_TYPES.includes(documentType) || !(bytes instanceof Uint8Array) || bytes.length === 0 || bytes.length > LARGEST)
        throw new PrivacyError("COPY_INVALID", "a copy is of a known type of document, and 1 byte to 8 MiB");
      await admitVerifier(context, requestId, staff);
      const candidate = (await store.find(requestId))?.candidate;
      if (candidate !== undefined) assertReasonsHold("document", reasons, await context.directory.rungs?.(candidate));
      const id = crypto.randomUUID();
      const cell = await keys.seal(place(id), bytes);
      await store
        .transaction(async (tx) => {
          const request = takeOffice(await locked(tx, requestId), "verifier", staff, context.duties);
          if (request.state !== "identity_pending")
            throw new PrivacyError("TRANSITION_REFUSED", "identity is not being asked for", { act: "deposit", state: request.state });
          await tx.save(request);
          await tx.addCopy({ id, request: requestId, documentType, cell, madeAt: context.now() });
          const facts = { copy: id, document: documentType, reasons: because.join("+") };
          tx.log(deskEvent({ act: "copy-deposited", request, staff, facts }, context.logPolicy));
        })
        .catch(async (error: unknown) => {
          await keys.erase(id); // Nothing stands that it would open.
          return logRefusal(context, requestId, staff, error);
        });
      return { id };
    },

    async view(id, staff) {
      const copy = await admit(await store.findCopy(id), staff);
      if (copy.cell === undefined) throw new PrivacyError("COPY_DESTROYED", "the copy was destroyed when it had served");
      await store
        .transaction(async (tx) => {
          const request = takeOffice(await locked(tx, copy.request), "verifier", staff, context.duties);
          // It has served as soon as the person is verified by whatever rung, or the request has ended.
          if (request.state !== "identity_pending")
            throw new PrivacyError("COPY_DESTROYED", "the copy has served: it is destroyed, or about to be");
          await tx.save(request);
          const seen = await tx.lockCopy(id);
          if (seen !== undefined) await tx.saveCopy({ ...seen, viewedBy: [...new Set([...(seen.viewedBy ?? []), staff.actor])] });
          tx.log(deskEvent({ act: "copy-viewed", request, staff, facts: { copy: id } }, context.logPolicy));
        })
        .catch((error: unknown) => logRefusal(context, copy.request, staff, error));
      const opened = await keys.open(place(id), copy.cell);
      if (isErased(opened)) throw new PrivacyError("COPY_DESTROYED", "the copy was destroyed when it had served");
      return opened;
    },

    async conclude(id, outcome, staff) {
      const found = await admit(await store.findCopy(id), staff);
      await mayConclude(context, found, outcome, staff);
      const destroyed = await destroy(id);
      const concluded = { outcome: outcome.match ? "match" : "no-match", checkedOn: context.today(), checkedBy: staff.actor } as const;
      const evidence: CopyEvidence = found.evidence ?? { ...concluded, ...destroyed };
      const { request: after, evidence: stands } = await store.transaction(async (tx) => {
        const request = takeOffice(await locked(tx, found.request), "verifier", staff, context.duties);
        const copy = await tx.lockCopy(id);
        if (copy?.cell === undefined) return { request, evidence: copy?.evidence ?? evidence }; // Concluded before, or destroyed unused.
        const { cell: _cell, ...rest } = copy;
        await tx.saveCopy({ ...rest, evidence });
        await tx.save(request);
        const facts = { copy: id, outcome: evidence.outcome, level: evidence.level };
        tx.log(deskEvent({ act: "copy-destroyed", request, staff, facts }, context.logPolicy));
        if (!outcome.match) return { request, evidence };
        return { request: await verify(context, tx, request, outcome.subject, "document", { staff, facts: { copy: id } }), evidence };
      });
      if (after.state !== "identity_pending") await leave(after.id);
      return { ...standing(after), evidence: stands };
    },

    async destroyOverdue() {
      const oldest = new Date(context.clock.now().getTime() - mostDays * 86_400_000).toISOString();
      let destroyed = 0;
      for (const copy of await store.copies()) {
        const served = (await store.find(copy.request))?.state !== "identity_pending";
        if (served || copy.madeAt <= oldest) destroyed += (await end(copy, served ? "unused" : "expired")) ? 1 : 0;
      }
      return destroyed;
    },
  } satisfies IdentityVault);
}

/** Refuses before the key is destroyed what could not be written after it. */
async function mayConclude(
  context: DeskContext,
  copy: IdentityCopy,
  outcome: { readonly match: boolean; readonly subject?: string },
  staff: DeskStaff,
): Promise<void> {
  await context.store
    .transaction(async (tx) => {
      const request = takeOffice(await locked(tx, copy.request), "verifier", staff, context.duties);
      if (!outcome.match || copy.evidence !== undefined) return;
      if (copy.viewedBy?.includes(staff.actor) !== true)
        throw new PrivacyError("COPY_UNSEEN", "a copy is compared by whoever has looked at it");
      takeOffice({ ...request, candidate: outcome.subject ?? "" }, "verifier", staff, context.duties); // Nobody proves their own request.
      if (request.candidate !== undefined && request.candidate !== outcome.subject)
        throw new PrivacyError("PERSON_MISMATCH", "the proof is of another person than the request is about");
      if (request.state !== "identity_pending")
        throw new PrivacyError("TRANSITION_REFUSED", "identity is not being asked for", { act: "verify", state: request.state });
    })
    .catch((error: unknown) => logRefusal(context, copy.request, staff, error));
}

/** Where a copy is sealed: its key is its own, under its own name. */
function place(id: string): Place {
  return { table: "rights_identity_copy", column: "cell", subject: id };
}
