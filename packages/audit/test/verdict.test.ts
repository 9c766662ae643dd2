import { type CalendarDate, calendarDate, period } from "@favorable/core";
import { describe, expect, it } from "vitest";
import { encodeEvent } from "../src/encode.ts";
import { type AuditEvent, endEvent, holdEvent, parseLeaf, policyEvent, releaseEvent } from "../src/index.ts";
import { erasedEarlyEvent, erasedEvent } from "../src/retention-events.ts";
import { type JudgedPart, type PartPresence, type PartVerdict, type RetentionState, retentionState } from "../src/verdict.ts";
import { date, ORIGIN } from "./fixtures.ts";

/** The state after events that were logged on given days. */
function stateOf(...logged: readonly (readonly [day: string, event: AuditEvent])[]): RetentionState {
  const state = retentionState();
  for (const [index, [day, event]] of logged.entries()) {
    const clock = { now: () => new Date(`${day}T12:00:00Z`), simulated: false };
    expect(state.read(index, parseLeaf(encodeEvent(event, { origin: ORIGIN, clock }).leaf)) ?? "unapproved").toMatch(
      /^(unapproved|retroactive)$/,
    );
  }
  return state;
}

const part = (index = 0, policy = "logs", version = 1, start = "2021-10-30"): JudgedPart => ({
  index,
  id: "00112233445566778899aabbccddeeff",
  retention: { policy, version, start: date(start) },
});
const policy = policyEvent({ policy: "logs", version: 1, minimum: period("P18M"), maximum: period("P24M") });
const erased = (asOf: string, below = 1): AuditEvent => erasedEvent({ policy: "logs", below, asOf: date(asOf), count: 1 });

function verdicts(state: RetentionState, presence: PartPresence, ...days: readonly string[]): PartVerdict[] {
  return days.map((day) => state.judge(part(), presence, day as CalendarDate));
}

