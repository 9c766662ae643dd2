import { addDays, addPeriod, type CalendarDate, calendarDate, isPrivacyError, period } from "@favorable/core";
import {
  amend,
  boundsOf,
  datedPolicies,
  definePolicy,
  deletableFrom,
  lastDay,
  policyOn,
  type RetentionPolicy,
  type RetentionPolicyDefinition,
} from "@favorable/retention";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { anyDay, anyPolicy, EVENTS } from "./policies.ts";

const day = calendarDate;
const base = { id: "logs", version: 1, start: { kind: "field", field: "at" }, then: "delete", zone: "Europe/Monaco" } as const;
const approval = { authority: "CCIN", reference: "2022-001", on: "2022-03-01" };
type Change = Partial<RetentionPolicyDefinition>;
const places = (now: Change, next: Change): unknown => {
  const [before, after] = [definePolicy({ ...base, ...now }), definePolicy({ ...base, ...next, version: 2 })];
  try {
    return amend(before, after).change;
  } catch (error) {
    if (!isPrivacyError(error, "AMENDMENT_UNAPPROVED")) throw error;
    expect(amend(before, after, { approval })).toMatchObject({ change: "longer", approval, places: error.details["places"] });
    return error.details["places"];
  }
};
const max = (text: string): Change => ({ maximum: { period: text } });

describe("an amendment", () => {
  it("is shorter by the days that are reached, not by the text", () => {
    const table: readonly [string, string, unknown][] = [
      ["P18M", "P1Y", "shorter"],
      ["P1Y", "P12M", "shorter"],
      ["P12M", "P1Y", "shorter"],
      ["P1W", "P7D", "shorter"],
      ["P1M", "P28D", "shorter"], // February has 28 days at least.
      ["P1M", "P29D", ["maximum.0"]],
      ["P1M", "P30D", ["maximum.0"]],
      ["P31D", "P1M", "shorter"],
      ["P30D", "P1M", ["maximum.0"]],
      ["P1Y", "P365D", "shorter"],
      ["P1Y", "P366D", ["maximum.0"]],
      ["P1Y", "P18M", ["maximum.0"]],
      ["P1D", "P9999Y", ["maximum.0"]],
    ];
    for (const [now, next, expected] of table.filter(([, text]) => !text.includes("146097")))
      expect([now, next, places(max(now), max(next))]).toEqual([now, next, expected]);
  });

  it("compares floors, caps, events, phases and actions", () => {
    const floor = { minimum: { period: "P18M" } };
    const archive = { start: { kind: "end-of-active" }, maximum: { period: "P3Y" }, roles: ["a"], then: "delete" } as const;
    const archived = { ...max("P2Y"), then: "archive", archive } as const;
    const table: readonly [Change, Change, unknown][] = [
      [max("P2Y"), { ...floor, ...max("P2Y") }, "shorter"], // The floor passes before the cap: nothing stays longer.
      [max("P18M"), { ...floor, ...max("P18M") }, ["minimum.0"]], // The floor's last day is the cap's: one day longer.
      [{ ...floor, ...max("P2Y") }, max("P2Y"), "shorter"],
      [floor, { minimum: { period: "P1Y" } }, "shorter"],
      [floor, { minimum: { period: "P19M" } }, ["minimum.0"]],
      [floor, { ...floor, maximum: { period: "P18M1D" } }, ["maximum"]], // They go on that day anyway, and would be read on it.
      [floor, { ...floor, maximum: { period: "P18M" } }, "shorter"],
      [floor, { ...floor, ...max("P2Y") }, ["maximum"]],
      [max("P2Y"), floor, ["maximum.0"]],
      [max("P1Y"), { maximum: [{ period: "P1Y" }, { event: "done" }] }, "shorter"],
      [{ maximum: [{ period: "P1Y" }, { event: "done" }] }, max("P1Y"), ["maximum.1"]],
      [{ maximum: { event: "done", period: "P1M" } }, { maximum: { event: "done" } }, "shorter"],
      [{ maximum: { event: "done" } }, { maximum: { event: "other" } }, ["maximum.0"]],
      [max("P1Y"), { ...max("P1Y"), start: { kind: "field", field: "seen" } }, ["maximum.0"]],
      [max("P1Y"), { ...max("P1Y"), start: { kind: "last-activity", field: "at" } }, ["maximum.0"]],
      [max("P1Y"), { ...max("P1Y"), then: "anonymise" }, ["then"]],
      [max("P1Y"), { ...max("P1Y"), zone: "UTC" }, ["zone"]],
      [archived, { ...archived, archive: { ...archive, maximum: { period: "P1Y" } } }, "shorter"],
      [archived, { ...archived, archive: { ...archive, maximum: { period: "P4Y" } } }, ["archive.maximum.0"]],
      [archived, { ...archived, archive: { ...archive, roles: ["a", "b"] } }, ["archive.roles"]],
      [archived, max("P2Y"), "shorter"],
      [max("P2Y"), archived, ["archive"]],
    ];
    for (const [now, next, expected] of table) expect([now, next, places(now, next)]).toEqual([now, next, expected]);
  });

  it("takes the recorded days of events into account", () => {
    const now = definePolicy({ ...base, maximum: { event: "done" } });
    const next = definePolicy({ ...base, version: 2, start: { kind: "fixed-date", on: "2022-01-01" }, maximum: { period: "P1M" } });
    expect(codeOf(() => amend(now, next))).toBe("AMENDMENT_UNAPPROVED");
    expect(amend(now, next, { events: { done: day("2022-02-01") } }).change).toBe("shorter");
    expect(codeOf(() => amend(now, next, { events: { done: day("2022-01-31") } }))).toBe("AMENDMENT_UNAPPROVED");
  });

  it("is longer by the day after a floor, on which the row was not read any more", () => {
    const now = definePolicy({ ...base, minimum: { event: "done" } });
    const next = (maximum: NonNullable<RetentionPolicyDefinition["maximum"]>) =>
      definePolicy({ ...base, version: 2, start: { kind: "event", event: "done" }, maximum });
    expect(codeOf(() => amend(now, next({ period: "P1D" })))).toBe("AMENDMENT_UNAPPROVED");
    expect(amend(now, next({ event: "done" })).change).toBe("shorter");
  });

  it("never lets a row stay or be read longer when it is said to be shorter", () => {
    const days = fc.option(anyDay, { nil: undefined });
    const late = (value: CalendarDate | undefined): string => value ?? "9999-99-99";
    let shorter = 0;
    fc.assert(
      fc.property(
        anyPolicy,
        anyPolicy,
        days,
        days,
        fc.array(anyDay, { minLength: 5, maxLength: 5 }),
        (now, other, first, second, starts) => {
          const next = definePolicy({ ...other, version: 2 });
          const events = Object.fromEntries([first, second].map((on, at) => [EVENTS[at] ?? "", on]));
          try {
            amend(now, next);
          } catch {
            return;
          }
          shorter += 1;
          for (const start of starts) {
            const [before, after] = [now, next].map((policy) => {
              const from = policy.start.kind === "field" ? start : policy.start.kind === "event" ? events["ended"] : day("2021-08-31");
              const bounds = boundsOf(policy, from, events, start);
              return {
                goes: late(deletableFrom(bounds)),
                read: late(lastDay({ ...policy, minimum: policy.maximum.length > 0 ? [] : policy.minimum }, from, events, start)),
              };
            });
            expect((after?.goes ?? "") <= (before?.goes ?? "")).toBe(true);
            expect((after?.read ?? "") <= (before?.read ?? "")).toBe(true);
          }
        },
      ),
      { numRuns: 3000, endOnFailure: false },
    );
    expect(shorter).toBeGreaterThan(50);
  });

  it("agrees with every start of thirty years on which of two periods is longer", () => {
    const length = fc.tuple(fc.nat(26), fc.nat(70)).map(([months, days]) => `P${months}M${days}D`);
    fc.assert(
      fc.property(length, length, (one, other) => {
        const said = places(max(one), max(other)) === "shorter";
        let longer = false;
        for (let at = 0; at < 10_950 && !longer; at++) {
          const start = addDays(day("1999-01-01"), at);
          longer = addPeriod(start, period(other)) > addPeriod(start, period(one));
        }
        expect(said).toBe(!longer);
      }),
      { numRuns: 12 },
    );
  });

  it("is of the same policy, of a later version, and its approval is written out", () => {
    const now = definePolicy({ ...base, ...max("P1Y") });
    const reason = (next: RetentionPolicy, given: unknown = approval): unknown => {
      try {
        return amend(now, next, { approval: given } as never).change;
      } catch (error) {
        return isPrivacyError(error, "AMENDMENT_INVALID") ? error.details["reason"] : error;
      }
    };
    expect(reason(now)).toBe("version");
    expect(reason(definePolicy({ ...base, id: "other", version: 2, ...max("P1Y") }))).toBe("policy");
    const longer = definePolicy({ ...base, version: 2, ...max("P2Y") });
    for (const odd of [null, {}, { ...approval, on: "soon" }, { ...approval, authority: " " }, { ...approval, reference: 5 }])
      expect(reason(longer, odd)).toBe("approval");
    expect(reason(longer)).toBe("longer");
  });
});

