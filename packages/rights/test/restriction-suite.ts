/** Restrictions, over whatever store: placed on verified requests, told to the gate, lifted after the person was told. */

import { simulatedClock } from "@favorable/core";
import { createRestrictions, type RestrictionStore } from "@favorable/rights";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import type { DeskDuties, DeskStaff } from "../src/desk/actors.ts";
import type { RequestKind } from "../src/request/kinds.ts";
import type { VerifiedRequest } from "../src/verified/verified-request.ts";
import { mintVerified } from "../src/verified/verified-request.ts";

/** A store, its log's number of entries and last entry, and how to break the log. */
export interface StoreUnderTest {
  readonly store: RestrictionStore;
  readonly entries: () => Promise<readonly { readonly type: string; readonly clear?: object }[]>;
  readonly breakLog: (broken: boolean) => void;
  readonly close: () => Promise<void>;
}

/** Two of the desk, neither of whom is a data subject. */
export const clerk: DeskStaff = { actor: "d-1", role: "office", subject: null };
export const chief: DeskStaff = { actor: "d-2", role: "dpo", subject: null };
export const duties: DeskDuties = {
  roles: { handler: ["office", "dpo"], verifier: ["office"], approver: ["dpo"] },
  apart: [["handler", "approver"]],
};

let counter = 0;
export const verified = (kind: RequestKind, subject: string, purpose?: string, stands = true): VerifiedRequest =>
  mintVerified(
    {
      id: `r-${++counter}`,
      kind,
      subject,
      method: "session",
      verifiedAt: "2026-03-06T20:00:00.000Z",
      ...(purpose === undefined ? {} : { purpose }),
    },
    async () => stands,
  );

