import { addDays, calendarDate } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertsOf, countAlerts, dailyAlerts, type Followed, followUpRules, nextDoseDue } from "../src/follow-up/index.ts";

const day = calendarDate;
const rules = followUpRules(day("2021-10-21"));
const kinds = (person: Omit<Followed, "reference">, asOf: string): readonly string[] =>
  alertsOf({ reference: "S00001", ...person }, rules, day(asOf)).map(({ kind }) => kind);

describe("an alert", () => {
  it("for no answer is raised on the seventh day after the service note, not before, and until an answer comes", () => {
    expect(kinds({ answered: false }, "2021-10-27")).toEqual([]);
    expect(alertsOf({ reference: "S00001", answered: false }, rules, day("2021-10-28"))).toEqual([
      { kind: "no-answer", reference: "S00001", raisedOn: "2021-10-28", dueOn: "2021-10-28", daysLeft: 0 },
    ]);
    expect(kinds({ answered: false }, "2022-05-01")).toEqual(["no-answer"]);
    expect(kinds({ answered: true }, "2022-05-01")).toEqual([]);
  });

  it("for a certificate or a dose is raised fifteen days ahead, for a contract thirty", () => {
    const due = day("2022-03-01");
    for (const [person, kind, first] of [
      [{ answered: true, certificateUntil: due }, "certificate-due", "2022-02-14"],
      [{ answered: true, nextDoseDue: due }, "dose-due", "2022-02-14"],
      [{ answered: true, contractEnd: due }, "contract-end", "2022-01-30"],
    ] as const) {
      expect(kinds(person, addDays(day(first), -1))).toEqual([]);
      expect(kinds(person, first)).toEqual([kind]);
      expect(kinds(person, "2022-03-10")).toEqual([kind]);
    }
  });

  it("tells how many days are left, or have passed", () => {
    const person = { reference: "S00001", answered: true, nextDoseDue: day("2022-03-01") };
    expect(alertsOf(person, rules, day("2022-02-20"))[0]?.daysLeft).toBe(9);
    expect(alertsOf(person, rules, day("2022-03-03"))[0]?.daysLeft).toBe(-2);
  });

  it("is not raised after the end of somebody's functions", () => {
    const person = { answered: false, contractEnd: day("2021-11-30"), functionEnd: day("2021-11-15") };
    expect(kinds(person, "2021-11-15")).toEqual(["no-answer", "contract-end"]);
    expect(kinds(person, "2021-11-16")).toEqual([]);
  });

  it("once raised stays raised while nothing changes, and is new on one day only", () => {
    const date = fc.integer({ min: 0, max: 600 }).map((days) => addDays(day("2021-10-21"), days));
    fc.assert(
      fc.property(date, date, fc.integer({ min: 0, max: 100 }), (dueOn, asOf, later) => {
        const person = { reference: "S00001", answered: false, nextDoseDue: dueOn, contractEnd: dueOn };
        const now = alertsOf(person, rules, asOf);
        const then = alertsOf(person, rules, addDays(asOf, later));
        expect(then.map(({ kind }) => kind)).toEqual(expect.arrayContaining(now.map(({ kind }) => kind)));
        for (const { kind, raisedOn } of now) expect(then.find((alert) => alert.kind === kind)?.raisedOn).toBe(raisedOn);
      }),
    );
  });
});

describe("the alerts of a day", () => {
  const people: readonly Followed[] = [
    { reference: "S00003", answered: true, nextDoseDue: day("2021-11-10") },
    { reference: "S00002", answered: false },
    { reference: "S00001", answered: false },
    { reference: "S00004", answered: true },
  ];

  it("come most urgent first", () => {
    const alerts = dailyAlerts(people, rules, day("2021-11-01"));
    expect(alerts.map(({ reference }) => reference)).toEqual(["S00001", "S00002", "S00003"]);
  });

  it("are counted by kind", () => {
    const counts = countAlerts(dailyAlerts(people, rules, day("2021-11-01")));
    expect(counts).toEqual({ "no-answer": 2, "certificate-due": 0, "dose-due": 1, "contract-end": 0 });
  });
});

describe("the next dose", () => {
  it("is due within the series, then six months after it, then no more", () => {
    const lastDoseOn = day("2021-08-31");
    expect(nextDoseDue({ dose: 1, doses: 2, lastDoseOn })).toBe("2021-09-28");
    expect(nextDoseDue({ dose: 2, doses: 2, lastDoseOn })).toBe("2022-02-28");
    expect(nextDoseDue({ dose: 1, doses: 1, lastDoseOn })).toBe("2022-02-28");
    for (const doses of [1, 2, 3]) expect(nextDoseDue({ dose: 3, doses, lastDoseOn })).toBeUndefined();
    expect(nextDoseDue({ dose: 2, doses: 1, lastDoseOn })).toBeUndefined();
  });
});
