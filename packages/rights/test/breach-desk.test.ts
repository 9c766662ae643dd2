/** The register of breaches: steps, exceptions, who may see it, and what it never holds. */
import { type BreachAct, countBreaches } from "@favorable/rights";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { assess, breachSet, facts, measure, type officer, record } from "./breach-fixture.ts";

const notified: BreachAct = { act: "notify-authority", on: "2026-03-06T19:30:00Z", phase: "complete" };

describe("the register of breaches", () => {
  it("has its instants in order", async () => {
    const { act } = breachSet();
    const at = (more: object) => rejectionCode(act({ act: "record", facts: { ...facts, ...more } }, "2026-009"));
    expect(await at({ startedAt: "2027-03-06T18:30:00Z" })).toBe("BREACH_STEP");
    expect(await at({ startedAt: "2026-03-05T18:30:00Z", endedAt: "2020-01-01T00:00:00Z" })).toBe("BREACH_STEP");
    expect(await at({ endedAt: "2026-03-06T20:00:01Z" })).toBe("BREACH_STEP");
    expect(await at({ startedAt: "2026-03-05T18:30:00Z", endedAt: "2026-03-06T19:00:00Z" })).toBe("nothing thrown");
    const later = { act: "complete", facts: { startedAt: "2026-03-06T19:30:00Z" } } as const;
    expect(await rejectionCode(act(later, "2026-009"))).toBe("BREACH_STEP");
    await act(assess("risk"), "2026-009");
    await act({ act: "notify-authority", on: "2026-03-06T19:30:00Z", phase: "initial" }, "2026-009");
    const further = { act: "notify-authority", phase: "further" } as const;
    expect(await rejectionCode(act({ ...further, on: "2026-03-06T19:00:00Z" }, "2026-009"))).toBe("BREACH_STEP");
    expect(await rejectionCode(act({ ...further, on: "2026-03-06T19:45:00Z" }, "2026-009"))).toBe("nothing thrown");
  });

  it("takes a breach with a high risk from its record to its close, each step with its entry", async () => {
    const { act, events, desk } = breachSet();
    expect((await act(record)).status.open).toEqual(["assess", "close"]);
    expect((await act(assess("high"))).status.open).toEqual(["notify-authority", "notify-persons", "close"]);
    await act({ act: "measure", state: "taken", text: "The message was recalled" });
    await act(notified);
    expect(await rejectionCode(act({ act: "close", lessons: "Lists are no longer sent" }))).toBe("BREACH_STEP");
    await act({ act: "notify-persons", on: "2026-03-06T19:45:00Z", means: "letter", persons: 40 });
    const { breach, status } = await act({ act: "close", lessons: "Lists are no longer sent" });
    expect(status).toMatchObject({ state: "closed", authority: "complete", persons: "told", open: [], late: false });
    expect(breach).toMatchObject({ revision: 6, measures: [{ state: "taken" }], closed: { lessons: "Lists are no longer sent" } });
    expect(events.map(({ clear }) => clear?.["act"])).toEqual([
      "record",
      "assess",
      "measure",
      "notify-authority",
      "notify-persons",
      "close",
    ]);
    expect(events.every(({ parts }) => parts?.length === 1 && parts[0]?.name === "actor")).toBe(true);
    expect(await rejectionCode(act(assess("risk")))).toBe("BREACH_CLOSED");
    expect(await desk.due(1000)).toEqual([]);
  });

  it.each(["unintelligible-data", "risk-averted"] as const)("lets persons go untold for %s, with its justification", async (exception) => {
    const { act } = breachSet();
    await act(record);
    await act(assess("high"));
    const { status } = await act({ act: "exempt-persons", exception, justification: "The file was encrypted and its key is safe" });
    expect(status).toMatchObject({ persons: "exempt", open: ["notify-authority", "close"] });
  });

  it("asks for a public communication where telling each person is a disproportionate effort", async () => {
    const { act } = breachSet();
    await act(record);
    await act(assess("high"));
    const exempt = { act: "exempt-persons", exception: "disproportionate-effort", justification: "Addresses are not known" } as const;
    expect(await rejectionCode(act(exempt))).toBe("BREACH_STEP");
    expect((await act({ ...exempt, communication: "A notice at every entrance and on the website" })).status.persons).toBe("exempt");
  });

  it("knows no exception where the risk is not high", async () => {
    const { act } = breachSet();
    await act(record);
    await act(assess("risk"));
    expect(await rejectionCode(act({ act: "exempt-persons", exception: "risk-averted", justification: "Not needed at all" }))).toBe(
      "BREACH_STEP",
    );
  });

  it.each<[string, BreachAct, string]>([
    ["an address in a text", { act: "measure", state: "taken", text: "Told a.dupont@example.org" }, "TEXT_PERSONAL"],
    ["no text", { act: "measure", state: "taken", text: "  " }, "TEXT_MISSING"],
    ["a name where a declared category belongs", { act: "complete", facts: { categories: ["Jean Dupont"] } }, "NAME_INVALID"],
    ["a notification of before anybody knew", { ...notified, on: "2026-03-06T18:29:59Z" }, "BREACH_STEP"],
    ["a notification of tomorrow", { ...notified, on: "2026-03-07T18:00:00Z" }, "BREACH_STEP"],
    ["a first notification that is a further one", { ...notified, phase: "further" }, "BREACH_STEP"],
    ["an instant without its offset", { ...notified, on: "2026-03-06T19:30:00" }, "INSTANT_INVALID"],
    ["a member that is not known", { ...notified, who: "x" } as never, "BREACH_ACT_INVALID"],
    ["a second record", record, "BREACH_EXISTS"],
  ])("refuses %s, and neither register nor log hold anything of it", async (_, wrong, code) => {
    const { act, events, register } = breachSet();
    await act(record);
    expect(await rejectionCode(act(wrong))).toBe(code);
    expect([events.length, (await register.acts("2026-003")).length]).toEqual([1, 1]);
  });

  it("tells errors without the text that was refused", async () => {
    const { act } = breachSet();
    const marker = "a-person-with-a-long-marker@example.org";
    const failure = await act({ act: "record", facts: { ...facts, description: marker } }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "TEXT_PERSONAL", details: { place: "description", kinds: ["email"] } });
    expect(`${(failure as Error).stack}${JSON.stringify(failure)}`).not.toContain("long-marker");
  });

  it("takes for told only what reached persons, as many as are concerned, or the public", async () => {
    const { act } = breachSet();
    await act(record);
    await act(assess("high"));
    const told = { act: "notify-persons", on: "2026-03-06T19:45:00Z", means: "letter" } as const;
    expect(await rejectionCode(act({ ...told, persons: 0 }))).toBe("BREACH_ACT_INVALID");
    expect(await rejectionCode(act(told))).toBe("BREACH_STEP");
    expect((await act({ ...told, persons: 39 })).status.persons).toBe("due");
    // The same persons, told again by another way, are not others.
    expect(await rejectionCode(act({ ...told, means: "e-mail", persons: 39 }))).toBe("BREACH_STEP");
    expect(await rejectionCode(act({ ...told, means: "e-mail", persons: 1, reached: 2 }))).toBe("BREACH_STEP");
    expect((await act({ ...told, means: "e-mail", persons: 39, reached: 0 })).status.persons).toBe("due");
    expect((await act({ ...told, persons: 2, reached: 1 })).status.persons).toBe("told");
    await act(record, "public");
    await act(assess("high"), "public");
    expect((await act({ ...told, means: "public-communication" }, "public")).status.persons).toBe("told");
  });

  it("takes no notification for complete that lacks what article 33(3) asks, and no closing of what nothing was done about", async () => {
    const { act } = breachSet();
    const { persons: _persons, records: _records, ...uncounted } = facts;
    await act({ act: "record", facts: uncounted });
    const lacks = await act(notified).catch((error: unknown) => error);
    expect(lacks).toMatchObject({ code: "BREACH_STEP", details: { open: ["persons", "records", "consequences", "measures"] } });
    await act(assess("risk"));
    await act({ act: "measure", state: "proposed", text: "Lists are to be checked by two" });
    await act({ act: "complete", facts: { uncounted: "The list is lost, and nobody kept a copy" } });
    expect((await act(notified)).status.authority).toBe("complete");
    expect(await rejectionCode(act({ act: "close", lessons: "None" }))).toBe("BREACH_STEP");
    await act(measure);
    expect((await act({ act: "close", lessons: "None" })).status.state).toBe("closed");
  });

  it("is taken up again by an act of its own, which keeps what was closed before", async () => {
    const { act, events } = breachSet();
    await act(record);
    expect(await rejectionCode(act({ act: "reopen", reason: "Not closed" }))).toBe("BREACH_STEP");
    await act(assess("unlikely"));
    await act(measure);
    await act({ act: "close", lessons: "None" });
    const { breach, status } = await act({ act: "reopen", reason: "The list was found on a public site" });
    expect(status).toMatchObject({ state: "open", open: ["close"] });
    expect(breach.reopened).toHaveLength(1);
    expect((await act(assess("high"))).status.open).toEqual(["notify-authority", "notify-persons", "close"]);
    expect(events.at(-2)?.clear?.["act"]).toBe("reopen");
  });

  it("is seen and changed only by whom the permit lets", async () => {
    const { desk, act } = breachSet();
    const [auditor, clerk] = ["auditor", "clerk"].map((role) => ({ actor: `${role}-1`, role })) as [typeof officer, typeof officer];
    await act(record);
    expect(await desk.breaches(auditor)).toHaveLength(1);
    expect(await rejectionCode(desk.act(auditor, "2026-003", assess("risk")))).toBe("BREACH_REFUSED");
    for (const work of [desk.breaches(clerk), desk.breach(clerk, "2026-003"), desk.act(clerk, "2026-004", record)])
      expect(await rejectionCode(work)).toBe("BREACH_REFUSED");
    expect(await rejectionCode(desk.breach(auditor, "2026-999"))).toBe("BREACH_UNKNOWN");
  });

  it("is closed to whom the permit refuses for the roles that they hold besides", async () => {
    const { desk, act } = breachSet();
    await act(record);
    const auditor = { actor: "a-1", role: "auditor" };
    expect(await rejectionCode(desk.breaches({ ...auditor, holds: ["auditor", "officer"] }))).toBe("BREACH_REFUSED");
    expect(await desk.breaches({ ...auditor, holds: ["auditor"] })).toHaveLength(1);
  });

  it("is counted for a review", async () => {
    const { act, clock, register } = breachSet();
    for (const id of ["b-1", "b-2", "b-3", "b-4"]) await act(record, id);
    await act(assess("high"), "b-2");
    await act(measure, "b-2");
    await act(measure, "b-3");
    await act(measure, "b-4");
    await act(notified, "b-2");
    await act(assess("unlikely"), "b-3");
    await act({ act: "close", lessons: "None" }, "b-3");
    clock.moveTo(new Date("2026-03-12T00:00:00Z"));
    await act(assess("risk"), "b-4");
    await act({ ...notified, on: "2026-03-11T00:00:00Z", delayReasons: "Found late" }, "b-4");
    expect(countBreaches(await register.all(), clock.now())).toEqual({
      recorded: 4,
      open: 3,
      overdue: 1,
      notifiedLate: 1,
      notified: 2,
      personsUntold: 1,
      personsExempt: 0,
    });
  });
});
