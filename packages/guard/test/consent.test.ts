/** The guard beside a register of consents: what a withdrawal in the last days before a duty means for a request. */
import { calendarDate } from "@favorable/core";
import { type ConsentRegister, createConsentRegister, defineConsent, memoryConsentStore } from "@favorable/fields";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { basisOn } from "../src/index.ts";
import { director, rows, setUp } from "./register.ts";

const words = { purpose: "followUp", version: "1", language: "en", channel: "mail" } as const;

async function withRegister(on: string) {
  let consents: ConsentRegister | undefined;
  const set = setUp({ on, consent: async (purpose, subjects) => (await consents?.consented(purpose, subjects)) ?? new Set() });
  const policy = await defineConsent({
    purpose: "followUp",
    zone: "Europe/Monaco",
    channels: ["mail"],
    versions: [{ version: "1", from: "2021-09-01", statement: { en: "I agree to the follow-up." } }],
  });
  const register = createConsentRegister({
    policies: [policy],
    store: memoryConsentStore(set.clock),
    clock: set.clock,
    purposes: set.vocabulary.purposes,
  });
  consents = register;
  const seen = async () => {
    const read = await set.guard.run({ actor: director, role: "director", purpose: "followUp" }, (access) => access.read(set.agent, rows));
    return read.map(({ number }) => number);
  };
  return { ...set, register, seen };
}

describe("a guard that asks a register of consents", () => {
  it("shows who consents, from the giving until the withdrawal, within one request as well", async () => {
    const { register, seen, guard, agent } = await withRegister("2021-10-25");
    expect(await seen()).toEqual([]);
    for (const subject of ["n-1", "n-2"]) await register.give({ ...words, subject, id: `c-${subject}` });
    expect(await seen()).toEqual(["n-1", "n-2"]);
    await guard.run({ actor: director, role: "director", purpose: "followUp" }, async ({ read }) => {
      expect(await read(agent, rows)).toHaveLength(2);
      await register.withdraw({ id: "w", subject: "n-1", purpose: "followUp", channel: "mail" });
      expect(await read(agent, rows)).toHaveLength(1);
    });
    expect(await seen()).toEqual(["n-2"]);
  });

  it.each([25, 26, 27, 28, 29])(
    "after a withdrawal on %i October shows nothing of the person until the duty begins on the 30th",
    async (day) => {
      const { register, seen, clock } = await withRegister("2021-10-24");
      for (const subject of ["n-1", "n-2"]) await register.give({ ...words, subject, id: `c-${subject}` });
      clock.moveTo(new Date(`2021-10-${day}T09:00:00Z`));
      const { effect } = await register.withdraw({ id: "w", subject: "n-1", purpose: "followUp", channel: "mail" });
      expect(effect).toMatchObject({ data: "erase", later: [{ kind: "legal-obligation", from: "2021-10-30" }] });
      expect(await seen()).toEqual(["n-2"]);
      clock.moveTo(new Date("2021-10-29T21:59:59Z")); // 23:59:59 in Monaco.
      expect(await seen()).toEqual(["n-2"]);
      clock.moveTo(new Date("2021-10-29T22:00:00Z"));
      expect(await seen()).toEqual(["n-1", "n-2"]); // What is there then is there under the duty.
    },
  );

  it("on the day the duty begins keeps showing a person who withdraws: the basis does not depend on them any more", async () => {
    const { register, seen } = await withRegister("2021-10-30");
    const { effect } = await register.withdraw({ id: "w", subject: "n-1", purpose: "followUp", channel: "mail" });
    expect(effect).toMatchObject({ data: "keep", keptUnder: { kind: "legal-obligation" } });
    expect(await seen()).toEqual(["n-1", "n-2"]);
  });

  it("refuses the request when the register does not know the purpose", async () => {
    const { guard, agent } = setUp({
      on: "2021-10-25",
      consent: createConsentRegister({ policies: [], store: memoryConsentStore() }).consented,
    });
    const run = guard.run({ actor: director, role: "director", purpose: "followUp" }, ({ read }) => read(agent, rows));
    expect(await rejectionCode(run)).toBe("CONSENT_UNKNOWN");
  });
});

describe("bases that hold on one day", () => {
  it("give the one that a withdrawal does not end, in whichever order they are declared", () => {
    const both = [{ kind: "consent" }, { kind: "legal-obligation", from: "2021-10-30" }] as const;
    for (const bases of [both, [...both].reverse()]) {
      expect(basisOn({ bases }, calendarDate("2021-10-30")).kind).toBe("legal-obligation");
      expect(basisOn({ bases }, calendarDate("2021-10-29")).kind).toBe("consent");
    }
  });
});
