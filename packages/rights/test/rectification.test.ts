/** Rectification, and its way to the recipients (GDPR articles 16, 18(1)(a) and 19). */
import type { AuditEvent } from "@favorable/audit";
import { calendarDate, simulatedClock } from "@favorable/core";
import {
  createRectificationDesk,
  createRestrictions,
  memoryCaseRegister,
  memoryRestrictionStore,
  type RecipientsPort,
  type RectificationAct,
} from "@favorable/rights";
import { describe, expect, it } from "vitest";
import { rejectionCode } from "../../../testing/codes.ts";
import { mintVerified } from "../src/verified/verified-request.ts";
import { received } from "./requests.ts";
import { chief, clerk, duties, verified } from "./restriction-suite.ts";

function setUp(recipients: RecipientsPort = async () => ["town-hall", "insurer", "town-hall"]) {
  const events: AuditEvent[] = [];
  const log = {
    appendAll: async (given: readonly AuditEvent[]) => {
      events.push(...given);
      return [];
    },
  };
  const clock = simulatedClock(new Date("2026-01-31T20:00:00Z"));
  const common = { logPolicy: { policy: "logs", version: 1 }, zone: "Europe/Paris", clock };
  const restrictions = createRestrictions({
    ...common,
    store: memoryRestrictionStore(log),
    key: new Uint8Array(32).fill(5),
    purposes: ["followUp"],
    duties,
  });
  const find = async (id: string) => ({ ...received("2026-01-31"), id, subject: id.startsWith("r-") ? "p-1" : "" });
  const register = memoryCaseRegister<RectificationAct>(log);
  const desk = createRectificationDesk({ ...common, register, recipients, restrictions, duties, requests: { find } });
  return { desk, restrictions, clock, events, register };
}
const order = { fields: ["agent.status"], contested: false };

