import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { OPEN_STATES, PROOF_METHODS, REQUEST_KINDS, REQUEST_STATES } from "../src/request/kinds.ts";
import type { DeskRequest } from "../src/request/request.ts";
import { type RequestAct, TRANSITIONS } from "../src/state/acts.ts";
import { GROUNDS_BEFORE_IDENTITY, REFUSAL_GROUNDS } from "../src/state/grounds.ts";
import { step } from "../src/state/step.ts";
import { day, received, sent as sending, complaint as told } from "./requests.ts";

const today = day("2021-11-05");
const sent = { ...sending, on: today } as const;
const complaint = { ...told, toldOn: today } as const;
const verify = { act: "verify", subject: "p-1", method: "contact", at: "2021-11-05T09:00:00.000Z" } as const;
const walk = (from: DeskRequest, ...acts: readonly RequestAct[]): DeskRequest => acts.reduce((at, act) => step(at, act, today), from);
const plain = (...names: readonly ("acknowledge" | "scope" | "execute" | "hold-part" | "review" | "answer" | "close")[]): RequestAct[] =>
  names.map((act) => (act === "answer" ? { act, sent } : { act }));
const start = received("2021-11-01", { done: ["disclosed"] });

type PlainAct = "acknowledge" | "scope" | "execute" | "hold-part" | "review" | "rework" | "answer" | "withdraw" | "close";
const named = (...names: readonly PlainAct[]): fc.Arbitrary<RequestAct> =>
  fc.constantFrom(...names).map((act): RequestAct => (act === "answer" ? { act, sent } : { act }));
const anyGround = fc.constantFrom(...(Object.keys(REFUSAL_GROUNDS) as (keyof typeof REFUSAL_GROUNDS)[]));
/** Steps that lead on come more often than those that end it, so that walks reach the far end. */
const anyAct: fc.Arbitrary<RequestAct> = fc.oneof(
  { weight: 12, arbitrary: named("acknowledge", "scope", "execute", "review", "answer") },
  { weight: 4, arbitrary: named("hold-part", "rework", "close") },
  { weight: 2, arbitrary: fc.constantFrom(...PROOF_METHODS).map((method): RequestAct => ({ ...verify, method })) },
  { weight: 1, arbitrary: fc.constant<RequestAct>({ act: "ask-identity" }) },
  { weight: 1, arbitrary: named("withdraw") },
  { weight: 1, arbitrary: anyGround.map((ground): RequestAct => ({ act: "refuse", ground, complaint })) },
  { weight: 1, arbitrary: fc.constant<RequestAct>({ act: "fail-identity", complaint }) },
  { weight: 1, arbitrary: fc.constant<RequestAct>({ act: "extend", reason: "complexity", noticeSentOn: day("2021-11-05") }) },
);

/** Does every step that is not refused. */
function stroll(acts: readonly RequestAct[]): DeskRequest[] {
  const seen = [start];
  for (const act of acts) {
    const last = seen.at(-1) ?? start;
    try {
      seen.push(step(last, act, today));
    } catch {
      // Refused: the request stays where it stood.
    }
  }
  return seen;
}

