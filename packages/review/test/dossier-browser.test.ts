import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserTests, judged, sideways } from "../../../testing/browser.ts";
import { renderDossier } from "../src/dossier/index.ts";
import { findings } from "./dossier-findings.ts";
import { about, document, input, opinion } from "./dossier-fixture.ts";

const LANGUAGES = ["fr", "en"] as const;
const SCHEMES = ["light", "dark"] as const;

const { opened: open } = browserTests();
const choose = (page: Page, lang: string): Promise<void> => page.locator(`#lang-${lang}`).check({ force: true });
// The page is asked in JavaScript text: the types of a browser are not those of these tests.
const unfold = (page: Page): Promise<void> => page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");

describe("the dossier in a browser", () => {
  for (const colorScheme of SCHEMES)
    for (const lang of LANGUAGES)
      it(`breaks no accessibility rule in ${colorScheme}, ${lang}, everything unfolded`, async () => {
        const { page, close } = await open(renderDossier(input), { colorScheme, bypassCSP: true });
        await choose(page, lang);
        await unfold(page);
        const { violations, passes } = await judged(page);
        await close();
        expect(violations).toEqual([]);
        expect(passes).toBeGreaterThan(30);
      }, 60_000);

  it("asks the network for nothing and breaks none of its own policy", async () => {
    const { page, heard, close } = await open(renderDossier(input));
    for (const lang of LANGUAGES) await choose(page, lang);
    const styled = await page.evaluate<string>("getComputedStyle(document.querySelector('.sheet')).maxWidth");
    await close();
    expect(heard).toEqual([]);
    expect(styled).not.toBe("none");
  });

  it("fits 360 and 640 px without sideways scrolling, also with words that never end", async () => {
    const endless = "x".repeat(400);
    const long = {
      ...document,
      title: { fr: endless },
      controller: { name: endless, kind: "public-body" as const },
      categories: { ...document.categories, identity: { label: { fr: endless } } },
      access: {
        ...document.access,
        actions: document.access?.actions ?? [],
        grants: document.access?.grants ?? {},
        roles: { ...document.access?.roles, hr: { label: { fr: endless }, purposes: [] } },
      },
    };
    const { opinion: pointed } = about(long);
    const endlessFindings = findings.map((finding) => ({
      ...finding,
      source: endless,
      declared: [endless],
      missing: [endless],
      remarks: finding.remarks?.map((remark) => ({ ...remark, statement: { fr: endless } })) ?? [],
    }));
    for (const html of [renderDossier(input), renderDossier({ ...about(long), opinion: { ...pointed, findings: endlessFindings } })])
      for (const width of [360, 640])
        for (const lang of LANGUAGES) {
          const { page, close } = await open(html, { viewport: { width, height: 700 } });
          await choose(page, lang);
          await unfold(page);
          const over = await sideways(page);
          await close();
          expect(over, `${width} px, ${lang}`).toBe(0);
        }
  }, 60_000);

  it("changes language with the keyboard and no script, one language at a time", async () => {
    const { page, close } = await open(renderDossier({ ...input, opensIn: "fr" }), { javaScriptEnabled: false });
    const shown = async (): Promise<string> =>
      ((await page.locator("#fr").isVisible()) ? "fr" : "") + ((await page.locator("#en").isVisible()) ? "en" : "");
    expect(await shown()).toBe("fr");
    await page.keyboard.press("Tab");
    expect(await page.locator(".skip").isVisible()).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await shown()).toBe("en");
    await close();
  });

  it("takes an answer typed in it", async () => {
    const { page, close } = await open(renderDossier(input));
    const field = page.getByRole("textbox", { name: /Motifs/ }).first();
    await field.click();
    await page.keyboard.type("Oui, sous réserve");
    expect(await field.textContent()).toBe("Oui, sous réserve");
    await close();
  });

  it("prints light from a dark desktop, one language, every rule unfolded", async () => {
    const { page, close } = await open(renderDossier({ ...input, opensIn: "en" }), { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const seen = await page.evaluate<unknown>(`({
      ink: getComputedStyle(document.documentElement).color,
      switch: getComputedStyle(document.querySelector(".switch")).display,
      rules: [...document.querySelectorAll("#en details.paper .what")].filter((rule) => rule.checkVisibility({ contentVisibilityAuto: true })).length,
      french: document.querySelector("#fr").checkVisibility(),
    })`);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    await close();
    expect(seen).toEqual({ ink: "rgb(17, 24, 22)", switch: "none", rules: opinion.findings.length, french: false });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  });
});
