import type { Eraser, ErasureOrder } from "@favorable/core";
import { createConsentRegister, defineConsent, memoryConsentStore } from "@favorable/fields";
import { describe, expect, it, vi } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { erase } from "../src/erasure/erase.ts";
import { withdrawConsent } from "../src/erasure/withdrawal.ts";
import { approver, handler, openRig, ownAgent, verifiedRequest, verifier } from "./desk-rig.ts";
import { complaint, day, sent } from "./requests.ts";

const account = {
  erased: [{ place: "agent", removed: 2, level: "row gone" }],
  kept: [
    { place: "agent_log", kept: 3, reason: "floor", until: day("2023-05-01") },
    { place: "mailbox backup", kept: 1, reason: "copy-pending", until: day("2021-11-30") },
  ],
} as const;

describe("an erasure", () => {
  it("orders it of whatever holds the data, and answers what is gone, what stays, why, and until when", async () => {
    const rig = await openRig();
    const id = await verifiedRequest(rig, "erasure");
    const orders: ErasureOrder[] = [];
    const eraser: Eraser = {
      async erase(order) {
        orders.push(order);
        return account;
      },
    };
    const answer = await erase(rig.desk, await rig.desk.verified(id), eraser, handler);
    expect(orders).toEqual([{ subject: "p-4711", reference: id, ground: "request", asOf: "2021-10-31" }]);
    expect(answer).toMatchObject({ complete: false, erased: account.erased });
    expect(
      answer.kept.map(({ place, until, ground }) => `${place} ${until} ${ground.en?.match(/art\. [0-9]+\([0-9]\)\([a-z]\)/)?.[0] ?? "-"}`),
    ).toEqual(["agent_log 2023-05-01 art. 17(3)(b)", "mailbox backup 2021-11-30 -"]);
    const entries = (await rig.entries()).filter(({ clear }) => String(clear["act"]).startsWith("erasure"));
    expect(entries.map(({ clear }) => `${clear["act"]} ${clear["removed"] ?? ""} ${clear["kept"] ?? ""}`)).toEqual([
      "erasure-ordered  ",
      "erasure-done 2 4",
    ]);
  });

  it("frees its own hold before an objection that was upheld erases", async () => {
    const rig = await openRig();
    const id = await verifiedRequest(rig, "objection");
    expect([...rig.holds.values()]).toEqual(["p-4711"]);
    const never: Eraser = { erase: () => Promise.reject(new Error("asked")) };
    expect(await rejectionCode(erase(rig.desk, await rig.desk.verified(id), never, handler))).toBe("OBJECTION_NOT_UPHELD");
    expect([...rig.holds.values()]).toEqual(["p-4711"]);
    expect(await rejectionCode(rig.desk.act(id, { act: "uphold" }, handler))).toBe("DESK_ROLE_REFUSED");
    await rig.desk.act(id, { act: "uphold" }, approver);
    let heldThen = -1;
    const eraser: Eraser = {
      async erase({ ground }) {
        expect(ground).toBe("objection");
        heldThen = rig.holds.size;
        return { erased: [], kept: [] };
      },
    };
    expect((await erase(rig.desk, await rig.desk.verified(id), eraser, handler)).complete).toBe(true);
    expect(heldThen).toBe(0);
  });

  it("orders of an objection what it was upheld for, and nothing of one that names no purpose", async () => {
    const rig = await openRig();
    const orders: ErasureOrder[] = [];
    const eraser: Eraser = { erase: async (order) => ({ erased: [], kept: [], asked: orders.push(order) }) };
    const first = await verifiedRequest(rig, "objection");
    await rig.desk.act(first, { act: "uphold" }, approver);
    await erase(rig.desk, await rig.desk.verified(first), eraser, handler);
    const { id } = await rig.desk.receive({ kind: "objection", channel: "web", claim: "matricule 4711" });
    await rig.desk.confirmSession(id, { subject: "p-4711", signedInAt: rig.clock.now() });
    expect(await rejectionCode(rig.desk.act(id, { act: "uphold" }, approver))).toBe("PURPOSE_MISSING");
    await rig.desk.act(id, { act: "uphold", purposes: ["newsletter", "surveys"] }, approver);
    await erase(rig.desk, await rig.desk.verified(id), eraser, handler);
    expect(orders.map(({ purposes }) => purposes)).toEqual([["followUp"], ["newsletter", "surveys"]]);
  });

  it("erases nothing for a request of access, for the person themselves at the desk, or without verification", async () => {
    const rig = await openRig();
    const eraser: Eraser = { erase: () => Promise.reject(new Error("asked")) };
    const access = await rig.desk.verified(await verifiedRequest(rig, "access"));
    expect(await rejectionCode(erase(rig.desk, access, eraser, handler))).toBe("REQUEST_KIND");
    const erasure = await rig.desk.verified(await verifiedRequest(rig, "erasure"));
    expect(await rejectionCode(erase(rig.desk, { ...erasure } as never, eraser, handler))).toBe("REQUEST_UNVERIFIED");
    expect(await rejectionCode(erase(rig.desk, erasure, eraser, ownAgent))).toBe("OWN_RECORD");
    expect(await rejectionCode(erase({ ...rig.desk }, erasure, eraser, handler))).toBe("DESK_INVALID");
  });

  it("is not crossed by a refusal or a withdrawal once it was ordered", async () => {
    const rig = await openRig();
    const id = await verifiedRequest(rig, "erasure");
    const codes: string[] = [];
    const eraser: Eraser = {
      async erase() {
        expect(await rig.desk.find(id)).toMatchObject({ state: "executing", erasureOrderedOn: "2021-10-31" });
        codes.push(await rejectionCode(rig.desk.act(id, { act: "refuse", ground: "legal-claims", complaint }, approver)));
        codes.push(await rejectionCode(rig.desk.act(id, { act: "withdraw" }, handler)));
        return { erased: [], kept: [] };
      },
    };
    await erase(rig.desk, await rig.desk.verified(id), eraser, handler);
    expect(codes).toEqual(["TRANSITION_REFUSED", "TRANSITION_REFUSED"]);
    await rig.desk.act(id, { act: "review" }, handler);
    expect(await rig.desk.act(id, { act: "answer", sent }, approver)).toMatchObject({ state: "answered" });
  });

  it("is not ordered of a request that was refused since it was read", async () => {
    const rig = await openRig();
    const id = await verifiedRequest(rig, "erasure");
    const request = await rig.desk.verified(id);
    let erased = 0;
    const eraser: Eraser = { erase: async () => ({ erased: [], kept: [{ place: `run ${++erased}`, kept: 1, reason: "held" }] }) };
    // Refused between the first look and the lock.
    const locking = vi.spyOn(rig.store, "transaction");
    locking.mockImplementationOnce(async (run) => {
      locking.mockRestore();
      await rig.desk.act(id, { act: "refuse", ground: "legal-claims", complaint }, approver);
      return rig.store.transaction(run);
    });
    expect(await rejectionCode(erase(rig.desk, request, eraser, handler))).toBe("REQUEST_ENDED");
    expect(erased).toBe(0);
  });

  it("tells nothing of the eraser's own error, and may be run again", async () => {
    const rig = await openRig();
    const request = await rig.desk.verified(await verifiedRequest(rig, "erasure"));
    const eraser: Eraser = { erase: () => Promise.reject(new Error("duplicate key (Zsófia Kovács-Rakéta)")) };
    const error: unknown = await erase(rig.desk, request, eraser, handler).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "ERASURE_FAILED" });
    expect(`${JSON.stringify(error)}${(error as Error).stack}${String((error as Error).cause)}`).not.toContain("Kovács");
    const again = await erase(rig.desk, request, { erase: async () => ({ erased: [], kept: [] }) }, handler);
    expect(again.complete).toBe(true);
  });

  it("is answered when parts of it are held, and not before it was carried out", async () => {
    const rig = await openRig();
    const id = await verifiedRequest(rig, "erasure");
    for (const act of ["scope", "execute", "hold-part", "review"] as const) await rig.desk.act(id, { act }, handler);
    expect(await rejectionCode(rig.desk.act(id, { act: "answer", sent }, approver))).toBe("ACT_MISSING");
    await erase(rig.desk, await rig.desk.verified(id), { erase: async () => account }, handler);
    await rig.desk.act(id, { act: "review" }, handler);
    expect(await rig.desk.act(id, { act: "answer", sent }, approver)).toMatchObject({ state: "answered" });
  });
});

