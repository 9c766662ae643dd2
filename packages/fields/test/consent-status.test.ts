import { calendarDate } from "@favorable/core";
import {
  basisFor,
  type ConsentPolicy,
  type ConsentRecord,
  consentStatus,
  defineConsent,
  digitalConsentAge,
  entitledGivers,
  hasReached,
  withdrawalEffect,
} from "@favorable/fields";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";

const form = {
  purpose: "offers",
  zone: "Europe/Paris",
  channels: ["app", "paper"],
  versions: [
    { version: "1", from: "2019-01-01", statement: { fr: "J'accepte les offres.", en: "Send me offers." }, validity: "P1Y" },
    { version: "2", from: "2020-06-01", statement: { fr: "J'accepte les offres et les nouvelles." }, renews: true },
  ],
} as const;
let policy: ConsentPolicy;
let young: ConsentPolicy;
beforeAll(async () => {
  policy = await defineConsent(form);
  young = await defineConsent({ ...form, minors: { below: 15, givenBy: "jointly" } });
});

const act = (at: string, facts: Partial<ConsentRecord> = {}): ConsentRecord => {
  const withWords = facts.act === undefined || facts.act === "given";
  const words = { version: "1", language: "fr", sha256: policy.versions[0]?.sha256.fr ?? "" } as const;
  return {
    id: at,
    subject: "s1",
    purpose: "offers",
    act: "given",
    at,
    recordedAt: at,
    channel: "app",
    giver: "subject",
    ...(withWords ? words : {}),
    ...facts,
  };
};
const given = "2019-09-02T08:00:00.000Z";
const on = (records: readonly ConsentRecord[], instant: string, of = policy, birthDate?: string): string => {
  const { state, flaw } = consentStatus(
    records,
    of,
    new Date(instant),
    birthDate === undefined ? {} : { birthDate: calendarDate(birthDate) },
  );
  return flaw ?? state;
};

