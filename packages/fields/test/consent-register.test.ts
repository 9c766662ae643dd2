import { calendarDate, PrivacyError, simulatedClock } from "@favorable/core";
import {
  basisFor,
  type ConsentForm,
  type ConsentRegisterOptions,
  createConsentRegister,
  defineConsent,
  memoryConsentStore,
  withdrawalEffect,
} from "@favorable/fields";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { consentStoreSuite } from "./consent-store-suite.ts";

consentStoreSuite("in memory", async () => ({ store: memoryConsentStore(), close: async () => {} }));

const form: ConsentForm = {
  purpose: "followUp",
  zone: "Europe/Monaco",
  channels: ["mail", "paper"],
  versions: [{ version: "1", from: "2021-09-01", statement: { fr: "J'accepte le suivi.", en: "I agree." } }],
};
const purposes = {
  followUp: {
    bases: [
      { kind: "consent", until: "2021-10-29" },
      { kind: "legal-obligation", from: "2021-10-30" },
    ] as const,
  },
};
const words = { version: "1", language: "fr", channel: "mail", purpose: "followUp", subject: "agent-17" } as const;

async function register(options: Partial<ConsentRegisterOptions> = {}, change: Partial<ConsentForm> = {}) {
  const clock = simulatedClock(new Date("2021-10-20T08:00:00Z"));
  const store = memoryConsentStore(clock);
  const policies = [await defineConsent({ ...form, ...change })];
  return { clock, store, consents: createConsentRegister({ policies, store, purposes, clock, ...options }) };
}

