/** What every store of consents does. */
import { type ConsentStore, inOrder, type NewConsentRecord } from "@favorable/fields";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let counter = 0;
const act = (facts: Partial<NewConsentRecord> = {}): NewConsentRecord => ({
  id: `act-${counter++}`,
  subject: "person-0001",
  purpose: "offers",
  act: "given",
  channel: "app",
  giver: "subject",
  version: "1",
  language: "fr",
  sha256: "ab".repeat(32),
  ...facts,
});

export function consentStoreSuite(where: string, open: () => Promise<{ store: ConsentStore; close(): Promise<void> }>): void {
  describe(`a store of consents, ${where}`, () => {
    let store: ConsentStore;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ store, close } = await open());
    });
    afterAll(() => close());

    it("gives back what was recorded, in the order it happened, and nothing that was not said", async () => {
      const subject = "ordered";
      const late = await store.append(act({ subject, act: "withdrawn", at: "2021-10-27T10:00:00.000Z" }));
      const early = await store.append(act({ subject, at: "2021-10-12T10:00:00.000Z", evidence: "form 12" }));
      expect(await store.list(subject)).toEqual([early.record, late.record]);
      expect(early.record.at).toBe("2021-10-12T10:00:00.000Z");
      expect(early.record.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect("evidence" in late.record).toBe(false);
      expect(await store.list(subject, "statistics")).toEqual([]);
    });

    it("records an act once, however often it is sent, and never another under its id", async () => {
      const subject = "repeated";
      const one = act({ subject });
      const answers = await Promise.all([store.append(one), store.append(one), store.append(one)]);
      expect(answers.filter(({ added }) => added)).toHaveLength(1);
      expect(new Set(answers.map(({ record }) => record.at)).size).toBe(1);
      for (const change of [{ act: "withdrawn" as const }, { subject: "somebody-else" }, { evidence: "form 1" }]) {
        const failure = await store.append({ ...one, ...change }).catch((error: unknown) => error);
        expect(failure).toMatchObject({ code: "CONSENT_ID_CONFLICT" });
        expect(JSON.stringify(failure)).not.toContain(subject);
      }
      expect(await store.list(subject)).toHaveLength(1);
      expect(await store.list("somebody-else")).toEqual([]);
    });

    it("puts acts that come at once one after the other, each at an instant of its own", async () => {
      const subject = "hurried";
      await Promise.all(Array.from({ length: 20 }, (_, at) => store.append(act({ subject, act: at % 2 === 0 ? "given" : "withdrawn" }))));
      const acts = await store.list(subject);
      expect(new Set(acts.map(({ at }) => at)).size).toBe(20);
      expect(inOrder(acts)).toEqual(acts);
      await store.append(act({ subject, act: "withdrawn" }));
      expect((await store.list(subject)).at(-1)?.act).toBe("withdrawn");
    });

    it("looks up many persons at once", async () => {
      const subjects = ["many-1", "many-2", "many-3"];
      for (const subject of subjects) await store.append(act({ subject }));
      await store.append(act({ subject: "many-1", act: "withdrawn" }));
      const found = await store.listMany("offers", [...subjects, "nobody", "many-1"]);
      expect([...found.keys()].sort()).toEqual(subjects);
      expect(found.get("many-1")?.map(({ act: what }) => what)).toEqual(["given", "withdrawn"]);
      expect((await store.listMany("offers", [])).size).toBe(0);
    });

    it("forgets a person and nobody else", async () => {
      await store.append(act({ subject: "forgotten" }));
      await store.append(act({ subject: "forgotten", purpose: "schemes" }));
      await store.append(act({ subject: "remembered" }));
      expect(await store.forget("forgotten")).toBe(2);
      expect(await store.forget("forgotten")).toBe(0);
      expect(await store.list("forgotten")).toEqual([]);
      expect(await store.list("remembered")).toHaveLength(1);
    });

    it("lets a withdrawal that came after a giving end it, whatever date the letter bears, and knows it again", async () => {
      const subject = "letter";
      await store.append(act({ subject, at: "2021-10-21T08:00:00.000Z" }));
      const letter = act({ subject, act: "withdrawn", at: "2021-10-21T00:00:00.000Z" });
      const { record } = await store.append(letter);
      expect(record.stated).toBe(letter.at);
      expect(Date.parse(record.at)).toBeGreaterThan(Date.parse("2021-10-21T08:00:00.000Z"));
      expect((await store.list(subject)).at(-1)).toEqual(record);
      expect(await store.append(letter)).toEqual({ record, added: false });
      await expect(store.append({ ...letter, at: "2021-10-22T00:00:00.000Z" })).rejects.toMatchObject({ code: "CONSENT_ID_CONFLICT" });
    });

    it("takes no act again that was forgotten, nor one that is older than the forgetting, and new ones", async () => {
      const old = act({ subject: "returned" });
      await store.append(old);
      await store.forget("returned");
      for (const queued of [old, { ...old, at: "2021-10-20T08:00:00.000Z" }, act({ subject: "returned", at: "2021-10-20T08:00:00.000Z" })])
        await expect(store.append(queued)).rejects.toMatchObject({ code: "CONSENT_FORGOTTEN" });
      expect(await store.list("returned")).toEqual([]);
      expect((await store.append(act({ subject: "returned" }))).added).toBe(true);
      expect((await store.append(act({ subject: "never there", at: "2021-10-20T08:00:00.000Z" }))).added).toBe(true);
    });

    it("takes any text as a person's identifier, and keeps them apart", async () => {
      const odd = ["o'hara; drop table", "%", "\u{1f600}", "a\u001fb", "A", "a"];
      for (const subject of odd) await store.append(act({ subject }));
      for (const subject of odd) expect((await store.list(subject)).map((record) => record.subject)).toEqual([subject]);
    });
  });
}