describe("the status of a consent", () => {
  it("is what the last act before the instant says", () => {
    const withdrawn = act("2019-10-01T10:00:00.000Z", { act: "withdrawn" });
    const again = act("2019-11-01T10:00:00.000Z");
    const records = [again, withdrawn, act(given)];
    expect(on(records, "2019-09-01T00:00:00Z")).toBe("none");
    expect(on(records, "2019-09-30T00:00:00Z")).toBe("given");
    expect(on(records, "2019-10-01T10:00:00Z")).toBe("withdrawn");
    expect(on(records, "2019-12-01T00:00:00Z")).toBe("given");
    expect(on([act(given, { act: "refused" })], "2019-12-01T00:00:00Z")).toBe("refused");
    expect(on([act(given, { purpose: "schemes" })], "2019-12-01T00:00:00Z")).toBe("none");
  });

  it("is a withdrawal when both fall on one instant, in whichever order they were read", () => {
    const both = [act(given), act(given, { act: "withdrawn" })];
    expect([on(both, given), on([...both].reverse(), given)]).toEqual(["withdrawn", "withdrawn"]);
  });

  it("ends with its period, on the last day of it in the purpose's zone", () => {
    expect(consentStatus([act(given)], policy, new Date(given)).lastDay).toBe("2020-05-31"); // The new version asks anew.
    const alone = { ...form, versions: [form.versions[0]] };
    return defineConsent(alone).then((short) => {
      expect(on([act(given)], "2020-09-02T21:59:59Z", short)).toBe("given"); // 23:59 in Paris.
      expect(on([act(given)], "2020-09-02T22:00:00Z", short)).toBe("expired");
    });
  });

  it("ends when a version begins that asks anew, and lives on with a consent to it", () => {
    expect(on([act(given)], "2020-05-31T12:00:00Z")).toBe("given");
    expect(on([act(given)], "2020-06-01T12:00:00Z")).toBe("expired");
    const second = { version: "2", sha256: policy.versions[1]?.sha256.fr ?? "" };
    expect(on([act(given), act("2020-06-02T08:00:00.000Z", second)], "2029-01-01T12:00:00Z")).toBe("given");
  });

  it.each([
    ["version-unknown", { version: "9" }],
    ["statement-differs", { sha256: "00" }],
    ["statement-differs", { language: "en" }],
    ["version-not-yet-shown", { version: "2" }],
    ["channel-unknown", { channel: "fax" }],
    ["giver-not-entitled", { giver: "parental-responsibility" }],
    ["evidence-missing", { giver: "legal-representative" }],
  ] as const)("is invalid: %s", (flaw, facts) => {
    expect(on([act(given, facts)], "2019-12-01T00:00:00Z")).toBe(flaw);
    // An older valid one does not stand in for it.
    expect(on([act("2019-03-01T08:00:00.000Z"), act(given, facts)], "2019-12-01T00:00:00Z")).toBe(flaw);
  });

  it("is invalid when the words had been replaced by others that ask anew", () => {
    expect(on([act("2020-07-01T08:00:00.000Z")], "2020-07-02T00:00:00Z")).toBe("version-superseded");
  });

  it("takes the holder of parental responsibility below the age, and the person from it on", () => {
    const jointly = { giver: "jointly", evidence: "form 12" } as const;
    expect(on([act(given)], "2019-12-01T00:00:00Z", young)).toBe("age-unknown");
    expect(on([act(given)], "2019-12-01T00:00:00Z", young, "2005-01-01")).toBe("giver-not-entitled");
    expect(on([act(given, jointly)], "2019-12-01T00:00:00Z", young, "2005-01-01")).toBe("given");
    expect(on([act(given, { giver: "jointly" })], "2019-12-01T00:00:00Z", young, "2005-01-01")).toBe("evidence-missing");
    expect(on([act(given)], "2019-12-01T00:00:00Z", young, "2004-01-01")).toBe("given");
    expect(on([act(given, jointly)], "2019-12-01T00:00:00Z", young, "2004-01-01")).toBe("giver-not-entitled");
  });

  it("holds when the child comes of age, and says that the person has to be told", () => {
    const record = act(given, { giver: "jointly", evidence: "form 12" });
    const status = (instant: string) => consentStatus([record], young, new Date(instant), { birthDate: calendarDate("2004-12-15") });
    expect(status("2019-12-14T12:00:00Z")).toMatchObject({ state: "given" });
    expect(status("2019-12-14T12:00:00Z").toConfirm).toBeUndefined();
    expect(status("2019-12-15T12:00:00Z")).toMatchObject({ state: "given", toConfirm: true });
    const own = act("2019-12-16T08:00:00.000Z", { act: "withdrawn" });
    expect(on([record, own], "2019-12-17T00:00:00Z", young, "2004-12-15")).toBe("withdrawn");
  });

  it("speaks of one person, with records that are some, and a policy that was declared", () => {
    const asOf = new Date(given);
    expect(codeOf(() => consentStatus([act(given), act(given, { subject: "s2" })], policy, asOf))).toBe("CONSENT_SUBJECTS_MIXED");
    for (const odd of [{ at: "yesterday" }, { at: "2019-09-02" }, { act: "maybe" }, { subject: 7 }])
      expect(codeOf(() => consentStatus([act(given, odd as never)], policy, asOf))).toBe("CONSENT_RECORD_INVALID");
    expect(codeOf(() => consentStatus([], { ...policy }, asOf))).toBe("CONSENT_FORM_INVALID");
    expect(codeOf(() => consentStatus([], policy, new Date(Number.NaN)))).toBe("INSTANT_INVALID");
  });

  it("never is given after a withdrawal that nothing followed, whatever the records", () => {
    const any = fc.record({
      act: fc.constantFrom("given", "refused", "withdrawn"),
      minute: fc.integer({ min: 0, max: 5 }),
      version: fc.constantFrom("1", "2", "9"),
      channel: fc.constantFrom("app", "fax"),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (acts) => {
        const records = acts.map(({ act: what, minute, version, channel }, at) =>
          act(`2019-09-02T08:0${minute}:00.000Z`, { id: String(at), act: what as "given", version, channel } as never),
        );
        const state = consentStatus(records, policy, new Date("2019-09-03T00:00:00Z")).state;
        const last = Math.max(...acts.map(({ minute }) => minute));
        const final = acts.filter(({ minute }) => minute === last);
        if (acts.length === 0) expect(state).toBe("none");
        else if (final.some(({ act: what }) => what !== "given")) expect(["withdrawn", "refused"]).toContain(state);
        else {
          const { version, channel } = final.at(-1) ?? {}; // Recorded at one instant: the highest id decides, the position here.
          expect(state).toBe(version === "1" && channel === "app" ? "given" : "invalid");
        }
        expect(consentStatus([...records].reverse(), policy, new Date("2019-09-03T00:00:00Z")).state).toBe(state);
      }),
      { numRuns: 2000, interruptAfterTimeLimit: 15_000 },
    );
  });
});

