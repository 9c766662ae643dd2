/** Proof of delivery, over whatever store. */
import type { AuditEvent } from "@favorable/audit";
import { simulatedClock } from "@favorable/core";
import { createNotice, createNoticeRegister, type NoticeFacts, type NoticeStore } from "@favorable/rights";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { gdpr } from "./notice-fixture.ts";

/** A store, the entries of its log, and how to break the log. */
export interface NoticeStoreUnderTest {
  readonly store: NoticeStore;
  readonly entries: () => Promise<readonly AuditEvent[]>;
  readonly breakLog: (broken: boolean) => void;
  readonly close: () => Promise<void>;
}

export function noticeRegisterSuite(where: string, open: () => Promise<NoticeStoreUnderTest>): void {
  describe(`the register of notices ${where}`, () => {
    let set: NoticeStoreUnderTest;
    const clock = simulatedClock(new Date("2026-03-06T20:00:00Z"));
    const make = () =>
      createNoticeRegister({
        store: set.store,
        key: new Uint8Array(32).fill(3),
        logPolicy: { policy: "logs", version: 1 },
        zone: "Europe/Paris",
        clock,
      });
    const noticeFor = (subject: string, more: Partial<NoticeFacts> = {}) => createNotice({ ...gdpr, subject, ...more });
    const told = (id: string, subject: string) => ({ id, subject, language: "fr", evidence: "signature" }) as const;
    beforeAll(async () => {
      set = await open();
    });
    afterAll(() => set.close());

    it("tells who has not been informed, and who is to be told again after a material change", async () => {
      const register = make();
      const { notice, version } = await register.publish(noticeFor("staff"));
      expect([version, (await register.publish(noticeFor("staff"))).version]).toEqual([1, 1]);
      expect(await register.deliver(notice, 1, [told("m-1", "p-1"), told("m-2", "p-2")])).toBe(2);
      expect(await register.deliver(notice, 1, [told("m-2", "p-2"), told("m-3", "p-3")])).toBe(1);
      expect(await register.notInformed(notice, ["p-1", "p-2", "p-3", "p-4"])).toEqual([{ subject: "p-4", why: "never" }]);
      const reworded = noticeFor("staff", { complaint: { authority: { fr: "CNIL", en: "CNIL" } } });
      expect(await register.publish(reworded, { editorial: ["complaint"] })).toMatchObject({ version: 2, materialSince: 1 });
      expect(await register.notInformed(notice, ["p-1"])).toEqual([]);
      await register.publish(noticeFor("staff", { recipients: [{ fr: "la mairie", en: "the town hall" }] }));
      await register.deliver(notice, 3, [told("m-4", "p-1")]);
      await register.post(notice, 3, "hall-a");
      expect(await register.notInformed(notice, ["p-1", "p-2", "p-9"])).toEqual([
        { subject: "p-2", why: "outdated" },
        { subject: "p-9", why: "never" },
      ]);
      expect((await register.counts()).find((one) => one.notice === notice)).toMatchObject({
        version: 3,
        materialSince: 3,
        on: "2026-03-06",
        informed: 1,
        outdated: 2,
        posted: 1,
      });
    });

    it("shows a person's deliveries with their evidence, and holds no person in clear", async () => {
      const register = make();
      const { notice } = await register.publish(noticeFor("students"));
      await register.deliver(notice, 1, [
        { ...told("s-1", "student-with-a-long-marker"), at: "2026-03-06T08:00:00+01:00", reference: "letter-7" },
      ]);
      const [delivery] = await register.deliveriesTo("student-with-a-long-marker");
      expect(delivery).toMatchObject({
        notice,
        version: 1,
        at: "2026-03-06T07:00:00.000Z",
        evidence: "signature",
        reference: "letter-7",
        language: "fr",
      });
      expect(JSON.stringify(delivery)).not.toContain("long-marker");
      const entry = (await set.entries()).at(-1);
      expect(entry?.clear).toEqual({ act: "deliver", notice, version: 1, deliveries: 1 });
      expect(JSON.stringify(entry?.clear)).not.toContain("long-marker");
      expect(entry?.parts?.map(({ subject }) => subject)).toEqual(["student-with-a-long-marker"]);
    });

    it("does not take another person's delivery for one that is there, because it goes by the same id", async () => {
      const register = make();
      const { notice } = await register.publish(noticeFor("collided"));
      await register.deliver(notice, 1, [told("c-1", "p-c1")]);
      const both = [told("c-2", "p-c3"), told("c-1", "p-c2")];
      expect(await rejectionCode(register.deliver(notice, 1, both))).toBe("DELIVERY_CONFLICT");
      expect(await rejectionCode(register.deliver(notice, 1, [told("c-4", "p-c4"), told("c-4", "p-c5")]))).toBe("DELIVERY_CONFLICT");
      expect((await register.notInformed(notice, ["p-c1", "p-c2", "p-c3", "p-c4"])).map(({ subject }) => subject)).toEqual([
        "p-c2",
        "p-c3",
        "p-c4",
      ]);
    });

    it("counts a notice on a board as put up, and nobody as informed by it", async () => {
      const register = make();
      const { notice } = await register.publish(noticeFor("visitors", { channel: "board" }));
      await register.post(notice, 1, "entrance");
      await register.post(notice, 1, "entrance");
      expect((await register.counts()).find((one) => one.notice === notice)).toMatchObject({ informed: 0, posted: 1 });
      expect(await register.notInformed(notice, ["v-1"])).toEqual([{ subject: "v-1", why: "never" }]);
    });

    it("refuses deliveries of what was not published, of tomorrow, without evidence, or too many", async () => {
      const register = make();
      const { notice } = await register.publish(noticeFor("refused"));
      const deliver = (version: number, ...some: object[]) => rejectionCode(register.deliver(notice, version, some as never));
      expect(await deliver(2, told("r-1", "p"))).toBe("NOTICE_UNKNOWN");
      expect(await deliver(1, { ...told("r-1", "p"), at: "2026-03-07T00:00:00Z" })).toBe("DELIVERY_INVALID");
      // The version was published on the 6th, in French and English.
      expect(await deliver(1, { ...told("r-1", "p"), at: "2026-03-05T22:59:59Z" })).toBe("DELIVERY_INVALID");
      const english = await register.publish(createNotice({ ...gdpr, subject: "english" }, ["en"]));
      expect(await rejectionCode(register.deliver(english.notice, 1, [told("r-2", "p")]))).toBe("DELIVERY_INVALID");
      expect(await deliver(1, { ...told("r-1", "p"), evidence: "posted" })).toBe("DELIVERY_INVALID");
      for (const evidence of ["delivery-log", "read-receipt", "registered-letter"])
        expect(await deliver(1, { ...told("r-1", "p"), evidence })).toBe("DELIVERY_INVALID");
      expect(await deliver(1, { ...told("r-3", "p-log"), evidence: "delivery-log", reference: "message-7" })).toBe("nothing thrown");
      expect(await deliver(1, { ...told("r-1", "") })).toBe("SUBJECT_INVALID");
      expect(await deliver(1, ...Array.from({ length: 10_001 }, (_, at) => told(`r-${at}`, `p-${at}`)))).toBe("DELIVERY_BATCH");
      expect(await rejectionCode(register.publish(noticeFor("refused", { recipients: [] })))).toBe("NOTICE_INCOMPLETE");
      expect(await register.deliveriesTo("p")).toEqual([]);
    });

    it("publishes a version once, and nothing whose entry cannot be written", async () => {
      const register = make();
      const { notice } = await register.publish(noticeFor("raced"));
      const [version] = await set.store.versions(notice);
      if (version === undefined) throw new Error("published and not found");
      expect(await rejectionCode(set.store.publish(version, { type: "rights.notice" }))).toBe("NOTICE_VERSION_CONFLICT");
      expect(await rejectionCode(set.store.publish({ ...version, version: 3 }, { type: "rights.notice" }))).toBe("NOTICE_VERSION_CONFLICT");
      const before = (await set.entries()).length;
      set.breakLog(true);
      await expect(register.deliver(notice, 1, [told("x-1", "p-x")])).rejects.toThrow();
      await expect(register.publish(noticeFor("raced", { dpo: "none" }))).rejects.toThrow();
      set.breakLog(false);
      expect([await register.deliveriesTo("p-x"), (await set.store.versions(notice)).length, (await set.entries()).length]).toEqual([
        [],
        1,
        before,
      ]);
    });

    it("forgets the deliveries to an erased person", async () => {
      const register = make();
      const { notice } = await register.publish(noticeFor("erased"));
      await register.deliver(notice, 1, [told("e-1", "p-e")]);
      expect([await register.forget("p-e"), await register.forget("p-e")]).toEqual([1, 0]);
      expect(await register.notInformed(notice, ["p-e"])).toEqual([{ subject: "p-e", why: "never" }]);
    });
  });
}