describe("the verdict on a part", () => {
  it("is ok until its last day, overdue after it", () => {
    const state = stateOf(["2021-10-30", policy]);
    expect(verdicts(state, "matches", "2021-10-30", "2023-10-30", "2023-10-31")).toEqual(["ok", "ok", "overdue"]);
  });

  it("is tampered whenever the body is not what was committed", () => {
    expect(verdicts(stateOf(["2021-10-30", policy]), "differs", "2021-10-30", "2030-01-01")).toEqual(["tampered", "tampered"]);
  });

  it("is lost when absent before its last day, expired after", () => {
    expect(verdicts(stateOf(["2021-10-30", policy]), "absent", "2022-01-01", "2023-10-30", "2023-10-31")).toEqual([
      "lost",
      "lost",
      "expired",
    ]);
  });

  it("is erased by an entry that was due, and by no other", () => {
    expect(verdicts(stateOf(["2021-10-30", policy], ["2023-10-31", erased("2023-10-31")]), "absent", "2024-01-01")).toEqual(["erased"]);
    const early = stateOf(["2021-10-30", policy], ["2022-10-31", erased("2022-10-31")]);
    expect(verdicts(early, "absent", "2022-11-01")).toEqual(["lost"]);
    const twoDaysAhead = stateOf(["2021-10-30", policy], ["2023-10-29", erased("2023-10-31")]);
    expect(verdicts(twoDaysAhead, "absent", "2023-10-30")).toEqual(["lost"]);
    const postdated = stateOf(["2021-10-30", policy], ["2022-10-31", erased("2023-10-31")]);
    expect(verdicts(postdated, "absent", "2022-11-01")).toEqual(["lost"]);
    const another = stateOf(["2021-10-30", policy], ["2023-10-31", erased("2023-10-31", 0)]);
    const ahead = stateOf(["2021-10-30", policy], ["2023-10-31", erased("2023-10-31", 99)]);
    expect(ahead.judge(part(5), "absent", date("2023-10-30"))).toBe("lost");
    expect(verdicts(another, "absent", "2023-10-30")).toEqual(["lost"]);
  });

  it("follows an amendment that shortens, from its day on", () => {
    const shorter = policyEvent({ policy: "logs", version: 2, maximum: period("P6M"), from: date("2022-06-01") });
    const state = stateOf(["2021-10-30", policy], ["2022-05-01", shorter]);
    // Never below the minimum that the part was logged under.
    expect(verdicts(state, "matches", "2022-06-01", "2023-04-30", "2023-05-01")).toEqual(["ok", "ok", "overdue"]);
    expect(verdicts(state, "absent", "2022-06-01", "2023-05-01")).toEqual(["lost", "lost"]);
    expect(state.judge(part(0, "logs", 2, "2022-05-01"), "matches", date("2022-11-02"))).toBe("overdue");
  });

  it("follows an amendment that lengthens only when it is approved: what it keeps may then not be missing", () => {
    const longer = { policy: "logs", version: 2, minimum: period("P36M"), maximum: period("P36M") };
    const approved = stateOf(["2021-10-30", policy], ["2023-01-01", policyEvent({ ...longer, approval: "ccin:2022-184" })]);
    expect(verdicts(approved, "absent", "2023-11-01")).toEqual(["lost"]);
    expect(verdicts(approved, "matches", "2023-11-01", "2024-10-31")).toEqual(["ok", "overdue"]);
    const state = stateOf(["2021-10-30", policy]);
    const clock = { now: () => new Date("2023-01-01T12:00:00Z"), simulated: false };
    expect(state.read(1, parseLeaf(encodeEvent(policyEvent(longer), { origin: ORIGIN, clock }).leaf))).toBe("unapproved");
    expect(verdicts(state, "matches", "2023-10-30", "2023-11-01")).toEqual(["ok", "overdue"]);
    expect(verdicts(state, "absent", "2023-11-01")).toEqual(["expired"]);
    // What is logged under the new version follows it.
    expect(state.judge(part(2, "logs", 2, "2023-01-01"), "matches", date("2025-01-31"))).toBe("ok");
  });

  it("does not let an amendment without approval add, exchange or leave out the event that a minimum waits for", () => {
    const waits = policyEvent({ policy: "logs", version: 1, maximum: period("P24M"), until: "obligation.ended" });
    const amended = (until?: string) =>
      stateOf(
        ["2021-10-30", waits],
        ["2022-01-01", endEvent("other.ended", date("2022-01-01"))],
        ["2022-02-01", policyEvent({ policy: "logs", version: 2, maximum: period("P24M"), ...(until === undefined ? {} : { until }) })],
      );
    expect(verdicts(amended("other.ended"), "matches", "2023-11-01")).toEqual(["ok"]);
    expect(verdicts(amended(), "matches", "2023-11-01")).toEqual(["ok"]);
  });

  it("is erased early with two roles and a legal basis, for the entry or the part that is named, and not under a hold", () => {
    const authority = { basis: "gdpr:17.1.d", requestedBy: "dpo", approvedBy: "director", count: 1 };
    const early = (entry: string, part?: number) => erasedEarlyEvent({ scope: { entry, part }, ...authority });
    const id = part().id;
    const absent = (state: RetentionState, at = 0) => state.judge({ ...part(), part: at }, "absent", date("2022-01-01"));
    expect(absent(stateOf(["2021-10-30", policy], ["2021-12-01", early(id)]))).toBe("erased");
    expect(absent(stateOf(["2021-10-30", policy], ["2021-12-01", early(id, 3)]))).toBe("lost");
    expect(absent(stateOf(["2021-10-30", policy], ["2021-12-01", early(id, 3)]), 3)).toBe("erased");
    expect(absent(stateOf(["2021-10-30", policy], ["2021-12-01", early("ff".repeat(16))]))).toBe("lost");
    const whole = erasedEarlyEvent({ scope: { policy: "logs", below: 99 }, ...authority });
    expect(absent(stateOf(["2021-10-30", policy], ["2021-12-01", whole]))).toBe("erased");
    expect(stateOf(["2021-10-30", policy], ["2021-12-01", whole]).judge(part(2), "absent", date("2022-01-01"))).toBe("lost");
    const held = stateOf(["2021-10-30", policy], ["2021-11-01", holdEvent("claim-1", { entry: id })], ["2021-12-01", early(id)]);
    expect(absent(held)).toBe("lost");
    expect(() => erasedEarlyEvent({ scope: { entry: id }, ...authority, approvedBy: "dpo" })).toThrow(
      expect.objectContaining({ code: "EVENT_INVALID" }),
    );
  });

  it("is lost when its last day fell under a hold and no entry erased it since, expired when it fell before or after", () => {
    const plain = policyEvent({ policy: "logs", version: 1, maximum: period("P1M") });
    const held = (since: string, ended: string, scope: Parameters<typeof holdEvent>[1], ...more: (readonly [string, AuditEvent])[]) =>
      stateOf(["2021-10-30", plain], [since, holdEvent("court", scope)], [ended, releaseEvent("court")], ...more);
    for (const scope of [{ policy: "logs" }, { entry: part().id }]) {
      expect(verdicts(held("2021-11-10", "2022-03-10", scope), "absent", "2022-03-10", "2022-04-01")).toEqual(["lost", "lost"]);
      expect(verdicts(held("2021-12-10", "2022-03-10", scope), "absent", "2022-04-01")).toEqual(["expired"]);
      expect(verdicts(held("2021-11-10", "2021-11-20", scope), "absent", "2022-04-01")).toEqual(["expired"]);
      expect(verdicts(held("2021-11-10", "2022-03-10", scope, ["2022-03-11", erased("2022-03-11")]), "absent", "2022-04-01")).toEqual([
        "erased",
      ]);
    }
    expect(verdicts(held("2021-11-10", "2022-03-10", { policy: "other" }), "absent", "2022-04-01")).toEqual(["expired"]);
  });

  it("counts what an early erasure accounts for, and tells two roles apart whatever their capitals", () => {
    const authority = { basis: "gdpr:17.1.d", requestedBy: "dpo", approvedBy: "director", count: 1 };
    const state = stateOf(["2021-10-30", policy], ["2021-12-01", policy2()], ["2021-12-02", whole(authority)]);
    expect(state.judge(part(0), "absent", date("2022-01-01"))).toBe("erased");
    expect(state.exceeded()).toEqual([]);
    expect(state.judge(part(1), "absent", date("2022-01-01"))).toBe("erased");
    expect(state.exceeded()).toEqual([2]);
    expect(() => whole({ ...authority, approvedBy: "DPO" })).toThrow(expect.objectContaining({ code: "EVENT_INVALID" }));

    function whole(said: typeof authority): AuditEvent {
      return erasedEarlyEvent({ scope: { policy: "logs", below: 99 }, ...said });
    }
    function policy2(): AuditEvent {
      return policyEvent({ policy: "other", version: 1 });
    }
  });

  it("does not let an amendment that came later excuse an erasure that was early", () => {
    const shorter = policyEvent({ policy: "logs", version: 2, maximum: period("P6M"), from: date("2021-10-30") });
    const state = stateOf(["2021-10-30", policy], ["2022-05-02", erased("2022-05-02")], ["2022-05-03", shorter]);
    expect(verdicts(state, "absent", "2022-04-30")).toEqual(["lost"]);
  });

  it("waits for an end event that nobody knows yet", () => {
    const until = policyEvent({ policy: "logs", version: 1, minimum: period("P18M"), until: "obligation.ended", maximum: period("P24M") });
    expect(verdicts(stateOf(["2021-10-30", until]), "matches", "2030-01-01")).toEqual(["ok"]);
    expect(verdicts(stateOf(["2021-10-30", until]), "absent", "2030-01-01")).toEqual(["lost"]);
    const ended = stateOf(["2021-10-30", until], ["2024-02-01", endEvent("obligation.ended", date("2024-01-31"))]);
    expect(verdicts(ended, "matches", "2024-01-31", "2024-02-01")).toEqual(["ok", "overdue"]);
    const twice = stateOf(
      ["2021-10-30", until],
      ["2024-02-01", endEvent("obligation.ended", date("2024-01-31"))],
      ["2024-02-02", endEvent("obligation.ended", date("2023-01-31"))],
    );
    expect(verdicts(twice, "matches", "2024-01-31")).toEqual(["ok"]);
  });

  it("is held by a hold on its policy or its entry, until the release", () => {
    const byPolicy = stateOf(["2021-10-30", policy], ["2023-10-01", holdEvent("claim-1", { policy: "logs" })]);
    expect(verdicts(byPolicy, "matches", "2023-10-30", "2024-01-01")).toEqual(["ok", "held"]);
    expect(verdicts(byPolicy, "absent", "2024-01-01")).toEqual(["lost"]);
    const byEntry = stateOf(["2021-10-30", policy], ["2023-10-01", holdEvent("claim-1", { entry: part().id })]);
    expect(verdicts(byEntry, "matches", "2024-01-01")).toEqual(["held"]);
    expect(byEntry.heldEntries()).toEqual([part().id]);
    const released = stateOf(
      ["2021-10-30", policy],
      ["2023-10-01", holdEvent("claim-1", { policy: "logs" })],
      ["2024-02-01", releaseEvent("claim-1")],
    );
    expect(verdicts(released, "matches", "2024-02-02")).toEqual(["overdue"]);
  });

  it("does not take an erasure under a hold for an authorised one", () => {
    const state = stateOf(
      ["2021-10-30", policy],
      ["2023-10-01", holdEvent("claim-1", { policy: "logs" })],
      ["2023-10-31", erased("2023-10-31")],
    );
    expect(verdicts(state, "absent", "2024-01-01")).toEqual(["lost"]);
    const later = stateOf(
      ["2021-10-30", policy],
      ["2023-10-31", erased("2023-10-31")],
      ["2023-11-01", holdEvent("claim-1", { policy: "logs" })],
    );
    expect(verdicts(later, "absent", "2024-01-01")).toEqual(["erased"]);
  });

  it("never calls a part of an unknown policy overdue, and calls it lost when absent", () => {
    const state = stateOf(["2021-10-30", policy]);
    const unknown = part(0, "other");
    expect(state.knows(unknown.retention)).toBe(false);
    expect(state.judge(unknown, "matches", date("2099-01-01"))).toBe("ok");
    expect(state.judge(unknown, "absent", date("2099-01-01"))).toBe("lost");
    expect(state.isDue(part(0, "logs", 1, "9999-01-01"), date("9999-12-31"))).toBe(false);
  });

  it("tells entries that redefine a version, or that cannot be read", () => {
    const state = stateOf(["2021-10-30", policy]);
    const clock = { now: () => new Date(), simulated: false };
    const read = (event: AuditEvent) => state.read(1, parseLeaf(encodeEvent(event, { origin: ORIGIN, clock }).leaf));
    expect(read(policyEvent({ policy: "logs", version: 1, maximum: period("P99Y") }))).toBe("contradiction");
    expect(read({ type: "retention.policy", clear: { policy: "logs" } })).toBe("malformed");
    expect(read({ type: "retention.event", clear: { event: "x", on: "tomorrow" } })).toBe("malformed");
    expect(verdicts(state, "matches", "2023-10-31")).toEqual(["overdue"]);
    expect(calendarDate("2023-10-31")).toBe("2023-10-31");
  });
});
