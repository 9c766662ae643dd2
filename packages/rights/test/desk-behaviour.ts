/** What a desk does, on whatever store: called by the tests of each. */
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { withdrawConsent } from "../src/erasure/withdrawal.ts";
import { didAct } from "../src/verified/verified-request.ts";
import { approver, handler, markDone, type OpenStore, openRig, ownAgent, type Rig, verifiedRequest, verifier, wait } from "./desk-rig.ts";
import { complaint, day, sent } from "./requests.ts";

export function deskBehaviour(open: OpenStore): void {
  const finish = async (rig: Rig, id: string): Promise<void> => {
    const { desk } = rig;
    for (const act of ["scope", "execute", "review"] as const) await desk.act(id, { act }, handler);
    await markDone(rig, id, "disclosed");
    await desk.act(id, { act: "answer", sent }, approver);
    await desk.act(id, { act: "close" }, handler);
  };

  describe("a request", () => {
    it("goes from receipt to its answer, each step with its entry, and the person in the log only once verified", async () => {
      const rig = await openRig(open);
      const id = await verifiedRequest(rig);
      await finish(rig, id);
      const entries = await rig.entries();
      expect(entries.map(({ clear }) => clear["act"])).toEqual([
        ...["receive", "code-sent", "verify"],
        ...["scope", "execute", "review", "answer", "close"],
      ]);
      const known = entries.map(({ parts }) => parts.some(({ subject }) => subject === "p-4711"));
      expect(known).toEqual([false, false, true, true, true, true, true, true]);
      expect(JSON.stringify(entries.slice(0, 2))).not.toContain("4711");
      expect(JSON.stringify(entries.map(({ clear }) => clear))).not.toContain("4711");
      expect(await rig.desk.find(id)).toMatchObject({ state: "closed", outcome: "answered", dueOn: "2021-11-30", endedOn: "2021-10-31" });
    });

    it("keeps what was upheld, withdrawn and done, as it was said", async () => {
      const rig = await openRig(open);
      const objection = await verifiedRequest(rig, "objection");
      await rig.desk.act(objection, { act: "uphold", purposes: ["newsletter", "surveys"] }, approver);
      await didAct(await rig.desk.verified(objection), "restricted");
      await didAct(await rig.desk.verified(objection), "restricted");
      expect(await rig.desk.find(objection)).toMatchObject({ upheldFor: ["newsletter", "surveys"], done: ["restricted"] });
      const withdrawal = await verifiedRequest(rig, "withdrawal");
      const keptUnder = { kind: "legal-obligation", from: "2021-10-30", reference: { text: "Law 1.509", article: "1" } } as const;
      const effect = { stopsAt: "2021-10-31T09:00:00.000Z", day: day("2021-10-31"), data: "keep", keptUnder, later: [] } as const;
      await withdrawConsent(rig.desk, await rig.desk.verified(withdrawal), { withdraw: async () => ({ effect }) as never }, handler);
      expect((await rig.desk.find(withdrawal))?.withdrawal).toEqual(effect);
      await withdrawConsent(rig.desk, await rig.desk.verified(withdrawal), { withdraw: async () => ({}) as never }, handler);
      expect((await rig.desk.find(withdrawal))?.withdrawal).toBe("consented-anew");
    });

    it("leaves neither change nor entry when one of the two cannot be had", async () => {
      const rig = await openRig(open);
      const id = await verifiedRequest(rig);
      const before = (await rig.entries()).length;
      const failed = rig.store.transaction(async (tx) => {
        const request = await tx.lock(id);
        if (request !== undefined) await tx.save({ ...request, state: "scoping" });
        tx.log({ type: "rights.request", clear: { act: "a text that is no declared name" } });
      });
      expect(await rejectionCode(failed)).toBe("EVENT_INVALID");
      const thrown = rig.store.transaction(async (tx) => {
        tx.log({ type: "rights.request", clear: { act: "scope" } });
        throw new Error("killed");
      });
      await expect(thrown).rejects.toThrow("killed");
      expect(await rig.desk.find(id)).toMatchObject({ state: "verified" });
      expect(await rig.entries()).toHaveLength(before);
    });

    it("holds its evidence from receipt to the end, whoever it was claimed to be from, and an erasure holds nothing", async () => {
      const rig = await openRig(open);
      const { id } = await rig.desk.receive({ kind: "access", channel: "email", claim: "matricule 4711" });
      await rig.settle();
      expect([...rig.holds.values()]).toEqual(["p-4711"]);
      await rig.desk.act(id, { act: "withdraw" }, handler);
      // The process ends before it comes to what was put off.
      expect(await rig.desk.settleHolds()).toBe(1);
      expect(rig.holds.size).toBe(0);
      expect(await rig.desk.settleHolds()).toBe(0);
      await verifiedRequest(rig, "erasure");
      expect(rig.holds.size).toBe(0);
    });

    it("is refused with a ground and the way to complain", async () => {
      const rig = await openRig(open);
      const id = await verifiedRequest(rig);
      expect(await rejectionCode(rig.desk.act(id, { act: "refuse", ground: "rights-of-others" } as never, approver))).toBe(
        "COMPLAINT_MISSING",
      );
      await rig.desk.act(id, { act: "refuse", ground: "rights-of-others", complaint }, approver);
      await rig.settle();
      expect(await rig.desk.find(id)).toMatchObject({ state: "refused", refusalGround: "rights-of-others", complaint, outcome: "refused" });
      expect(rig.holds.size).toBe(0);
      expect(await rejectionCode(rig.desk.verified(id))).toBe("REQUEST_UNVERIFIED");
    });

    it("forgets who it may have been about when it is closed without a proof", async () => {
      const rig = await openRig(open);
      const { id } = await rig.desk.receive({ kind: "access", channel: "email", claim: "matricule 4711" });
      await rig.desk.challenge(id, "matricule 4711");
      await rig.settle();
      const code = rig.sent[0]?.code ?? "";
      await rig.desk.act(id, { act: "fail-identity", complaint }, verifier);
      await rig.settle();
      expect(await rig.desk.find(id)).toMatchObject({ candidate: "p-4711", outcome: "identity-failed", complaint });
      await rig.desk.act(id, { act: "close" }, handler);
      expect(await rig.desk.find(id)).toMatchObject({ state: "closed", hold: "released" });
      expect(await rig.desk.find(id)).not.toHaveProperty("candidate");
      expect(await rejectionCode(rig.desk.answerChallenge(id, code))).toBe("CODE_REFUSED");
      // Nor does a challenge keep whom the code was sent to.
      expect(await rig.store.transaction((tx) => tx.newestChallenge(id))).toBeUndefined();
    });

    it("is listed when it is late, as measured on the day", async () => {
      const rig = await openRig(open);
      const { id } = await rig.desk.receive({ kind: "access", channel: "letter", receivedAt: new Date("2021-09-30T22:30:00Z") });
      // 30 September, half past ten in the evening UTC, is 1 October in Monaco.
      expect(await rig.desk.due()).toMatchObject([{ id, stage: "due-soon", daysLeft: 1, dueOn: "2021-11-01" }]);
      wait(rig.clock, 3 * 1440);
      expect(await rig.desk.due()).toMatchObject([{ id, stage: "overdue", daysLeft: -2 }]);
      await rig.desk.act(id, { act: "ask-identity" }, verifier);
      expect(await rig.desk.due()).toMatchObject([{ stage: "overdue" }]);
    });

    it("refuses a future receipt, an unknown kind, a withdrawal of no purpose, and what is not there", async () => {
      const { desk, clock } = await openRig(open);
      const future = new Date(clock.now().getTime() + 1000);
      expect(await rejectionCode(desk.receive({ kind: "access", channel: "web", receivedAt: future }))).toBe("REQUEST_IN_FUTURE");
      expect(await rejectionCode(desk.receive({ kind: "curiosity", channel: "web" } as never))).toBe("REQUEST_INVALID");
      expect(await rejectionCode(desk.receive({ kind: "withdrawal", channel: "web" }))).toBe("REQUEST_INVALID");
      expect(await rejectionCode(desk.act("nowhere", { act: "acknowledge" }, handler))).toBe("REQUEST_UNKNOWN");
      expect(await rejectionCode(desk.verified("nowhere"))).toBe("REQUEST_UNKNOWN");
    });
  });

  describe("duties", () => {
    it("keep the offices of one request apart, and each to its roles", async () => {
      const { desk } = await openRig(open);
      const { id } = await desk.receive({ kind: "access", channel: "letter" });
      const all = { actor: "staff-1", role: "dpo", subject: null };
      await desk.act(id, { act: "acknowledge" }, all);
      expect(await rejectionCode(desk.act(id, { act: "ask-identity" }, all))).toBe("DUTIES_NOT_APART");
      expect(await rejectionCode(desk.act(id, { act: "refuse", ground: "excessive", complaint }, all))).toBe("DUTIES_NOT_APART");
      expect(await rejectionCode(desk.act(id, { act: "ask-identity" }, handler))).toBe("DESK_ROLE_REFUSED");
      await desk.act(id, { act: "ask-identity" }, verifier);
      expect((await desk.find(id))?.acted).toEqual({ handler: ["staff-1"], verifier: ["staff-v"], approver: [] });
    });

    it("are refused to the person the request is, or may be, about, and to who does not say", async () => {
      const rig = await openRig(open);
      const { id } = await rig.desk.receive({ kind: "access", channel: "web", claim: "matricule 4711" });
      expect(await rejectionCode(rig.desk.act(id, { act: "acknowledge" }, ownAgent))).toBe("OWN_RECORD");
      const taken = rig.desk.receive({ kind: "access", channel: "counter", claim: "matricule 4711", staff: ownAgent });
      expect(await rejectionCode(taken)).toBe("OWN_RECORD");
      const silent = { actor: "staff-2", role: "dpo" } as never;
      expect(await rejectionCode(rig.desk.act(id, { act: "acknowledge" }, silent))).toBe("STAFF_INVALID");
      const verified = await verifiedRequest(rig);
      expect(await rejectionCode(rig.desk.act(verified, { act: "scope" }, ownAgent))).toBe("OWN_RECORD");
      // What was refused is in the log, too.
      expect((await rig.entries()).filter(({ clear }) => clear["act"] === "step-refused").map(({ clear }) => clear["code"])).toEqual([
        "OWN_RECORD",
        "OWN_RECORD",
      ]);
    });
  });
}