describe("a rectification", () => {
  it("is applied, then told to each recipient once, with a deadline in calendar months and evidence", async () => {
    const { desk, events } = setUp();
    const request = verified("rectification", "p-1");
    expect((await desk.open(request, order, clerk)).state).toBe("open");
    const applied = await desk.apply(request, chief, async () => 1);
    expect(applied).toMatchObject({ state: "applied", rows: 1 });
    expect(applied.tasks).toEqual([
      { id: "1", recipient: "insurer", dueOn: "2026-02-28", state: "open" },
      { id: "2", recipient: "town-hall", dueOn: "2026-02-28", state: "open" },
    ]);
    const tell = { act: "tell", on: "2026-01-31T20:00:00Z", means: "letter", evidence: "letter-4" } as const;
    await desk.act(request.id, clerk, { ...tell, task: "1" });
    expect(await rejectionCode(desk.act(request.id, clerk, { ...tell, task: "1" }))).toBe("RECTIFICATION_STEP");
    expect(await rejectionCode(desk.act(request.id, clerk, { ...tell, task: "3" }))).toBe("TASK_UNKNOWN");
    const done = await desk.act(request.id, chief, {
      act: "excuse",
      task: "2",
      reason: "impossible",
      justification: "The body was dissolved",
    });
    expect(done).toMatchObject({
      state: "done",
      tasks: [
        { state: "told", evidence: "letter-4" },
        { state: "excused", reason: "impossible" },
      ],
    });
    const informed = await desk.act(request.id, clerk, { act: "inform-person", on: "2026-01-31T20:00:00Z", evidence: "letter-5" });
    expect(informed.personInformed).toBe(true);
    expect(events.map(({ clear }) => clear?.["act"])).toEqual(["open", "start", "apply", "tell", "excuse", "inform-person"]);
    expect(JSON.stringify(events.map(({ clear }) => clear))).not.toContain("p-1");
  });

  it("whose accuracy is contested restricts the person before anything else, until that is lifted", async () => {
    const { desk, restrictions, events } = setUp();
    const request = verified("rectification", "p-1");
    const { restriction = "" } = await desk.open(request, { ...order, contested: true }, clerk);
    expect(await restrictions.port("followUp", ["p-1", "p-2"])).toEqual(new Set(["p-1"]));
    expect(events.map(({ type }) => type)).toEqual(["rights.restriction", "rights.rectification"]);
    await desk.apply(request, chief, async () => 1);
    expect(await restrictions.port("followUp", ["p-1"])).toEqual(new Set(["p-1"]));
    await restrictions.announceLift(restriction, { staff: clerk, evidence: "letter-6" });
    await restrictions.lift(restriction, { staff: chief, reason: "data-rectified" });
    expect(await restrictions.port("followUp", ["p-1"])).toEqual(new Set());
  });

  it("is a finding while a recipient waits past the day, or the change is ordered and not made", async () => {
    const { desk, clock } = setUp();
    const [one, other] = [verified("rectification", "p-1"), verified("erasure", "p-2")];
    await desk.open(one, order, clerk);
    await desk.apply(one, chief, async () => 1);
    await desk.open(other, order, clerk);
    const pending = { code: "CHANGE_PENDING", rectification: other.id, request: other.id };
    expect(await desk.findings(calendarDate("2026-02-28"))).toEqual([pending]);
    clock.moveTo(new Date("2026-02-28T23:00:00Z")); // 1 March in Paris.
    const late = { code: "RECIPIENT_OVERDUE", rectification: one.id, request: one.id, dueOn: "2026-02-28" };
    expect(await desk.findings()).toEqual([{ ...late, recipient: "insurer" }, { ...late, recipient: "town-hall" }, pending]);
  });

  it("tells recipients that were known before a change that was made and not recorded, although nothing tells of them any more", async () => {
    let exported: readonly string[] = ["payroll", "insurer"];
    const { desk, clock } = setUp(async () => exported);
    const request = verified("erasure", "p-1");
    await desk.open(request, order, clerk);
    const lost = desk.apply(request, chief, async () => {
      exported = [];
      throw new Error("connection lost after the commit");
    });
    await expect(lost).rejects.toThrow("connection lost");
    const { tasks } = await desk.apply(request, chief, async () => 0);
    expect(tasks.map(({ recipient }) => recipient)).toEqual(["insurer", "payroll"]);
    // Killed, so that nothing at all is recorded after the beginning.
    exported = ["town-hall"];
    const other = verified("rectification", "p-1");
    await desk.open(other, order, clerk);
    void desk.apply(other, chief, () => new Promise<number>(() => (exported = [])));
    await expect.poll(async () => (await desk.rectification(other.id)).state).toBe("applying");
    clock.moveTo(new Date(clock.now().getTime() + 16 * 60_000));
    expect((await desk.apply(other, chief, async () => 1)).tasks).toMatchObject([{ recipient: "town-hall", state: "open" }]);
  });

  it("is told to the desk of requests once it was applied, and again when it was not heard", async () => {
    const { desk } = setUp();
    const heard: string[] = [];
    let deaf = true;
    const facts = {
      id: "r-told",
      kind: "rectification",
      subject: "p-1",
      method: "session",
      verifiedAt: "2026-01-31T20:00:00.000Z",
    } as const;
    const request = mintVerified(
      facts,
      async () => true,
      async (act) => {
        if (deaf) throw new Error("no connection");
        heard.push(act);
      },
    );
    await desk.open(request, order, clerk);
    expect(heard).toEqual([]);
    await expect(desk.apply(request, chief, async () => 1)).rejects.toThrow("no connection");
    deaf = false;
    expect(await rejectionCode(desk.apply(request, chief, async () => 1))).toBe("RECTIFICATION_STEP");
    expect(heard).toEqual(["rectified"]);
  });

  it("is not made while nothing tells who the recipients are, and stays open when the change fails", async () => {
    const silent = setUp(() => Promise.reject(new Error("no ledger")));
    const request = verified("rectification", "p-1");
    await silent.desk.open(request, order, clerk);
    let changed = 0;
    expect(await rejectionCode(silent.desk.apply(request, chief, async () => ++changed))).toBe("RECIPIENTS_UNKNOWN");
    expect(changed).toBe(0);
    const { desk } = setUp();
    await desk.open(request, order, clerk);
    await expect(desk.apply(request, chief, () => Promise.reject(new Error("refused by the gate")))).rejects.toThrow("refused by the gate");
    expect(await rejectionCode(desk.apply(request, chief, async () => -1))).toBe("COUNT_INVALID");
    expect((await desk.apply(request, chief, async () => 1)).state).toBe("applied");
  });

  it("that reached nobody else is done when it is applied; one that was declined is not applied any more", async () => {
    const { desk } = setUp(async () => []);
    const [one, other] = [verified("rectification", "p-1"), verified("rectification", "p-2")];
    await desk.open(one, order, clerk);
    expect((await desk.apply(one, chief, async () => 1)).state).toBe("done");
    await desk.open(other, order, clerk);
    expect((await desk.act(other.id, chief, { act: "decline", ground: "data-accurate" })).state).toBe("declined");
    expect(await rejectionCode(desk.apply(other, chief, async () => 1))).toBe("RECTIFICATION_STEP");
    expect(await rejectionCode(desk.act(other.id, clerk, { act: "inform-person", on: "2026-01-31T20:00:00Z", evidence: "l" }))).toBe(
      "RECTIFICATION_STEP",
    );
    expect(await desk.findings(calendarDate("2030-01-01"))).toEqual([]);
  });

  it("is opened once, on a verified request, about fields", async () => {
    const { desk } = setUp();
    const request = verified("rectification", "p-1");
    await desk.open(request, order, clerk);
    expect(await rejectionCode(desk.open(request, { ...order, contested: true }, clerk))).toBe("RECTIFICATION_EXISTS");
    expect(await rejectionCode(desk.open(verified("rectification", "p-1"), { ...order, fields: [] }, clerk))).toBe("FIELDS_MISSING");
    expect(await rejectionCode(desk.open(verified("access", "p-1"), order, clerk))).toBe("REQUEST_KIND");
    expect(await rejectionCode(desk.open({ ...request } as never, order, clerk))).toBe("REQUEST_UNVERIFIED");
    expect(await rejectionCode(desk.act("none", chief, { act: "decline", ground: "data-accurate" }))).toBe("RECTIFICATION_UNKNOWN");
    expect(await rejectionCode(desk.act(request.id, clerk, { act: "apply" } as never))).toBe("RECTIFICATION_ACT_INVALID");
  });

  it("is opened and told by handlers, applied by another who approves, and by nobody for their own data", async () => {
    const { desk, restrictions } = setUp();
    const request = verified("rectification", "p-1");
    const contested = { ...order, contested: true };
    for (const [staff, code] of [
      [{ ...clerk, subject: "p-1" }, "OWN_RECORD"],
      [{ ...clerk, role: "nurse" }, "DESK_ROLE_REFUSED"],
      ["d-1", "STAFF_INVALID"],
    ] as const)
      expect(await rejectionCode(desk.open(request, contested, staff as never))).toBe(code);
    expect(await restrictions.standing()).toEqual([]);
    await desk.open(request, order, { ...clerk, role: "dpo" });
    expect(await rejectionCode(desk.apply(request, { ...clerk, role: "dpo" }, async () => 1))).toBe("DUTIES_NOT_APART");
    expect(await rejectionCode(desk.apply(request, { ...chief, subject: "p-1" }, async () => 1))).toBe("OWN_RECORD");
    expect(await rejectionCode(desk.apply(request, clerk, async () => 1))).toBe("DESK_ROLE_REFUSED");
    await desk.apply(request, chief, async () => 1);
    const tell = { act: "tell", on: "2026-01-31T20:00:00Z", means: "letter", evidence: "letter-4", task: "1" } as const;
    expect(await rejectionCode(desk.act(request.id, { ...clerk, subject: "p-1" }, tell))).toBe("OWN_RECORD");
    for (const on of ["2026-01-31T19:59:59Z", "2026-01-31T20:00:01Z"])
      expect(await rejectionCode(desk.act(request.id, clerk, { ...tell, on }))).toBe("RECTIFICATION_STEP");
    expect((await desk.act(request.id, clerk, tell)).tasks[0]?.state).toBe("told");
  });

  it("is opened once and applied once when two come at the same time", async () => {
    const { desk, restrictions, clock } = setUp();
    const request = verified("rectification", "p-1");
    const opening = () => desk.open(request, { ...order, contested: true }, clerk);
    const opened = await Promise.all([rejectionCode(opening()), rejectionCode(opening())]);
    expect(opened.filter((code) => code === "nothing thrown")).toHaveLength(1);
    expect(["CASE_CONFLICT", "RECTIFICATION_EXISTS"]).toContain(opened.find((code) => code !== "nothing thrown"));
    expect(await restrictions.standing()).toHaveLength(1);
    let changes = 0;
    const applying = (by = chief) => rejectionCode(desk.apply(request, by, async () => ++changes));
    const applied = await Promise.all([applying(), applying({ ...chief, actor: "d-3" })]);
    expect([applied.filter((code) => code === "nothing thrown").length, changes]).toEqual([1, 1]);
    expect(await applying()).toBe("RECTIFICATION_STEP");
    // Begun by a process that was killed: taken over after a quarter of an hour, not before.
    const other = verified("rectification", "p-2");
    await desk.open(other, order, clerk);
    let release = (): void => undefined;
    const hanging = desk.apply(other, chief, () => new Promise((resolve) => (release = () => resolve(1))));
    await expect.poll(async () => (await desk.rectification(other.id)).state).toBe("applying");
    const takenOver = () => rejectionCode(desk.apply(other, { ...chief, actor: "d-3" }, async () => 1));
    expect(await takenOver()).toBe("RECTIFICATION_STEP");
    clock.moveTo(new Date("2026-01-31T20:15:00Z"));
    expect(await takenOver()).toBe("nothing thrown");
    release();
    expect(await rejectionCode(hanging)).toBe("RECTIFICATION_STEP");
  });
});