export function restrictionSuite(where: string, open: () => Promise<StoreUnderTest>): void {
  describe(`restrictions ${where}`, () => {
    let set: StoreUnderTest;
    const clock = simulatedClock(new Date("2026-03-06T20:00:00Z"));
    const make = () =>
      createRestrictions({
        store: set.store,
        key: new Uint8Array(32).fill(9),
        purposes: ["followUp", "statistics", "offers"],
        duties,
        logPolicy: { policy: "logs", version: 1 },
        zone: "Europe/Monaco",
        clock,
      });
    const barred = async (purpose: string, ...subjects: string[]) => [...(await make().port(purpose, subjects))];
    beforeAll(async () => {
      set = await open();
    });
    afterAll(() => set.close());

    it("stand against every purpose, or against the one they name, for the person and nobody else", async () => {
      const placed = await make().place(verified("restriction", "p-1"), { ground: "accuracy-contested", staff: clerk });
      const objection = await make().place(verified("objection", "p-2", "offers"), { ground: "direct-marketing" });
      expect(await barred("followUp", "p-1", "p-2", "p-3")).toEqual(["p-1"]);
      expect((await barred("offers", "p-1", "p-2", "p-3")).sort()).toEqual(["p-1", "p-2"]);
      expect(placed).not.toHaveProperty("purpose");
      expect(objection).toMatchObject({ purpose: "offers", ground: "direct-marketing" });
      expect(JSON.stringify(await make().standing())).not.toContain("p-1");
      const entries = await set.entries();
      expect(entries.slice(-2).map(({ type, clear }) => [type, clear])).toEqual([
        [
          "rights.restriction",
          { act: "place", restriction: placed.id, request: expect.stringMatching(/^r-/), ground: "accuracy-contested" },
        ],
        [
          "rights.restriction",
          { act: "place", restriction: objection.id, request: expect.stringMatching(/^r-/), ground: "direct-marketing", purpose: "offers" },
        ],
      ]);
    });

    it("are lifted only after the person was told, and are then no longer told to the gate", async () => {
      const { id } = await make().place(verified("restriction", "p-lift"), { ground: "needed-by-subject" });
      const lift = { staff: chief, reason: "claim-ended" } as const;
      expect(await rejectionCode(make().lift(id, lift))).toBe("LIFT_UNANNOUNCED");
      await make().announceLift(id, { staff: clerk, evidence: "letter-17" });
      expect(await barred("followUp", "p-lift")).toEqual(["p-lift"]);
      expect(await make().lift(id, lift)).toMatchObject({ announcement: "letter-17", liftReason: "claim-ended" });
      expect(await barred("followUp", "p-lift")).toEqual([]);
      expect(await rejectionCode(make().lift(id, lift))).toBe("RESTRICTION_ENDED");
      expect(await rejectionCode(make().lift("none", lift))).toBe("RESTRICTION_UNKNOWN");
    });

    it("stand while another of the same person is lifted", async () => {
      const [one, other] = [
        await make().place(verified("restriction", "p-two"), { ground: "unlawful" }),
        await make().place(verified("objection", "p-two"), { ground: "objection-pending", purpose: "statistics" }),
      ];
      await make().announceLift(one?.id ?? "", { staff: clerk, evidence: "letter-18" });
      await make().lift(one?.id ?? "", { staff: chief, reason: "person-asks" });
      expect([await barred("followUp", "p-two"), await barred("statistics", "p-two")]).toEqual([[], ["p-two"]]);
      expect((await make().standing()).some(({ id }) => id === other?.id)).toBe(true);
    });

    it("are placed on verified requests only, for a known ground and a declared purpose", async () => {
      const place = (request: VerifiedRequest, placing: object) => rejectionCode(make().place(request, placing as never));
      const forged = { id: "r-x", kind: "restriction", subject: "p-9", method: "session", verifiedAt: "2026-03-06T20:00:00.000Z" };
      expect(await place(forged as never, { ground: "unlawful" })).toBe("REQUEST_UNVERIFIED");
      expect(await place(verified("access", "p-9"), { ground: "unlawful" })).toBe("REQUEST_KIND");
      expect(await place(verified("restriction", "p-9", undefined, false), { ground: "unlawful" })).toBe("REQUEST_ENDED");
      expect(await place(verified("restriction", "p-9"), { ground: "whim" })).toBe("GROUND_INVALID");
      expect(await place(verified("restriction", "p-9"), { ground: "unlawful", purpose: "undeclared" })).toBe("PURPOSE_UNKNOWN");
      expect(await place(verified("objection", "p-9"), { ground: "objection-upheld" })).toBe("PURPOSE_MISSING");
      expect(await barred("followUp", "p-9")).toEqual([]);
    });

    it("are not there when their entry cannot be written, nor lifted without one", async () => {
      const { id } = await make().place(verified("restriction", "p-log"), { ground: "unlawful" });
      const before = (await set.entries()).length;
      set.breakLog(true);
      await expect(make().place(verified("restriction", "p-nolog"), { ground: "unlawful" })).rejects.toThrow();
      await expect(make().announceLift(id, { staff: clerk, evidence: "letter-19" })).rejects.toThrow();
      set.breakLog(false);
      expect(await barred("followUp", "p-log", "p-nolog")).toEqual(["p-log"]);
      expect(await rejectionCode(make().lift(id, { staff: chief, reason: "person-asks" }))).toBe("LIFT_UNANNOUNCED");
      expect(await set.entries()).toHaveLength(before);
    });

    it("take one of two changes that come at once", async () => {
      const { id } = await make().place(verified("restriction", "p-race"), { ground: "unlawful" });
      const before = await set.store.find(id);
      if (before === undefined) throw new Error("placed and not found");
      const entry = { type: "rights.restriction" };
      const after = { ...before, announcedAt: "2026-03-06T20:00:00.000Z", announcement: "letter-20" };
      const both = await Promise.allSettled([set.store.replace(before, after, entry), set.store.replace(before, after, entry)]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await rejectionCode(set.store.replace(before, after, entry))).toBe("RESTRICTION_CONFLICT");
      expect(await rejectionCode(set.store.insert(before, entry))).toBe("RESTRICTION_EXISTS");
    });

    it("are placed and announced by handlers, lifted by another who approves, for a reason of the list, and by nobody for their own data", async () => {
      const request = verified("restriction", "p-staff");
      const place = (staff: object) => rejectionCode(make().place(request, { ground: "unlawful", staff: staff as never }));
      expect([
        await place({ ...clerk, subject: "p-staff" }),
        await place({ ...clerk, role: "nurse" }),
        await place({ actor: "d-1" }),
      ]).toEqual(["OWN_RECORD", "DESK_ROLE_REFUSED", "STAFF_INVALID"]);
      expect(await barred("followUp", "p-staff")).toEqual([]);
      const { id, request: reference } = await make().place(request, { ground: "unlawful", staff: clerk });
      // Nobody who reads the table of requests learns from it whose the restriction is.
      expect(reference).not.toContain(request.id);
      const told = { staff: { ...chief, subject: "p-staff" }, evidence: "letter-30" };
      expect(await rejectionCode(make().announceLift(id, told))).toBe("OWN_RECORD");
      await make().announceLift(id, { staff: { ...chief, actor: "d-9" }, evidence: "letter-30" });
      const lift = (staff: object, reason = "person-asks") => rejectionCode(make().lift(id, { staff, reason } as never));
      expect(await lift(clerk)).toBe("DESK_ROLE_REFUSED");
      expect(await lift({ ...chief, actor: "d-9" })).toBe("DUTIES_NOT_APART");
      expect(await lift({ ...chief, subject: "p-staff" })).toBe("OWN_RECORD");
      expect(await lift(chief, "Zoe Martin asked")).toBe("LIFT_REASON_INVALID");
      expect(await barred("followUp", "p-staff")).toEqual(["p-staff"]);
      expect(await lift(chief)).toBe("nothing thrown");
    });

    it("are placed once for a request, whoever comes twice or at once", async () => {
      const request = verified("restriction", "p-once");
      const placing = () => make().place(request, { ground: "unlawful", staff: clerk });
      const [one, other] = await Promise.all([placing(), placing()]);
      expect(other.id).toBe(one.id);
      expect((await make().standing()).filter(({ id }) => id === one.id)).toHaveLength(1);
    });

    it("are forgotten with an erased person", async () => {
      await make().place(verified("restriction", "p-gone"), { ground: "unlawful" });
      expect([await make().forget("p-gone"), await make().forget("p-gone")]).toEqual([1, 0]);
      expect(await barred("followUp", "p-gone")).toEqual([]);
    });
  });
}
