/** Papers in a real browser: accessible, silent on the network, readable narrow, light, dark and on paper. */
import { paperHtml } from "@favorable/review/documents";
import type { BrowserContextOptions } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserTests, judged, type OpenedPage, sideways } from "../../../testing/browser.ts";
import { PAPERS, SAMPLES } from "./documents-samples.ts";

const sample = SAMPLES["every part"];

const { opened } = browserTests();

function open(name: string, options?: BrowserContextOptions): Promise<OpenedPage> {
  const write = PAPERS[name];
  if (write === undefined || sample === undefined) throw new Error("nothing to open");
  return opened(paperHtml(write(sample, "fr")), options);
}

describe("papers in a browser", () => {
  for (const colorScheme of ["light", "dark"] as const)
    it.each(["deliberation", "register", "processors"])(
      `break no accessibility rule, ${colorScheme}: %s`,
      async (name) => {
        const { page, close } = await open(name, { colorScheme, bypassCSP: true });
        const { violations, passes } = await judged(page);
        await close();
        expect(violations).toEqual([]);
        expect(passes).toBeGreaterThan(15);
      },
      60_000,
    );

  it("ask the network for nothing and keep to their own policy", async () => {
    const { page, heard, close } = await open("deliberation");
    const width = await page.evaluate<string>("getComputedStyle(document.querySelector('.sheet')).maxWidth");
    await close();
    expect(heard).toEqual([]);
    expect(width).toBe("992px");
  });

  it.each([360, 640])("fit %i px without sideways scrolling", async (width) => {
    const { page, close } = await open("deliberation", { viewport: { width, height: 800 } });
    const over = await sideways(page);
    await close();
    expect(over).toBe(0);
  });

  it("print light from a dark desktop, on more than one page", async () => {
    const { page, close } = await open("register", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const ground = await page.evaluate<string>("getComputedStyle(document.querySelector('.sheet')).backgroundColor");
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    await close();
    expect(ground).toBe("rgb(255, 255, 255)");
    expect(pdf.toString("latin1").match(/\/Type ?\/Page\b/g)?.length).toBeGreaterThan(1);
  });
});