describe("a declared consent", () => {
  it.each([
    ["purpose", { purpose: "__proto__" }],
    ["zone", { zone: "Mars/Olympus" }],
    ["channels", { channels: [] }],
    ["versions", { versions: [] }],
    ["versions", { versions: [form.versions[1], form.versions[0]] }],
    ["versions", { versions: [{ ...form.versions[0], validity: "a year" }] }],
    ["versions", { versions: [{ ...form.versions[0], statement: { fr: " " } }] }],
    ["versions", { versions: [{ ...form.versions[0], from: "2019-02-30" }] }],
    ["minors", { minors: { below: 0, givenBy: "jointly" } }],
    ["minors", { minors: { below: 15, givenBy: "teacher" } }],
  ])("is refused when its %s are wrong", async (part, change) => {
    await expect(defineConsent({ ...form, ...change } as never)).rejects.toMatchObject({ code: "CONSENT_FORM_INVALID", details: { part } });
  });

  it("carries the digest of the very words", async () => {
    const other = await defineConsent({ ...form, versions: [{ ...form.versions[0], statement: { fr: "J'accepte les offres" } }] });
    expect(other.versions[0]?.sha256.fr).not.toBe(policy.versions[0]?.sha256.fr);
    expect(await rejectionCode(defineConsent(undefined as never))).toBe("CONSENT_FORM_INVALID");
  });
});

describe("the age of consent", () => {
  it("is the country's on the day of giving", () => {
    expect([digitalConsentAge("FR", calendarDate("2020-01-01")), digitalConsentAge("DE", calendarDate("2020-01-01"))]).toEqual([15, 16]);
    expect([digitalConsentAge("DK", calendarDate("2023-12-31")), digitalConsentAge("DK", calendarDate("2024-01-01"))]).toEqual([13, 15]);
    for (const country of ["MC", "US", "fr", ""])
      expect(codeOf(() => digitalConsentAge(country, calendarDate("2020-01-01")))).toBe("AGE_UNKNOWN");
    expect(codeOf(() => digitalConsentAge("FR", calendarDate("2018-05-24")))).toBe("AGE_UNKNOWN");
  });

  it("is reached on the birthday, on 1 March by whom was born on 29 February", () => {
    const born = calendarDate("2004-02-29");
    expect([hasReached(born, 15, calendarDate("2019-02-28")), hasReached(born, 15, calendarDate("2019-03-01"))]).toEqual([false, true]);
    expect(hasReached(born, 16, calendarDate("2020-02-29"))).toBe(true);
  });

  it("changes who consents on the day it is reached", () => {
    const rule = { below: 15, givenBy: "parental-responsibility" } as const;
    expect(entitledGivers(rule, calendarDate("2004-12-15"), calendarDate("2019-12-14"))).toEqual(["parental-responsibility"]);
    expect(entitledGivers(rule, calendarDate("2004-12-15"), calendarDate("2019-12-15"))).toContain("subject");
    expect(entitledGivers(rule, undefined, calendarDate("2019-12-15"))).toEqual([]);
  });
});

