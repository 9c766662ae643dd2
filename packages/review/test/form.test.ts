/** A file of another form is refused by its code: no rule may take a word it does not know for a fact. */
import { calendarDate } from "@favorable/core";
import { profileOf, review, rulebook } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { set } from "./change.ts";
import { complete } from "./complete.ts";

const asked = { profile: "cnil-gdpr", asOf: "2022-06-01" } as const;

describe("a file that states something in another form", () => {
  it.each([
    ["purposes.followUp.bases", [{ kind: "because" }], "purposes.#0.bases.0.kind"],
    ["security.passwords.minimumLength", "99", "security.passwords.minimumLength"],
    ["security.encryption", { inTransit: true, atRest: "no" }, "security.encryption.atRest"],
    ["purge.automatic", "no", "purge.automatic"],
    ["access.accounts.individual", "yes", "access.accounts.individual"],
    ["notices.policy.attached", "no", "notices.#0.attached"],
    ["rights.answerWithin", "soon", "rights.answerWithin"],
    ["retention.vaccination.maximum", { period: "toujours" }, "retention.#0.maximum.period"],
    ["transfers.backup", { to: "RU", safeguard: "trust me", categories: [] }, "transfers.#0.safeguard"],
    ["capture.targetts", ["toilets"], "capture.*"],
    ["startsOn", "zzzz", "startsOn"],
    ["purposes", [], "purposes"],
  ])("is refused, and told where: %s = %j", (path, value, place) => {
    expect(() => review(set(complete, path, value), asked)).toThrow(
      expect.objectContaining({ code: "DOCUMENT_FORMAT", details: expect.objectContaining({ paths: [place] }) }),
    );
  });

  it("and is silent on anything is reviewed: silence is for the rules", () => {
    expect(review({ format: "favorable-processing/2", id: "empty", stage: "submitted" }, asked).outcome).toBe("unfavorable");
  });
});

describe("a legal basis", () => {
  it("that is none of the closed list fires even where nobody checked the form", () => {
    const rule = rulebook.find(({ id }) => id === "law-basis-declared");
    const verdict = rule?.check({
      document: set(complete, "purposes.followUp.bases", [{ kind: "because" }]),
      profile: profileOf("cnil-gdpr"),
      asOf: calendarDate("2022-06-01"),
      evidence: undefined,
      beforeStart: false,
    });
    expect(verdict).toMatchObject({ state: "fired", declared: ["purposes.followUp.bases.0.kind = because"] });
  });
});
