/** Notices and breach documents in a real browser: no accessibility rule broken, nothing asked of the network, light, dark and on paper. */
import { authorityForm, createNotice, noticeSheet, personsNotice, type Sheet, sheetHtml } from "@favorable/rights";
import { describe, expect, it } from "vitest";
import { browserTests, judged, sideways } from "../../../testing/browser.ts";
import { assess, breachSet, record } from "./breach-fixture.ts";
import { gdpr, register } from "./notice-fixture.ts";

const { opened } = browserTests();

async function sheets(language: "fr" | "en"): Promise<readonly (readonly [string, Sheet])[]> {
  const { act } = breachSet();
  await act(record);
  const { breach } = await act(assess("high"));
  const whole = createNotice(gdpr);
  const { rights: _, ...lacking } = register;
  const words = { controller: "C", contact: "D", happened: "H", consequences: "K", done: ["A", "B"], advice: ["E"] };
  return [
    ["full", noticeSheet(whole, language, "full", { version: 1, on: "2026-03-06" })],
    ["short", noticeSheet(whole, language, "short")],
    ["lacking", noticeSheet(createNotice(lacking), language, "full")],
    ["form", authorityForm(breach, { controller: "C", contact: "D", authority: "CNIL" }, language, new Date("2026-03-07T00:00:00Z")).sheet],
    ["persons", personsNotice(breach, words, language)],
  ];
}

describe("a notice in a browser", () => {
  for (const colorScheme of ["light", "dark"] as const)
    for (const language of ["fr", "en"] as const)
      it(`breaks no accessibility rule in ${colorScheme}, ${language}, on a narrow screen as well, and asks the network for nothing`, async () => {
        const options = { colorScheme, bypassCSP: true, viewport: { width: 360, height: 800 } };
        for (const [name, sheet] of await sheets(language)) {
          const { page, heard, close } = await opened(sheetHtml(sheet), options);
          const { violations, passes } = await judged(page);
          expect(violations, name).toEqual([]);
          expect(passes).toBeGreaterThan(10);
          expect(await sideways(page)).toBe(0);
          await close();
          expect(heard).toEqual([]);
        }
      }, 60_000);

  it("prints black on white, whatever the screen shows, and is dark where asked", async () => {
    const { page, close } = await opened(sheetHtml(noticeSheet(createNotice(gdpr), "fr", "full")), { colorScheme: "dark" });
    const colours = () =>
      page.evaluate<string[]>("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]");
    expect(await colours()).toEqual(["rgb(21, 26, 24)", "rgb(230, 235, 232)"]);
    await page.emulateMedia({ media: "print" });
    expect(await colours()).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
    await close();
  }, 60_000);
});
