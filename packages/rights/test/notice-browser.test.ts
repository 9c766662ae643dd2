/** Notices and breach documents in a real browser: no accessibility rule broken, nothing asked of the network, light, dark and on paper. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { authorityForm, createNotice, noticeSheet, personsNotice, type Sheet, sheetHtml } from "@favorable/rights";
import type { AxeResults } from "axe-core";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { assess, breachSet, record } from "./breach-fixture.ts";
import { gdpr, register } from "./notice-fixture.ts";

const CHROMIUM = "/usr/bin/chromium";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser | undefined;
beforeAll(async () => {
  if (existsSync(CHROMIUM)) browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}, 60_000);
afterAll(() => browser?.close());
beforeEach((context) => {
  if (browser === undefined) context.skip("no browser: install Debian package chromium");
});

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
        if (browser === undefined) throw new Error("no browser");
        const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width: 360, height: 800 } });
        const page = await context.newPage();
        const heard: string[] = [];
        page.on("request", (request) => heard.push(request.url()));
        page.on("console", (message) => heard.push(message.text()));
        for (const [name, sheet] of await sheets(language)) {
          await page.setContent(sheetHtml(sheet));
          await page.evaluate(AXE);
          const { violations, passes } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
          expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([]);
          expect(passes.length).toBeGreaterThan(10);
          expect(await page.evaluate("document.documentElement.scrollWidth <= 360")).toBe(true);
        }
        await context.close();
        expect(heard).toEqual([]);
      }, 60_000);

  it("prints black on white, whatever the screen shows, and is dark where asked", async () => {
    if (browser === undefined) throw new Error("no browser");
    const context = await browser.newContext({ colorScheme: "dark" });
    const page = await context.newPage();
    await page.setContent(sheetHtml(noticeSheet(createNotice(gdpr), "fr", "full")));
    const colours = () =>
      page.evaluate<string[]>("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]");
    expect(await colours()).toEqual(["rgb(21, 26, 24)", "rgb(230, 235, 232)"]);
    await page.emulateMedia({ media: "print" });
    expect(await colours()).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
    await context.close();
  }, 60_000);
});
