/** How a desk finds out who somebody is, on whatever store. */
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { type OpenStore, openRig, ownAgent, type Rig, verifier, wait } from "./desk-rig.ts";

export function identityBehaviour(open: OpenStore): void {
  const asked = async (rig: Rig, claim = "matricule 4711"): Promise<string> => {
    const { id } = await rig.desk.receive({ kind: "access", channel: "web" });
    await rig.desk.challenge(id, claim);
    await rig.settle();
    return id;
  };
  const wrong = (code: string | undefined): string => (code === "00000000" ? "00000001" : "00000000");

  describe("a code", () => {
    it("goes to a contact on file, and verifies once", async () => {
      const rig = await openRig(open);
      const id = await asked(rig);
      expect(rig.sent).toMatchObject([{ subject: "p-4711", contact: "contact-1", request: id, form: "digits" }]);
      const code = rig.sent[0]?.code ?? "";
      expect(await rig.desk.answerChallenge(id, `${code.slice(0, 4)} ${code.slice(4)}`)).toMatchObject({ state: "verified" });
      expect(await rejectionCode(rig.desk.answerChallenge(id, code))).toBe("CODE_REFUSED");
      expect(await rig.desk.verified(id)).toMatchObject({ subject: "p-4711", method: "contact" });
    });

    it("is refused after five tries, even when it is right then", async () => {
      const rig = await openRig(open);
      const id = await asked(rig);
      const code = rig.sent[0]?.code ?? "";
      for (let tries = 0; tries < 5; tries++) expect(await rejectionCode(rig.desk.answerChallenge(id, wrong(code)))).toBe("CODE_REFUSED");
      expect(await rejectionCode(rig.desk.answerChallenge(id, code))).toBe("CODE_REFUSED");
      expect((await rig.entries()).filter(({ clear }) => clear["act"] === "code-refused")).toHaveLength(6);
      expect(await rejectionCode(rig.desk.verified(id))).toBe("REQUEST_UNVERIFIED");
    });

    it("is refused after fifteen minutes, and when a newer one was sent", async () => {
      const rig = await openRig(open);
      const id = await asked(rig);
      const first = rig.sent[0]?.code ?? "";
      wait(rig.clock, 15);
      expect(await rejectionCode(rig.desk.answerChallenge(id, first))).toBe("CODE_REFUSED");
      await rig.desk.challenge(id, "matricule 4711", "link");
      await rig.settle();
      expect(await rejectionCode(rig.desk.answerChallenge(id, first))).toBe("CODE_REFUSED");
      const link = rig.sent[1]?.code ?? "";
      expect(link).toMatch(/^[A-Za-z0-9_-]{22}$/);
      wait(rig.clock, 14);
      expect(await rig.desk.answerChallenge(id, link)).toMatchObject({ state: "verified" });
    });

    it("is sent three times an hour for one request, and ten times a day for one claim", async () => {
      const rig = await openRig(open);
      const id = await asked(rig);
      await rig.desk.challenge(id, "matricule 4711");
      await rig.desk.challenge(id, "matricule 4711");
      expect(await rejectionCode(rig.desk.challenge(id, "matricule 4711"))).toBe("RATE_LIMITED");
      wait(rig.clock, 60);
      await rig.desk.challenge(id, "matricule 4711");
      for (let others = 0; others < 5; others++) await asked(rig);
      const { id: last } = await rig.desk.receive({ kind: "access", channel: "web" });
      expect(await rejectionCode(rig.desk.challenge(last, "matricule 4711"))).toBe("RATE_LIMITED");
      expect(await rejectionCode(rig.desk.challenge(last, "nobody"))).toBe("nothing thrown");
    });

    it("is answered alike where nobody is known: the same answer, entries and standing, and no code works", async () => {
      const rig = await openRig(open);
      const told: unknown[] = [];
      for (const claim of ["matricule 4711", "matricule 4712", "nobody"]) {
        const from = (await rig.entries()).length;
        const { id, ...receipt } = await rig.desk.receive({ kind: "access", channel: "web", claim });
        const answer = await rig.desk.challenge(id, claim);
        const refusal = await rig.desk.answerChallenge(id, "not a code").catch((error: unknown) => JSON.stringify(error));
        await rig.settle();
        const entries = (await rig.entries()).slice(from).map(({ clear: { request: _request, ...clear }, parts }) => ({ clear, parts }));
        const { candidate: _candidate, id: _id, hold: _hold, holdId: _holdId, ...standing } = (await rig.desk.find(id)) ?? {};
        told.push({ receipt, answer, refusal, entries, standing });
      }
      expect(told[1]).toEqual(told[0]);
      expect(told[2]).toEqual(told[0]);
      expect(rig.sent.map(({ subject }) => subject)).toEqual(["p-4711"]);
    });

    it("does not follow a second claim to another person", async () => {
      const rig = await openRig(open);
      const { id } = await rig.desk.receive({ kind: "access", channel: "web", claim: "matricule 4712" });
      await rig.desk.challenge(id, "matricule 4711");
      await rig.settle();
      expect(rig.sent).toEqual([]);
    });
  });

  describe("the other rungs", () => {
    it("verify by a fresh session of the person, whatever was claimed", async () => {
      const rig = await openRig(open);
      const { id } = await rig.desk.receive({ kind: "access", channel: "web", claim: "matricule 4712" });
      await rig.settle();
      expect([...rig.holds.values()]).toEqual(["p-4712"]);
      const old = { subject: "p-4711", signedInAt: new Date("2021-10-31T08:44:00Z") };
      expect(await rejectionCode(rig.desk.confirmSession(id, old))).toBe("SESSION_OLD");
      await rig.desk.confirmSession(id, { subject: "p-4711", signedInAt: new Date("2021-10-31T08:50:00Z") });
      await rig.settle();
      expect(await rig.desk.verified(id)).toMatchObject({ subject: "p-4711", method: "session" });
      expect([...rig.holds.values()]).toEqual(["p-4711"]);
    });

    it("verify by two facts on record when the lower rungs are ruled out", async () => {
      const rig = await openRig(open);
      const { id } = await rig.desk.receive({ kind: "access", channel: "letter" });
      await rig.desk.act(id, { act: "ask-identity" }, verifier);
      const reasons = { session: "no-account", contact: "none-on-file" } as const;
      const answers = { "start-date": "right start-date", service: "right service" } as const;
      const proof = { subject: "p-4711", answers, reasons };
      expect(await rejectionCode(rig.desk.confirmFacts(id, { ...proof, reasons: { session: "no-account" } }, verifier))).toBe(
        "LADDER_SKIPPED",
      );
      expect(await rejectionCode(rig.desk.confirmFacts(id, { ...proof, answers: { "start-date": "right start-date" } }, verifier))).toBe(
        "FACTS_REFUSED",
      );
      expect(await rejectionCode(rig.desk.confirmFacts(id, proof, { ...ownAgent, role: "dpo" }))).toBe("OWN_RECORD");
      expect(await rig.desk.confirmFacts(id, proof, verifier)).toMatchObject({ state: "verified" });
      const entry = (await rig.entries()).find(({ clear }) => clear["act"] === "verify");
      expect(entry?.clear).toMatchObject({ method: "facts", agreed: 2, reasons: "session.no-account+contact.none-on-file" });
    });
  });
}
