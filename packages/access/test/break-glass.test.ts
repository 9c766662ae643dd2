import { type BreakGlassEvent, createBreakGlass } from "@favorable/access";
import { expect, it } from "vitest";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { clock, declare, file, row } from "./case-file.ts";

function setUp() {
  const at = clock();
  const access = declare(at);
  const events: BreakGlassEvent[] = [];
  const state = { broken: false };
  const glass = createBreakGlass(access, {
    clock: at,
    async record(event) {
      await Promise.resolve();
      if (state.broken) throw new Error("MARKER");
      events.push(event);
    },
    async last(actor) {
      const theirs = events.filter((event) => event.actor === actor);
      const opened = theirs.filter(({ type }) => type === "break-glass.opened").at(-1);
      return opened && { id: opened.id, reviewed: theirs.some(({ type, id }) => type === "break-glass.reviewed" && id === opened.id) };
    },
  });
  return { at, access, events, state, glass };
}
const emergency = {
  actor: "w-1",
  holds: ["worker"],
  role: "onCall",
  purpose: "care",
  reason: "A child is missing, the family cannot be reached",
  minutes: 45,
} as const;
const review = { actor: "w-1", reviewer: "m-1", verdict: "justified", findings: "Two files read, both of the family" } as const;

it("opens the role for its minutes, and no longer", async () => {
  const { at, glass, events } = setUp();
  const session = await glass.open(emergency);
  expect(events).toMatchObject([{ type: "break-glass.opened", actor: "w-1", role: "onCall", minutes: 45, reason: emergency.reason }]);
  expect(session.can("read", "notes")).toBe(true);
  expect(session.explain("read", "notes").code).toBe("GRANTED");
  expect(session.explain("delete", "notes").code).toBe("NOT_GRANTED");
  expect(session.project(file, row).note).toBe("n");
  at.moveTo(new Date(at.now().getTime() + 45 * 60_000));
  expect(session.can("read", "notes")).toBe(false);
  expect(codeOf(() => session.project(file, row))).toBe("EXPIRED");
});

it("is the only way to the role", () => {
  const { access } = setUp();
  expect(codeOf(() => access.as({ actor: "w-1", role: "onCall", purpose: "care" }))).toBe("BREAK_GLASS_REQUIRED");
  const question = { role: "onCall", purpose: "care", action: "read", category: "notes" };
  expect(access.can(question)).toBe(false);
  expect(access.explain(question).code).toBe("BREAK_GLASS_REQUIRED");
  expect(access.explain({ ...question, role: "manager" }).whoMay).not.toContain("onCall");
});

it("opens nothing that is not recorded first", async () => {
  const { glass, state, events } = setUp();
  state.broken = true;
  expect(await rejectionCode(glass.open(emergency))).toBe("BREAK_GLASS_UNRECORDED");
  state.broken = false;
  await glass.open(emergency);
  expect(events).toHaveLength(1);
});

it("stays closed until the last opening of the same actor is reviewed by somebody else", async () => {
  const { glass, events } = setUp();
  await glass.open(emergency);
  const id = events[0]?.id ?? "";
  expect(await rejectionCode(glass.open(emergency))).toBe("REVIEW_PENDING");
  await glass.open({ ...emergency, actor: "w-2" });
  expect(await rejectionCode(glass.review({ ...review, id, reviewer: "w-1" }))).toBe("REVIEW_BY_ACTOR");
  expect(await rejectionCode(glass.review({ ...review, id: "other" }))).toBe("REVIEW_UNKNOWN");
  expect(await rejectionCode(glass.review({ ...review, id, findings: " short " }))).toBe("REVIEW_INVALID");
  expect(await rejectionCode(glass.review({ ...review, id, verdict: "fine" as never }))).toBe("REVIEW_INVALID");
  await glass.review({ ...review, id });
  expect(await rejectionCode(glass.review({ ...review, id }))).toBe("REVIEW_UNKNOWN");
  await glass.open(emergency);
  expect(events.map(({ type }) => type.slice(12))).toEqual(["opened", "opened", "reviewed", "opened"]);
});