describe("a withdrawal of consent", () => {
  const policy = defineConsent({
    purpose: "followUp",
    zone: "Europe/Monaco",
    channels: ["web", "rights-desk"],
    versions: [{ version: "1", from: "2021-09-29", statement: { fr: "Je consens au suivi." } }],
  });
  const bases = [
    { kind: "consent", until: "2021-10-29" },
    { kind: "legal-obligation", from: "2021-10-30", reference: { text: "Law 1.509", article: "1" } },
  ] as const;

  async function withdrawn(on: string) {
    const rig = await openRig();
    const register = createConsentRegister({
      policies: [await policy],
      store: memoryConsentStore(),
      purposes: { followUp: { bases } },
      clock: rig.clock,
    });
    const { id } = await rig.desk.receive({
      kind: "withdrawal",
      channel: "letter",
      purpose: "followUp",
      receivedAt: new Date(`${on}T09:00:00Z`),
    });
    await rig.desk.confirmSession(id, { subject: "p-4711", signedInAt: rig.clock.now() });
    const request = await rig.desk.verified(id);
    const answer = await withdrawConsent(rig.desk, request, register, handler);
    expect(await withdrawConsent(rig.desk, request, register, handler)).toEqual(answer);
    expect(await register.history("p-4711")).toHaveLength(1);
    return { rig, request, answer };
  }

  it.each(["2021-10-25", "2021-10-27", "2021-10-29"])("of %s has the data erased, although a duty begins on the 30th", async (on) => {
    const { rig, request, answer } = await withdrawn(on);
    expect(answer).toMatchObject({ erase: true, effect: { day: on, data: "erase" } });
    expect(answer.statement.map(({ en }) => en)).toHaveLength(3);
    expect(answer.statement[2]?.fr).toBe(
      "À partir du 30 octobre 2021, ces données vous seront demandées de nouveau : obligation légale (Law 1.509, art. 1).",
    );
    expect(answer.statement[1]?.fr).toMatch(
      /^Les données que vous avez fournies sur ce fondement sont effacées, au plus tard le 2\d novembre 2021\.$/,
    );
    expect(JSON.stringify(answer.statement)).not.toMatch(/\d{4}-\d\d-\d\d/);
    const eraser: Eraser = { erase: async ({ ground }) => ({ erased: [{ place: ground, removed: 1, level: "row gone" }], kept: [] }) };
    expect((await erase(rig.desk, request, eraser, handler)).erased[0]?.place).toBe("withdrawal");
  });

  it("is not recorded for who may not handle the request", async () => {
    const rig = await openRig();
    const written: unknown[] = [];
    const register = { withdraw: async (act: unknown) => ({ recorded: written.push(act) }) as never };
    const request = await rig.desk.verified(await verifiedRequest(rig, "withdrawal"));
    expect(await rejectionCode(withdrawConsent(rig.desk, request, register, ownAgent))).toBe("OWN_RECORD");
    expect(await rejectionCode(withdrawConsent(rig.desk, request, register, verifier))).toBe("DESK_ROLE_REFUSED");
    expect(written).toEqual([]);
    await withdrawConsent(rig.desk, request, register, handler);
    expect(written).toHaveLength(1);
  });

  it("ends its own purpose and no other", async () => {
    const { rig, request } = await withdrawn("2021-10-27");
    const orders: ErasureOrder[] = [];
    await erase(rig.desk, request, { erase: async (order) => ({ erased: [], kept: [], asked: orders.push(order) }) }, handler);
    expect(orders).toMatchObject([{ ground: "withdrawal", purposes: ["followUp"] }]);
  });

  it("orders no erasure before it is recorded, nor when the data stay, and says on which basis and from when", async () => {
    const never: Eraser = { erase: () => Promise.reject(new Error("asked")) };
    const rig = await openRig();
    const early = await rig.desk.verified(await verifiedRequest(rig, "withdrawal"));
    expect(await rejectionCode(erase(rig.desk, early, never, handler))).toBe("WITHDRAWAL_UNRECORDED");
    const { rig: later, request } = await withdrawn("2021-10-30");
    const answer = await erase(later.desk, request, never, handler);
    expect(answer).toMatchObject({ erased: [], complete: false, keptUnder: { kind: "legal-obligation", from: "2021-10-30" } });
    expect(answer.statement?.[1]?.en).toContain("Your data are kept on another basis: legal obligation (Law 1.509, art. 1), from");
    expect((await later.entries()).at(-1)?.clear).toMatchObject({ act: "erasure-not-due", ground: "withdrawal" });
    expect(await rejectionCode(erase(later.desk, request, never, ownAgent))).toBe("OWN_RECORD");
  });

  it("of 30 October finds the duty in force, and the data stay", async () => {
    const { answer } = await withdrawn("2021-10-30");
    expect(answer).toMatchObject({ erase: false, effect: { data: "keep" } });
    expect(answer.statement[1]?.en).toBe(
      "Your data are kept on another basis: legal obligation (Law 1.509, art. 1), from 30 October 2021.",
    );
  });
});