describe("a withdrawal where bases are dated (CCIN 2021-206, II)", () => {
  const bases = [
    { kind: "consent", until: "2021-10-29" },
    { kind: "legal-obligation", from: "2021-10-30", reference: { text: "Law 1.509 of 20 September 2021", article: "1" } },
  ] as const;
  const at = (day: number, time = "09:00"): Date => new Date(`2021-10-${day}T${time}:00+02:00`);

  it.each([25, 26, 27, 28, 29])(
    "on %i October stops the use at once and has the data erased; the duty begins on the 30th all the same",
    (day) => {
      const effect = withdrawalEffect(bases, at(day), "Europe/Monaco");
      expect(effect).toMatchObject({ data: "erase", day: `2021-10-${day}`, eraseBy: `2021-11-${day}`, stopsAt: at(day).toISOString() });
      expect(effect.keptUnder).toBeUndefined();
      expect(effect.later).toEqual([bases[1]]);
      expect(basisFor(bases, effect.day, false)).toBeUndefined();
      expect(basisFor(bases, calendarDate("2021-10-30"), false)).toBe(bases[1]);
    },
  );

  it.each([30, 31])("on %i October finds the duty in force: the data stay under it", (day) => {
    const effect = withdrawalEffect(bases, at(day), "Europe/Monaco");
    expect(effect).toMatchObject({ data: "keep", keptUnder: bases[1], later: [] });
    expect(effect.eraseBy).toBeUndefined();
  });

  it("counts the day where the purpose is: minutes before midnight of the 29th are still the 29th", () => {
    expect(withdrawalEffect(bases, at(29, "23:59"), "Europe/Monaco").data).toBe("erase");
    expect(withdrawalEffect(bases, at(30, "00:00"), "Europe/Monaco").data).toBe("keep");
    expect(withdrawalEffect(bases, at(30, "00:00"), "UTC").data).toBe("erase");
  });

  it("keeps the data where another basis was in force beside the consent, and erases where none ever comes", () => {
    const overlapping = [{ kind: "consent", until: "2021-10-30" }, bases[1]] as const;
    expect(withdrawalEffect(overlapping, at(30), "Europe/Monaco").data).toBe("keep");
    expect(basisFor(overlapping, calendarDate("2021-10-30"), false)).toBe(bases[1]);
    expect(withdrawalEffect([{ kind: "consent" }], at(27), "Europe/Monaco")).toMatchObject({ data: "erase", later: [] });
    expect(withdrawalEffect([], at(27), "Europe/Monaco").data).toBe("erase");
  });

  it("refuses bases whose days are none", () => {
    for (const odd of [[{ kind: "consent", from: "soon" }], "consent", [null]])
      expect(codeOf(() => withdrawalEffect(odd as never, at(27), "Europe/Monaco"))).toBe("BASIS_INVALID");
  });

  it("never lets a use rest on consent after it, and never loses a duty to it", () => {
    const date = fc.integer({ min: 1, max: 60 }).map((day) => new Date(Date.UTC(2021, 9, day)).toISOString().slice(0, 10));
    const basis = fc.record(
      { kind: fc.constantFrom("consent" as const, "legal-obligation" as const), from: date, until: date },
      { requiredKeys: ["kind"] },
    );
    fc.assert(
      fc.property(fc.array(basis, { maxLength: 4 }), date, date, (list, withdrawn, asked) => {
        const effect = withdrawalEffect(list, new Date(`${withdrawn}T12:00:00Z`), "UTC");
        expect(effect.data).toBe(basisFor(list, calendarDate(withdrawn), false) === undefined ? "erase" : "keep");
        expect(effect.keptUnder?.kind).not.toBe("consent");
        const later = basisFor(list, calendarDate(asked), false);
        expect(later?.kind).not.toBe("consent");
        const inForce = list.filter(({ from, until }) => (from ?? "") <= asked && asked <= (until ?? "9"));
        expect(later !== undefined).toBe(inForce.some(({ kind }) => kind !== "consent"));
        for (const { kind, from } of effect.later) expect([kind === "consent", (from ?? "") > withdrawn]).toEqual([false, true]);
      }),
      { numRuns: 2000, interruptAfterTimeLimit: 15_000 },
    );
  });
});