it("opens once when one actor asks twice at the same time", async () => {
  const { glass, events } = setUp();
  const codes = await Promise.all([rejectionCode(glass.open(emergency)), rejectionCode(glass.open(emergency))]);
  expect(codes.sort()).toEqual(["REVIEW_PENDING", "nothing thrown"]);
  expect(events).toHaveLength(1);
});

it("takes one review at a time, and opens nothing while one is recorded", async () => {
  const { glass, events } = setUp();
  await glass.open(emergency);
  const id = events[0]?.id ?? "";
  const unjustified = { ...review, id, verdict: "unjustified", findings: "The family was never called" } as const;
  const codes = await Promise.all([
    rejectionCode(glass.review(unjustified)),
    rejectionCode(glass.review({ ...review, id, reviewer: "m-2" })),
    rejectionCode(glass.review({ ...review, id })),
    rejectionCode(glass.open(emergency)),
  ]);
  expect(codes).toEqual(["nothing thrown", "REVIEW_UNKNOWN", "REVIEW_UNKNOWN", "REVIEW_PENDING"]);
  expect(events.map(({ type }) => type.slice(12))).toEqual(["opened", "reviewed"]);
  expect(await rejectionCode(glass.open(emergency))).toBe("REVIEW_UNJUSTIFIED");
  await glass.review({ ...review, id, reviewer: "m-2" });
  await glass.open(emergency);
});

it("lets a review be tried again that the store did not take", async () => {
  const { glass, state, events } = setUp();
  await glass.open(emergency);
  const id = events[0]?.id ?? "";
  state.broken = true;
  expect(await rejectionCode(glass.review({ ...review, id }))).toBe("BREAK_GLASS_UNRECORDED");
  state.broken = false;
  await glass.review({ ...review, id });
  expect(events).toHaveLength(2);
});

it("asks a reason, a bounded time, a role for emergencies and a holder who may open it", async () => {
  const { glass, events } = setUp();
  const code = (other: object) => rejectionCode(glass.open({ ...emergency, ...other } as never));
  // @ts-expect-error: an emergency has a reason
  const noReason: Parameters<typeof glass.open>[0] = { actor: "w-1", holds: ["worker"], role: "onCall", purpose: "care", minutes: 5 };
  expect(await rejectionCode(glass.open(noReason))).toBe("REASON_MISSING");
  for (const reason of [undefined, "", "         x         ", "x".repeat(2001)]) expect(await code({ reason })).toBe("REASON_MISSING");
  for (const minutes of [undefined, 0, 1.5, 61, Number.NaN, "5"]) expect(await code({ minutes })).toBe("DURATION_INVALID");
  for (const role of ["manager", "__proto__", "nurse"]) expect(await code({ role })).toBe("BREAK_GLASS_INVALID");
  for (const holds of [undefined, "worker", ["manager"], []]) expect(await code({ holds })).toBe("ROLE_NOT_HELD");
  expect(await code({ purpose: "self" })).toBe("PURPOSE_NOT_HELD");
  expect(await code({ actor: "admin" })).toBe("ACCOUNT_SHARED");
  expect(await code({ holds: ["worker", "manager", "auditor"] })).toBe("ROLES_CONFLICT");
  expect(events).toEqual([]);
  expect(codeOf(() => createBreakGlass({ ...setUp().access }, { record: async () => {}, last: async () => undefined }))).toBe(
    "MATRIX_FOREIGN",
  );
});

it("ends when it was recorded to end, whatever is done to the date it shows", async () => {
  const { at, access, glass } = setUp();
  const end = new Date(at.now().getTime() + 60_000);
  const session = access.as({ actor: "w-1", role: "manager", purpose: "care", holds: ["manager"], until: end });
  const emergencySession = await glass.open({ ...emergency, minutes: 1 });
  end.setFullYear(2100);
  session.until?.setFullYear(2100);
  emergencySession.until?.setFullYear(2100);
  expect(session.until?.getTime()).toBe(at.now().getTime() + 60_000);
  at.moveTo(new Date(at.now().getTime() + 60_000));
  expect(session.can("read", "identity")).toBe(false);
  expect(emergencySession.can("read", "identity")).toBe(false);
  expect(codeOf(() => session.project(file, row))).toBe("EXPIRED");
  expect(codeOf(() => emergencySession.project(file, row))).toBe("EXPIRED");
});