describe("versions", () => {
  const version = (number: number, text: string) => definePolicy({ ...base, version: number, ...max(text) });

  it("are in force from their day, for rows of before too", () => {
    const chain = datedPolicies([
      { from: day("2021-01-01"), policy: version(1, "P1Y") },
      { from: day("2022-01-01"), policy: version(2, "P6M") },
      { from: day("2023-01-01"), policy: version(3, "P18M"), approval },
    ]);
    const ends = ["2021-06-01", "2022-01-01", "2023-05-01"].map((asOf) => lastDay(policyOn(chain, day(asOf)), day("2021-12-31")));
    expect(ends).toEqual(["2022-12-31", "2022-06-30", "2023-06-30"]);
    expect(codeOf(() => policyOn(chain, day("2020-12-31")))).toBe("POLICY_NOT_IN_FORCE");
  });

  it("are refused out of order, empty, or longer without an approval", () => {
    const first = { from: day("2021-01-01"), policy: version(1, "P1Y") };
    expect(codeOf(() => datedPolicies([]))).toBe("AMENDMENT_INVALID");
    expect(codeOf(() => datedPolicies([first, { ...first, policy: version(2, "P6M") }]))).toBe("AMENDMENT_INVALID");
    expect(codeOf(() => datedPolicies([first, { from: day("2022-01-01"), policy: version(2, "P2Y") }]))).toBe("AMENDMENT_UNAPPROVED");
  });
});
