/** How copies of identity documents are kept and destroyed, on whatever store. */
import { createKeyRing, type KeyRing, memoryFence, memoryKeyService, memoryKeyStore } from "@favorable/encryption";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { identityVault } from "../src/identity/vault.ts";
import { handler, type OpenStore, openRig, ownAgent, type Rig, verifier, wait } from "./desk-rig.ts";

const bytes = new TextEncoder().encode("a scan of a passport, KOVACS<<ZSOFIA");
const reasons = { session: "no-account", contact: "none-on-file", facts: "known-to-others" } as const;
const copy = { documentType: "passport", bytes, reasons } as const;

export function vaultBehaviour(open: OpenStore): void {
  const openVault = async (): Promise<Rig & { vault: ReturnType<typeof identityVault>; keys: KeyRing; request: string }> => {
    const rig = await openRig(open);
    const keys = createKeyRing({
      service: memoryKeyService(),
      store: memoryKeyStore(),
      fence: memoryFence(),
      subjectKey: new Uint8Array(32).fill(5),
      clock: rig.clock,
    });
    const vault = identityVault({ desk: rig.desk, keys, role: "dpo-identity" });
    const { id: request } = await rig.desk.receive({ kind: "access", channel: "letter", claim: "matricule 4711" });
    await rig.desk.act(request, { act: "ask-identity" }, verifier);
    return { ...rig, vault, keys, request };
  };

  describe("a copy of an identity document", () => {
    it("is taken only when every lower rung was ruled out by a reason of the list", async () => {
      const { vault, request } = await openVault();
      for (const rung of ["session", "contact", "facts"] as const) {
        const { [rung]: _left, ...others } = reasons;
        expect(await rejectionCode(vault.deposit(request, { ...copy, reasons: others }, verifier))).toBe("LADDER_SKIPPED");
        const vague = { ...reasons, [rung]: "it is easier" } as never;
        expect(await rejectionCode(vault.deposit(request, { ...copy, reasons: vague }, verifier))).toBe("LADDER_SKIPPED");
      }
      expect(await rejectionCode(vault.deposit(request, { ...copy, documentType: "selfie" as never }, verifier))).toBe("COPY_INVALID");
      expect(await rejectionCode(vault.deposit(request, { ...copy, bytes: new Uint8Array() }, verifier))).toBe("COPY_INVALID");
    });

    it("is sealed, seen by one role, and each look is in the log", async () => {
      const rig = await openVault();
      const { id } = await rig.vault.deposit(rig.request, copy, verifier);
      expect((await rig.store.findCopy(id))?.cell).toMatch(/^sealed\.v1\./);
      expect(await rejectionCode(rig.vault.view(id, handler))).toBe("COPY_ROLE_REFUSED");
      expect(await rejectionCode(rig.vault.view(id, { ...verifier, role: "dpo" }))).toBe("COPY_ROLE_REFUSED");
      expect(await rejectionCode(rig.vault.view(id, { ...ownAgent, role: "dpo-identity" }))).toBe("OWN_RECORD");
      expect(await rig.vault.view(id, verifier)).toEqual(bytes);
      await rig.vault.view(id, verifier);
      const looks = (await rig.entries()).filter(({ clear }) => clear["act"] === "copy-viewed");
      expect(looks.map(({ clear }) => clear["copy"])).toEqual([id, id]);
      expect(looks.every(({ parts }) => parts.every(({ name }) => name === "actor"))).toBe(true);
    });

    it("is destroyed with its key when the person is verified, leaving evidence without the document", async () => {
      const rig = await openVault();
      const { id } = await rig.vault.deposit(rig.request, copy, verifier);
      const cell = (await rig.store.findCopy(id))?.cell ?? "";
      expect(await rig.vault.view(id, verifier)).toEqual(bytes);
      expect(await rejectionCode(rig.vault.conclude(id, { match: true, subject: "p-4712" }, verifier))).toBe("PERSON_MISMATCH");
      const done = await rig.vault.conclude(id, { match: true, subject: "p-4711" }, verifier);
      expect(done).toMatchObject({ state: "verified", evidence: { outcome: "match", checkedOn: "2021-10-31", checkedBy: "staff-v" } });
      expect(await rig.keys.stateOf(id)).toBe("erased");
      expect(await rig.keys.open({ table: "rights_identity_copy", column: "cell", subject: id }, cell)).not.toBeInstanceOf(Uint8Array);
      expect(await rejectionCode(rig.vault.view(id, verifier))).toBe("COPY_DESTROYED");
      expect(await rig.desk.verified(rig.request)).toMatchObject({ subject: "p-4711", method: "document" });
      // Again, as after a crash: the evidence stays what it was.
      expect((await rig.vault.conclude(id, { match: true, subject: "p-4711" }, verifier)).evidence).toEqual(done.evidence);
    });

    it("is destroyed when it does not match, and after a month when nobody looked", async () => {
      const rig = await openVault();
      const first = await rig.vault.deposit(rig.request, copy, verifier);
      expect(await rig.vault.conclude(first.id, { match: false }, verifier)).toMatchObject({ state: "identity_pending" });
      const second = await rig.vault.deposit(rig.request, copy, verifier);
      wait(rig.clock, 30 * 1440);
      expect(await rig.vault.destroyOverdue()).toBe(0);
      wait(rig.clock, 1440);
      expect(await rig.vault.destroyOverdue()).toBe(1);
      expect(await rig.store.findCopy(second.id)).toMatchObject({ evidence: { outcome: "expired" } });
      expect(await rig.vault.destroyOverdue()).toBe(0);
      const ends = (await rig.entries()).filter(({ clear }) => clear["act"] === "copy-destroyed").map(({ clear }) => clear["outcome"]);
      expect(ends).toEqual(["no-match", "expired"]);
    });

    it("leaves no key behind when it cannot be kept", async () => {
      const rig = await openVault();
      await rig.desk.act(rig.request, { act: "withdraw" }, handler);
      expect(await rejectionCode(rig.vault.deposit(rig.request, copy, verifier))).toBe("TRANSITION_REFUSED");
    });
  });
}
