import {
  type AccessEntry,
  accessEntry,
  type LogReview,
  rerunSignal,
  reviewLog,
  type SignalName,
  type SignalRules,
} from "@favorable/access/review";
import fc from "fast-check";
import { expect, test } from "vitest";
import { entry, honest, minute, ports, rules } from "./histories.ts";

const asOf = new Date("2021-12-01T08:00:00Z");
const reviewed = (entries: readonly AccessEntry[], wanted: SignalRules = rules): LogReview =>
  reviewLog(entries, { from: 0, below: 10_000, rules: wanted, ports, asOf });
const only = (signal: SignalName, entries: readonly AccessEntry[]): readonly (readonly number[])[] =>
  reviewed(entries, { [signal]: rules[signal] }).findings.map(({ entries: found }) => found);
const many = (count: number, of: (at: number) => Partial<AccessEntry>): readonly AccessEntry[] =>
  Array.from({ length: count }, (_, at) => entry(at, minute(at), of(at)));

test("an honest fortnight raises no signal", () => {
  fc.assert(
    fc.property(honest, (entries) => {
      const { findings, notAssessed } = reviewed(entries);
      expect(findings).toEqual([]);
      expect(notAssessed).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

const faults: Readonly<Record<SignalName, (index: number) => readonly AccessEntry[]>> = {
  bulk: (from) => many(20, (at) => ({ index: from + at, actor: "a-7", persons: [`p-${2001 + at * 2}`] })),
  hours: (from) => [entry(from, "2021-11-09T19:00:00.000Z", { persons: ["p-701"], actor: "a-7" })],
  ownFile: (from) => [entry(from, minute(1), { persons: ["p-900"], actor: "a-1" })],
  neighbours: (from) => [entry(from, minute(1), { persons: ["p-902"], actor: "a-2" })],
  crossUnit: (from) => [entry(from, minute(1), { persons: ["p-700"], actor: "a-7" })],
  afterLeaving: (from) => [entry(from, "2022-01-03T08:00:00.000Z", { persons: ["p-600"], actor: "a-4" })],
  refusals: (from) => many(5, (at) => ({ index: from + at, type: "access.refused", actor: "a-7" })),
  emergencies: (from) => [entry(from, minute(1), { type: "access.emergency-opened", emergency: "e-1", actor: "a-7" })],
  sought: (from) => ["a-5", "a-7", "a-9", "a-11"].map((actor, at) => entry(from + at, minute(at * 60), { actor, persons: ["p-951"] })),
};

test.each(Object.keys(faults) as SignalName[])(
  "a fault of %s is found in whatever honest history it stands, and found again by its query",
  (signal) => {
    fc.assert(
      fc.property(honest, (history) => {
        const fault = faults[signal](history.length);
        const { findings } = reviewed([...history, ...fault]);
        const raised = findings.filter(({ query }) => query.signal === signal);
        const all = raised.flatMap(({ entries }) => entries);
        expect(fault.every(({ index }) => all.includes(index))).toBe(true);
        for (const { query } of raised) {
          const copied = JSON.parse(JSON.stringify(query)) as typeof query;
          expect(rerunSignal(copied, [...fault, ...history].reverse(), ports)).toEqual(raised);
        }
      }),
      { numRuns: 40 },
    );
  },
);

test("bulk counts different persons, or rows, within the time; a window more is one finding", () => {
  const same = many(50, () => ({ persons: ["p-1"] }));
  expect(only("bulk", same)).toEqual([]);
  expect(
    only(
      "bulk",
      many(19, (at) => ({ persons: [`p-${at}`] })),
    ),
  ).toEqual([]);
  expect(
    only(
      "bulk",
      many(60, (at) => ({ persons: [`p-${at}`] })),
    ),
  ).toEqual([Array.from({ length: 60 }, (_, at) => at)]);
  const slow = Array.from({ length: 40 }, (_, at) => entry(at, minute(at * 4), { persons: [`p-${at}`] }));
  expect(only("bulk", slow)).toEqual([]);
  expect(only("bulk", [entry(4, minute(0), { rows: 200 })])).toEqual([[4]]);
  expect(only("bulk", [entry(4, minute(0), { rows: 100 }), entry(5, minute(1), { rows: 100, actor: "a-3" })])).toEqual([]);
});

test("two bursts of one actor are two findings", () => {
  const burst = (from: number, start: number) =>
    Array.from({ length: 20 }, (_, at) => entry(from + at, minute(start + at), { persons: [`p-${at}`] }));
  expect(only("bulk", [...burst(0, 0), ...burst(20, 300)]).map((found) => found.length)).toEqual([20, 20]);
});

test("hours are those of the zone, its summer time, week-ends and holidays included", () => {
  const at = (instant: string): boolean => only("hours", [entry(0, instant)]).length === 1;
  expect(at("2021-11-09T05:59:59.000Z")).toBe(true);
  expect(at("2021-11-09T06:00:00.000Z")).toBe(false);
  expect(at("2021-11-09T18:59:59.000Z")).toBe(false);
  expect(at("2021-11-09T19:00:00.000Z")).toBe(true);
  expect(at("2021-10-28T05:00:00.000Z")).toBe(false);
  expect(at("2021-11-13T10:00:00.000Z")).toBe(true);
  expect(at("2021-11-19T10:00:00.000Z")).toBe(true);
});

test("roles whose mission it is are left out, and what was refused was not seen", () => {
  expect(only("ownFile", [entry(0, minute(0), { persons: ["p-900"], role: "self" })])).toEqual([]);
  expect(only("crossUnit", [entry(0, minute(0), { persons: ["p-2"], role: "central" })])).toEqual([]);
  expect(only("ownFile", [entry(0, minute(0), { persons: ["p-900"], type: "access.refused" })])).toEqual([]);
});

test("the last day is still a day of work; the day after is not", () => {
  const at = (instant: string): number => only("afterLeaving", [entry(0, instant, { actor: "a-4" })]).length;
  expect(at("2021-12-31T22:59:59.999Z")).toBe(0);
  expect(at("2021-12-31T23:00:00.000Z")).toBe(1);
});

test("refusals count by their times, also of nobody in particular", () => {
  const nobody = { type: "access.refused", times: 5 };
  const { actor: _, ...anonymous } = entry(3, minute(0), nobody);
  expect(only("refusals", [anonymous])).toEqual([[3]]);
  expect(only("refusals", [{ ...anonymous, times: 4 }])).toEqual([]);
});

test("an emergency is reviewed in time, late, or not yet due", () => {
  const opened = entry(0, "2021-11-08T08:00:00.000Z", { type: "access.emergency-opened", emergency: "e-1" });
  const used = entry(1, "2021-11-08T08:10:00.000Z", { emergency: "e-1", persons: ["p-1"] });
  const review = (at: string) => entry(2, at, { type: "access.emergency-reviewed", emergency: "e-1" });
  expect(only("emergencies", [opened, used, review("2021-11-11T08:00:00.000Z")])).toEqual([]);
  expect(only("emergencies", [opened, used, review("2021-11-11T08:00:00.001Z")])).toEqual([[0, 1, 2]]);
  expect(only("emergencies", [opened, used])).toEqual([[0, 1]]);
  // Judged again by a second reviewer: the first judgement was in time.
  const again = entry(3, "2021-11-20T08:00:00.000Z", { type: "access.emergency-reviewed", emergency: "e-1" });
  expect(only("emergencies", [opened, used, review("2021-11-10T08:00:00.000Z"), again])).toEqual([]);
  expect(only("emergencies", [opened, used, again])).toEqual([[0, 1, 3]]);
  // Without identifiers nothing says which emergency was reviewed.
  const { emergency: _opened, ...nameless } = opened;
  const { emergency: _reviewed, ...stray } = review("2021-11-08T09:00:00.000Z");
  expect(only("emergencies", [nameless, stray])).toEqual([[0]]);
  expect(reviewLog([opened], { from: 0, below: 9, rules, ports, asOf: new Date("2021-11-10T00:00:00Z") }).findings).toEqual([]);
});

test("what lacks its port is not assessed, and says so", () => {
  const { findings, notAssessed } = reviewLog([entry(0, minute(0))], { from: 0, below: 9, rules, asOf });
  expect(findings).toEqual([]);
  expect(notAssessed.map(({ signal }) => signal)).toEqual(["ownFile", "neighbours", "crossUnit", "afterLeaving"]);
  const query = { signal: "ownFile", since: 0, from: 0, below: 9, asOf: asOf.toISOString(), rule: {} } as const;
  expect(() => rerunSignal(query, [])).toThrow(expect.objectContaining({ code: "PORT_MISSING", details: { lacks: ["subjectOf"] } }));
});

test("a finding names no person", () => {
  const entries = [
    entry(0, minute(0), { actor: "a-1", persons: ["p-900"] }),
    ...many(30, (at) => ({ index: 1 + at, persons: [`p-${at}-Kovacs`] })),
  ];
  expect(JSON.stringify(reviewed(entries))).not.toMatch(/a-1|p-\d|Kovacs/);
});

test.each([
  [{ bulk: { withinMinutes: 10 } }],
  [{ bulk: { persons: -1, withinMinutes: 10 } }],
  [{ hours: { zone: "Europe/Nowhere", days: [1], from: "07:00", until: "20:00" } }],
  [{ hours: { zone: "UTC", days: [8], from: "07:00", until: "20:00" } }],
  [{ hours: { zone: "UTC", days: [1], from: "07:00", until: "07:00" } }],
  [{ refusals: { times: Number.NaN, withinMinutes: 1 } }],
  [{ neighbours: { relations: "household" } }],
  [{ ownFile: { except: [1] } }],
  [{ ownFyle: {} }],
  [{ sought: { actors: 0, withinDays: 1 } }],
  [{ afterLeaving: {} }],
  [{ emergencies: {} }],
])("thresholds that make no sense are refused: %j", (wanted) => {
  expect(() => reviewed([], wanted as unknown as SignalRules)).toThrow(expect.objectContaining({ code: "RULES_INVALID" }));
});

test("an entry that goes on is read without its rows, and an erased actor is told", () => {
  const retention = { policy: "log", version: 1, start: "2021-11-08" as never };
  const parts = [
    { name: "actor", retention, present: false },
    { name: "subject", retention, present: true, subject: "p-1", value: "p-1" },
  ];
  const raw = { index: 4, id: "0", at: minute(0), simulated: false, type: "access.read", parts };
  const read = accessEntry({ ...raw, clear: { rows: 12_000, continued: 1, role: "manager" } });
  expect(read).toMatchObject({ rows: 0, persons: ["p-1"], erased: true, role: "manager" });
  expect(accessEntry({ ...raw, clear: { rows: 3 } })?.rows).toBe(3);
  expect(accessEntry({ ...raw, type: "policy.declared", clear: {} })).toBeUndefined();
});

test("what straddles two periods is found in the second, once it is given the first", () => {
  const at = (month: number, day: number): string => new Date(Date.UTC(2021, month, day, 10)).toISOString();
  const opening = entry(9, at(10, 29), { type: "access.emergency-opened", emergency: "e-1", actor: "a-7" });
  const later = entry(20, at(11, 20), { actor: "a-7" });
  const wanted: SignalRules = { emergencies: { reviewedWithinDays: 7 } };
  const december = { from: 10, below: 30, rules: wanted, asOf: new Date("2022-01-01T00:00:00Z") };
  const [found] = reviewLog([opening, later], december).findings;
  expect(found).toMatchObject({ entries: [9], query: { since: 0, from: 10, below: 30 } });
  if (found === undefined) throw new Error("nothing found");
  expect(rerunSignal(found.query, [opening, later])).toEqual([found]);
  expect(reviewLog([opening, later], { ...december, since: 10 }).findings).toEqual([]);
  const inTime = entry(11, at(11, 5), { type: "access.emergency-reviewed", emergency: "e-1" });
  const late = entry(11, at(11, 9), { type: "access.emergency-reviewed", emergency: "e-1" });
  expect(reviewLog([opening, inTime], december).findings).toEqual([]);
  expect(reviewLog([opening, late], december).findings.map(({ entries }) => entries)).toEqual([[9, 11]]);
  // Settled, late or not, in the period before: told then.
  expect(reviewLog([opening, late], { ...december, from: 12 }).findings).toEqual([]);

  const burst = many(20, (index) => ({ actor: "a-7", persons: [`p-${2001 + index * 2}`] }));
  const halves = [
    { from: 0, below: 10 },
    { from: 10, below: 20 },
  ].map((period) => reviewLog(burst, { ...period, rules: { bulk: { persons: 20, withinMinutes: 60 } }, asOf }).findings.length);
  expect(halves).toEqual([0, 1]);
  expect(reviewLog(burst, { from: 20, below: 30, rules: { bulk: { persons: 20, withinMinutes: 60 } }, asOf }).findings).toEqual([]);
});

test("a window reaches as far as its time, and no millisecond further", () => {
  const pair = (apart: number) => [
    entry(0, "2021-11-09T10:00:00.000Z", { actor: "a-7", persons: ["p-1"] }),
    entry(1, new Date(Date.UTC(2021, 10, 9, 10) + apart).toISOString(), { actor: "a-7", persons: ["p-2"] }),
  ];
  const wanted: SignalRules = { bulk: { persons: 2, withinMinutes: 60 } };
  expect(reviewed(pair(3_600_000), wanted).findings).toHaveLength(1);
  expect(reviewed(pair(3_600_001), wanted).findings).toHaveLength(0);
});

test("hours run over midnight, or to its end, and belong to the day on which they begin", () => {
  const outside = (hours: object, at: string): boolean =>
    reviewed([entry(0, at, { actor: "a-7" })], { hours: { zone: "UTC", days: [1, 2, 3, 4, 5], from: "22:00", until: "06:00", ...hours } })
      .findings.length > 0;
  // 2021-11-09 is a Tuesday, 2021-11-12 a Friday.
  for (const [at, out] of [
    ["2021-11-09T21:59:59.000Z", true],
    ["2021-11-09T22:00:00.000Z", false],
    ["2021-11-10T05:59:00.000Z", false],
    ["2021-11-10T06:00:00.000Z", true],
    ["2021-11-13T05:59:00.000Z", false],
    ["2021-11-13T22:30:00.000Z", true],
    ["2021-11-15T05:00:00.000Z", true],
  ] as const)
    expect([at, outside({}, at)]).toEqual([at, out]);
  expect(outside({ holidays: ["2021-11-09"] }, "2021-11-10T05:00:00.000Z")).toBe(true);
  expect(outside({ from: "00:00", until: "24:00" }, "2021-11-09T23:59:59.000Z")).toBe(false);
});

test.each([
  [{ hours: { zone: "UTC", days: [1], from: "08:00", until: "18:00", holidays: ["25/12/2021"] } }],
  [{ hours: { zone: "UTC", days: [1], from: "08:00", until: "18:00", holidays: ["2021-13-45"] } }],
  [{ hours: { zone: "UTC", days: [1], from: "24:00", until: "06:00" } }],
  [{ bulk: { persons: 30, withinMinutes: 60, exept: ["nurse"] } }],
  [{ emergencies: { reviewedWithinDays: 7, within: 3 } }],
])("a date that is none and a misspelt threshold are refused: %j", (wanted) => {
  expect(() => reviewed([], wanted as unknown as SignalRules)).toThrow(expect.objectContaining({ code: "RULES_INVALID" }));
});
