/** Emergency roles through the guard: reason and minutes in the log before anything is let in. */
import { type BreakGlassEvent, defineMatrix } from "@favorable/access";
import { simulatedClock } from "@favorable/core";
import { defineVocabulary } from "@favorable/fields";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { rejectionCode } from "../../../testing/codes.ts";
import { recordedPorts } from "../src/emergency.ts";
import { createGuard } from "../src/index.ts";
import { emptySql, memoryLog } from "./register.ts";

function store() {
  const events: BreakGlassEvent[] = [];
  return {
    events,
    record: async (event: BreakGlassEvent) => events.push(event),
    last: async (actor: string) => {
      const opened = events.filter((event) => event.type === "break-glass.opened" && event.actor === actor).at(-1);
      return opened === undefined
        ? undefined
        : { id: opened.id, reviewed: events.some(({ type, id }) => type === "break-glass.reviewed" && id === opened.id) };
    },
  };
}

function setUp(emergencies: ReturnType<typeof store> | null = store()) {
  const vocabulary = defineVocabulary({
    purposes: { care: { statement: { en: "Care" }, bases: [{ kind: "public-task", from: "2021-01-01" }] } },
    categories: { file: { label: { en: "Medical file" } } },
    origins: { subject: { label: { en: "The person" } } },
  });
  const { field, record } = vocabulary;
  const patient = record("patient", {
    number: field(z.string(), { category: "file", origins: ["subject"], purposes: ["care"], subject: true }),
  });
  const clock = simulatedClock(new Date("2021-11-05T09:00:00Z"));
  const literal = {
    actions: ["read"],
    roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] }, urgent: { label: { en: "Emergency" }, purposes: ["care"] } },
    grants: { nurse: { file: "none" }, urgent: { file: ["read"] } },
    breakGlass: { urgent: { for: ["nurse"], maximumMinutes: 60 } },
  } as const;
  const access = defineMatrix(vocabulary, literal, { clock });
  const log = memoryLog();
  const base = {
    processing: { vocabulary, access },
    log,
    sql: emptySql(),
    logPolicy: { policy: "logs", version: 1 },
    zone: "Europe/Monaco",
  };
  const guard = createGuard({ ...base, clock, ...(emergencies === null ? {} : { emergencies }) });
  return { guard, patient, log, clock, store: emergencies };
}
const reason = "Patient unconscious, allergies unknown";
const nurse = { id: "n-1", roles: ["nurse"] };
const call = { actor: nurse, role: "urgent", purpose: "care", reason, minutes: 30 } as const;
const rows = [{ number: "p-1" }];