it("tells one person by any spelling of their account, in the store too", async () => {
  const { glass, events } = setUp();
  await glass.open(emergency);
  const id = events[0]?.id ?? "";
  for (const actor of ["W-1", "w-1 ", "\uff57-1", "w\u200b-1"])
    expect([actor, await rejectionCode(glass.open({ ...emergency, actor }))]).toEqual([actor, "REVIEW_PENDING"]);
  expect(await rejectionCode(glass.review({ ...review, id, reviewer: "W-1 " }))).toBe("REVIEW_BY_ACTOR");
  await glass.review({ ...review, id, actor: "W-1", reviewer: "M-1" });
  const both = await Promise.all([rejectionCode(glass.open({ ...emergency, actor: "W-1" })), rejectionCode(glass.open(emergency))]);
  expect(both.sort()).toEqual(["REVIEW_PENDING", "nothing thrown"]);
  expect(events.map(({ actor }) => actor)).toEqual(["w-1", "w-1", "w-1"]);
  expect(events[1]).toMatchObject({ reviewer: "m-1" });
});

it("takes no dots, and no one letter again and again, for a reason or for findings", async () => {
  const { glass, events } = setUp();
  for (const reason of ["..........", "1234567890", "aaaaaaaaaaaaaaaa", "abcdabcdabcd", "- - - - - - - - -"])
    expect([reason, await rejectionCode(glass.open({ ...emergency, reason }))]).toEqual([reason, "REASON_MISSING"]);
  await glass.open({ ...emergency, reason: "Enfant disparu hier" });
  const id = events[0]?.id ?? "";
  expect(await rejectionCode(glass.review({ ...review, id, findings: "............" }))).toBe("REVIEW_INVALID");
});

it("stays closed after an unjustified opening until a second reviewer finds otherwise, whether or not the store tells verdicts", async () => {
  for (const tells of [true, false]) {
    const { at, access } = setUp();
    const events: BreakGlassEvent[] = [];
    const glass = createBreakGlass(access, {
      clock: at,
      record: async (event) => events.push(event),
      async last(actor) {
        const opened = events.filter((event) => event.type === "break-glass.opened" && event.actor === actor).at(-1);
        const seen = events.filter((event) => event.type === "break-glass.reviewed" && event.id === opened?.id).at(-1);
        if (opened === undefined) return undefined;
        if (seen?.type !== "break-glass.reviewed") return { id: opened.id, reviewed: false };
        return { id: opened.id, reviewed: true, ...(tells ? { verdict: seen.verdict, reviewer: seen.reviewer } : {}) };
      },
    });
    await glass.open(emergency);
    const id = events[0]?.id ?? "";
    await glass.review({ ...review, id, verdict: "unjustified", findings: "The family was never called" });
    expect(await rejectionCode(glass.open(emergency))).toBe("REVIEW_UNJUSTIFIED");
    expect(await rejectionCode(glass.review({ ...review, id, reviewer: "M-1" }))).toBe("REVIEW_UNKNOWN"); // The same reviewer again.
    expect(await rejectionCode(glass.review({ ...review, id, reviewer: "w-1" }))).toBe("REVIEW_BY_ACTOR");
    await glass.review({ ...review, id, reviewer: "m-2", verdict: "unjustified", findings: "Nobody called, indeed" });
    expect(await rejectionCode(glass.open(emergency))).toBe("REVIEW_UNJUSTIFIED");
    await glass.review({ ...review, id, reviewer: "m-3", findings: "The telephone was out of order" });
    await glass.open(emergency);
    expect(events).toHaveLength(5);
  }
});
