import { type CalendarDate, calendarDate, simulatedClock } from "@favorable/core";
import { type ConsentForm, createConsentRegister, defineConsent, memoryConsentStore } from "@favorable/fields";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";

const form: ConsentForm = {
  purpose: "followUp",
  zone: "Europe/Monaco",
  channels: ["app", "paper"],
  versions: [{ version: "1", from: "2021-09-01", statement: { fr: "J'accepte le suivi.", en: "I agree." } }],
};
const act = { subject: "agent-17", purpose: "followUp", channel: "paper" };
const giving = { ...act, version: "1", language: "fr" } as const;
const day = (text: string): CalendarDate => calendarDate(text);

async function register(now: string, zone = form.zone) {
  const clock = simulatedClock(new Date(now));
  const consents = createConsentRegister({ policies: [await defineConsent({ ...form, zone })], store: memoryConsentStore(clock), clock });
  const state = async (): Promise<string> => (await consents.status("agent-17", "followUp")).state;
  return { clock, consents, state };
}

describe("acts of which only the day is known", () => {
  it("end a consent of the same day, whichever arrives first, and whatever hour the consent bears", async () => {
    for (const given of [
      { on: day("2021-10-27") },
      { at: new Date("2021-10-27T15:00:00Z") },
      { at: new Date("2021-10-27T21:59:59.998Z") },
    ]) {
      const first = await register("2021-10-29T08:00:00Z");
      await first.consents.give({ ...giving, id: "c1", ...given });
      await first.consents.withdraw({ ...act, id: "w1", on: day("2021-10-27") });
      expect(await first.state()).toBe("withdrawn");
      const second = await register("2021-10-29T08:00:00Z");
      await second.consents.withdraw({ ...act, id: "w1", on: day("2021-10-27") });
      await second.consents.give({ ...giving, id: "c1", ...given });
      expect(await second.state()).toBe("withdrawn");
    }
  });

  it("do not end what was given on a later day, nor what the person gives anew after they came", async () => {
    const { consents, state, clock } = await register("2021-10-29T08:00:00Z");
    await consents.withdraw({ ...act, id: "w1", on: day("2021-10-27") });
    await consents.give({ ...giving, id: "c1", on: day("2021-10-28") });
    expect(await state()).toBe("given");
    await consents.withdraw({ ...act, id: "w2", on: day("2021-10-29") });
    expect(await state()).toBe("withdrawn");
    clock.moveTo(new Date("2021-10-29T09:00:00Z"));
    await consents.give({ ...giving, id: "c2", channel: "app" });
    expect(await state()).toBe("given");
  });

  it("are known again when they are told twice, on their day and after it", async () => {
    const { consents, clock } = await register("2021-10-29T20:00:00Z");
    const letter = { ...act, id: "w1", on: day("2021-10-29") };
    const { record, added } = await consents.withdraw(letter);
    expect(added).toBe(true);
    clock.moveTo(new Date("2021-10-31T08:00:00Z"));
    expect(await consents.withdraw(letter)).toMatchObject({ added: false, record });
    const form = { ...giving, id: "c1", on: day("2021-10-20") };
    expect((await consents.give(form)).added).toBe(true);
    expect((await consents.give(form)).added).toBe(false);
  });

  it("begin and end with the day of the purpose's zone, also when its clocks are set", async () => {
    const atOf = async (zone: string, on: string, how: "give" | "refuse"): Promise<string> =>
      (await (await register("2022-01-01T00:00:00Z", zone)).consents[how]({ ...giving, id: "x", on: day(on) })).record.at;
    expect(await atOf("Europe/Monaco", "2021-10-31", "give")).toBe("2021-10-30T22:00:00.000Z");
    expect(await atOf("Europe/Monaco", "2021-10-31", "refuse")).toBe("2021-10-31T22:59:59.999Z");
    expect(await atOf("Pacific/Kiritimati", "2021-10-31", "give")).toBe("2021-10-30T10:00:00.000Z");
    expect(await atOf("Pacific/Pago_Pago", "2021-10-31", "refuse")).toBe("2021-11-01T10:59:59.999Z");
  });

  it("are refused for a day to come, beside an instant, and for what is no day", async () => {
    const { consents } = await register("2021-10-29T22:30:00Z");
    // In Monaco it is the 30th already.
    expect((await consents.withdraw({ ...act, id: "w1", on: day("2021-10-30") })).added).toBe(true);
    expect(await rejectionCode(consents.withdraw({ ...act, id: "w2", on: day("2021-10-31") }))).toBe("CONSENT_IN_FUTURE");
    const both = { ...act, id: "w3", on: day("2021-10-28"), at: new Date("2021-10-28T08:00:00Z") };
    expect(await rejectionCode(consents.withdraw(both))).toBe("CONSENT_ACT_INVALID");
    expect(await rejectionCode(consents.withdraw({ ...act, id: "w4", on: "2021-02-30" as never }))).toBe("CONSENT_ACT_INVALID");
  });

  it("leave the withdrawal the last word over all that came before it of its day or earlier, in any order", async () => {
    const days = fc.constantFrom("2021-10-24", "2021-10-25", "2021-10-26");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ on: days, gives: fc.boolean() }), { minLength: 1, maxLength: 6 }), async (acts) => {
        const { consents, state } = await register("2021-10-29T08:00:00Z");
        for (const [at, { on, gives }] of acts.entries())
          await (gives
            ? consents.give({ ...giving, id: `a${at}`, on: day(on) })
            : consents.withdraw({ ...act, id: `a${at}`, on: day(on) }));
        // A withdrawal that came after a consent of a later day counts from its arrival.
        const since = (on: string, at: number): string => (acts.slice(0, at).some((one) => one.gives && one.on > on) ? "arrival" : on);
        const withdrawals = acts.flatMap(({ on, gives }, at) => (gives ? [] : [since(on, at)]));
        const stands = acts.some(({ on, gives }) => gives && withdrawals.every((from) => from < on));
        const given = acts.some(({ gives }) => gives) && stands;
        expect(await state()).toBe(given ? "given" : "withdrawn");
      }),
      { numRuns: 60 },
    );
  });
});