describe("an emergency through the guard", () => {
  it("is one account's, however it is spelled", async () => {
    const { guard, log } = setUp();
    const emergency = await guard.openEmergency({ ...call, actor: { ...nurse, id: "N-1" } });
    expect(emergency.id).toMatch(/^[0-9a-f]{32}$/);
    expect(await rejectionCode(guard.openEmergency(call))).toBe("REVIEW_PENDING");
    expect(log.events.map(({ type }) => type)).toContain("access.emergency-opened");
  });

  it("is in the log, with its reason and minutes, before it opens; each entry of its runs names it", async () => {
    const { guard, patient, log } = setUp();
    const emergency = await guard.openEmergency(call);
    expect(log.events.map(({ type, clear }) => [type, clear])).toEqual([
      ["access.emergency-opened", { emergency: emergency.id, role: "urgent", purpose: "care", minutes: 30 }],
    ]);
    expect(log.events[0]?.parts?.map(({ name, value }) => [name, value])).toEqual([
      ["actor", "n-1"],
      ["reason", reason],
    ]);
    expect(await emergency.run(({ read }) => read(patient, rows))).toEqual(rows);
    expect(await emergency.run(({ read }) => read(patient, rows))).toEqual(rows);
    expect(log.events.slice(1).map(({ type, clear }) => [type, clear?.["emergency"]])).toEqual([
      ["access.read", emergency.id],
      ["access.read", emergency.id],
    ]);
  });

  it("ends by itself, also while a request is under way, and the refusal is recorded", async () => {
    const { guard, patient, log, clock } = setUp();
    const emergency = await guard.openEmergency(call);
    const during = emergency.run(async ({ read }) => {
      clock.moveTo(emergency.until);
      return read(patient, rows);
    });
    expect(await rejectionCode(during)).toBe("EXPIRED");
    expect(await rejectionCode(emergency.run(({ read }) => read(patient, rows)))).toBe("EXPIRED");
    expect(log.events.slice(1).map(({ type, clear }) => [type, clear?.["code"]])).toEqual([
      ["access.refused", "EXPIRED"],
      ["access.refused", "EXPIRED"],
    ]);
  });

  it.each([
    ["no reason", { reason: "urgent" }, "REASON_MISSING"],
    ["more minutes than declared", { minutes: 61 }, "DURATION_INVALID"],
    ["an ordinary role", { role: "nurse" }, "BREAK_GLASS_INVALID"],
    ["an actor who may not", { actor: { id: "x-1", roles: ["cook"] } }, "ROLE_NOT_HELD"],
    ["an actor whose roles have ended", { actor: { ...nurse, until: new Date("2021-11-05T08:59:59Z") } }, "EXPIRED"],
    ["nobody", { actor: undefined }, "ACTOR_MISSING"],
    ["an unknown purpose", { purpose: "offers" }, "BASIS_NOT_IN_FORCE"],
  ])("does not open for %s, and the refusal is recorded", async (_, part, code) => {
    const { guard, log, store } = setUp();
    expect(await rejectionCode(guard.openEmergency({ ...call, ...part } as never))).toBe(code);
    await guard.flush();
    expect(log.events.map(({ type, clear }) => [type, clear?.["code"]])).toEqual([["access.refused", code]]);
    expect(store?.events).toEqual([]);
  });

  it("does not open while the last one waits for its review by somebody else, which is in the log too", async () => {
    const { guard, log, clock } = setUp();
    const { id, until } = await guard.openEmergency(call);
    clock.moveTo(until);
    expect(await rejectionCode(guard.openEmergency(call))).toBe("REVIEW_PENDING");
    const review = { id, actor: "n-1", reviewer: "d-1", verdict: "justified", findings: "The allergy list was needed" } as const;
    expect(await rejectionCode(guard.reviewEmergency({ ...review, reviewer: "n-1" }))).toBe("REVIEW_BY_ACTOR");
    await guard.reviewEmergency(review);
    expect(log.events.at(-1)).toMatchObject({ type: "access.emergency-reviewed", clear: { emergency: id, verdict: "justified" } });
    expect((await guard.openEmergency(call)).id).not.toBe(id);
  });

  it("does not open when the log cannot be written", async () => {
    const { guard, log } = setUp();
    log.state.broken = true;
    expect(await rejectionCode(guard.openEmergency(call))).toBe("LOG_UNAVAILABLE");
    expect(log.events).toEqual([]);
  });

  it("does not open without a store", async () => {
    const { guard } = setUp(null);
    expect(await rejectionCode(guard.openEmergency(call))).toBe("EMERGENCIES_UNAVAILABLE");
  });
});

it("keeps a review that the log did not take waiting, and logs it once however often the store fails", async () => {
  const review = {
    type: "break-glass.reviewed",
    id: "e-1",
    actor: "n-1",
    reviewer: "h-1",
    verdict: "justified",
    findings: "One file read",
  } as const;
  const stored: string[] = [];
  const written: string[] = [];
  const broken = { log: true, store: true };
  const ports = recordedPorts(
    {
      last: async () => ({ id: "e-1", reviewed: stored.length > 0 }),
      async record({ type }) {
        if (broken.store) throw new Error("store");
        stored.push(type);
      },
    },
    async ({ type }) => {
      if (broken.log) throw new Error("log");
      written.push(type);
    },
    new Map(),
  );
  const record = () => ports.record({ ...review, at: new Date() });
  await expect(record()).rejects.toThrow("log");
  expect([stored, written]).toEqual([[], []]);
  broken.log = false;
  await expect(record()).rejects.toThrow("store");
  expect(await ports.last("n-1")).toMatchObject({ reviewed: false });
  broken.store = false;
  await record();
  expect([stored, written]).toEqual([["break-glass.reviewed"], ["break-glass.reviewed"]]);
});
