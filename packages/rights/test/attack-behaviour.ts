/** What attackers of a desk try, on whatever store. */
import { createKeyRing, memoryFence, memoryKeyService, memoryKeyStore } from "@favorable/encryption";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { identityVault } from "../src/identity/vault.ts";
import { approver, handler, type OpenStore, openRig, type Rig, verifiedRequest, verifier, wait } from "./desk-rig.ts";
import { complaint, day, sent } from "./requests.ts";

const scan = { documentType: "passport", bytes: Uint8Array.of(1, 2, 3) } as const;
const reasons = { session: "no-account", contact: "none-on-file", facts: "known-to-others" } as const;
const told = { ...complaint, toldOn: day("2021-10-31") };

export function attackBehaviour(open: OpenStore): void {
  const withDirectory = async (more: object): Promise<Rig> => {
    const found = { subject: "p-4711", contacts: ["contact-1"] };
    const base = {
      find: async (claim: string) => (claim.toLowerCase().includes("4711") ? found : undefined),
      send: async () => undefined,
    };
    return openRig(open, { directory: { ...base, ...more } });
  };
  const withVault = async (rig: Rig) => {
    const ring = { service: memoryKeyService(), store: memoryKeyStore(), fence: memoryFence() };
    const keys = createKeyRing({ ...ring, subjectKey: new Uint8Array(32).fill(5), clock: rig.clock });
    const vault = identityVault({ desk: rig.desk, keys, role: "dpo-identity" });
    const { id: request } = await rig.desk.receive({ kind: "access", channel: "letter", claim: "matricule 4711" });
    await rig.desk.challenge(request, "matricule 4711");
    await rig.settle();
    const { id } = await vault.deposit(request, { ...scan, reasons }, verifier);
    return { vault, keys, request, id };
  };

  describe("a flood of codes", () => {
    it("reaches a person ten times a day, however they are claimed, and says nothing of it", async () => {
      let sent = 0;
      const rig = await withDirectory({ send: async () => void sent++ });
      for (let spelling = 0; spelling < 13; spelling++) {
        const { id } = await rig.desk.receive({ kind: "access", channel: "web" });
        expect(await rig.desk.challenge(id, `${"x".repeat(spelling)} 4711`)).toMatchObject({ sent: "if-known" });
        await rig.settle();
      }
      expect(sent).toBe(10);
    });

    it("is refused for one claim in other letters, and for the whole desk", async () => {
      const rig = await openRig(open, { limits: { perClaimPerDay: 2, perDeskPerDay: 4 } });
      const ask = async (claim: string): Promise<string> => {
        const { id } = await rig.desk.receive({ kind: "access", channel: "web" });
        return rejectionCode(rig.desk.challenge(id, claim));
      };
      expect([await ask("nobody"), await ask(" NOBODY "), await ask("Nobody")]).toEqual([
        "nothing thrown",
        "nothing thrown",
        "RATE_LIMITED",
      ]);
      expect([await ask("one"), await ask("two")]).toEqual(["nothing thrown", "RATE_LIMITED"]);
    });

    it("of requests is stopped by the caller's own limit, which does not stand against staff", async () => {
      const rig = await openRig(open, { admit: ({ channel }) => channel !== "web" });
      expect(await rejectionCode(rig.desk.receive({ kind: "access", channel: "web" }))).toBe("RATE_LIMITED");
      expect(await rejectionCode(rig.desk.receive({ kind: "access", channel: "web", staff: handler }))).toBe("nothing thrown");
    });
  });

  describe("a code that cannot be sent", () => {
    it("is tried again, does not stop the time, and is told in the log", async () => {
      let tries = 0;
      const rig = await withDirectory({ send: () => Promise.reject(new Error(`no route to ${tries++}`)) });
      const { id } = await rig.desk.receive({ kind: "access", channel: "web", claim: "4711" });
      await rig.desk.challenge(id, "4711");
      expect(await rig.desk.find(id)).toMatchObject({ suspended: true });
      await rig.settle();
      expect(tries).toBe(3);
      expect(await rig.desk.find(id)).toMatchObject({ suspended: false, state: "identity_pending" });
      expect((await rig.entries()).at(-1)?.clear["act"]).toBe("code-not-sent");
      await rig.desk.challenge(id, "4711");
      expect(await rig.desk.find(id)).toMatchObject({ suspended: true, identityAskedOn: "2021-10-31" });
    });
  });

  describe("a proof that wears out", () => {
    it("is asked for anew after three months, of the same person, and the deadline does not move", async () => {
      const rig = await openRig(open);
      const id = await verifiedRequest(rig);
      const request = await rig.desk.verified(id);
      const { dueOn } = (await rig.desk.find(id)) ?? {};
      wait(rig.clock, 93 * 1440);
      expect(await rejectionCode(rig.desk.verified(id))).toBe("VERIFICATION_OLD");
      expect(request.subject).toBe("p-4711");
      await rig.desk.act(id, { act: "ask-identity" }, verifier);
      const other = { subject: "p-4712", signedInAt: rig.clock.now() };
      expect(await rejectionCode(rig.desk.confirmSession(id, other))).toBe("PERSON_MISMATCH");
      await rig.desk.confirmSession(id, { ...other, subject: "p-4711" });
      expect(await rig.desk.verified(id)).toMatchObject({ subject: "p-4711", method: "session" });
      expect(await rig.desk.find(id)).toMatchObject({ dueOn, suspended: false });
    });

    it("is none when somebody writes it into the table", async () => {
      const rig = await openRig(open);
      const id = await verifiedRequest(rig);
      const request = await rig.desk.verified(id);
      expect(request.subject).toBe("p-4711");
      await rig.store.transaction(async (tx) => {
        const row = await tx.lock(id);
        if (row !== undefined) await tx.save({ ...row, subject: "p-4712" });
      });
      expect(await rejectionCode(rig.desk.verified(id))).toBe("REQUEST_UNVERIFIED");
    });
  });

  describe("a copy of an identity document", () => {
    it("is destroyed when another rung verifies, and is not shown in between", async () => {
      const rig = await openRig(open);
      const { vault, keys, request, id } = await withVault(rig);
      await rig.desk.answerChallenge(request, rig.sent.at(-1)?.code ?? "");
      expect(await rejectionCode(vault.view(id, verifier))).toBe("COPY_DESTROYED");
      await rig.settle();
      expect(await keys.stateOf(id)).toBe("erased");
      expect(await rig.store.findCopy(id)).toMatchObject({ evidence: { outcome: "unused" } });
      expect((await rig.store.findCopy(id))?.evidence).not.toHaveProperty("checkedBy");
      expect(await rig.store.copies()).toEqual([]);
      // Who concludes afterwards gets the evidence that stands, not another.
      expect((await vault.conclude(id, { match: false }, verifier)).evidence.outcome).toBe("unused");
    });

    it.each([
      ["withdrawn", { act: "withdraw" }, handler],
      ["refused", { act: "refuse", ground: "excessive", complaint: told }, approver],
    ] as const)("is destroyed when the request is %s, by the daily run where no vault was open", async (_, act, staff) => {
      const rig = await openRig(open);
      const { vault, keys, request, id } = await withVault(rig);
      if (staff === approver) await rig.desk.act(request, act, { actor: "staff-z", role: "dpo", subject: null });
      else await rig.desk.act(request, act, staff);
      expect(await rejectionCode(vault.view(id, verifier))).toBe("COPY_DESTROYED");
      expect(await vault.destroyOverdue()).toBe(1);
      expect(await keys.stateOf(id)).toBe("erased");
      expect(await rig.store.findCopy(id)).toMatchObject({ evidence: { outcome: "unused" } });
    });

    it("is no match for somebody who has not looked at it", async () => {
      const rig = await openRig(open);
      const { vault, id } = await withVault(rig);
      const match = () => rejectionCode(vault.conclude(id, { match: true, subject: "p-4711" }, verifier));
      expect(await match()).toBe("COPY_UNSEEN");
      await vault.view(id, { ...verifier, actor: "staff-v2" });
      expect(await match()).toBe("COPY_UNSEEN");
      await vault.view(id, verifier);
      expect(await match()).toBe("nothing thrown");
    });

    it("leaves an entry of whoever wants to see it in another role", async () => {
      const rig = await openRig(open);
      const { vault, id } = await withVault(rig);
      expect(await rejectionCode(vault.view(id, handler))).toBe("COPY_ROLE_REFUSED");
      expect((await rig.entries()).at(-1)).toMatchObject({ clear: { act: "step-refused", code: "COPY_ROLE_REFUSED" } });
    });

    it("is not asked for by reasons that the records contradict", async () => {
      const rig = await withDirectory({ rungs: async () => ({ account: false, contact: true, facts: false }) });
      const { id } = await rig.desk.receive({ kind: "access", channel: "letter", claim: "4711" });
      await rig.desk.act(id, { act: "ask-identity" }, verifier);
      const { vault } = await withVault(rig).catch(() => ({ vault: undefined }));
      expect(vault).toBeUndefined();
      const answers = { "start-date": "x", service: "y" };
      const proof = { subject: "p-4711", answers, reasons: { session: "no-account", contact: "none-on-file" } } as const;
      expect(await rejectionCode(rig.desk.confirmFacts(id, proof, verifier))).toBe("LADDER_SKIPPED");
    });
  });

  it("is not told by the directory whom the desk knows, when the office is not theirs, and the attempt is in the log", async () => {
    let asked = 0;
    const known = async (): Promise<undefined> => void asked++;
    const rig = await withDirectory({ rungs: known, agreeing: async () => [String(asked++)] });
    const { id } = await rig.desk.receive({ kind: "access", channel: "letter", claim: "4711" });
    const intern = { actor: "intern", role: "canteen", subject: null };
    const proof = {
      subject: "p-4711",
      answers: { "birth-date": "x" },
      reasons: { session: "no-account", contact: "not-received" },
    } as const;
    expect(await rejectionCode(rig.desk.confirmFacts(id, proof, intern))).toBe("DESK_ROLE_REFUSED");
    expect((await rig.entries()).at(-1)).toMatchObject({ clear: { act: "step-refused", code: "DESK_ROLE_REFUSED", role: "canteen" } });
    const own = { ...verifier, subject: "p-4711" };
    expect(await rejectionCode(rig.desk.confirmFacts(id, proof, own))).toBe("OWN_RECORD");
    const vault = identityVault({ desk: rig.desk, keys: {} as never, role: "dpo-identity" });
    expect(await rejectionCode(vault.deposit(id, { ...scan, reasons }, intern))).toBe("DESK_ROLE_REFUSED");
    expect((await rig.entries()).filter(({ clear }) => clear["act"] === "step-refused")).toHaveLength(3);
    expect(asked).toBe(0);
  });

  it("is taken in when it comes, and not in another century", async () => {
    const rig = await openRig(open);
    const at = (channel: "web" | "letter", receivedAt: Date, staff = {}) =>
      rejectionCode(rig.desk.receive({ kind: "access", channel, receivedAt, ...staff }));
    expect(await at("web", new Date(0))).toBe("REQUEST_INVALID");
    expect(await at("letter", new Date("2018-01-01T00:00:00Z"))).toBe("REQUEST_INVALID");
    expect(await at("letter", new Date(Number.NaN))).toBe("REQUEST_INVALID");
    expect(await at("web", new Date("2021-10-01T09:00:00Z"))).toBe("REQUEST_INVALID");
    expect(await at("web", new Date("2021-10-01T09:00:00Z"), { staff: handler })).toBe("nothing thrown");
    expect(await at("letter", new Date("2020-12-01T09:00:00Z"))).toBe("nothing thrown");
  });

  describe("facts and directories", () => {
    it("take no name for a fact", async () => {
      const rig = await withDirectory({ agreeing: async (_: string, answers: object) => Object.keys(answers) });
      const { id } = await rig.desk.receive({ kind: "access", channel: "letter" });
      await rig.desk.act(id, { act: "ask-identity" }, verifier);
      const named = {
        subject: "p-4711",
        answers: { name: "K", firstName: "Z" },
        reasons: { session: "no-account", contact: "none-on-file" },
      };
      expect(await rejectionCode(rig.desk.confirmFacts(id, named as never, verifier))).toBe("FACT_UNKNOWN");
    });

    it("tell nothing of what the directory throws", async () => {
      const rig = await withDirectory({ find: () => Promise.reject(new Error("Zsófia Kovács-Rakéta")) });
      const error: unknown = await rig.desk.receive({ kind: "access", channel: "web", claim: "x" }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "DIRECTORY_FAILED" });
      expect(`${(error as Error).stack}${String((error as Error).cause)}`).not.toContain("Kovács");
    });
  });

  it("answers no request whose act was not done, whatever steps were taken", async () => {
    const rig = await openRig(open);
    for (const kind of ["access", "erasure", "portability", "objection", "withdrawal"] as const) {
      const id = await verifiedRequest(rig, kind);
      for (const act of ["scope", "execute", "review"] as const) await rig.desk.act(id, { act }, handler);
      expect(await rejectionCode(rig.desk.act(id, { act: "answer", sent }, approver))).toBe("ACT_MISSING");
      expect(await rig.desk.find(id)).toMatchObject({ state: "review" });
    }
  });

  it("begins what it puts aside only some time after the answer, unless told otherwise", async () => {
    let sent = 0;
    const rig = await openRig(open, {
      defer: undefined as never,
      directory: { find: async () => ({ subject: "p-4711", contacts: ["c"] }), send: async () => void sent++ },
    });
    const { id } = await rig.desk.receive({ kind: "erasure", channel: "web" });
    await rig.desk.challenge(id, "4711");
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(sent).toBe(0);
    await expect.poll(() => sent, { timeout: 2000 }).toBe(1);
  });
}