describe("a register of consents", () => {
  it("proves a consent: who, when, through what, and the digest of the words", async () => {
    const { consents } = await register();
    const { record, added } = await consents.give({ ...words, id: "c1", evidence: "form 12" });
    expect(added).toBe(true);
    expect(record).toMatchObject({
      subject: "agent-17",
      at: "2021-10-20T08:00:00.000Z",
      channel: "mail",
      giver: "subject",
      evidence: "form 12",
    });
    expect(record.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await consents.history("agent-17"))[0]?.statement).toBe("J'accepte le suivi.");
  });

  it("withdraws in one call that takes less than giving, through any channel, without a reason, given or not", async () => {
    const { consents, clock } = await register();
    const act = { subject: "agent-17", purpose: "followUp" };
    await consents.give({ ...words, id: "c1" });
    expect((await consents.status("agent-17", "followUp")).state).toBe("given");
    clock.moveTo(new Date("2021-10-27T08:00:00Z"));
    const { effect } = await consents.withdraw({ ...act, id: "w1", channel: "corridor" });
    expect(effect).toMatchObject({ data: "erase", day: "2021-10-27", eraseBy: "2021-11-27", later: [{ from: "2021-10-30" }] });
    expect((await consents.status("agent-17", "followUp")).state).toBe("withdrawn");
    expect((await consents.status("agent-17", "followUp", new Date("2021-10-26T08:00:00Z"))).state).toBe("given"); // What was done stays lawful.
    expect((await consents.withdraw({ ...act, subject: "agent-18", id: "w2", channel: "mail" })).added).toBe(true);
  });

  it("has the data erased when no other basis is in force, again until that succeeds", async () => {
    const seen: string[] = [];
    let fails = 2;
    const { consents, store } = await register({
      async onWithdrawn({ data }, { subject }) {
        if (fails-- > 0) throw new Error(`disk full at ${subject}`);
        seen.push(`${subject} ${data}`);
      },
    });
    const act = { id: "w1", subject: "agent-17", purpose: "followUp", channel: "mail" };
    for (const _ of [1, 2]) {
      const failure = await consents.withdraw(act).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: "WITHDRAWAL_UNFINISHED" });
      expect(`${(failure as PrivacyError).message}${JSON.stringify(failure)}${String((failure as PrivacyError).cause)}`).not.toContain(
        "agent-17",
      );
    }
    expect(await consents.withdraw(act)).toMatchObject({ added: false });
    expect(seen).toEqual(["agent-17 erase"]);
    expect(await store.list("agent-17")).toHaveLength(1);
  });

  it("takes a form on paper with its own date, and orders it there", async () => {
    const { consents } = await register();
    await consents.withdraw({ id: "w1", subject: "agent-17", purpose: "followUp", channel: "mail" });
    await consents.give({ ...words, id: "c0", channel: "paper", at: new Date("2021-10-12T09:00:00Z") });
    expect((await consents.status("agent-17", "followUp")).state).toBe("withdrawn");
    expect(await rejectionCode(consents.give({ ...words, id: "c9", at: new Date("2021-10-21T09:00:00Z") }))).toBe("CONSENT_IN_FUTURE");
  });

  it("ends a consent by a letter dated by day, or written on a clock that ran behind", async () => {
    const { consents, clock } = await register();
    await consents.give({ ...words, id: "c1" });
    clock.moveTo(new Date("2021-10-22T08:00:00Z"));
    const act = { subject: "agent-17", purpose: "followUp", channel: "paper" };
    const { record, effect } = await consents.withdraw({ ...act, id: "w1", at: new Date("2021-10-20") });
    expect(record).toMatchObject({ at: "2021-10-22T08:00:00.000Z", stated: "2021-10-20T00:00:00.000Z" });
    expect(effect?.day).toBe("2021-10-22");
    expect((await consents.status("agent-17", "followUp")).state).toBe("withdrawn");
    await consents.give({ ...words, id: "c2", at: clock.now() });
    await consents.withdraw({ ...act, id: "w2", at: new Date("2021-10-22T07:59:00Z") });
    expect(await consents.consented("followUp", ["agent-17"])).toEqual(new Set());
  });

  it("erases nothing when an old withdrawal is told again after the person has consented anew", async () => {
    let erased = 0;
    const { consents, clock } = await register({ onWithdrawn: async () => void erased++ });
    const act = { id: "w1", subject: "agent-17", purpose: "followUp", channel: "mail" };
    await consents.give({ ...words, id: "c1" });
    await consents.withdraw(act);
    clock.moveTo(new Date("2021-10-21T08:00:00Z"));
    await consents.give({ ...words, id: "c2" });
    const receipt = await consents.withdraw(act);
    expect([receipt.added, receipt.effect, erased]).toEqual([false, undefined, 1]);
    expect((await consents.status("agent-17", "followUp")).state).toBe("given");
  });

  it("counts a basis that an event has ended as ended", async () => {
    const bases = [{ kind: "legal-obligation", endEvent: "emergencyEnds" }] as const;
    const events = { emergencyEnds: calendarDate("2022-01-01") };
    expect(basisFor(bases, calendarDate("2022-01-01"), false, events)?.kind).toBe("legal-obligation");
    expect(basisFor(bases, calendarDate("2022-01-02"), false, events)).toBe(undefined);
    expect(basisFor(bases, calendarDate("2031-01-01"), false)?.kind).toBe("legal-obligation");
    expect(withdrawalEffect(bases, new Date("2022-01-02T12:00:00Z"), "Europe/Monaco", events).data).toBe("erase");
    const { consents } = await register({
      purposes: { followUp: { bases } },
      events: () => ({ emergencyEnds: calendarDate("2021-09-01") }),
    });
    const { effect } = await consents.withdraw({ id: "w1", subject: "agent-17", purpose: "followUp", channel: "mail" });
    expect(effect?.data).toBe("erase");
  });

  it("tells the guard which persons consent", async () => {
    const { consents } = await register();
    for (const subject of ["a", "b", "c"]) await consents.give({ ...words, subject, id: `c-${subject}` });
    await consents.withdraw({ id: "w", subject: "b", purpose: "followUp", channel: "mail" });
    expect([...(await consents.consented("followUp", ["a", "b", "d", "a"]))]).toEqual(["a"]);
    expect(await rejectionCode(consents.consented("statistics", ["a"]))).toBe("CONSENT_PURPOSE_UNKNOWN");
  });

  it("asks the holder of parental responsibility below the age, and the person from it on", async () => {
    const birthDate = async (subject: string) => (subject === "unknown" ? undefined : calendarDate("2007-01-02"));
    const { consents, clock } = await register({ birthDate }, { minors: { below: 15, givenBy: "parental-responsibility" } });
    const parent = { giver: "parental-responsibility", evidence: "form 3" } as const;
    await expect(consents.give({ ...words, id: "c1" })).rejects.toMatchObject({
      code: "CONSENT_REFUSED",
      details: { flaw: "giver-not-entitled" },
    });
    await expect(consents.give({ ...words, id: "c2", subject: "unknown" })).rejects.toMatchObject({ details: { flaw: "age-unknown" } });
    await consents.give({ ...words, ...parent, id: "c3" });
    clock.moveTo(new Date("2022-01-02T08:00:00Z"));
    expect(await consents.status("agent-17", "followUp")).toMatchObject({ state: "given", toConfirm: true });
    const withdrawal = { subject: "agent-17", purpose: "followUp", channel: "mail" };
    expect(await rejectionCode(consents.withdraw({ ...withdrawal, id: "w1", giver: "parental-responsibility" }))).toBe(
      "CONSENT_GIVER_REFUSED",
    );
    await consents.withdraw({ ...withdrawal, id: "w2" });
    expect((await consents.status("agent-17", "followUp")).state).toBe("withdrawn");
  });

  it("lets a child's own withdrawal count, whoever had consented", async () => {
    const { consents } = await register(
      { birthDate: async () => calendarDate("2010-01-02") },
      { minors: { below: 15, givenBy: "jointly" } },
    );
    await consents.give({ ...words, id: "c1", giver: "jointly", evidence: "form 3" });
    await consents.withdraw({ id: "w1", subject: "agent-17", purpose: "followUp", channel: "mail" });
    expect((await consents.status("agent-17", "followUp")).state).toBe("withdrawn");
  });

  it.each([
    ["CONSENT_PURPOSE_UNKNOWN", { purpose: "offers" }],
    ["CONSENT_REFUSED", { version: "2" }],
    ["CONSENT_REFUSED", { language: "de" }],
    ["CONSENT_REFUSED", { channel: "fax" }],
    ["CONSENT_ACT_INVALID", { subject: "" }],
    ["CONSENT_ACT_INVALID", { id: "\ud800" }],
    ["CONSENT_ACT_INVALID", { giver: "neighbour" }],
    ["CONSENT_ACT_INVALID", { at: new Date(Number.NaN) }],
    ["CONSENT_ACT_INVALID", { evidence: "x".repeat(1001) }],
  ])("refuses with %s what makes no consent: %j", async (code, change) => {
    const { consents, store } = await register();
    expect(await rejectionCode(consents.give({ ...words, id: "c1", ...change } as never))).toBe(code);
    expect(await store.list("agent-17")).toEqual([]);
  });

  it("has one policy for a purpose", async () => {
    const policy = await defineConsent(form);
    expect(() => createConsentRegister({ policies: [policy, policy], store: memoryConsentStore() })).toThrow(PrivacyError);
  });
});
