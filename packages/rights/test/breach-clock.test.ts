/** The 72 hours of article 33(1). */
import { authorityDueAt, breachStatus, countBreaches } from "@favorable/rights";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { assess, breachSet, facts, measure, record } from "./breach-fixture.ts";

describe("the 72 hours of a breach", () => {
  it.each([
    ["a Friday evening: the weekend counts", "2026-03-06T18:30:00.000Z", "2026-03-09T18:30:00.000Z"],
    ["Christmas", "2025-12-24T10:00:00.000Z", "2025-12-27T10:00:00.000Z"],
    ["the night the clocks of Paris go forward: hours, not clock faces", "2026-03-28T12:00:00.000Z", "2026-03-31T12:00:00.000Z"],
    ["the end of February", "2028-02-28T23:59:59.999Z", "2028-03-02T23:59:59.999Z"],
  ])("end after %s", (_, aware, due) => {
    expect(authorityDueAt(aware)).toBe(due);
  });

  it("are 259,200,000 milliseconds from whichever instant, on time at the last and late after it", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("2018-05-25"), max: new Date("2100-01-01"), noInvalidDate: true }), (aware) => {
        const due = new Date(authorityDueAt(aware.toISOString()));
        expect(due.getTime() - aware.getTime()).toBe(259_200_000);
        const breach = {
          id: "b",
          revision: 1,
          facts: { ...facts, awareAt: aware.toISOString() },
          measures: [],
          authority: [],
          persons: [],
        };
        expect(breachStatus(breach, due)).toMatchObject({ late: false, hoursLeft: 0 });
        expect(breachStatus(breach, new Date(due.getTime() + 1)).late).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("run also while nobody has assessed the breach: notification is the rule", async () => {
    const { desk, clock, act } = breachSet();
    await act(record);
    expect(await desk.due()).toEqual([]);
    expect((await desk.due(72)).map(({ id }) => id)).toEqual(["2026-003"]);
    clock.moveTo(new Date("2026-03-09T18:30:00.001Z"));
    expect(await desk.due()).toMatchObject([{ id: "2026-003", status: { authority: "undecided", late: true, open: ["assess", "close"] } }]);
  });

  it("end with a risk that is unlikely, and begin again when it is assessed anew", async () => {
    const { clock, act } = breachSet();
    await act(record);
    expect((await act(assess("unlikely"))).status).toMatchObject({ authority: "not-required", late: false, open: ["close"] });
    clock.moveTo(new Date("2026-03-10T00:00:00Z"));
    expect((await act(assess("risk"))).status).toMatchObject({ authority: "due", late: true });
  });

  it("passed are a fact: no later assessment, closing or date on trust makes them a breach in time, and the ledger counts it", async () => {
    const { clock, act, register } = breachSet();
    await act(record, "washed");
    await act(assess("risk"), "washed");
    await act(measure, "washed");
    await act(record, "backdated");
    await act(assess("risk"), "backdated");
    await act(measure, "backdated");
    clock.moveTo(new Date("2026-03-12T00:00:00Z"));
    expect((await act(assess("unlikely"), "washed")).status).toMatchObject({ authority: "not-required", late: true });
    expect((await act({ act: "close", lessons: "None" }, "washed")).status).toMatchObject({ late: true });
    const told = { act: "notify-authority", on: "2026-03-09T18:00:00Z", phase: "complete" } as const;
    expect(await rejectionCode(act(told, "backdated"))).toBe("DELAY_REASONS_MISSING");
    expect((await act({ ...told, delayReasons: "Written down late" }, "backdated")).status).toMatchObject({ late: true });
    expect(countBreaches(await register.all(), clock.now())).toMatchObject({ overdue: 1, notifiedLate: 1 });
  });

  it("are not moved by what is learnt later, and not by a later notification", async () => {
    const { clock, act } = breachSet();
    await act(record);
    await act(assess("risk"));
    await act(measure);
    expect(await rejectionCode(act({ act: "complete", facts: { awareAt: "2026-03-08T00:00:00Z" } as never }))).toBe("BREACH_ACT_INVALID");
    clock.moveTo(new Date("2026-03-09T18:30:00Z"));
    const told = await act({ act: "notify-authority", on: "2026-03-09T18:30:00Z", phase: "initial", reference: "N-1" });
    expect(told.status).toMatchObject({ authority: "in-phases", late: false, open: ["complete-authority", "close"] });
    clock.moveTo(new Date("2026-04-01T00:00:00Z"));
    const complete = await act({ act: "notify-authority", on: "2026-03-31T00:00:00Z", phase: "complete" });
    expect(complete.status).toMatchObject({ authority: "complete", late: false, open: ["close"] });
  });

  it("past, ask for the reasons of the delay", async () => {
    const { clock, act, events } = breachSet();
    await act(record);
    await act(assess("risk"));
    await act(measure);
    clock.moveTo(new Date("2026-03-09T18:30:00.001Z"));
    const late = { act: "notify-authority", on: "2026-03-09T18:30:00.001Z", phase: "complete" } as const;
    expect(await rejectionCode(act(late))).toBe("DELAY_REASONS_MISSING");
    expect((await act({ ...late, delayReasons: "The list was found again on Monday" })).status).toMatchObject({ late: true });
    expect(events.at(-1)?.clear).toEqual({ act: "notify-authority", breach: "2026-003", role: "officer", phase: "complete", late: true });
  });
});
