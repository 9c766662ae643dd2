import {
  acceptText,
  coverHits,
  longestText,
  type ModeratedText,
  moderatedText,
  type RefusalReason,
  refusalReasons,
  refuseText,
  reviseText,
  submitText,
  textFor,
} from "@favorable/fields";
import { createDetector } from "@favorable/fields/detectors";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const at = (minute: number): Date => new Date(Date.UTC(2021, 9, 20, 8, minute));
const director = { by: "director-1", role: "director", at: at(10) };
const submission = { text: "Certificat attendu lundi", moderator: "director", by: "clerk-7", at: at(0) };
const pending = submitText(submission);
const accepted = acceptText(pending, director);
const refused = refuseText(pending, director, "subjective");

describe("a free text under moderation", () => {
  it("is seen by nobody but its moderator until it is accepted", () => {
    expect([textFor(pending, "reader"), textFor(pending, "moderator")]).toEqual([undefined, submission.text]);
    expect([textFor(accepted, "reader"), textFor(accepted, "moderator")]).toEqual([submission.text, submission.text]);
    expect([textFor(refused, "reader"), textFor(refused, "moderator")]).toEqual([undefined, undefined]);
  });

  it("says who decided and when, and a refusal why, without keeping what was refused", () => {
    expect(accepted).toMatchObject({ decidedBy: "director-1", decidedAt: "2021-10-20T08:10:00.000Z", submittedBy: "clerk-7" });
    expect(refused.reason).toBe("subjective");
    expect(JSON.stringify(refused)).not.toContain("Certificat");
  });

  it("becomes pending again when it is written anew, and nothing of either is seen meanwhile", () => {
    const revised = reviseText(accepted, { text: "Certificat reçu", by: "clerk-7", at: at(20) });
    expect(revised).toMatchObject({ state: "pending", revision: 2, moderator: "director" });
    expect(textFor(revised, "reader")).toBeUndefined();
    expect(textFor(acceptText(revised, { ...director, at: at(30) }), "reader")).toBe("Certificat reçu");
    expect(reviseText(refused, { text: "Certificat reçu", by: "clerk-8", at: at(20) }).revision).toBe(2);
  });

  it("tells its moderator what a detector saw, as kinds and places", () => {
    const flagged = submitText({ ...submission, text: "Menteur, voir a@b.fr" }, createDetector());
    expect(flagged.hits).toEqual([
      { kind: "term:judgement", start: 0, end: 7 },
      { kind: "email", start: 14, end: 20 },
    ]);
    expect(coverHits(flagged.text, flagged.hits)).toBe("███████, voir ██████");
    expect(refuseText(flagged, director, "subjective").hits).toHaveLength(2);
  });

  it.each([
    ["MODERATION_DECIDED", () => acceptText(accepted, director)],
    ["MODERATION_DECIDED", () => acceptText(refused, director)],
    ["MODERATION_DECIDED", () => refuseText(accepted, director, "other")],
    ["MODERATOR_REQUIRED", () => acceptText(pending, { ...director, role: "clerk" })],
    ["MODERATION_BY_AUTHOR", () => acceptText(pending, { ...director, by: "clerk-7" })],
    ["MODERATION_BACKWARDS", () => acceptText(pending, { ...director, at: new Date(0) })],
    ["MODERATION_BACKWARDS", () => reviseText(accepted, { text: "x", by: "clerk-7", at: at(5) })],
    ["MODERATION_INVALID", () => acceptText({ ...pending, state: "published" } as never, director)],
    ["MODERATION_INVALID", () => acceptText(undefined as never, director)],
    ["MODERATION_INVALID", () => acceptText(pending, { ...director, by: "" })],
    ["MODERATION_INVALID", () => acceptText(pending, { ...director, at: new Date(Number.NaN) })],
    ["MODERATION_INVALID", () => submitText({ ...submission, by: " " })],
    ["MODERATION_INVALID", () => submitText({ ...submission, at: "2021-10-20" as never })],
    ["REASON_UNKNOWN", () => refuseText(pending, director, "I do not like it" as RefusalReason)],
    ["MODERATOR_MISSING", () => submitText({ ...submission, moderator: "none" })],
    ["MODERATOR_MISSING", () => submitText({ ...submission, moderator: undefined as never })],
    ["TEXT_INVALID", () => submitText({ ...submission, text: "  " })],
    ["TEXT_INVALID", () => submitText({ ...submission, text: "\ud83d" })],
    ["TEXT_INVALID", () => submitText({ ...submission, text: "a\0b" })],
    ["TEXT_INVALID", () => submitText({ ...submission, text: "x".repeat(longestText + 1) })],
    ["TEXT_INVALID", () => submitText(undefined as never)],
    ["VIEWER_UNKNOWN", () => textFor(accepted, "author" as never)],
  ] as const)("refuses an illegal move with %s", (code, move) => {
    expect(codeOf(move)).toBe(code);
  });

  it("is not taken in when its detector throws, and the error does not quote it", () => {
    const throwing = (text: string): never => {
      throw new Error(text);
    };
    try {
      submitText(submission, throwing);
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toContain("Certificat");
      expect(error).toMatchObject({ code: "DETECTOR_FAILED" });
    }
  });

  it("is read back from a store in one of its states, or refused", () => {
    for (const text of [pending, accepted, refused]) expect(moderatedText.parse(JSON.parse(JSON.stringify(text)))).toEqual(text);
    for (const odd of [{ ...pending, state: "published" }, { ...refused, text: "kept" }, { ...accepted, decidedBy: undefined }, null])
      expect(moderatedText.safeParse(odd).success).toBe(false);
  });

  it("shows a reader accepted texts only, whatever was done in whatever order", () => {
    const step = fc.record({
      move: fc.constantFrom("accept", "refuse", "revise"),
      by: fc.constantFrom("clerk-7", "director-1"),
      role: fc.constantFrom("director", "clerk"),
      minute: fc.integer({ min: -5, max: 60 }),
      reason: fc.constantFrom(...refusalReasons),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let text: ModeratedText = pending;
        for (const { move, by, role, minute, reason } of steps) {
          const act = { by, role, at: at(minute) };
          const before: ModeratedText = text;
          try {
            if (move === "accept") text = acceptText(text, act);
            else if (move === "refuse") text = refuseText(text, act, reason);
            else text = reviseText(text, { text: `revision ${before.revision + 1}`, by, at: act.at });
          } catch (error) {
            expect((error as { code?: string }).code).toMatch(/^MODERAT/);
          }
          if (move !== "revise" && text !== before) {
            expect([before.state, role]).toEqual(["pending", "director"]);
            expect(by).not.toBe(before.submittedBy);
          }
          expect(textFor(text, "reader") !== undefined).toBe(text.state === "accepted");
          if (text.state === "refused") expect("text" in text).toBe(false);
        }
      }),
      { numRuns: 2000, interruptAfterTimeLimit: 15_000 },
    );
  });

  it("covers hits whatever they are, and never shortens a text", () => {
    const hit = fc.record({ kind: fc.constant("x"), start: fc.integer({ min: -3, max: 30 }), end: fc.integer({ min: -3, max: 30 }) });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), fc.array(hit), (text, hits) => {
        const covered = coverHits(text, hits);
        expect(covered.length).toBe(text.length);
        for (const { start, end } of hits)
          for (let unit = Math.max(0, start); unit < Math.min(end, text.length); unit++) expect(covered[unit]).toBe("█");
      }),
      { numRuns: 2000, interruptAfterTimeLimit: 15_000 },
    );
  });
});
