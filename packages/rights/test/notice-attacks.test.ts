/** What attackers of notices try: an empty text, a title that says another thing, a change passed off as wording. */
import { createNotice, type NoticeFacts, nextVersion, noticeSheet, sheetText } from "@favorable/rights";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { gdpr } from "./notice-fixture.ts";

const on = "2026-03-06";

describe("a notice", () => {
  it.each(["\u200b", "—", "…", "\u2800", "TODO", "todo: ask the officer", "[TBD]", "à compléter", "xxx"])(
    "says nothing by %j, and is not published with it",
    (nothing) => {
      const facts: NoticeFacts = { ...gdpr, complaint: { authority: { fr: nothing, en: nothing } } };
      expect(createNotice(facts).missing).toEqual(["complaint"]);
      expect(createNotice({ ...gdpr, categories: [{ fr: nothing, en: nothing }] }).missing).toEqual(["categories"]);
      expect(codeOf(() => nextVersion(undefined, createNotice(facts), { on }))).toBe("NOTICE_INCOMPLETE");
    },
  );

  it("says what begins with other words all the same", () => {
    expect(createNotice({ ...gdpr, categories: [{ fr: "Toutes les données", en: "Todos, as the town calls its lists" }] }).missing).toEqual(
      [],
    );
  });

  it("tells of transfers out of Monaco under its laws, and out of the Union under the GDPR", () => {
    const transfers = [{ to: { fr: "France", en: "France" }, safeguard: { fr: "pays adéquat", en: "adequate country" } }];
    const text = (regime: NoticeFacts["regime"], language: "fr" | "en"): string =>
      sheetText(noticeSheet(createNotice({ ...gdpr, regime, transfers }), language, "full"));
    for (const regime of ["mc-1565", "mc-1165"] as const) {
      expect(text(regime, "fr")).toContain("Transferts hors de Monaco\nFrance — pays adéquat");
      expect(text(regime, "en")).toContain("Transfers out of Monaco\nFrance");
      expect(text(regime, "fr")).not.toContain("Union européenne");
    }
    expect(text("gdpr", "fr")).toContain("Transferts hors de l'Union européenne");
  });

  it("is asked for the categories of data by law 1.565 whoever they come from, and by the GDPR when they come from elsewhere", () => {
    const { categories: _categories, ...without } = { ...gdpr, collection: "direct" as const };
    const lacks = (regime: NoticeFacts["regime"]): boolean => createNotice({ ...without, regime }).missing.includes("categories");
    expect([lacks("mc-1565"), lacks("gdpr"), lacks("mc-1165")]).toEqual([true, false, false]);
    expect(createNotice({ ...gdpr, regime: "mc-1565", collection: "direct" }).missing).not.toContain("categories");
  });

  it("has a hash of everything that is printed", () => {
    const whole = createNotice(gdpr);
    const text = { fr: "Autre", en: "Other" };
    const others = [{ title: text }, { subjectLabel: text }, { fullAt: text }].map((more) => createNotice({ ...gdpr, ...more }).sha256);
    expect(new Set([whole.sha256, ...others]).size).toBe(4);
  });

  it("bears the mark of a draft while items are missing, whatever version is named", () => {
    const { complaint: _complaint, ...lacking } = gdpr;
    const printed = sheetText(noticeSheet(createNotice(lacking), "en", "full", { version: 1, on }));
    expect(printed).toContain("Draft: this text is not published.");
    expect(printed).not.toContain("Version 1");
  });

  it("is not changed in substance under the name of wording", () => {
    const first = nextVersion(undefined, createNotice(gdpr), { on });
    const changed = createNotice({ ...gdpr, recipients: [{ fr: "un assureur", en: "an insurer" }] });
    expect(codeOf(() => nextVersion(first, changed, { on, editorial: ["recipients"] }))).toBe("NOTICE_EDITORIAL");
    expect(nextVersion(first, changed, { on }).materialSince).toBe(2);
  });

  it("of the same persons and channel has a name of its own", () => {
    expect(createNotice({ ...gdpr, name: "badge" }).id).toBe(`${createNotice(gdpr).id}/badge`);
    expect(codeOf(() => createNotice({ ...gdpr, name: "a b" }))).toBe("NOTICE_INVALID");
  });
});