describe("the states of a request", () => {
  it("lead from receipt to an answer that is closed", () => {
    const end = walk(
      start,
      ...plain("acknowledge"),
      { act: "ask-identity" },
      verify,
      ...plain("scope", "execute", "review", "answer", "close"),
    );
    expect(end).toMatchObject({ state: "closed", subject: "p-1", endedOn: today, dueOn: "2021-12-01" });
  });

  it("let an erasure that is partly held be answered", () => {
    expect(walk(start, verify, ...plain("scope", "execute", "hold-part", "review", "answer")).state).toBe("answered");
  });

  it("let who could not show who they are begin anew", () => {
    const failed = walk(received("2021-11-01"), { act: "ask-identity" }, { act: "fail-identity", complaint });
    expect(failed).toMatchObject({ state: "identity_failed", complaint, endedOn: today, outcome: "identity-failed" });
    const again = walk(failed, { act: "ask-identity" });
    for (const over of ["complaint", "endedOn", "outcome"]) expect(again).not.toHaveProperty(over);
    expect(walk(again, verify)).toMatchObject({ state: "verified", subject: "p-1" });
  });

  it("are all reached, by steps that are all used", () => {
    const reached = new Set<string>(["received"]);
    const used = new Set<string>();
    fc.assert(
      fc.property(fc.array(anyAct, { minLength: 30, maxLength: 60 }), (acts) => {
        for (const { state } of stroll(acts)) reached.add(state);
        for (const { act } of acts) used.add(act);
      }),
      { numRuns: 500 },
    );
    expect([...reached].sort()).toEqual([...REQUEST_STATES].sort());
    expect([...used].sort()).toEqual([...Object.keys(TRANSITIONS), "extend"].sort());
  });

  it("know no path to an answer, or past identity, without verification", () => {
    fc.assert(
      fc.property(fc.array(anyAct, { minLength: 30, maxLength: 60 }), (acts) => {
        for (const one of stroll(acts))
          if (["verified", "scoping", "executing", "partly_held", "review", "answered"].includes(one.state)) {
            expect(one.subject).toBe("p-1");
            expect(one.verifiedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
          }
      }),
      { numRuns: 500 },
    );
  });

  it("know no refusal without its ground and the way to complain, and none before identity that tells whether a person is known", () => {
    fc.assert(
      fc.property(fc.array(anyAct, { minLength: 30, maxLength: 60 }), (acts) => {
        for (const one of stroll(acts)) {
          if (one.state === "refused") {
            expect(Object.keys(REFUSAL_GROUNDS)).toContain(one.refusalGround);
            expect(one.complaint).toEqual(complaint);
            if (one.subject === undefined) expect(GROUNDS_BEFORE_IDENTITY).toContain(one.refusalGround);
          }
          if (one.state === "identity_failed") expect(one.complaint).toEqual(complaint);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("refuse every step that is not in the table, and leave the request as it was", () => {
    for (const state of REQUEST_STATES)
      for (const [act, { from }] of Object.entries(TRANSITIONS)) {
        if (from.includes(state)) continue;
        const request = Object.freeze(received("2021-11-01", { state }));
        expect(codeOf(() => step(request, { ...verify, act, complaint, ground: "excessive" } as never, today))).toBe("TRANSITION_REFUSED");
      }
  });

  it("refuse an act nobody declared, a refusal without ground or complaint, and a proof of nobody", () => {
    const at = received("2021-11-01", { state: "acknowledged" });
    expect(codeOf(() => step(at, { act: "toString" } as never, today))).toBe("ACT_UNKNOWN");
    expect(codeOf(() => step(at, { act: "refuse", complaint } as never, today))).toBe("GROUND_MISSING");
    expect(codeOf(() => step(at, { act: "refuse", ground: "excessive" } as never, today))).toBe("COMPLAINT_MISSING");
    const vague = { act: "refuse", ground: "excessive", complaint: { ...complaint, judicialRemedy: false } } as never;
    expect(codeOf(() => step(at, vague, today))).toBe("COMPLAINT_MISSING");
    for (const toldOn of ["2021-10-31", "2021-11-06"]) {
      const off = { act: "refuse", ground: "excessive", complaint: { ...complaint, toldOn: day(toldOn) } } as const;
      expect(codeOf(() => step(at, off, today))).toBe("TOLD_INVALID");
    }
    // Told, they say, long ago: it ends today all the same, so that a late refusal is counted as late.
    const early = { act: "refuse", ground: "excessive", complaint: { ...complaint, toldOn: day("2021-11-01") } } as const;
    expect(step(at, early, today)).toMatchObject({ endedOn: "2021-11-05", complaint: { toldOn: "2021-11-01" } });
    expect(codeOf(() => step(at, { act: "refuse", ground: "law-exempts", complaint }, today))).toBe("IDENTITY_REQUIRED");
    expect(codeOf(() => step(at, { ...verify, subject: "" }, today))).toBe("PROOF_INVALID");
  });

  it("are refused on the grounds that stand against the right, and on no others", () => {
    const refused = (kind: DeskRequest["kind"], ground: keyof typeof REFUSAL_GROUNDS): string =>
      codeOf(() => step(received("2021-11-01", { kind, state: "verified", subject: "p-1" }), { act: "refuse", ground, complaint }, today));
    const all = Object.keys(REFUSAL_GROUNDS) as (keyof typeof REFUSAL_GROUNDS)[];
    const own = { access: "rights-of-others", rectification: "data-accurate" } as const;
    const common = ["manifestly-unfounded", "excessive", "not-the-controller", "law-exempts"];
    const stands: Record<DeskRequest["kind"], readonly string[]> = {
      access: [...common, own.access], // GDPR 15(4)
      rectification: [...common, own.rectification], // 16
      // 17(3)(a) to (e), 17(1)
      erasure: [...common, "freedom-of-expression", "legal-duty-to-keep", "public-interest", "legal-claims", "right-not-available"],
      portability: [...common, "rights-of-others", "right-not-available"], // 20(4), 20(1)
      objection: [...common, "legal-claims", "compelling-grounds", "right-not-available"], // 21(1)
      restriction: [...common, "right-not-available"], // 18(1)
      withdrawal: ["not-the-controller"], // 7(3) knows no exception
    };
    for (const kind of REQUEST_KINDS)
      for (const ground of all)
        expect(`${kind} ${ground} ${refused(kind, ground)}`).toBe(
          `${kind} ${ground} ${stands[kind].includes(ground) ? "nothing thrown" : "GROUND_NOT_OF_RIGHT"}`,
        );
  });

  it("lead to no answer without the act that the right asks for, nor without how it went out", () => {
    const at = (more: Partial<DeskRequest>): DeskRequest =>
      received("2021-11-01", { state: "review", subject: "p-1", verifiedAt: "2021-11-01T09:00:00.000Z", ...more });
    const told = (more: Partial<DeskRequest>): unknown => {
      try {
        return step(at(more), { act: "answer", sent }, today).state;
      } catch (error) {
        return (error as { details?: { missing?: string } }).details?.missing;
      }
    };
    expect(REQUEST_KINDS.map((kind) => told({ kind }))).toEqual([
      "disclosed",
      "rectified",
      "erased",
      "disclosed",
      "upheld",
      "restricted",
      "consent-withdrawn",
    ]);
    const leaves = { stopsAt: "", day: today, data: "erase", later: [] } as const;
    expect(told({ kind: "withdrawal", withdrawal: leaves })).toBe("erased");
    expect(told({ kind: "withdrawal", withdrawal: leaves, done: ["erased"] })).toBe("answered");
    expect(told({ kind: "withdrawal", withdrawal: { ...leaves, data: "keep" } })).toBe("answered");
    expect(told({ kind: "rectification", done: ["restricted"] })).toBe("rectified");
    expect(told({ kind: "objection", upheldOn: today })).toBe("answered");
    const answer = (given: unknown): string =>
      codeOf(() => step(at({ done: ["disclosed"] }), { act: "answer", sent: given } as never, today));
    expect([undefined, { ...sent, evidence: "" }, { ...sent, channel: "authority" }].map(answer)).toEqual(Array(3).fill("SENDING_MISSING"));
    expect(
      [
        { ...sent, on: "2021-10-31" },
        { ...sent, on: "2021-11-06" },
      ].map(answer),
    ).toEqual(Array(2).fill("TOLD_INVALID"));
    expect(step(at({ done: ["disclosed"] }), { act: "answer", sent: { ...sent, on: day("2021-11-02") } }, today)).toMatchObject({
      sent: { channel: "letter", on: "2021-11-02", evidence: "letter-1" },
      endedOn: today,
    });
  });

  it("are open until the person is answered", () => {
    expect(REQUEST_STATES.filter((state) => !OPEN_STATES.includes(state))).toEqual([
      "identity_failed",
      "answered",
      "refused",
      "withdrawn",
      "closed",
    ]);
  });
});
