import { addDays, addMonths } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { lastDay } from "../src/deadline/deadline.ts";
import { escalations } from "../src/deadline/escalation.ts";
import { step } from "../src/state/step.ts";
import { day, received } from "./requests.ts";

/** Last days by hand; the same day number of the next month, else its last day (Regulation 1182/71 art. 3(2)(c)). */
const MONTH_ENDS = [
  ["2021-01-31", "2021-02-28", "2021-04-30"],
  ["2024-01-31", "2024-02-29", "2024-04-30"],
  ["2021-03-31", "2021-04-30", "2021-06-30"],
  ["2021-05-31", "2021-06-30", "2021-08-31"],
  ["2021-08-31", "2021-09-30", "2021-11-30"],
  ["2021-10-31", "2021-11-30", "2022-01-31"],
  ["2021-12-31", "2022-01-31", "2022-03-31"],
  ["2024-02-29", "2024-03-29", "2024-05-29"],
  ["2021-11-30", "2021-12-30", "2022-02-28"],
] as const;

describe("the time to answer", () => {
  it.each(MONTH_ENDS)("received on %s ends on %s, extended on %s", (receivedOn, month, extended) => {
    expect(lastDay(received(receivedOn))).toBe(month);
    expect(lastDay(received(receivedOn, { extendedOn: day(receivedOn) }))).toBe(extended);
  });

  it("is one calendar month from receipt whatever the day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const on = addDays(day("1999-01-01"), days);
        expect(lastDay(received(on))).toBe(addMonths(on, 1));
      }),
    );
  });

  it("moves from a weekend or a holiday to the next working day only where the rules say so", () => {
    // 25 December 2021 was a Saturday; Monday 27 is given as a holiday.
    expect(lastDay(received("2021-11-25"))).toBe("2021-12-25");
    expect(lastDay(received("2021-11-25"), { workingDays: { holidays: [] } })).toBe("2021-12-27");
    expect(lastDay(received("2021-11-25"), { workingDays: { holidays: [day("2021-12-27")] } })).toBe("2021-12-28");
  });

  it("stands still while the person, promptly asked, has not shown who they are, and not when asked late", () => {
    const prompt = received("2021-11-01", { identityAskedOn: day("2021-11-03"), identityProvedOn: day("2021-11-13") });
    expect(lastDay(prompt)).toBe("2021-12-11");
    expect(lastDay({ ...prompt, identityAskedOn: day("2021-11-09") })).toBe("2021-12-01");
    expect(lastDay({ ...prompt, identityAskedOn: day("2021-11-09") }, { promptDays: 8 })).toBe("2021-12-05");
  });

  it("is extended once, by two months, for a reason of the law, when the person was told within the first month", () => {
    const extend =
      (told: string, today = told) =>
      () =>
        step(received("2021-10-31"), { act: "extend", reason: "complexity", noticeSentOn: day(told) }, day(today));
    expect(extend("2021-11-30")()).toMatchObject({ dueOn: "2022-01-31", extendedOn: "2021-11-30", state: "received" });
    expect(codeOf(extend("2021-12-01"))).toBe("EXTENSION_LATE");
    expect(codeOf(extend("2021-11-20", "2021-11-19"))).toBe("EXTENSION_LATE");
    // Told in time, they say, and recorded when the month was over: that is on trust, and refused.
    expect(codeOf(extend("2021-11-20", "2021-12-01"))).toBe("EXTENSION_LATE");
    expect(
      codeOf(() =>
        step(extend("2021-11-30")(), { act: "extend", reason: "complexity", noticeSentOn: day("2021-11-30") }, day("2021-11-30")),
      ),
    ).toBe("EXTENSION_AGAIN");
    expect(
      codeOf(() =>
        step(received("2021-10-31"), { act: "extend", reason: "holidays", noticeSentOn: day("2021-11-01") } as never, day("2021-11-01")),
      ),
    ).toBe("EXTENSION_REASON");
    const over = received("2021-10-31", { state: "answered" });
    expect(codeOf(() => step(over, { act: "extend", reason: "complexity", noticeSentOn: day("2021-11-01") }, day("2021-11-01")))).toBe(
      "TRANSITION_REFUSED",
    );
  });
});

describe("the list of what is late", () => {
  it("is measured from receipt, not read from what was stored", () => {
    // A request that claims to be in time is late all the same.
    const late = received("2021-10-01", { dueOn: day("2099-01-01") });
    expect(escalations([late], { asOf: day("2021-11-01"), within: 7 })).toMatchObject([
      { stage: "due-soon", daysLeft: 0, dueOn: "2021-11-01" },
    ]);
    expect(escalations([late], { asOf: day("2021-11-02"), within: 7 })).toMatchObject([{ stage: "overdue", daysLeft: -1 }]);
  });

  it("puts the most urgent first, and leaves out what is ended or far away", () => {
    const requests = [
      received("2021-10-20", { id: "soon" }),
      received("2021-11-15", { id: "far" }),
      received("2021-09-01", { id: "late" }),
      received("2021-09-01", { id: "done", state: "answered" }),
      received("2021-10-20", { id: "waiting", state: "identity_pending", identityAskedOn: day("2021-10-20") }),
      received("2021-10-01", { id: "asked-late", state: "identity_pending", identityAskedOn: day("2021-10-30") }),
    ];
    const found = escalations(requests, { asOf: day("2021-11-16"), within: 7 });
    expect(found.map(({ id, stage }) => `${id} ${stage}`)).toEqual([
      "late overdue",
      "asked-late overdue",
      "soon due-soon",
      "waiting waiting",
    ]);
  });

  it("lets nobody wait for ever: after 31 days, or as many as the rules say, the time runs again", () => {
    const waits = received("2021-10-20", { id: "w", state: "identity_pending", identityAskedOn: day("2021-10-20") });
    const stage = (asOf: string, rules = {}) =>
      escalations([waits], { asOf: day(asOf), within: 0, rules })
        .map((one) => one.stage)
        .join();
    expect([stage("2021-11-20"), stage("2021-11-21"), stage("2021-12-21"), stage("2021-12-22")]).toEqual([
      "waiting",
      "",
      "due-soon",
      "overdue",
    ]);
    expect(stage("2021-11-26", { suspendDays: 5 })).toBe("overdue");
    expect(lastDay({ ...waits, state: "verified", identityProvedOn: day("2022-03-01") })).toBe("2021-12-21");
  });

  it("refuses days that are none", () => {
    expect(codeOf(() => escalations([], { asOf: day("2021-11-16"), within: -1 }))).toBe("DAYS_INVALID");
    expect(codeOf(() => escalations([], { asOf: "tomorrow" as never, within: 1 }))).toBe("DATE_INVALID");
  });
});
